"""What sums up the article before its text: bullets under the headline, or else the standfirst or
description that the file claims."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.normalize.clean import clean
from dateline.normalize.evidence import FieldValue, by_method, claims_for, stated
from dateline.values.article import Evidence
from dateline.values.draft import Claim

METHODS = ("json-ld", "json key", "meta")

_MARK = re.compile(r"^[•‣◦▪▫●○■□–*·-]\s+")
_NOT_LETTERS = re.compile(r"\W+")
_COMPARED = 60


def without_bullet(text: str) -> str:
    """A list item's text without the bullet before it."""
    return _MARK.sub("", text, count=1)


def summary_of(
    bullets: Sequence[str], claims: Sequence[Claim], *, title: str | None, leads: Sequence[str]
) -> FieldValue[tuple[str, ...]] | None:
    """The bullets, else the first description. A line that only repeats the headline or the
    beginning of the body does not count; `leads` are the forms in which the body may begin."""
    others = (title or "", *leads)
    if bullets and not (len(bullets) == 1 and any(_repeats(bullets[0], other) for other in others)):
        evidence = Evidence(method="before the lead", text=bullets[0], where="text")
        return FieldValue(tuple(bullets), evidence)
    for claim in by_method(claims_for(claims, "summary"), METHODS):
        text = clean(claim.value)
        if text and not any(_repeats(text, other) for other in others):
            return FieldValue((text,), stated(claim))
    return None


def _repeats(text: str, other: str) -> bool:
    """Whether the text, up to `_COMPARED` letters, is the beginning of the other one."""
    words, others = _letters(text[:400]), _letters(other[:800])
    return bool(others) and words[:_COMPARED] == others[: len(words[:_COMPARED])]


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text).casefold()
