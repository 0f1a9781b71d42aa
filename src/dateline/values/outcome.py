"""The result of each thing that an ingest found, and the totals of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Disposition(StrEnum):
    """The six possible results for anything found in a run."""

    ADDED = "added"
    VERSION = "version"
    COPY = "copy"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"
    FAILED = "failed"


_PLURALS = {Disposition.VERSION: "versions", Disposition.COPY: "copies"}


def in_words(counts: Mapping[str, int]) -> str:
    """The results of a run as they are read, without zeros: "2 added, 1 version". The keys are
    values of Disposition; others are left out."""
    return ", ".join(
        f"{number:,} {end if number == 1 else _PLURALS.get(end, end)}"
        for end in Disposition
        if (number := counts.get(end, 0))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The result of one article found at `path` (with `where` inside it, "line 7").

    REJECTED was read and is not an article; FAILED could not be read. Both have `stage` ("find",
    "open", "read", "normalize", "store") and `reason`, and have no `id`. An article that is in the
    archive and could not be annotated has the stage "annotate" and a reason. `warnings` say what is
    doubtful about an article that was ingested.
    """

    disposition: Disposition
    path: str
    where: str | None = None
    id: str | None = None
    title: str | None = None
    stage: str | None = None
    reason: str | None = None
    warnings: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The path and the place in it, for a person."""
        return f"{self.path}, {self.where}" if self.where else self.path


@dataclass(frozen=True, slots=True)
class Count:
    """How many articles a list in a file says that it has, at `where` ("key totalResults"), and
    how many were `found` there. With `of_search` it counts all that a search found, of which the
    file may be one page."""

    declared: int
    found: int
    where: str
    of_search: bool

    @property
    def off(self) -> bool:
        """Whether something is missing, or more there than may be."""
        return self.found > self.declared if self.of_search else self.found != self.declared

    @property
    def partial(self) -> bool:
        """Whether the file is one page of a search's results."""
        return self.of_search and self.found < self.declared


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The totals of a run. `found_in` counts by path what was found; the outcomes are what became
    of it. `adds_up` compares the two, file by file. `counts` are the numbers that the files
    themselves declare; if one is off, that is a failure."""

    found_in: Mapping[str, int]
    outcomes: tuple[Outcome, ...]
    counts: Mapping[str, tuple[Count, ...]] = field(default_factory=dict)

    @property
    def found(self) -> int:
        return sum(self.found_in.values())

    @property
    def declared(self) -> int | None:
        """How many articles the files say that their lists have; None if none does."""
        counts = [count.declared for of_file in self.counts.values() for count in of_file]
        return sum(counts) if counts else None

    def by_file(self) -> dict[str, Balance]:
        """The balance of each file, in the order found."""
        outcomes: dict[str, list[Outcome]] = {path: [] for path in self.found_in}
        for outcome in self.outcomes:
            outcomes.setdefault(outcome.path, []).append(outcome)
        return {
            path: Balance(
                found_in={path: self.found_in.get(path, 0)},
                outcomes=tuple(ended),
                counts={path: self.counts.get(path, ())},
            )
            for path, ended in outcomes.items()
        }

    def count(self, disposition: Disposition) -> int:
        return sum(outcome.disposition is disposition for outcome in self.outcomes)

    @property
    def adds_up(self) -> bool:
        return Counter(self.found_in) == Counter(outcome.path for outcome in self.outcomes)

    @property
    def failures(self) -> tuple[Outcome, ...]:
        """All outcomes that are FAILED or REJECTED, and articles that could not be annotated, in
        the order found."""
        return tuple(outcome for outcome in self.outcomes if outcome.stage is not None)

    @property
    def unannotated(self) -> int:
        """How many articles could not be annotated."""
        return len({outcome.id for outcome in self.outcomes if outcome.stage and outcome.id})
