"""The values that a field accepts after its colon, and the errors for any other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.errors import UsageError
from dateline.search.fields import FIELDS

_SIMILAR = 0.75  # of difflib: "rusia" is like russia, "atlantis" is not like pakistan
_HEX = frozenset("0123456789abcdef")
_ACTOR = "an actor or target is a country (PAK, pakistan), a sector (MIL, army), or both (PAK-MIL)"
_NAMES_INSTEAD = "to search for other names, use person:, org: or place:"
_COUNTRY = "a country is its code (PAK, as in ISO 3166-1) or its name"
_COUNTRY_EXAMPLE = 'for instance PAK, pakistan, "south korea"; place: finds other places'


def checked_value(field: str, text: str) -> str:
    """The value as it is compared, in lower case. Raises UsageError for a value that the field
    cannot have, with a hint at those that it can."""
    value, known = text.strip().lower(), FIELDS[field].values
    if known and value not in known:
        raise UsageError(f"“{field}:” has no value “{value}”", hint=_suggestion(value, known))
    match field:
        case "lang":
            return _language(value)
        case "country" | "actor" | "target":
            return _coded(field, value)
        case "tag":
            from dateline.values.curation.tags import folded_tag  # few searches have a tag

            return folded_tag(text)
        case "id" if len(value) < 4 or not set(value) <= _HEX:
            raise UsageError("an id is four or more hexadecimal digits")
        case "run":
            return _run(value)
        case "story" if len(value) != 16 or not set(value) <= _HEX:
            raise UsageError("a story id has sixteen hexadecimal digits")
    return value


def _run(value: str) -> str:
    if not value.isascii() or not value.isdecimal():
        raise UsageError(
            "a run is its number, or last", hint="“dateline runs” lists the runs: run:12, run:last"
        )
    return value.lstrip("0")


def _language(value: str) -> str:
    from dateline.values.languages import LANGUAGE_CODES  # few searches have a language

    # Languages without a code of two letters have one of three, of which there are thousands.
    if value in LANGUAGE_CODES or _is_code(value, 3):
        return value
    from dateline.search.query.codes import LANGUAGES  # fewer have a name

    if value not in LANGUAGES:
        near = _near(value, LANGUAGES)
        raise UsageError(
            "a language is two letters (ISO 639-1) or its English name",
            hint=f"did you mean {near}?" if near else "for instance en, french",
        )
    return LANGUAGES[value]


def _coded(field: str, value: str) -> str:
    """The code of a country or an actor."""
    from dateline.search.query import codes  # its dictionaries are for few searches

    found = codes.country_code(value) if field == "country" else codes.actor_code(value)
    if found:
        return found
    parts = value.split("-") if field != "country" else [value]
    if all(_is_code(part, 3) for part in parts):  # a code that the dictionaries lack
        return value
    near = _near(value, [name.lower() for name in codes.country_names()])
    if near:
        raise UsageError(f"“{field}:” has no value “{value}”", hint=f"did you mean {near}?")
    if field == "country":
        raise UsageError(_COUNTRY, hint=_COUNTRY_EXAMPLE)
    raise UsageError(_ACTOR, hint=_NAMES_INSTEAD)


def _is_code(text: str, letters: int) -> bool:
    return len(text) == letters and text.isascii() and text.isalpha()


def _suggestion(value: str, known: Sequence[str]) -> str:
    """The most similar known value, or all of them if none is similar."""
    near = _near(value, known)
    return f"did you mean {near}?" if near else f"one of {', '.join(known)}"


def _near(value: str, known: Iterable[str]) -> str | None:
    """The most similar of these, else the first that begins with the value."""
    from difflib import get_close_matches  # imported here: only a wrong value pays for it

    names = list(known)
    begun = [name for name in names if name.startswith(value)]
    return next(iter([*get_close_matches(value, names, n=1, cutoff=_SIMILAR), *begun]), None)
