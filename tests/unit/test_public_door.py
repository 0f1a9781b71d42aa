"""What `dateline` exports is all that its public methods take and return."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from types import FunctionType

import dateline
from dateline.archive import Archive
from dateline.archive.entities import Entities
from dateline.archive.events import Events
from dateline.archive.failures import Failures
from dateline.archive.index import ArchiveIndex
from dateline.archive.removal.deletions import Deletions
from dateline.archive.removal.runs import Runs
from dateline.archive.saved import SavedSearches

DOORS = (Archive, ArchiveIndex, Deletions, Events, Entities, Failures, Runs, SavedSearches)


def public_functions() -> Iterator[FunctionType]:
    """Every public method and property of the doors, and every exported function."""
    for door in DOORS:
        for owner in door.__mro__:
            for name, member in vars(owner).items():
                function = member.fget if isinstance(member, property) else member
                if isinstance(function, FunctionType) and not name.startswith("_"):
                    yield function
    for name in dateline.__all__:
        exported = getattr(dateline, name)
        if isinstance(exported, FunctionType):
            yield exported


def imported(module: str) -> dict[str, str]:
    """Where each name of the module that is Dateline's own comes from, those that are imported for
    type checks alone too."""
    source = inspect.getsource(import_module(module))
    return {
        alias.asname or alias.name: node.module
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dateline.")
        for alias in node.names
    } | {node.name: module for node in ast.parse(source).body if isinstance(node, ast.ClassDef)}


def named(annotation: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(annotation, mode="eval")):
        if isinstance(node, ast.Name):
            yield node.id


def test_every_type_of_a_public_method_is_exported() -> None:
    """Nobody has to import from a module that may move."""
    missing = {
        name
        for function in public_functions()
        for annotation in function.__annotations__.values()
        for name in named(annotation)
        if name in imported(function.__module__) and name not in dateline.__all__
    }
    assert not missing


def test_the_exported_names_are_sorted_and_exact() -> None:
    """Each is there, once, under its own name; what is listed is what can be had."""
    assert dateline.__all__ == sorted(set(dateline.__all__))
    for name in dateline.__all__:
        assert getattr(dateline, name) is not None
    homes = {name for names in dateline._HOMES.values() for name in names}
    assert homes == set(dateline.__all__)
    typed = imported("dateline")
    assert {name for name in typed if name in dateline.__all__} == set(dateline.__all__)
