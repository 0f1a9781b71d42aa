"""A digest of all that an article's annotations are, by which damage is found."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from typing import Any, TypeAlias

from sqlalchemy import Connection, Select, bindparam, select, update

from dateline.store.backends.expressions import as_kept
from dateline.store.sql import compact_json, narrowed, rows_in
from dateline.store.tables.annotations import AnnotationRow, NameRow, PlaceRow, QuoteRow, ReportRow

_PAGE = 200
_Table: TypeAlias = type[AnnotationRow | NameRow | PlaceRow | QuoteRow | ReportRow]
_TABLES: tuple[_Table, ...] = (AnnotationRow, NameRow, PlaceRow, QuoteRow, ReportRow)


def annotation_digests(connection: Connection, articles: Iterable[str]) -> dict[str, str]:
    """For each of these articles that is annotated the SHA-256, in hex, of all columns of its rows
    in all tables of annotations, as the database has them; without the digest itself."""
    ids = set(articles)
    hashed: dict[str, Any] = {}
    for table in _TABLES:
        for article, *values in rows_in(connection, _stored(table), ids):
            line = compact_json([table.__tablename__, *values])
            hashed.setdefault(article, sha256()).update(f"{line}\n".encode())
    return {article: digest.hexdigest() for article, digest in hashed.items()}


def keep_digests(connection: Connection, articles: Iterable[str]) -> None:
    """The digest of each of these articles is that of its annotations as they are now: whatever
    writes any of them calls this in the same transaction."""
    found = annotation_digests(connection, articles)
    if found:
        of = update(AnnotationRow).where(AnnotationRow.article == bindparam("of"))
        rows = [{"of": article, "now": digest} for article, digest in found.items()]
        connection.execute(of.values(digest=bindparam("now")), rows)


def keep_missing_digests(connection: Connection) -> None:
    """Annotations that never had a digest, as an older Dateline wrote them, have one."""
    without = connection.scalars(select(AnnotationRow.article).where(AnnotationRow.digest == ""))
    ids = without.all()
    for start in range(0, len(ids), _PAGE):
        keep_digests(connection, ids[start : start + _PAGE])


@cache
def _stored(table: _Table) -> Select[*tuple[Any, ...]]:
    columns = [column for column in table.__table__.columns if column.name != "digest"]
    query = select(table.article, *(as_kept(column) for column in columns))
    if table is not AnnotationRow:
        query = query.order_by(table.article, getattr(table, "number"))  # noqa: B009
    return narrowed(query, table.article)
