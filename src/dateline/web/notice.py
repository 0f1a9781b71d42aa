"""What was done, said on the page that a decision leads to, with the way to take it back."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from starlette.requests import HTTPConnection
from starlette.responses import Response

from dateline.values.curation.decisions import WITHDRAWABLE, Action, Decision

_COOKIE = "dateline_done"
_KEPT_S = 60  # until the page that says it is asked for
_LONGEST = 100  # characters of a text that somebody wrote; a cookie has at most 4,096 bytes
_MOST = 3  # sentences


@dataclass(frozen=True, slots=True)
class Notice:
    """What was done, in words; `first` and `last` are the times of the decisions that can be taken
    back together, "" if they cannot."""

    said: str
    first: str = ""
    last: str = ""

    @classmethod
    def of(cls, made: Sequence[Decision], said: str = "") -> Notice | None:
        """The notice of decisions that were made together, in their own words if it is not said
        otherwise; None if there are none."""
        if not made:
            return None
        can_be_taken_back = all(each.action in WITHDRAWABLE for each in made)
        times = (made[0].at, made[-1].at) if can_be_taken_back else ("", "")
        return cls(said or in_words(made), *times)


def keep(response: Response, notice: Notice | None, *, secure: bool) -> None:
    """The next page of this visitor says it."""
    if notice is not None:
        text = json.dumps([notice.said, notice.first, notice.last], ensure_ascii=False)
        response.set_cookie(
            _COOKIE,
            urlsafe_b64encode(text.encode()).decode(),
            max_age=_KEPT_S,
            httponly=True,
            samesite="strict",
            secure=secure,
        )


def kept(request: HTTPConnection) -> Notice | None:
    """What this page is to say. A cookie that is not ours says nothing."""
    try:
        said, first, last = json.loads(urlsafe_b64decode(request.cookies.get(_COOKIE, "")))
    except (ValueError, TypeError):
        return None
    return Notice(str(said), str(first), str(last))


def forget(response: Response) -> None:
    """It was said."""
    response.delete_cookie(_COOKIE)


def in_words(made: Iterable[Decision]) -> str:
    """What was decided, in a few sentences; the same of several articles is said once."""
    articles: dict[str, int] = {}
    for decision in made:
        said = _said(decision)
        articles[said] = articles.get(said, 0) + 1
    sentences = list(_counted(articles))
    more = len(sentences) - _MOST
    return ". ".join((*sentences[:_MOST], *([f"And {more} more"] if more > 0 else ())))


def _counted(articles: dict[str, int]) -> Iterator[str]:
    for said, number in articles.items():
        yield said if number == 1 else f"{said} ({number:,} articles)"


def _said(decision: Decision) -> str:
    data = {key: _short(value) for key, value in decision.data.items()}
    match decision.action:
        case Action.EDIT if decision.data["value"] in (None, [], ""):
            return f"Corrected: no {data['field']}"
        case Action.ENTITY:
            return _ENTITY[decision.data["change"]].format_map(data)
        case Action.REVIEW:
            judged = "right" if decision.data["right"] else "wrong"
            return f"Event {data['type']} marked as {judged}"
        case _:
            return _SENTENCES[decision.action].format_map(data)


def _short(value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


_SENTENCES = {
    Action.TAG: "Tagged “{tag}”",
    Action.UNTAG: "Tag “{tag}” taken away",
    Action.NOTE: "Note kept",
    Action.UNNOTE: "Note taken back",
    Action.EDIT: "Corrected: {field} is “{value}”",
    Action.REVERT: "Correction taken back: {field} is as it was read",
    Action.REPLACE: "Replaced by a mended file",
    Action.DELETE: "Deleted",
    Action.READMIT: "No longer refused",
    Action.SOURCE: "Articles of “{name}” are listed under “{into}”",
    Action.UNSOURCE: "Articles of “{name}” are listed under it again",
    Action.SAVE: "Search saved as “{name}”",
    Action.UNSAVE: "Saved search “{name}” removed",
    Action.UNDO: "Run {run} taken back",
    Action.WITHDRAW: "Decision of {decision} taken back",
}
_ENTITY = {
    "merge": "“{name}” is part of “{other}”",
    "split": "“{other}” is not “{name}”",
    "alias": "“{name}” is also called “{other}”",
    "hide": "“{name}” is hidden",
    "restore": "“{name}” is shown again",
}
