"""Takes back what came only with one run.

A run has added versions, records, paths at which files were found, failures and files. What another
run found as well stays: a file remembers the first and the last run that found it, and how many
did. So a version stays if another run found its file again, or its record in another file.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, case, delete, exists, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, aliased

from dateline.store.articles.mapping import locations_of
from dateline.store.failures import insert_failures
from dateline.store.removal.plan import planned
from dateline.store.removal.preview import previewed, size_of
from dateline.store.removal.remove import remove, remove_originals
from dateline.store.sql import rows_with
from dateline.store.tables.articles import (
    FailureRow,
    LocationRow,
    OccurrenceRow,
    OriginalRow,
    VersionRow,
)
from dateline.values.article import Original
from dateline.values.listing import Failure
from dateline.values.outcome import Disposition
from dateline.values.removal import Removal


def take_back(connection: Connection, run: int, now: str) -> Removal:
    """What came only with this run is gone; returns what that was."""
    gone = dict[str, set[int]]()
    for article, number in connection.execute(_versions_only_of(run)):
        gone.setdefault(article, set()).add(number)
    plan = planned(connection, gone)
    removal = previewed(connection, plan)
    found = set(connection.scalars(_last_found_by(run)))
    new = set(connection.scalars(_found_only_by(run)))
    _forget(connection, run)
    remove(connection, replace(plan, originals=frozenset()))
    unneeded = found - _needed(connection, found)
    size_bytes = size_of(connection, unneeded & new)
    remove_originals(connection, unneeded & new)
    _explain(connection, run, unneeded - new, now)
    # Which run was the last of several before this one, nobody knows: none, until one finds it.
    was_last = update(OriginalRow).where(OriginalRow.last_run == run)
    last = case((OriginalRow.runs == 2, OriginalRow.first_run), else_=None)
    connection.execute(was_last.values(runs=OriginalRow.runs - 1, last_run=last))
    return replace(removal, originals=len(unneeded & new), size_bytes=size_bytes, shared=())


def _last_found_by(run: int) -> Select[str]:
    return select(OriginalRow.sha256).where(OriginalRow.last_run == run)


def _found_only_by(run: int) -> Select[str]:
    return _last_found_by(run).where(OriginalRow.first_run == run, OriginalRow.runs == 1)


def _versions_only_of(run: int) -> Select[str, int]:
    """The versions that this run added and no other run found: article and number of each."""
    kept = exists().where(
        OccurrenceRow.article == VersionRow.article,
        OccurrenceRow.version == VersionRow.number,
        or_(
            OccurrenceRow.run.is_distinct_from(run),
            OccurrenceRow.original.not_in(_last_found_by(run)),
        ),
    )
    added = (VersionRow.run == run) & VersionRow.original.in_(_last_found_by(run))
    return select(VersionRow.article, VersionRow.number).where(added, ~kept)


def _forget(connection: Connection, run: int) -> None:
    """The records, paths and failures that only this run found are gone, but for the only path of a
    file."""
    connection.execute(
        delete(OccurrenceRow).where(
            OccurrenceRow.run == run, OccurrenceRow.original.in_(_last_found_by(run))
        )
    )
    connection.execute(
        delete(FailureRow).where(
            FailureRow.run == run,
            or_(FailureRow.original.is_(None), FailureRow.original.in_(_found_only_by(run))),
        )
    )
    other = aliased(LocationRow)
    elsewhere = exists().where(
        other.original == LocationRow.original, other.run.is_distinct_from(run)
    )
    connection.execute(
        delete(LocationRow).where(
            LocationRow.run == run, LocationRow.original.in_(_last_found_by(run)), elsewhere
        )
    )


def _needed(connection: Connection, originals: Collection[str]) -> set[str]:
    """Those of these originals that a version, a record or a failure refers to."""
    columns: tuple[InstrumentedAttribute[Any], ...] = (
        VersionRow.original,
        OccurrenceRow.original,
        FailureRow.original,
    )
    return {
        original
        for column in columns
        for (original,) in rows_with(connection, select(column), column, originals)
    }


def _explain(connection: Connection, run: int, originals: Collection[str], now: str) -> None:
    """These originals, which other runs found and which have no article any more, are failures: so
    that each is in a list, and can be tried again."""
    paths = locations_of(connection, originals)
    query = select(OriginalRow.sha256, OriginalRow.size, OriginalRow.media_type)
    failures = [
        Failure(
            path=paths[sha256][0],
            original=Original(sha256=sha256, size=size, media_type=media_type),
            disposition=Disposition.FAILED,
            stage="store",
            reason=f"what run {run} read in it was taken back",
            tool="runs undo",
        )
        for sha256, size, media_type in rows_with(connection, query, OriginalRow.sha256, originals)
    ]
    insert_failures(connection, failures, {}, now)
