"""The values of fields as text: names of objects, dates of databases, cells that stand for
nothing."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping

_NOTHING = frozenset(
    ("", "none", "nan", "null", "n/a", "na", "nat", "<na>", "undefined", "nil", "#n/a", "(null)")
)
"""What programs write into a cell or a string where there is no value."""

_NAMES = (
    "name", "full_name", "fullname", "display_name", "displayname", "displayName", "title", "label",
    "term", "tag", "basic", "main", "original", "rendered", "value", "text", "webTitle",
    "sentences", "content", "#text", "$t", "_",
)  # fmt: skip
"""The members of an object that stand for it, in WordPress, the NYT, Event Registry, Aylien and XML
made JSON."""

_GIVEN = ("firstname", "first_name", "firstName", "given", "given_name")
_FAMILY = ("lastname", "last_name", "lastName", "family", "family_name")

_DATES = ("$date", "$numberLong", "$numberInt", "$numberDouble", "iso", "date", "dateTime",
          "_seconds", "seconds", "value", "raw", "#text", "$t")  # fmt: skip
"""The members of an object that is a date: MongoDB's Extended JSON, Parse, PHP, Firestore."""

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")


def text_of(value: object) -> str | None:
    """A string or number as text without markup around its words; None for anything else, and for
    what stands for nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    text = str(value).strip()
    return None if is_nothing(text) else text


def is_nothing(text: str) -> bool:
    """Whether a string stands for no value ("NaN", "null")."""
    return len(text) < 12 and text.strip().lower() in _NOTHING


def without_markup(text: str) -> str:
    """The words of a headline or summary that is HTML."""
    if "<" not in text or not _MARKUP.search(text):
        return text
    from dateline.readers.html.fragment import fragment_blocks

    return "\n".join(block.text for block in fragment_blocks(text))


def named_by(value: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """The member of an object that names it, with its key; of a person, both names as one. Of an
    object without any such member, its members that are objects: Pocket keeps authors by number."""
    given, family = _first(value, _GIVEN), _first(value, _FAMILY)
    if given and family:
        yield _FAMILY[0], f"{given} {family}"
        return
    kind = value.get("name")
    if isinstance(kind, str) and kind in _KINDS and value.get("value"):
        yield "value", value["value"]  # the NYT: {"name": "subject", "value": "Bridges"}
        return
    for name in _NAMES:
        if value.get(name):
            yield name, value[name]
            return
    yield from ((key, inner) for key, inner in value.items() if isinstance(inner, Mapping))


_KINDS = frozenset(("subject", "persons", "glocations", "organizations", "creative_works"))


def date_of(value: object) -> object:
    """The date that an object stands for; other values as they are."""
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        value = value[0]
    if isinstance(value, str) and value.startswith('{"') and len(value) < 200:
        value = _parsed(value)  # a cell of a table
    while isinstance(value, Mapping):
        parts = value.get("date-parts")
        if isinstance(parts, list) and parts and isinstance(parts[0], list):  # CSL
            return "-".join(f"{int(part):02}" for part in parts[0] if str(part).isdecimal())
        offset = value.get("offset")  # beside the value, in Dateline's own JSON
        value = next((value[name] for name in _DATES if value.get(name) is not None), None)
        if isinstance(value, str) and isinstance(offset, str) and "T" in value:
            value += offset
    return value


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _first(value: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    found = next((value[name] for name in names if value.get(name)), None)
    return found if isinstance(found, str) else None
