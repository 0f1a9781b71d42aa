"""How a language and a country write dates: names of months, and which part of 03/04 is the day.

From the Unicode CLDR, as Babel (https://babel.pocoo.org) includes it. It is loaded only for a date
that cannot be read without it. Names are compared without accents, which papers leave out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # it takes 60 ms to load
    from babel import Locale

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)

_TAG = re.compile(r"([a-z]{2,3})(?:[-_](?:[a-z]{4}[-_])?([a-z]{2}))?(?:[-_.].*)?", re.I | re.ASCII)
_COUNTRY_OF = {"uk": "GB", "ac": None, "io": None, "co": None, "tv": None, "me": None, "ai": None}
"""Top-level domains that are not the country's code, or not used for the country."""

_REGIONS = {"ar": ("LB", "MA", "DZ", "MR")}
"""Languages whose countries have other names for the months: the Levant, Morocco, Algeria."""

_HEBREW_OF = "ב"  # stands before the month, as in "18 ביולי"
_EVERYWHERE = (
    "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "nb", "fi", "cs", "ro", "hu", "tr",
    "el", "ru", "uk", "ar", "he", "fa", "ca", "th",
    "lt", "lv", "et", "bg", "sk", "sl", "sr", "sq", "be", "gl", "is", "id", "ms", "hi",
)  # fmt: skip
"""Languages whose months are known whatever the language of the file is said to be. A name that
means one month here and another there is left out."""


@dataclass(frozen=True, slots=True)
class DateHints:
    """What is known about who wrote a date: a language tag as a file states it ("de", "en-US"), and
    a domain. `order` and `month` say what follows from them."""

    language: str | None = None
    domain: str | None = None

    @property
    def order(self) -> tuple[str, str] | None:
        """Which part of a numeric date comes first, "day" or "month", and why, in words. None if
        language and domain do not decide. English alone does not, because its countries differ."""
        parts = _TAG.fullmatch(self.language or "")
        language, region = (parts[1].lower(), parts[2]) if parts else (None, None)
        region = region or country_of(self.domain)
        if language is None or (language == "en" and region is None):
            return None
        first = _first_part(language, (region or "").upper())
        name = f"{language}-{region.upper()}" if region else language
        return (first, f"{first} first, as in {name}") if first else None

    def month(self, name: str) -> int | None:
        """The number of the month that `name` is, with or without a dot: in the language, else in
        any other that is known; None if it is none. Two names of one month may be joined by a
        slash."""
        numbers = {self._month(part) for part in name.split("/")}
        return numbers.pop() if len(numbers) == 1 else None

    def _month(self, name: str) -> int | None:
        parts = _TAG.fullmatch(self.language or "")
        key = _key(name)
        own = _months(parts[1].lower()) if parts and not _english(key) else {}
        keys = (key, key.removeprefix(_HEBREW_OF))
        found = (_english(key), *map(own.get, keys), *map(_months_everywhere().get, keys))
        return next(filter(None, found), None)


def country_of(domain: str | None) -> str | None:
    """The country whose top-level domain it is, ISO 3166-1 alpha-2; None for .com and its like."""
    suffix = (domain or "").rpartition(".")[2]
    country = _COUNTRY_OF.get(suffix, suffix.upper())
    return country if country and len(country) == 2 else None


@cache
def _first_part(language: str, region: str) -> str | None:
    locale = _locale(language, region) or _locale(language, "")
    if locale is None:
        return None
    pattern = re.sub(r"'[^']*'", "", str(locale.date_formats["short"].pattern))
    found = re.search(r"[dMy]", pattern)
    return {"d": "day", "M": "month"}.get(found[0]) if found else None


def _english(key: str) -> int | None:
    """The number of an English month or of its first three or four letters."""
    if len(key) not in (3, 4) and key not in MONTHS:
        return None
    return next((n for n, month in enumerate(MONTHS, 1) if month.startswith(key)), None)


@cache
def _months(language: str) -> Mapping[str, int]:
    names: dict[str, int] = {}
    for region in ("", *_REGIONS.get(language, ())):
        locale = _locale(language, region)
        if locale is None:
            continue
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    names.setdefault(_key(name), number)
    return {name: number for name, number in names.items() if not name[:1].isdigit()}


@cache
def _months_everywhere() -> Mapping[str, int]:
    found: dict[str, set[int]] = {}
    for language in _EVERYWHERE:
        for name, number in _months(language).items():
            found.setdefault(name, set()).add(number)
    return {name: min(numbers) for name, numbers in found.items() if len(numbers) == 1}


def _key(name: str) -> str:
    """A month's name for comparison: in small letters, without dots and accents."""
    letters = unicodedata.normalize("NFKD", name.strip(" .").casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _locale(language: str, region: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale(language, region or None)
    except (UnknownLocaleError, ValueError):
        return None
