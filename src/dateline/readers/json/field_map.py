"""Which key or column holds which field, if a user says so. It overrides the table in `keys`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, TypeAlias, runtime_checkable

from dateline.errors import UsageError
from dateline.readers.base import Container, Reader
from dateline.readers.json import keys
from dateline.readers.json.nested import raised

FieldMap: TypeAlias = tuple[tuple[str, str], ...]
"""Pairs of a field and the key that holds it."""

_NAMES: Mapping[str, tuple[str, ...]] = {
    **dict(keys.CLAIMS),
    "text": (*keys.TEXT, *keys.SHORT_TEXT),
    "title": keys.TITLE,
    "authors": keys.AUTHORS,
    "source": keys.SOURCE_NAME,
    "domain": keys.SOURCE_DOMAIN,
    "keywords": keys.KEYWORDS,
    "captions": keys.CAPTIONS,
    "free": keys.FREE,
    "paywalled": keys.PAYWALLED,
}

FoldedFields: TypeAlias = Mapping[str, tuple[str, object]]
"""The values of an object by folded key, each with the key as the file writes it."""


@runtime_checkable
class MappableReader(Protocol):
    """A reader whose articles are objects or rows."""

    def with_field_map(self, field_map: FieldMap) -> Reader:
        """The same reader, which takes fields from where the map says."""


def checked_field_map(field_map: Mapping[str, str]) -> FieldMap:
    """The map in a fixed order. Raises UsageError for an unknown field."""
    for field in field_map:
        if field not in _NAMES:
            raise UsageError(f"there is no field “{field}”", hint=f"known: {', '.join(_NAMES)}")
    return tuple(sorted(field_map.items()))


def with_field_map(format: Reader | Container, field_map: FieldMap) -> Reader | Container:
    """The format with the map applied. Most formats have no keys and stay the same."""
    return (
        format.with_field_map(field_map)
        if field_map and isinstance(format, MappableReader)
        else format
    )


def field_map_label(field_map: FieldMap) -> str:
    """The map as part of a tool's name; empty if there is no map."""
    return "".join(f", {field}={key}" for field, key in field_map)


def folded_fields(fields: Mapping[str, object], field_map: FieldMap = ()) -> FoldedFields:
    """The fields by folded key, with those that known tools keep inside other objects.

    A key that the map names is stored under the first known key of its field. The field's other
    keys, and the meaning that the named key would have without the map, are left out. A key that
    becomes a known one without its prefix ("post_title") counts as that one, if the object has no
    such key.
    """
    fields = raised(fields)
    values = {keys.folded(key): (key, value) for key, value in fields.items()}
    chosen = {
        _NAMES[field][0]: values[keys.folded(key)]
        for field, key in field_map
        if keys.folded(key) in values
    }
    mapped_away = {name for field, key in field_map for name in (keys.folded(key), *_NAMES[field])}
    values = {name: value for name, value in values.items() if name not in mapped_away}
    for name, value in tuple(values.items()):
        rest = keys.without_prefix(name)
        if rest is not None and rest not in mapped_away:
            values.setdefault(rest, value)
    return {**values, **chosen}
