"""Records that did not become articles, stored so that they can be listed and tried again.

A failure has a place: its path and `where` in it, or the ordinal if there is no `where`. Only
the newest failure of each place is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any

from sqlalchemy import (
    CTE,
    Connection,
    Row,
    Text,
    bindparam,
    column,
    delete,
    insert,
    select,
    union_all,
    values,
)

from dateline.store.articles.mapping import hints_of, locations_of
from dateline.store.dateline_version import dateline_version
from dateline.store.sql import rows_with, storable, storable_path
from dateline.store.tables.annotations import AnnotationRow
from dateline.store.tables.articles import (
    IS_CURRENT,
    ArticleRow,
    FailureRow,
    OriginalRow,
    VersionRow,
)
from dateline.values.article import Original
from dateline.values.intake import IntakeItem
from dateline.values.listing import Failure, RecordedFailure
from dateline.values.outcome import Disposition

FailurePlace = tuple[str, str | None, int | None]


def list_failures(connection: Connection) -> tuple[RecordedFailure, ...]:
    """All failures by path, in the order in which they were recorded; failures to annotate an
    article come last."""
    query = (
        select(FailureRow.__table__, OriginalRow.size, OriginalRow.media_type)
        .join(OriginalRow, OriginalRow.sha256 == FailureRow.original, isouter=True)
        .order_by(FailureRow.path, FailureRow.id)
    )
    found = [_failure(row) for row in connection.execute(query)]
    found += _not_annotated(connection)
    return tuple(sorted(found, key=lambda failure: failure.path))


def _not_annotated(connection: Connection) -> Iterator[RecordedFailure]:
    """The articles that could not be annotated, as failures of their records."""
    annotation = (
        AnnotationRow.error,
        AnnotationRow.coder,
        AnnotationRow.dateline,
        AnnotationRow.at,
    )
    query = (
        select(
            VersionRow.article, VersionRow.ordinal, VersionRow.record, VersionRow.hints, *annotation
        )
        .add_columns(OriginalRow.__table__)
        .join(ArticleRow, IS_CURRENT)
        .join(AnnotationRow, AnnotationRow.article == ArticleRow.id)
        .join(OriginalRow, OriginalRow.sha256 == VersionRow.original)
        .where(AnnotationRow.error.is_not(None))
        .order_by(ArticleRow.arrival)
    )
    rows = connection.execute(query).all()
    paths = locations_of(connection, {row.sha256 for row in rows})
    for row in rows:
        yield RecordedFailure(
            path=paths[row.sha256][0],
            original=Original(sha256=row.sha256, size=row.size, media_type=row.media_type),
            ordinal=row.ordinal,
            where=row.record,
            disposition=Disposition.FAILED,
            stage="annotate",
            reason=row.error,
            tool=row.coder,
            dateline=row.dateline,
            at=row.at,
            hints=hints_of(row.hints),
            article=row.article,
        )


def insert_failures(
    connection: Connection,
    failures: Sequence[Failure],
    hints: dict[str, Any],
    now: str,
    run: int | None = None,
) -> None:
    """The failures of this run are recorded; if several have the same place, only the last one.
    `hints` are the user's hints for all of them, as they are stored."""
    latest = {_place(failure.path, failure.where, failure.ordinal): failure for failure in failures}
    if latest:
        rows = [
            {**_values(failure, now), "hints": hints, "run": run} for failure in latest.values()
        ]
        connection.execute(insert(FailureRow), rows)


def clear_outdated(
    connection: Connection, ingested: Sequence[IntakeItem], failures: Sequence[Failure]
) -> None:
    """Delete the failures that this batch makes outdated: those of a place that was read or
    failed again, those of earlier bytes at the same path, and those of a whole file, or of a file
    inside it, that now gave an article."""
    items: list[IntakeItem | Failure] = [*failures, *ingested]
    places = {_place(item.path, item.where, item.ordinal) for item in items}
    places |= {
        _place(item.path, container, None)
        for item in ingested
        for container in _containers(item.where)
    }
    found = {
        storable_path(item.path): item.original.sha256
        for item in items
        if item.original is not None
    }
    _delete(connection, (*_at_places(connection, places), *_of_other_bytes(connection, found)))


