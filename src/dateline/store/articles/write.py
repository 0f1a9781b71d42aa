"""Writes decisions to the tables: one statement per table for a whole batch, never one per row."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from dateline.store.articles.classify import Decisions
from dateline.store.sql import rows_with, storable_path
from dateline.store.tables.articles import (
    ArticleRow,
    LocationRow,
    OccurrenceRow,
    OriginalRow,
    PendingRow,
    VersionRow,
)
from dateline.store.tables.runs import BEFORE, with_run
from dateline.values.article import Original
from dateline.values.intake import FullyRead, IntakeItem
from dateline.values.listing import Failure


def write(
    connection: Connection, decisions: Decisions, *, now: str, run: int | None = None
) -> None:
    """All decisions of this run but the failures are in the tables, with the originals and
    locations of all."""
    ingested, failures = decisions.ingested, decisions.failures
    _write_originals(connection, ingested, failures, now, run)
    found = [(item.original.sha256, item.path) for item in ingested]
    found += [(item.original.sha256, item.path) for item in failures if item.original is not None]
    write_locations(connection, found, now, run)
    _write_articles(connection, decisions, run)
    _write_occurrences(connection, decisions, run)


def found_in_run(connection: Connection, originals: Collection[str], run: int) -> None:
    """The run has found these originals."""
    query = select(OriginalRow.sha256, OriginalRow.found_by)
    rows = [
        {"at_sha256": sha256, "found_by": with_run(ranges, run)}
        for sha256, ranges in rows_with(connection, query, OriginalRow.sha256, originals)
    ]
    if rows:
        here = update(OriginalRow).where(OriginalRow.sha256 == bindparam("at_sha256"))
        connection.execute(here, rows)


def write_locations(
    connection: Connection, found: Sequence[tuple[str, str]], now: str, run: int | None = None
) -> None:
    """Every (original, path) is recorded, the new ones as first seen at `now`."""
    wanted = dict.fromkeys((original, storable_path(path)) for original, path in found)
    query = select(LocationRow.original, LocationRow.path)
    originals = {original for original, _ in wanted}
    for original, path in rows_with(connection, query, LocationRow.original, originals):
        wanted.pop((original, path), None)
    if wanted:
        rows = [
            {"original": original, "path": path, "first_seen": now, "run": run}
            for original, path in wanted
        ]
        connection.execute(insert(LocationRow), rows)


def mark_fully_read(connection: Connection, originals: Sequence[FullyRead]) -> None:
    """Each of these originals is marked as read to its end."""
    if originals:
        connection.execute(
            update(OriginalRow)
            .where(OriginalRow.sha256 == bindparam("at_sha256"))
            .values(fully_read_by=bindparam("tool"), articles_read=bindparam("articles")),
            [
                {"at_sha256": original.sha256, "tool": original.tool, "articles": original.articles}
                for original in originals
            ],
        )


def _write_originals(
    connection: Connection,
    ingested: Sequence[IntakeItem],
    failures: Sequence[Failure],
    now: str,
    run: int | None,
) -> None:
    # A reader that succeeded knows the media type better than one that failed, and a newer
    # reading better than an older one.
    originals: dict[str, Original] = {
        failure.original.sha256: failure.original for failure in failures if failure.original
    }
    read = {item.original.sha256: item.original for item in ingested}
    originals |= read
    query = select(OriginalRow.sha256, OriginalRow.media_type, OriginalRow.withdrawn)
    known = list(rows_with(connection, query, OriginalRow.sha256, originals))
    media_types = {sha256: media_type for sha256, media_type, _ in known}
    withdrawn = {sha256: reason for sha256, _, reason in known}
    new = [
        {
            "sha256": sha256,
            "size": original.size,
            "media_type": original.media_type,
            "first_seen": now,
            "found_by": BEFORE if run is None else str(run),
        }
        for sha256, original in originals.items()
        if sha256 not in media_types
    ]
    retyped = [
        {"at_sha256": sha256, "media_type": original.media_type}
        for sha256, original in read.items()
        if media_types.get(sha256, original.media_type) != original.media_type
    ]
    back = [{"at_sha256": sha256} for sha256 in originals if withdrawn.get(sha256)]
    if new:
        connection.execute(insert(OriginalRow), new)
    if run is not None:
        found_in_run(connection, media_types, run)
    if back:
        at = OriginalRow.sha256 == bindparam("at_sha256")
        connection.execute(update(OriginalRow).where(at).values(withdrawn=None), back)
    if retyped:
        connection.execute(
            update(OriginalRow).where(OriginalRow.sha256 == bindparam("at_sha256")),
            retyped,
        )


def _write_articles(connection: Connection, decisions: Decisions, run: int | None) -> None:
    if decisions.articles:
        connection.execute(insert(ArticleRow), decisions.articles)
    if decisions.versions:
        connection.execute(insert(VersionRow), [{**row, "run": run} for row in decisions.versions])
    if decisions.changed:
        connection.execute(
            update(ArticleRow).where(ArticleRow.id == bindparam("at_id")),
            [{"at_id": article, **values} for article, values in decisions.changed.items()],
        )
    if decisions.pending:
        connection.execute(insert(PendingRow), [{"article": id} for id in decisions.pending])


def _write_occurrences(connection: Connection, decisions: Decisions, run: int | None) -> None:
    # A newer reader may split a file into other records: the row of an ordinal is replaced.
    for original, ordinal in sorted(decisions.replaced):
        connection.execute(
            delete(OccurrenceRow).where(
                OccurrenceRow.original == original, OccurrenceRow.ordinal == ordinal
            )
        )
    if decisions.occurrences:
        rows = [{**row, "run": run} for row in decisions.occurrences.values()]
        connection.execute(insert(OccurrenceRow), rows)
