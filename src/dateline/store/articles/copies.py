"""Which articles are copies, where texts changed that were here already."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, insert, select, update

from dateline.store.sql import rows_with
from dateline.store.tables.articles import IS_CURRENT, ArticleRow, PendingRow, VersionRow


def mark_copies(connection: Connection, digests: Mapping[str, str | None]) -> None:
    """Every article whose text is that of one in `digests` (text digests by article id, just
    changed) is a copy of the one that came first; whose mark changed is pending."""
    groups: dict[str, list[tuple[int, str, str | None]]] = {}
    columns = (VersionRow.text_digest, ArticleRow.arrival, ArticleRow.id, ArticleRow.copy_of)
    query = select(*columns).join(ArticleRow, IS_CURRENT)
    wanted = {digest for digest in digests.values() if digest is not None}
    for digest, *article in rows_with(connection, query, VersionRow.text_digest, wanted):
        groups.setdefault(digest, []).append(tuple(article))
    marks: dict[str, str | None] = {id: None for id, digest in digests.items() if digest is None}
    for group in groups.values():
        marks |= _marks(sorted(group), digests)
    _write(connection, marks)


def _marks(
    group: list[tuple[int, str, str | None]], changed: Mapping[str, str | None]
) -> dict[str, str | None]:
    """What each article of one text, in their order of arrival, is a copy of."""
    (_, first, mark), *later = group
    if first in changed:  # it may be of a text that it has no more
        mark = None
    return {first: mark} | {id: mark or first for _, id, _ in later}


def _write(connection: Connection, marks: Mapping[str, str | None]) -> None:
    query = select(ArticleRow.id, ArticleRow.copy_of)
    old = dict(rows_with(connection, query, ArticleRow.id, marks))
    new = {id: mark for id, mark in marks.items() if old[id] != mark}
    # No copy of a copy: who pointed to an article that is one now points where it does.
    following = {id for id, mark in new.items() if mark is not None}
    for id, target in rows_with(connection, query, ArticleRow.copy_of, following):
        new.setdefault(id, new[target])
    if new:
        connection.execute(
            update(ArticleRow).where(ArticleRow.id == bindparam("at")),
            [{"at": id, "copy_of": mark} for id, mark in new.items()],
        )
        connection.execute(insert(PendingRow), [{"article": id} for id in new])
