"""The values that a person may give a field of an article, checked and in the form that is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from dateline.errors import UsageError
from dateline.values.curation.decisions import CORRECTABLE

_LONGEST = 2_000  # characters of one text


def correction_values(given: Mapping[str, Any]) -> dict[str, Any]:
    """The values of these fields as `Correction` has them; None and "" mean that the article has
    none. Raises UsageError for an unknown field, or a value that the field cannot have."""
    values: dict[str, Any] = {}
    for field, value in given.items():
        if field not in CORRECTABLE:
            raise UsageError(
                f"there is no field “{field}” to correct", hint=f"known: {', '.join(CORRECTABLE)}"
            )
        if field in ("authors", "keywords"):
            values[field] = _texts(field, value)
        elif value is None or value == "":
            if field == "source":
                raise UsageError("a source needs a name")
            values[field] = None
        else:
            values[field] = _FORMS.get(field, _text)(field, value)
    return values


def _text(field: str, value: object) -> str:
    if not isinstance(value, str):
        raise UsageError(f"the {field} must be a text")
    text = " ".join(value.split())
    if not text or len(text) > _LONGEST or any(not char.isprintable() for char in text):
        raise UsageError(
            f"the {field} must be a text of at most {_LONGEST:,} characters that can be printed"
        )
    return text


def _texts(field: str, value: object) -> list[str]:
    if value is not None and not isinstance(value, list | tuple):
        raise UsageError(f"{field} must be a list of texts")
    return [_text(field, each) for each in value or () if each != ""]


def _time(field: str, value: object) -> str:
    from dateline.normalize.dates.parse import read_moment

    text = _text(field, value)
    found = read_moment(text, "corrected")
    if found.moment is None:
        raise UsageError(
            f"{text!r} is not a date that can mean one thing only"
            + (f": {found.doubt}" if found.doubt else ""),
            hint="write 2025, 2025-07, 2025-07-18 or 2025-07-18T14:30+05:00",
        )
    return found.moment.value + (found.moment.offset or "")


def _address(field: str, value: object) -> str:
    from dateline.normalize.url import clean_url

    text = _text(field, value)
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in text
    except ValueError:
        good = False
    if not good:
        raise UsageError(f"{text!r} is not an address", hint="write it in full, with https://")
    return clean_url(text)


def _language(field: str, value: object) -> str:
    from dateline.search.query.values import checked_value

    return checked_value("lang", _text(field, value))


_FORMS: Mapping[str, Callable[[str, object], str]] = {
    "published": _time,
    "updated": _time,
    "url": _address,
    "language": _language,
}
