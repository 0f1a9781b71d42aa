"""What every tool is: a name, the arguments that it takes, the shape that it answers with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import TypeAdapter

from dateline.archive import Archive


def _key(name: str) -> str:
    """The key of a field: "from" is a word of Python, so its field is "from_"."""
    return name.removesuffix("_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    """The arguments of a tool, one a field. The text below a field describes it in the schema that
    clients read."""

    __pydantic_config__: ClassVar[Mapping[str, Any]] = {
        "use_attribute_docstrings": True,
        "extra": "forbid",
        "alias_generator": _key,
    }


def input_schema(arguments: type[Arguments]) -> dict[str, Any]:
    """The JSON Schema of these arguments. Pydantic reads the texts below the fields of one class
    alone, so those of inherited fields are taken from the schemas of the classes above it."""
    schema: dict[str, Any] = TypeAdapter(arguments).json_schema()
    for base in arguments.__bases__:
        if issubclass(base, Arguments):
            for key, inherited in input_schema(base)["properties"].items():
                schema["properties"][key].setdefault("description", inherited["description"])
    return schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a tool found, as JSON of its shape, and sentences about what is not in it."""

    document: Mapping[str, object]
    notes: tuple[str, ...] = ()


_Arguments = TypeVar("_Arguments", bound=Arguments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool(Generic[_Arguments]):
    """A tool. `shape` is the name of its answer in `dateline schema`; `run` may raise
    DatelineError. A tool that `writes` is there only if writing was asked for."""

    name: str
    title: str
    description: str
    arguments: type[_Arguments]
    shape: str
    run: Callable[[Archive, _Arguments], Answer]
    writes: bool = False
