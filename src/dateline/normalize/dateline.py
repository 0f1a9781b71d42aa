"""The dateline: the place that a story was filed from, printed in capitals before its lead.

Forms, after the style guides of the agencies: "ISLAMABAD: ", "PARIS (AFP) — ", "LONDON, July 3
(Reuters) - ", "SAN JOSE, Calif. (AP) —". A place is told from a label ("BREAKING: ") by what it
is not: the labels are few and listed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.normalize.moments import MONTH

_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]*"
_PLACE = rf"{_CAPITALS}(?:[ /](?:de|del|la|el|of|the|da|do|di|{_CAPITALS})){{0,4}}"
_REGION = r"(?:,\s(?:[A-Z][\w.’'-]*)(?:\s[A-Z][\w.’'-]*){0,2})?"
_DATE = rf"{MONTH}\.?\s\d{{1,2}}(?:,\s\d{{4}})?|\d{{1,2}}\s{MONTH}\.?(?:\s\d{{4}})?"
_DAY = rf"(?:,\s(?P<date>(?i:{_DATE})))?"
_NAMED = r"[A-Z][\w./& -]{1,40}|dpa|epd|sda|apa|kna|afp"
_AGENCY = rf"(?:\s?\((?P<agency>{_NAMED})\)|\s(?P<bare>AFP|AP|Reuters|dpa))?"
_DATELINE = re.compile(
    rf"(?P<place>(?P<city>{_PLACE}){_REGION}?){_DAY}{_AGENCY}(?P<mark>\s?:|\s*(?:—|–|--|\s-))\s+(?=\S)"
)
_SPEAKER = re.compile(r"[A-Z][A-Z.'’ -]{2,30}:\s")
_MAX_LENGTH = 90

_LABELS = frozenset(
    (
        "breaking", "breaking news", "exclusive", "update", "updated", "live", "watch", "video",
        "opinion", "analysis", "editorial", "review", "interview", "profile", "explainer",
        "factbox", "timeline", "correction", "clarification", "note", "warning", "alert",
        "urgent", "flash", "news", "sport", "sports", "business", "photos", "pictures", "listen",
        "read", "read more", "q", "a", "q&a", "faq", "tv", "covid-19", "ps", "nb", "comment",
        "letter", "letters", "obituary", "podcast", "quiz", "poll", "just in", "developing",
        "fact check", "in pictures", "in brief", "advertisement", "sponsored", "spoiler alert",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline's `place` as printed, its whole text, and the lead without it."""

    place: str
    printed: str
    date: str | None
    lead: str


def split_dateline(lead: str, following: Sequence[str] = ()) -> Dateline | None:
    """The dateline that `lead` begins with, or None. Where a paragraph in `following` begins
    in the same form, they are the speakers' names of a transcript."""
    if any(_SPEAKER.match(paragraph) for paragraph in following):
        return None
    found = _DATELINE.match(lead[: _MAX_LENGTH + 1])
    if found is None or not _is_place(found):
        return None
    rest = lead[found.end() :]
    return Dateline(found["place"], found[0].rstrip(), found["date"], rest)


def _is_place(found: re.Match[str]) -> bool:
    """Two letters are a place only beside an agency or a date ("LA (AP) -"); in front of a
    dash alone, so are words ("NASA - the space agency - says"), which are no datelines."""
    city = found["city"]
    if city.lower().strip(".") in _LABELS or sum(letter.isalpha() for letter in city) < 2:
        return False
    supported = bool(found["agency"] or found["bare"] or found["date"])
    if supported:
        return True
    if found["mark"].strip() == ":":
        return len(city) >= 4
    return len(city) >= 5
