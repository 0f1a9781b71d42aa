"""What is known of an original that is met again: where it lies, and what was read in it."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from dateline.errors import UsageError
from dateline.store.tables import (
    FailureRow,
    LocationRow,
    OriginalRow,
    SightingRow,
    VersionRow,
)
from dateline.store.text import storable_path
from dateline.values.outcome import Fate, Outcome


def settled_articles(connection: Connection, sha256: str, tool: str) -> int | None:
    """See Store.settled."""
    found = select(func.count()).where(SightingRow.original == sha256)
    query = select(OriginalRow.settled_articles).where(
        OriginalRow.sha256 == sha256,
        OriginalRow.settled_tool == tool,
        OriginalRow.settled_articles == found.scalar_subquery(),
        ~select(FailureRow.id).where(FailureRow.original == sha256).exists(),
    )
    return connection.scalar(query)


def is_located(connection: Connection, sha256: str, path: str) -> bool:
    """Whether the original is known to lie at the path, and no failure is recorded of that path.
    Raises UsageError for an original that nothing was filed of."""
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
    """An outcome, UNCHANGED, for every article that the original at the path is known to hold,
    in the order of the file."""
    version = (VersionRow.article == SightingRow.article) & (
        VersionRow.number == SightingRow.version
    )
    query = select(SightingRow.record, SightingRow.article, VersionRow.title)
    query = query.join(VersionRow, version).where(SightingRow.original == sha256)
    return [
        Outcome(fate=Fate.UNCHANGED, path=path, where=where, id=id, title=title)
        for where, id, title in connection.execute(query.order_by(SightingRow.ordinal))
    ]


def sighted(connection: Connection, sha256: str) -> frozenset[tuple[int, str]]:
    """See Store.sighted."""
    query = select(SightingRow.ordinal, SightingRow.record_digest)
    rows = connection.execute(query.where(SightingRow.original == sha256))
    return frozenset((ordinal, digest) for ordinal, digest in rows)
