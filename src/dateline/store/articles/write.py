"""Decisions to rows: one statement a table for a whole batch, never one a row."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from dateline.store.annotations.write import forget_annotations
from dateline.store.articles.classify import Decisions
from dateline.store.failures import clear_outdated, insert_failures
from dateline.store.sql import rows_with, storable_path
from dateline.store.tables.articles import (
    ArticleRow,
    LocationRow,
    OccurrenceRow,
    OriginalRow,
    PendingRow,
    VersionRow,
)
from dateline.values.article import Original
from dateline.values.intake import FullyRead, IntakeItem
from dateline.values.listing import Failure


def write(connection: Connection, decisions: Decisions, *, now: str) -> None:
    """All that was decided is in the tables, and so are the originals and locations of it."""
    taken, failures = decisions.taken, decisions.failures
    _write_originals(connection, taken, failures, now)
    found = [(filing.original.sha256, filing.path) for filing in taken]
    found += [(item.original.sha256, item.path) for item in failures if item.original is not None]
    write_locations(connection, found, now)
    _write_articles(connection, decisions)
    _write_occurrences(connection, decisions)
    clear_outdated(connection, taken, failures)
    insert_failures(connection, failures, decisions.hints, now)


def write_locations(connection: Connection, found: Sequence[tuple[str, str]], now: str) -> None:
    """Every (original, path) is there, the new ones since `now`."""
    wanted = dict.fromkeys((original, storable_path(path)) for original, path in found)
    query = select(LocationRow.original, LocationRow.path)
    originals = {original for original, _ in wanted}
    for original, path in rows_with(connection, query, LocationRow.original, originals):
        wanted.pop((original, path), None)
    if wanted:
        rows = [
            {"original": original, "path": path, "first_seen": now} for original, path in wanted
        ]
        connection.execute(insert(LocationRow), rows)


def write_settled(connection: Connection, settled: Sequence[FullyRead]) -> None:
    """Each of these originals is marked as read to its end."""
    if settled:
        connection.execute(
            update(OriginalRow)
            .where(OriginalRow.sha256 == bindparam("at_sha256"))
            .values(settled_tool=bindparam("tool"), settled_articles=bindparam("articles")),
            [
                {"at_sha256": one.sha256, "tool": one.tool, "articles": one.articles}
                for one in settled
            ],
        )


def _write_originals(
    connection: Connection, taken: Sequence[IntakeItem], failures: Sequence[Failure], now: str
) -> None:
    # What read an original well knows its media type better than what failed, and a newer
    # reading better than an older one.
    named: dict[str, Original] = {f.original.sha256: f.original for f in failures if f.original}
    read = {filing.original.sha256: filing.original for filing in taken}
    named |= read
    query = select(OriginalRow.sha256, OriginalRow.media_type)
    here = dict(rows_with(connection, query, OriginalRow.sha256, named))
    new = [
        {"sha256": sha256, "size": one.size, "media_type": one.media_type, "first_seen": now}
        for sha256, one in named.items()
        if sha256 not in here
    ]
    retyped = [
        {"at_sha256": sha256, "media_type": one.media_type}
        for sha256, one in read.items()
        if here.get(sha256, one.media_type) != one.media_type
    ]
    if new:
        connection.execute(insert(OriginalRow), new)
    if retyped:
        connection.execute(
            update(OriginalRow).where(OriginalRow.sha256 == bindparam("at_sha256")),
            retyped,
        )


def _write_articles(connection: Connection, decisions: Decisions) -> None:
    if decisions.articles:
        connection.execute(insert(ArticleRow), decisions.articles)
    if decisions.versions:
        connection.execute(insert(VersionRow), decisions.versions)
    if decisions.changed:
        connection.execute(
            update(ArticleRow).where(ArticleRow.id == bindparam("at_id")),
            [{"at_id": article, **values} for article, values in decisions.changed.items()],
        )
        forget_annotations(connection, decisions.changed)
    if decisions.pending:
        connection.execute(insert(PendingRow), [{"article": one} for one in decisions.pending])


def _write_occurrences(connection: Connection, decisions: Decisions) -> None:
    # A newer reader may cut a file into other records: what stands at an ordinal is replaced.
    for original, ordinal in sorted(decisions.resighted):
        connection.execute(
            delete(OccurrenceRow).where(
                OccurrenceRow.original == original, OccurrenceRow.ordinal == ordinal
            )
        )
    if decisions.sightings:
        connection.execute(insert(OccurrenceRow), list(decisions.sightings.values()))
