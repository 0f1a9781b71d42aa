"""What may stand behind the colon of a field that takes a value, and what is said of the rest."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.errors import UsageError
from dateline.search.fields import FIELDS

_HEX = frozenset("0123456789abcdef")
_SIDE = (
    "who acts is a code: a country (PAK), a sector (MIL), or both (PAK-MIL)",
    "people and countries by name: person:, org:, place:",
)
_COUNTRY = (
    "a country is three letters (ISO 3166-1 alpha-3)",
    "for instance PAK; place:pakistan finds the name",
)


def checked_value(field: str, text: str) -> str:
    """The value as it is compared, in small letters. Raises UsageError for what the field cannot
    have, with a hint at what it can."""
    value, known = text.strip().lower(), FIELDS[field].values
    if known and value not in known:
        raise UsageError(f"“{field}:” has no value “{value}”", hint=_meant(value, known))
    match field:
        case "lang" if not (_is_code(value, 2) or _is_code(value, 3)):
            raise UsageError("a language is two letters (ISO 639-1)", hint="for instance en")
        case "id" if len(value) < 4 or not set(value) <= _HEX:
            raise UsageError("an id is four or more hexadecimal digits")
        case "story" if len(value) != 16 or not set(value) <= _HEX:
            raise UsageError("a story is named by an id of sixteen hexadecimal digits")
        case "country" if not _is_code(value, 3):
            raise UsageError(_COUNTRY[0], hint=_COUNTRY[1])
        case "actor" | "target" if not all(_is_code(code, 3) for code in value.split("-")):
            raise UsageError(_SIDE[0], hint=_SIDE[1])
    return value


def _is_code(text: str, letters: int) -> bool:
    return len(text) == letters and text.isascii() and text.isalpha()


def _meant(value: str, known: Sequence[str]) -> str:
    """The one that is like it, or all that there are."""
    from difflib import get_close_matches  # imported here: only a wrong value pays for it

    near = get_close_matches(value, known, n=1)
    return f"did you mean {near[0]}?" if near else f"one of {', '.join(known)}"
