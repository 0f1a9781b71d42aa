"""The database as a whole: what must hold between its tables."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Select, and_, func, literal, select

from dateline.store.tables.articles import (
    ArticleRow,
    OccurrenceRow,
    OriginalRow,
    TextKeyRow,
    VersionRow,
)
from dateline.values.archive.integrity import Checked, Damage, Part

_MOST = 100  # problems of one kind that are named


def damages(connection: Connection) -> Iterator[Damage | Checked]:
    """What is wrong between the tables."""
    for problem, query, is_derived in _RULES:
        for (item,) in connection.execute(query.limit(_MOST)):
            yield Damage(part=Part.ARTICLE, item=str(item), problem=problem, is_derived=is_derived)


_CURRENT = and_(VersionRow.article == ArticleRow.id, VersionRow.number == ArticleRow.current)
_STORY = ArticleRow.__table__.alias("story")
_LAST = (
    select(func.max(VersionRow.number)).where(VersionRow.article == ArticleRow.id).scalar_subquery()
)
# Counted for all at once: the keys have no index by article.
_KEYS = (
    select(TextKeyRow.arrival, func.count().label("number")).group_by(TextKeyRow.arrival).subquery()
)
_RULES: tuple[tuple[str, Select[str], bool], ...] = (
    (
        "its current version is missing",
        select(ArticleRow.id).where(~select(VersionRow.number).where(_CURRENT).exists()),
        False,
    ),
    (
        "its current version is not the last one",
        select(ArticleRow.id).where(ArticleRow.current != _LAST),
        False,
    ),
    (
        "its story is that of an article which is not there",
        select(ArticleRow.id).where(
            ~select(_STORY.c.id).where(_STORY.c.id == ArticleRow.story).exists()
        ),
        True,
    ),
    (
        "the keys that near copies are found by are not those of its text",
        select(ArticleRow.id)
        .outerjoin(_KEYS, _KEYS.c.arrival == ArticleRow.arrival)
        .where(
            func.coalesce(func.length(ArticleRow.text_keys), 0)
            != 8 * func.coalesce(_KEYS.c.number, 0)
        ),
        True,
    ),
    (
        "near copies are found by keys of an article that is not there",
        select(literal("arrival ").concat(TextKeyRow.arrival))
        .where(~select(ArticleRow.id).where(ArticleRow.arrival == TextKeyRow.arrival).exists())
        .distinct(),
        True,
    ),
    (
        "no record of a file is known to have given it",
        select(ArticleRow.id).where(
            ~select(OccurrenceRow.id).where(OccurrenceRow.article == ArticleRow.id).exists(),
            select(OriginalRow.sha256)
            .join(VersionRow, VersionRow.original == OriginalRow.sha256)
            .where(_CURRENT, OriginalRow.fully_read_by.is_not(None))
            .exists(),
        ),
        False,
    ),
)
