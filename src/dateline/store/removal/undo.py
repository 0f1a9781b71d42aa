"""Takes back what came only with one run.

A run has added versions, records, paths at which files were found, failures and files. A file
remembers every run that found it; what a later run found again counts as that run's from then on.
So nothing goes that another run found as well, and runs may be taken back in any order.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased

from dateline.store.articles.mapping import locations_of
from dateline.store.failures import insert_failures
from dateline.store.removal.plan import planned
from dateline.store.removal.preview import previewed, size_of
from dateline.store.removal.remove import remove, remove_originals
from dateline.store.sql import execute_each, rows_with
from dateline.store.tables.articles import (
    FailureRow,
    LocationRow,
    OccurrenceRow,
    OriginalRow,
    PendingRow,
    VersionRow,
)
from dateline.store.tables.runs import has_run, next_run, without_run
from dateline.values.archive.removal import Removal
from dateline.values.article import Original
from dateline.values.listing import Failure
from dateline.values.outcome import Disposition


def take_back(connection: Connection, run: int, now: str) -> Removal:
    """What came only with this run is gone; returns what that was."""
    found = _found_by(connection, run)
    added = set(connection.scalars(select(VersionRow.article).where(VersionRow.run == run)))
    _hand_on(connection, run, found)
    gone = dict[str, set[int]]()
    for article, number in connection.execute(_versions_only_of(run)):
        gone.setdefault(article, set()).add(number)
    plan = planned(connection, gone)
    removal = previewed(connection, plan)
    new = {sha256 for sha256, ranges in found.items() if ranges == str(run)}
    _forget(connection, run, new)
    remove(connection, replace(plan, originals=frozenset()))
    _name_the_next(connection, run)
    unneeded = found.keys() - _needed(connection, found)
    size_bytes = size_of(connection, unneeded & new)
    remove_originals(connection, unneeded & new)
    _explain(connection, run, unneeded - new, now)
    _forget_finder(connection, run, found)
    stay = ({"article": article} for article in added - plan.whole)
    execute_each(connection, insert(PendingRow), stay)  # the index says of which run they are
    return replace(removal, originals=len(unneeded & new), size_bytes=size_bytes, shared=())


def _found_by(connection: Connection, run: int) -> dict[str, str]:
    """The originals that this run found, with all that did: see tables/runs.py."""
    every = connection.execute(select(OriginalRow.sha256, OriginalRow.found_by))
    return {sha256: ranges for sha256, ranges in every if has_run(ranges, run)}


def _hand_on(connection: Connection, run: int, found: Mapping[str, str]) -> None:
    """What this run added and a later one found in the same file is the later one's."""
    later = ((sha256, next_run(ranges, run)) for sha256, ranges in found.items())
    rows = [{"of": sha256, "next": number} for sha256, number in later if number is not None]
    for table in (VersionRow, OccurrenceRow, LocationRow, FailureRow):
        here = (table.original == bindparam("of")) & (table.run == run)
        handed_on = update(table).where(here).values(run=bindparam("next"))
        execute_each(connection, handed_on, rows)


def _versions_only_of(run: int) -> Select[str, int]:
    """The versions that only this run found: article and number of each."""
    elsewhere = exists().where(
        OccurrenceRow.article == VersionRow.article,
        OccurrenceRow.version == VersionRow.number,
        OccurrenceRow.run.is_distinct_from(run),
    )
    return select(VersionRow.article, VersionRow.number).where(VersionRow.run == run, ~elsewhere)


def _forget(connection: Connection, run: int, new: Collection[str]) -> None:
    """The records, paths and failures of this run are gone; of files that are not new to it, no
    failure, and not the only path."""
    connection.execute(delete(OccurrenceRow).where(OccurrenceRow.run == run))
    without_file = delete(FailureRow).where(FailureRow.run == run, FailureRow.original.is_(None))
    connection.execute(without_file)
    of_new = delete(FailureRow).where(FailureRow.original == bindparam("new"))
    execute_each(connection, of_new, ({"new": sha256} for sha256 in new))
    other = aliased(LocationRow)
    elsewhere = exists().where(
        other.original == LocationRow.original, other.run.is_distinct_from(run)
    )
    connection.execute(delete(LocationRow).where(LocationRow.run == run, elsewhere))


def _name_the_next(connection: Connection, run: int) -> None:
    """Versions that stay are those of the first run that found their record in another file."""
    first = select(func.min(OccurrenceRow.run)).where(
        OccurrenceRow.article == VersionRow.article, OccurrenceRow.version == VersionRow.number
    )
    here = update(VersionRow).where(VersionRow.run == run)
    connection.execute(here.values(run=first.scalar_subquery()))


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


def _forget_finder(connection: Connection, run: int, found: Mapping[str, str]) -> None:
    """The originals that stay do not say any more that this run found them."""
    here = update(OriginalRow).where(OriginalRow.sha256 == bindparam("of"))
    rows = (
        {"of": sha256, "found_by": without_run(ranges, run)} for sha256, ranges in found.items()
    )
    execute_each(connection, here, rows)
