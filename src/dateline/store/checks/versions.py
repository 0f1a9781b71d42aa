"""Every version against its digests, and against what people corrected in it."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, select, tuple_

from dateline.store.articles.identity import content_digest, text_digest, words_of
from dateline.store.articles.mapping import article_fields, article_values, row_digest
from dateline.store.curation.corrections import corrected, corrections, source_names
from dateline.store.tables.articles import VersionRow
from dateline.values.archive.integrity import Checked, Damage, Part
from dateline.values.article import Article

_PAGE = 200


def damages(connection: Connection) -> Iterator[Damage | Checked]:
    """For each version what is wrong with it; after each page how many were checked."""
    names = source_names(connection)
    last = ("", 0)
    while True:
        # As a pair: with an OR, SQLite goes through all that comes before for each page.
        after = tuple_(VersionRow.article, VersionRow.number) > tuple_(*last)
        query = select(VersionRow.__table__).where(after)
        query = query.order_by(VersionRow.article, VersionRow.number).limit(_PAGE)
        rows = connection.execute(query).all()
        if not rows:
            return
        given = corrections(connection, {row.article for row in rows})
        for row in rows:
            last = (row.article, row.number)
            name = f"{row.article} version {row.number}"
            stored: dict[str, Any] = dict(row._mapping)
            if row.row_digest != row_digest(stored):
                yield Damage(
                    part=Part.ARTICLE, item=name, problem="its fields are not as they were stored"
                )
                continue
            read = {**stored, **(row.as_read or {})}
            article = Article(**article_fields(SimpleNamespace(**read)))
            words = words_of(article.body)
            if (
                content_digest(article) != row.content_digest
                or text_digest(article.title, words) != row.text_digest
            ):
                yield Damage(part=Part.ARTICLE, item=name, problem="its text is not as it was read")
                continue
            fixed = corrected(article, given.get(row.article, ()), names)
            if row.as_read is None and fixed == article:
                continue  # nothing is corrected, and the row has its digest
            if article_values(fixed)["row_digest"] != row.row_digest:
                yield Damage(
                    part=Part.ARTICLE,
                    item=name,
                    problem="it is not as people corrected it",
                    is_derived=True,
                )
        yield Checked(part=Part.ARTICLE, number=len(rows))
