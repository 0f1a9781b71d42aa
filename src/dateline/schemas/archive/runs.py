"""The runs that an archive remembers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.schemas.shape import Shape
from dateline.values.archive.runs import RecordedRun


@dataclass(frozen=True, slots=True, kw_only=True)
class RunBalanceShape(Shape):
    """What became of the things that a run found."""

    found: int
    """How many articles were found."""
    added: int
    """How many of these are new."""
    versions: int
    """How many are new versions of articles in the archive."""
    copies: int
    """How many are copies of articles in the archive."""
    unchanged: int
    """How many were in the archive already."""
    rejected: int
    """How many are not articles, or were deleted by a person."""
    failed: int
    """How many could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunShape(Shape):
    """A run of ingest: a line of `dateline runs --jsonl`."""

    number: int | None
    """The number of the run; null for all that came before runs were kept."""
    what: str
    """"ingest", or "failures retry"."""
    by: str
    """Who ran it."""
    started: str | None
    """When it began: UTC, ISO 8601."""
    ended: str | None
    """When it ended; null if it was killed, or is under way."""
    paths: tuple[str, ...]
    """The files and folders that it was to read."""
    balance: RunBalanceShape | None
    """Its totals; null if it did not end."""
    undone: str | None
    """When it was taken back, or null."""
    versions: int
    """How many versions of articles that it added are in the archive now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunsShape(Shape):
    """The runs: `dateline runs --json`."""

    runs: tuple[RunShape, ...]
    """The runs, oldest first."""


def run_shape(run: RecordedRun) -> RunShape:
    counts = run.balance
    return RunShape(
        number=run.number,
        what=run.what,
        by=run.by,
        started=run.started,
        ended=run.ended,
        paths=run.paths,
        balance=None
        if counts is None
        else RunBalanceShape(
            found=counts["found"],
            added=counts["added"],
            versions=counts["version"],
            copies=counts["copy"],
            unchanged=counts["unchanged"],
            rejected=counts["rejected"],
            failed=counts["failed"],
        ),
        undone=run.undone,
        versions=run.versions,
    )


def runs_shape(runs: Iterable[RecordedRun]) -> RunsShape:
    return RunsShape(runs=tuple(map(run_shape, runs)))
