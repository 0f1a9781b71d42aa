"""What is known of an original that is found again: its paths, and the records read from it."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from dateline.errors import UsageError
from dateline.store.sql import storable_path
from dateline.store.tables.articles import (
    FailureRow,
    LocationRow,
    OccurrenceRow,
    OriginalRow,
    VersionRow,
)
from dateline.values.outcome import Disposition, Outcome


def articles_read(connection: Connection, sha256: str, tool: str) -> int | None:
    """See Store.fully_read."""
    found = select(func.count()).where(OccurrenceRow.original == sha256)
    query = select(OriginalRow.articles_read).where(
        OriginalRow.sha256 == sha256,
        OriginalRow.fully_read_by == tool,
        OriginalRow.articles_read == found.scalar_subquery(),
        ~select(FailureRow.id).where(FailureRow.original == sha256).exists(),
    )
    return connection.scalar(query)


def is_located(connection: Connection, sha256: str, path: str) -> bool:
    """Whether the original is known at the path, and no failure is recorded for that path.
    Raises UsageError for an original that no record was ingested from."""
    at_path = LocationRow.path == storable_path(path)
    query = select(OriginalRow.sha256, LocationRow.id).join(
        LocationRow, (LocationRow.original == OriginalRow.sha256) & at_path, isouter=True
    )
    row = connection.execute(query.where(OriginalRow.sha256 == sha256)).first()
    if row is None:
        raise UsageError(f"the archive holds nothing of the original {sha256}")
    failed = select(FailureRow.id).where(FailureRow.path == storable_path(path)).limit(1)
    return row.id is not None and connection.scalar(failed) is None


def unchanged(connection: Connection, sha256: str, path: str) -> list[Outcome]:
    """An UNCHANGED outcome for every article that the original at the path is known to contain,
    in the order of the file."""
    version = (VersionRow.article == OccurrenceRow.article) & (
        VersionRow.number == OccurrenceRow.version
    )
    query = select(OccurrenceRow.record, OccurrenceRow.article, VersionRow.title)
    query = query.join(VersionRow, version).where(OccurrenceRow.original == sha256)
    return [
        Outcome(disposition=Disposition.UNCHANGED, path=path, where=where, id=id, title=title)
        for where, id, title in connection.execute(query.order_by(OccurrenceRow.ordinal))
    ]


def occurred(connection: Connection, sha256: str) -> frozenset[tuple[int, str]]:
    """The ordinal and the record digest of each record of the original that gave an article."""
    query = select(OccurrenceRow.ordinal, OccurrenceRow.record_digest)
    rows = connection.execute(query.where(OccurrenceRow.original == sha256))
    return frozenset((ordinal, digest) for ordinal, digest in rows)
