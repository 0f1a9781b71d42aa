"""The dateline: the place that a story was filed from, printed before its lead.

Forms, after the agencies' style guides: "ISLAMABAD: ", "PARIS (AFP) — ", "LONDON, July 3 (Reuters)
- ", "SAN JOSE, Calif. (AP) —". Labels ("BREAKING: ") look the same; they are few, and listed.
Agencies in other languages write no capitals, so a known agency in brackets is required: "Berlin
(dpa) - ", "Madrid, 2 ene (EFE).- ", "(ANSA) - Roma, 3 ott - ", "MOSCOW, January 21. /TASS/. ".
Formats of agencies state the dateline in an element of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.normalize.agencies import agencies_in
from dateline.normalize.dates.parse import MONTH

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
_WORD = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*"
_TOWN = (
    rf"(?P<place>(?P<city>{_WORD}(?:[ /](?:am|an der|de|del|de la|la|{_WORD})){{0,4}}){_REGION}?)"
)
_SHORT_DATE = (
    r"\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,10}\.?(?:\s\d{4})?|[^\W\d_]{3,10}\.?\s\d{1,2}(?:,\s\d{4})?"
)
_SIGNED_DAY = rf"(?:[,.]\s(?P<date>{_SHORT_DATE}))?"
_SIGNED = tuple(
    re.compile(form)
    for form in (
        rf"{_TOWN}{_SIGNED_DAY}\s?\((?P<agency>[^()]{{2,30}})\)\s?\.?\s?(?:—|–|--|-|:)\s*(?=\S)",
        rf"(?P<place>(?P<city>{_PLACE}){_REGION}?){_SIGNED_DAY}\s\((?P<agency>[^()]{{2,30}})\)\s+(?=\S)",
        rf"{_TOWN}{_SIGNED_DAY}\.?\s/(?P<agency>[^/()]{{2,30}})/[.:]?\s(?:[—–-]\s)?(?=\S)",
        rf"\((?P<agency>[^()]{{2,30}})\)\s?[—–-]\s?{_TOWN}{_SIGNED_DAY}\s?[—–-]\s+(?=\S)",
    )
)
_AFTER_PLACE = re.compile(rf",?\s+(?=[(—–\d]|--?(?:\s|$)|(?:{MONTH})\b)|\s*[:(—–]", re.I)
_MARK = re.compile(r"\s*(?:\([^()]{2,30}\)\s?)?\.?\s?(?:—|–|--|-|:)\s+")
_SPEAKER = re.compile(r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’ -]{2,30}:\s")
_NEAR = 3
_SPEAKERS = 2
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
    """A dateline: its `place` as printed, the whole of it, its date, and the lead without it."""

    place: str
    printed: str
    date: str | None
    lead: str


def split_dateline(lead: str, following: Sequence[str] = ()) -> Dateline | None:
    """The dateline that `lead` begins with, or None. If one of the next paragraphs, or two of all,
    begin in the same form, they name the speakers of a transcript or the subjects of pictures, and
    there is no dateline."""
    labelled = [bool(_SPEAKER.match(paragraph)) for paragraph in following]
    if any(labelled[:_NEAR]) or sum(labelled) >= _SPEAKERS:
        return None
    found = _DATELINE.match(lead[: _MAX_LENGTH + 1])
    if found is None or not _is_place(found):
        found = _signed(lead[: _MAX_LENGTH + 1])
    if found is None:
        return None
    rest = lead[found.end() :]
    return Dateline(found["place"], found[0].rstrip(), found["date"], rest)


def stated_dateline(text: str, lead: str) -> Dateline | None:
    """The dateline that a file states in `text`, as agencies write it ("Paris, 21 jan (AFP) -"), or
    None if it names no place. If the lead begins with it, it is removed there."""
    place = _AFTER_PLACE.split(text, maxsplit=1)[0].strip(" ,-")
    if re.fullmatch(_SHORT_DATE, text.strip(" -")) or not place[:1].isalpha():
        return None
    if len(place) > _MAX_LENGTH or any(map(str.isdigit, place)):
        return None
    date = re.search(_SHORT_DATE, text[len(place) :])
    if lead.startswith(text):
        rest = lead[len(text) :]
        mark = _MARK.match(rest)
        if mark is not None or text[-1] in "-–—:":
            lead = rest[mark.end() if mark else 0 :].lstrip()
    return Dateline(place, text, date[0] if date else None, lead)


def _signed(lead: str) -> re.Match[str] | None:
    found = next(filter(None, (form.match(lead) for form in _SIGNED)), None)
    return found if found is not None and agencies_in(found["agency"]) else None


def _is_place(found: re.Match[str]) -> bool:
    """Whether the city may be one. Two letters are a place only with an agency or a date ("LA (AP)
    -"). Before a dash alone, a short word is none ("NASA - the space agency - says")."""
    city = found["city"]
    if city.lower().strip(".") in _LABELS or sum(letter.isalpha() for letter in city) < 2:
        return False
    supported = bool(found["agency"] or found["bare"] or found["date"])
    if supported:
        return True
    if found["mark"].strip() == ":":
        return len(city) >= 4
    return len(city) >= 5
