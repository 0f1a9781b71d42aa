"""What did not become an article, kept so that it can be listed, explained and tried again.

A failure has a place: its path and `where` in it, or the ordinal if there is no `where`. There
is one failure a place, the newest.
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

Place = tuple[str, str | None, int | None]


def list_failures(connection: Connection) -> tuple[RecordedFailure, ...]:
    """All failures, by path, in the order in which they were recorded, those to annotate an
    article last."""
    query = (
        select(FailureRow.__table__, OriginalRow.size, OriginalRow.media_type)
        .join(OriginalRow, OriginalRow.sha256 == FailureRow.original, isouter=True)
        .order_by(FailureRow.path, FailureRow.id)
    )
    found = [_failure(row) for row in connection.execute(query)]
    found += _not_annotated(connection)
    return tuple(sorted(found, key=lambda one: one.path))


def _not_annotated(connection: Connection) -> Iterator[RecordedFailure]:
    """The articles that could not be annotated, as failures of their records."""
    told = (AnnotationRow.error, AnnotationRow.coder, AnnotationRow.dateline, AnnotationRow.at)
    query = (
        select(VersionRow.article, VersionRow.ordinal, VersionRow.record, VersionRow.hints, *told)
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
    connection: Connection, failures: Sequence[Failure], hints: dict[str, Any], now: str
) -> None:
    """The failures are recorded; of several at one place the last. `hints` is what a person said
    of all of them, as it is kept."""
    latest = {_place(one.path, one.where, one.ordinal): one for one in failures}
    if latest:
        rows = [{**_values(one, now), "hints": hints} for one in latest.values()]
        connection.execute(insert(FailureRow), rows)


def clear_outdated(
    connection: Connection, taken: Sequence[IntakeItem], failures: Sequence[Failure]
) -> None:
    """No failure is left that this batch proves to be over: of a place that was now read or
    has failed anew, of other bytes that stood at the path before, and of a whole file, or of a
    file inside it, that now gave an article."""
    items: list[IntakeItem | Failure] = [*failures, *taken]
    places = {_place(one.path, one.where, one.ordinal) for one in items}
    places |= {_place(one.path, way, None) for one in taken for way in _ways(one.where)}
    found = {
        storable_path(one.path): one.original.sha256 for one in items if one.original is not None
    }
    _delete(connection, (*_in(connection, places), *_past(connection, found)))


def _ways(where: str | None) -> Iterator[str | None]:
    """The files that a place lies in: of "a.zip, b.csv, row 2" all of it, a.zip and b.csv in it."""
    yield None
    parts = (where or "").split(", ")
    for end in range(1, len(parts)):
        yield ", ".join(parts[:end])


def clear_past(connection: Connection, sha256: str, path: str) -> None:
    """No failure is left at the path that is not of these bytes, which stand there now."""
    _delete(connection, _past(connection, {storable_path(path): sha256}))


def _in(connection: Connection, places: Set[Place]) -> Iterator[int]:
    """The failures at these places. A file may have a hundred thousand failures, so that no
    others of it are looked at but those that have no `where`."""
    named = {(path, where) for path, where, _ in places if where is not None}
    if named:
        asked = _pairs("record", named)
        at = (asked.c.path == FailureRow.path) & (asked.c.record == FailureRow.record)
        yield from connection.scalars(select(FailureRow.id).join(asked, at))
    query = select(FailureRow.id, FailureRow.path, FailureRow.ordinal)
    query = query.where(FailureRow.record.is_(None))
    unnamed = {path for path, where, _ in places if where is None}
    for row in rows_with(connection, query, FailureRow.path, unnamed):
        if (row.path, None, row.ordinal) in places:
            yield row.id


def _past(connection: Connection, found: Mapping[str, str]) -> Iterator[int]:
    """The failures of other bytes than those now found at a path, or of a file that could not
    even be opened then."""
    if not found:
        return
    now = _pairs("sha256", found.items())
    at = select(FailureRow.id).join(now, now.c.path == FailureRow.path)
    whole = FailureRow.record.is_(None) & FailureRow.ordinal.is_(None)
    yield from connection.scalars(
        union_all(  # not !=, which no index answers
            at.where(FailureRow.original < now.c.sha256),
            at.where(FailureRow.original > now.c.sha256),
            at.where(FailureRow.original.is_(None) & whole),
        )
    )


def _pairs(name: str, rows: Iterable[tuple[str, str]]) -> CTE:
    """Paths, each with something else, to join: an IN of pairs would look at every row."""
    pairs = values(column("path", Text), column(name, Text))
    return pairs.data(list(rows)).cte("pairs")


def _delete(connection: Connection, ids: Iterable[int]) -> None:
    if outdated := [{"outdated": id} for id in set(ids)]:
        connection.execute(
            delete(FailureRow).where(FailureRow.id == bindparam("outdated")), outdated
        )


def _place(path: str, where: str | None, ordinal: int | None) -> Place:
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
