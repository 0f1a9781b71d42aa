"""Which articles are copies, after the texts of stored articles have changed."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, insert, select, update

from dateline.store.sql import rows_with
from dateline.store.tables.articles import IS_CURRENT, ArticleRow, PendingRow, VersionRow


def mark_copies(connection: Connection, digests: Mapping[str, str | None]) -> None:
    """Every article that shares a text with an article in `digests` (the changed text digests,
    by article id) is a copy of the first one to arrive. Articles whose `copy_of` changed are
    pending. A target is the id that an article is a copy of, or None."""
    groups: dict[str, list[tuple[int, str, str | None]]] = {}
    columns = (VersionRow.text_digest, ArticleRow.arrival, ArticleRow.id, ArticleRow.copy_of)
    query = select(*columns).join(ArticleRow, IS_CURRENT)
    texts = {digest for digest in digests.values() if digest is not None}
    for digest, *article in rows_with(connection, query, VersionRow.text_digest, texts):
        groups.setdefault(digest, []).append(tuple(article))
    targets: dict[str, str | None] = {id: None for id, digest in digests.items() if digest is None}
    for group in groups.values():
        targets |= _targets(sorted(group), digests)
    _write(connection, targets)


def _targets(
    group: list[tuple[int, str, str | None]], changed: Mapping[str, str | None]
) -> dict[str, str | None]:
    """The target of each article of one text, by id. `group` is in order of arrival."""
    (_, first, copy_of), *later = group
    if first in changed:  # it may be a copy by its old text
        copy_of = None
    return {first: copy_of} | {id: copy_of or first for _, id, _ in later}


def _write(connection: Connection, targets: Mapping[str, str | None]) -> None:
    query = select(ArticleRow.id, ArticleRow.copy_of)
    old = dict(rows_with(connection, query, ArticleRow.id, targets))
    new = {id: target for id, target in targets.items() if old[id] != target}
    # No article is a copy of a copy: copies of an article that became one follow it.
    new_copies = {id for id, target in new.items() if target is not None}
    for id, copied in rows_with(connection, query, ArticleRow.copy_of, new_copies):
        new.setdefault(id, new[copied])
    if new:
        connection.execute(
            update(ArticleRow).where(ArticleRow.id == bindparam("at")),
            [{"at": id, "copy_of": target} for id, target in new.items()],
        )
        connection.execute(insert(PendingRow), [{"article": id} for id in new])
