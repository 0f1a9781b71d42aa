"""Whether a decision is one: what its action requires, for files of strangers and for damage."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dateline.values.annotations import MentionKind
from dateline.values.curation.decisions import Action, Decision
from dateline.values.curation.tags import folded_tag
from dateline.values.events import Change

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
_ID = re.compile(r"[0-9a-f]{16}", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


def problem(decision: Decision) -> str | None:
    """What is wrong with the decision, whatever its members are; None if nothing is. Whether the
    value of an EDIT suits its field is not looked at."""
    if not is_time(decision.at):
        return "“at” is not a time to the microsecond, UTC"
    if not isinstance(decision.by, str):
        return "“by” is not a text"
    if decision.reason is not None and not _is_text(decision.reason):
        return "“reason” is not a text"
    if decision.article is not None and not _matches(_ID, decision.article):
        return "“article” is not an id"
    about_one = decision.article is not None
    if decision.action is not Action.WITHDRAW and about_one is not (
        decision.action in _ABOUT_ARTICLES
    ):
        return "“article” is wrong"
    checks, data = _DATA[decision.action], decision.data
    if not isinstance(data, dict) or set(data) != set(checks):
        return f"its data need {[*checks]}"
    for key, check in checks.items():
        if not check(data[key]):
            return f"“{key}” cannot be {data[key]!r}"
    return None


def is_digest(value: object) -> bool:
    """Whether it is a SHA-256 in hex."""
    return _matches(_DIGEST, value)


def _matches(form: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and form.fullmatch(value) is not None


def is_time(value: object) -> bool:
    """Whether it is a time that can name a decision."""
    return _matches(_TIME, value)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _may_be_empty(value: object) -> bool:
    return isinstance(value, str)


def _is_tag(value: object) -> bool:
    return isinstance(value, str) and value == folded_tag(value) and value != ""


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _are_digests(value: object) -> bool:
    return isinstance(value, list) and all(is_digest(each) for each in value)


def _is_number(value: object) -> bool:
    return type(value) is int and value > 0


def _are_numbers(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_number, value))


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _one_of(values: Iterable[str]) -> Callable[[object], bool]:
    known = frozenset(values)
    return lambda value: value in known


_ENTITY = {
    "change": _one_of(Change),
    "kind": _one_of(MentionKind),
    "name": _is_text,
    "other": lambda value: value is None or _is_text(value),
}
_REVIEW = {
    "event": lambda value: _matches(_ID, value),
    "right": _is_flag,
    "sampled": _is_flag,
    "note": _may_be_empty,
    "type": _is_text,
    "actors": _are_texts,
    "recipients": _are_texts,
    "sentence": _may_be_empty,
}
_SAVE = {
    "name": _is_text,
    "query": _is_text,
    "match": _one_of(("all", "any")),
    "plain": _is_flag,
}
_DATA: Mapping[Action, Mapping[str, Callable[[Any], bool]]] = {
    Action.TAG: {"tag": _is_tag},
    Action.UNTAG: {"tag": _is_tag},
    Action.NOTE: {"text": _is_text},
    Action.UNNOTE: {"note": is_time},
    Action.EDIT: {"field": _is_text, "value": lambda _: True},
    Action.REVERT: {"field": _is_text},
    Action.REPLACE: {"record": is_digest},
    Action.DELETE: {
        "records": _are_digests,
        "originals": _are_digests,
        "versions": _are_numbers,
    },
    Action.READMIT: {"records": _are_digests, "originals": _are_digests},
    Action.SOURCE: {"name": _is_text, "into": _is_text},
    Action.UNSOURCE: {"name": _is_text},
    Action.ENTITY: _ENTITY,
    Action.REVIEW: _REVIEW,
    Action.SAVE: _SAVE,
    Action.UNSAVE: {"name": _is_text},
    Action.UNDO: {"run": _is_number},
    Action.WITHDRAW: {"decision": is_time},
}
_ABOUT_ARTICLES = frozenset(
    (
        *(Action.TAG, Action.UNTAG, Action.NOTE, Action.UNNOTE, Action.EDIT, Action.REVERT),
        *(Action.REPLACE, Action.DELETE, Action.REVIEW),
    )
)
