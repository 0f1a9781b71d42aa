"""How far a run is, for whoever watches it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Stage(StrEnum):
    """What a run does with an article, in this order; ANNOTATE and INDEX are interleaved. An
    export has one stage, EXPORT; a backup has COPY, a restoration CHECK and COPY, and verify has
    COMPARE for each version of an article, and CHECK for each original."""

    READ = "read"
    ANNOTATE = "annotate"
    INDEX = "index"
    EXPORT = "export"
    COMPARE = "compare"
    CHECK = "check"
    COPY = "copy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far one stage of a run is.

    `done` counts the articles that it has found, annotated, indexed, exported or compared so far
    (or the events; CHECK and COPY count files), and `total` those that there will be, None if that
    is not known. READ also counts the bytes of all files.
    """

    stage: Stage
    done: int
    total: int | None = None
    bytes_done: int = 0
    bytes_total: int = 0


Observer: TypeAlias = Callable[[Progress], object]
"""Is called with each progress of a run, in the thread and between the steps of the run."""


def ignore(_: Progress) -> None:
    """The observer of a run that nobody watches."""
