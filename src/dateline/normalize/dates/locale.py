"""How a language and a country write dates: names of months, and which part of 03/04 is the day.

From the Unicode CLDR, as Babel (https://babel.pocoo.org) includes it. It is loaded only for a date
that cannot be read without it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # it takes 60 ms to load
    from babel import Locale

_TAG = re.compile(r"([a-z]{2,3})(?:[-_](?:[a-z]{4}[-_])?([a-z]{2}))?(?:[-_.].*)?", re.I | re.ASCII)
_COUNTRY_OF = {"uk": "GB", "ac": None, "io": None, "co": None, "tv": None, "me": None, "ai": None}
"""Top-level domains that are not the country's code, or not used for the country."""


@dataclass(frozen=True, slots=True)
class DateHints:
    """What is known about who wrote a date: a language tag as a file states it ("de", "en-US"), and
    a domain. `order` and `months` are what follows from them."""

    language: str | None = None
    domain: str | None = None

    @property
    def order(self) -> tuple[str, str] | None:
        """Which part of a numeric date comes first, "day" or "month", and why, in words. None if
        language and domain do not decide. English alone does not, because its countries differ."""
        parts = _TAG.fullmatch(self.language or "")
        language, region = (parts[1].lower(), parts[2]) if parts else (None, None)
        region = region or _country(self.domain)
        if language is None or (language == "en" and region is None):
            return None
        first = _first_part(language, (region or "").upper())
        name = f"{language}-{region.upper()}" if region else language
        return (first, f"{first} first, as in {name}") if first else None

    @property
    def months(self) -> Mapping[str, int]:
        """The numbers of the months by their names in the language, in lower case, without dots;
        empty if the language is unknown."""
        parts = _TAG.fullmatch(self.language or "")
        return _months(parts[1].lower()) if parts else {}


def _country(domain: str | None) -> str | None:
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


@cache
def _months(language: str) -> Mapping[str, int]:
    locale = _locale(language, "")
    if locale is None:
        return {}
    names: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[context][width].items():
                names.setdefault(name.lower().rstrip("."), number)
    return {name: number for name, number in names.items() if not name[:1].isdigit()}


def _locale(language: str, region: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale(language, region or None)
    except (UnknownLocaleError, ValueError):
        return None