def _containers(where: str | None) -> Iterator[str | None]:
    """The `where` of each file that contains a place: for "b.zip, c.csv, row 2" None (the file at
    the path), "b.zip" and "b.zip, c.csv"."""
    yield None
    parts = (where or "").split(", ")
    for end in range(1, len(parts)):
        yield ", ".join(parts[:end])


def clear_failures_of_other_bytes(connection: Connection, sha256: str, path: str) -> None:
    """Delete the failures at the path that are not of these bytes, which are there now."""
    _delete(connection, _of_other_bytes(connection, {storable_path(path): sha256}))


def _at_places(connection: Connection, places: Set[FailurePlace]) -> Iterator[int]:
    """The ids of the failures at these places. A file may have a hundred thousand failures, so
    only those at these places and those without a `where` are read."""
    with_where = {(path, where) for path, where, _ in places if where is not None}
    if with_where:
        wanted = _pairs("record", with_where)
        at = (wanted.c.path == FailureRow.path) & (wanted.c.record == FailureRow.record)
        yield from connection.scalars(select(FailureRow.id).join(wanted, at))
    query = select(FailureRow.id, FailureRow.path, FailureRow.ordinal)
    query = query.where(FailureRow.record.is_(None))
    without_where = {path for path, where, _ in places if where is None}
    for row in rows_with(connection, query, FailureRow.path, without_where):
        if (row.path, None, row.ordinal) in places:
            yield row.id


def _of_other_bytes(connection: Connection, found: Mapping[str, str]) -> Iterator[int]:
    """The ids of the failures of other bytes than those now found at a path, and of files that
    could not be opened."""
    if not found:
        return
    now = _pairs("sha256", found.items())
    at = select(FailureRow.id).join(now, now.c.path == FailureRow.path)
    of_whole_file = FailureRow.record.is_(None) & FailureRow.ordinal.is_(None)
    yield from connection.scalars(
        union_all(  # not !=, which cannot use an index
            at.where(FailureRow.original < now.c.sha256),
            at.where(FailureRow.original > now.c.sha256),
            at.where(FailureRow.original.is_(None) & of_whole_file),
        )
    )


def _pairs(name: str, rows: Iterable[tuple[str, str]]) -> CTE:
    """Pairs of a path and the column `name`, to join: an IN of pairs would read every row."""
    pairs = values(column("path", Text), column(name, Text))
    return pairs.data(list(rows)).cte("pairs")


def _delete(connection: Connection, ids: Iterable[int]) -> None:
    if outdated := [{"outdated": id} for id in set(ids)]:
        connection.execute(
            delete(FailureRow).where(FailureRow.id == bindparam("outdated")), outdated
        )


def _place(path: str, where: str | None, ordinal: int | None) -> FailurePlace:
    if where is not None:
        return storable_path(path), storable(where), None
    return storable_path(path), None, ordinal


def _values(failure: Failure, now: str) -> dict[str, Any]:
    return {
        "path": storable_path(failure.path),
        "original": failure.original and failure.original.sha256,
        "ordinal": failure.ordinal,
        "record": failure.where and storable(failure.where),
        "disposition": failure.disposition.value,
        "stage": failure.stage,
        "reason": storable(failure.reason),
        "tool": failure.tool,
        "dateline": dateline_version(),
        "at": now,
    }


def _failure(row: Row[*tuple[Any, ...]]) -> RecordedFailure:
    original = None
    if row.original is not None:
        original = Original(sha256=row.original, size=row.size, media_type=row.media_type)
    return RecordedFailure(
        path=row.path,
        original=original,
        ordinal=row.ordinal,
        where=row.record,
        disposition=Disposition(row.disposition),
        stage=row.stage,
        reason=row.reason,
        tool=row.tool,
        dateline=row.dateline,
        at=row.at,
        hints=hints_of(row.hints),
    )
