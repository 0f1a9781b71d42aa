"""The values that a field accepts after its colon, and the errors for any other."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.errors import UsageError
from dateline.search.fields import FIELDS

_HEX = frozenset("0123456789abcdef")
_ACTOR = (
    "an actor or target is a code: a country (PAK), a sector (MIL), or both (PAK-MIL)",
    "to search for names, use person:, org: or place:",
)
_COUNTRY = (
    "a country is three letters (ISO 3166-1 alpha-3)",
    "for instance PAK; place:pakistan finds the name",
)


def checked_value(field: str, text: str) -> str:
    """The value as it is compared, in lower case. Raises UsageError for a value that the field
    cannot have, with a hint at those that it can."""
    value, known = text.strip().lower(), FIELDS[field].values
    if known and value not in known:
        raise UsageError(f"“{field}:” has no value “{value}”", hint=_suggestion(value, known))
    match field:
        case "lang" if not (_is_code(value, 2) or _is_code(value, 3)):
            raise UsageError("a language is two letters (ISO 639-1)", hint="for instance en")
        case "id" if len(value) < 4 or not set(value) <= _HEX:
            raise UsageError("an id is four or more hexadecimal digits")
        case "story" if len(value) != 16 or not set(value) <= _HEX:
            raise UsageError("a story id has sixteen hexadecimal digits")
        case "country" if not _is_code(value, 3):
            raise UsageError(_COUNTRY[0], hint=_COUNTRY[1])
        case "actor" | "target" if not all(_is_code(code, 3) for code in value.split("-")):
            raise UsageError(_ACTOR[0], hint=_ACTOR[1])
    return value


def _is_code(text: str, letters: int) -> bool:
    return len(text) == letters and text.isascii() and text.isalpha()


def _suggestion(value: str, known: Sequence[str]) -> str:
    """The most similar known value, or all of them if none is similar."""
    from difflib import get_close_matches  # imported here: only a wrong value pays for it

    near = get_close_matches(value, known, n=1)
    return f"did you mean {near[0]}?" if near else f"one of {', '.join(known)}"
