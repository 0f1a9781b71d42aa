"""The file that decisions go from archive to archive in: JSON lines, sorted by time, for git.

The file may come from anybody: whatever is not exactly a decision is an error that names the line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from dateline.archive.correction_values import correction_values
from dateline.errors import DatelineError, UsageError
from dateline.exports.files import new_file
from dateline.values.annotations import MentionKind
from dateline.values.decisions import Action, Decision, PortableDecision
from dateline.values.events import Change

_HEAD = {"format": "dateline decisions 1"}
_KEYS = ("action", "article", "at", "by", "data", "reason", "record")
_LONGEST_LINE = 1_000_000  # characters: a note may have a tenth of that
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
_ID = re.compile(r"[0-9a-f]{16}", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


def write_file(portable: Iterable[PortableDecision], path: str) -> None:
    """The file has these decisions, and is replaced as a whole."""
    with new_file(Path(path)) as file:
        for line in lines(portable):
            file.write(f"{line}\n".encode())


def read_file(path: str) -> list[PortableDecision]:
    """The decisions of a file. Raises UsageError for what is not such a file."""
    try:
        with open(path, encoding="utf-8") as file:
            return read_lines(iter(lambda: file.readline(_LONGEST_LINE + 1), ""), path)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error


def lines(portable: Iterable[PortableDecision]) -> Iterator[str]:
    """The lines of the file: its format, then one for each decision, with sorted keys."""
    yield json.dumps(_HEAD)
    for each in portable:
        decision = each.decision
        values = {
            "action": decision.action.value,
            "article": decision.article,
            "at": decision.at,
            "by": decision.by,
            "data": dict(decision.data),
            "reason": decision.reason,
            "record": each.record,
        }
        yield json.dumps(values, ensure_ascii=False, sort_keys=True)


def read_lines(text: Iterable[str], name: str) -> list[PortableDecision]:
    """The decisions of a file called `name`. Raises UsageError for what is not such a file."""
    found: list[PortableDecision] = []
    head = None
    for number, line in enumerate(text, 1):
        try:
            _expect(len(line) <= _LONGEST_LINE, "it is too long")
            values = json.loads(line)
            if number == 1:
                head = values
                _expect(head == _HEAD, f"the first line must be {json.dumps(_HEAD)}")
            else:
                found.append(_decision(values))
        except (ValueError, RecursionError, DatelineError) as error:
            what = error.message if isinstance(error, DatelineError) else error
            raise UsageError(
                f"line {number} of {name} is not a decision: {what}",
                hint="“dateline decisions export” writes such files",
            ) from error
    if head is None:
        raise UsageError(f"{name} is empty: it is not a file of decisions")
    return found


def _decision(values: Any) -> PortableDecision:
    _expect(isinstance(values, dict) and tuple(sorted(values)) == _KEYS, f"it needs {_KEYS}")
    article, record, reason, data = (values[key] for key in ("article", "record", "reason", "data"))
    _expect(_is_time(values["at"]), "“at” is not a time to the microsecond, UTC")
    _expect(_is_text(values["by"], empty=True), "“by” is not a text")
    _expect(article is None or _matches(_ID, article), "“article” is not an id")
    _expect(record is None or _matches(_DIGEST, record), "“record” is not a SHA-256")
    _expect(reason is None or _is_text(reason), "“reason” is not a text")
    action = Action(values["action"])
    _expect(action in _DATA, f"a decision “{action.value}” stays in its archive")
    _expect((article is not None) is (action in _ABOUT_ARTICLES), "“article” is wrong")
    checks = _DATA[action]
    _expect(isinstance(data, dict) and set(data) == set(checks), f"its data need {[*checks]}")
    for key, check in checks.items():
        _expect(check(data[key]), f"“{key}” cannot be {data[key]!r}")
    if action is Action.EDIT:
        given = correction_values({data["field"]: data["value"]})
        _expect(given == {data["field"]: data["value"]}, f"“value” cannot be {data['value']!r}")
    decision = Decision(
        action=action, article=article, data=data, reason=reason, by=values["by"], at=values["at"]
    )
    return PortableDecision(decision=decision, record=record)


def _expect(condition: bool, otherwise: str) -> None:
    if not condition:
        raise ValueError(otherwise)


def _matches(form: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and form.fullmatch(value) is not None


def _is_time(value: object) -> bool:
    return _matches(_TIME, value)


def _is_text(value: object, *, empty: bool = False) -> bool:
    return isinstance(value, str) and (empty or value != "")


def _may_be_empty(value: object) -> bool:
    return isinstance(value, str)


def _is_tag(value: object) -> bool:
    return isinstance(value, str) and value == " ".join(value.casefold().split()) and value != ""


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _are_digests(value: object) -> bool:
    return isinstance(value, list) and all(_matches(_DIGEST, each) for each in value)


def _are_numbers(value: object) -> bool:
    return isinstance(value, list) and all(type(each) is int and each > 0 for each in value)


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
    Action.UNNOTE: {"note": _is_time},
    Action.EDIT: {"field": _is_text, "value": lambda _: True},
    Action.REVERT: {"field": _is_text},
    Action.REPLACE: {"record": lambda value: _matches(_DIGEST, value)},
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
}
_ABOUT_ARTICLES = frozenset(
    (
        *(Action.TAG, Action.UNTAG, Action.NOTE, Action.UNNOTE, Action.EDIT, Action.REVERT),
        *(Action.REPLACE, Action.DELETE, Action.REVIEW),
    )
)
