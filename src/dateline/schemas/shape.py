"""Shape: the base of every JSON object that Dateline prints, and how one becomes JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar

from dateline.visible import visible_json

SCHEMA_VERSION = 2
"""One number for all shapes. It goes up when a key is removed or renamed, or when its type or its
meaning changes. It does not go up when a key is added."""


def _key(name: str) -> str:
    """The JSON key of a field: "from" is a word of Python, so its field is "from_"."""
    return name.removesuffix("_")


def _title(shape: type) -> str:
    """The name of a shape's class without "Shape", in words: "Index info"."""
    name = shape.__name__.removesuffix("Shape")
    words = "".join(f" {char.lower()}" if char.isupper() else char for char in name).strip()
    return words[:1].upper() + words[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A JSON object. A field with a default is an optional key: without a value it is left out.

    The text below a field is the description of its key in the JSON Schema.
    """

    # Read by pydantic when it makes a JSON Schema; printing does not import it.
    __pydantic_config__: ClassVar[Mapping[str, Any]] = {
        "use_attribute_docstrings": True,
        "extra": "forbid",
        "alias_generator": _key,
        "model_title_generator": _title,
    }


def as_json(shape: Shape) -> dict[str, object]:
    """A whole document, or a line of JSON lines: its schema version first, then its keys. What is
    in it may be shapes again: give `as_object` to `json.dumps` as `default`."""
    return {"schema_version": SCHEMA_VERSION, **as_object(shape)}


def as_object(shape: Shape) -> dict[str, object]:
    """The keys and values of a shape, in the order of its fields."""
    keys, values_of, optional = _reading(type(shape))  # type: ignore[arg-type]  # a class is hashable
    values = dict(zip(keys, values_of(shape), strict=True))
    for key in optional:
        if values[key] is None:
            del values[key]
    return values


def json_text(value: Mapping[str, object], *, indent: int | None = None) -> str:
    """An object, which may have shapes in it, as JSON. Signs that would control a terminal are
    escapes of JSON."""
    return visible_json(json.dumps(value, default=as_object, ensure_ascii=False, indent=indent))


@cache
def _reading(
    shape: type[Shape],
) -> tuple[tuple[str, ...], Callable[[Shape], tuple[object, ...]], tuple[str, ...]]:
    """The keys of a shape, what returns their values, and those keys that are optional."""
    names = tuple(one.name for one in fields(shape))
    optional = tuple(_key(one.name) for one in fields(shape) if one.default is not MISSING)
    several = attrgetter(*names)
    values_of = several if len(names) > 1 else lambda one: (several(one),)
    return tuple(map(_key, names)), values_of, optional
