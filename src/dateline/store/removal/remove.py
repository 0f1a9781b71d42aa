"""Removes versions of articles, and whole articles, with all that was derived from them.

What is derived from several articles is derived again: copies, stories, and which version is the
current one. The files of originals are removed after the transaction, see `left_files`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import InstrumentedAttribute

from dateline.store.annotations.write import forget_annotations
from dateline.store.articles.copies import mark_copies
from dateline.store.articles.identity import words_of
from dateline.store.articles.similarity import Text, text_of
from dateline.store.articles.stories import connect_again, leave_stories, update_stories
from dateline.store.removal.plan import Plan
from dateline.store.sql import execute_each, rows_with
from dateline.store.tables.articles import (
    IS_CURRENT,
    ArticleRow,
    FailureRow,
    LocationRow,
    OccurrenceRow,
    OriginalRow,
    PendingRow,
    VersionRow,
)
from dateline.store.tables.curation import DecisionRow, ReviewRow
from dateline.store.tables.removal import LeftFileRow
from dateline.values.curation.decisions import Action


def remove(connection: Connection, plan: Plan) -> None:
    """The archive has nothing of what is planned. The last version that an article keeps is its
    current one. Articles that the index has and should not have are pending."""
    stories = leave_stories(connection, plan.whole)
    _remove_versions(connection, plan)
    retexted = _make_current(connection, plan.partly)
    copies = _free_copies(connection, plan, {*plan.whole, *retexted})
    _remove_articles(connection, [id for id in plan.versions if id in plan.whole])
    remove_originals(connection, plan.originals)
    mark_copies(connection, copies | {id: digest for id, (digest, _) in retexted.items()})
    connect_again(connection, stories)
    update_stories(connection, {id: text for id, (_, text) in retexted.items()})
    _add_pending(connection, {*plan.whole, *copies})


def forget_decisions(connection: Connection, articles: Collection[str]) -> None:
    """What people decided of these articles, which are gone, is forgotten; but not that they are
    gone."""
    _delete(connection, ReviewRow.article, articles)
    about = delete(DecisionRow).where(
        DecisionRow.article == bindparam("gone"),
        DecisionRow.action != Action.DELETE.value,
        DecisionRow.action != Action.READMIT.value,
    )
    execute_each(connection, about, ({"gone": article} for article in articles))


def remove_originals(connection: Connection, originals: Collection[str]) -> None:
    """The archive knows nothing of these originals, and their files are to be removed. No version
    and no occurrence refers to them."""
    _delete(connection, FailureRow.original, originals)
    _delete(connection, LocationRow.original, originals)
    _delete(connection, OriginalRow.sha256, originals)
    leave_files(connection, originals)


def leave_files(connection: Connection, originals: Collection[str]) -> None:
    """The files of these originals are to be removed, unless they are needed again by then."""
    known = set(connection.scalars(select(LeftFileRow.sha256)))
    left = ({"sha256": sha256} for sha256 in originals if sha256 not in known)
    execute_each(connection, insert(LeftFileRow), left)


def _remove_versions(connection: Connection, plan: Plan) -> None:
    for article, number in (
        (OccurrenceRow.article, OccurrenceRow.version),
        (VersionRow.article, VersionRow.number),
    ):
        here = (article == bindparam("of")) & (number == bindparam("at"))
        rows = ({"of": id, "at": at} for id, numbers in plan.versions.items() for at in numbers)
        execute_each(connection, delete(article.class_).where(here), rows)


def _make_current(
    connection: Connection, articles: Collection[str]
) -> dict[str, tuple[str | None, Text]]:
    """The last version of each of these articles is its current one. Returns the text digests and
    texts of those that have another current version than before. Their annotations are gone."""
    last = select(VersionRow.article, func.max(VersionRow.number)).group_by(VersionRow.article)
    now = dict(rows_with(connection, last, VersionRow.article, articles))
    before = dict(
        rows_with(connection, select(ArticleRow.id, ArticleRow.current), ArticleRow.id, articles)
    )
    changed = [{"of": id, "current": number} for id, number in now.items() if before[id] != number]
    if not changed:
        return {}
    connection.execute(update(ArticleRow).where(ArticleRow.id == bindparam("of")), changed)
    ids = [str(row["of"]) for row in changed]
    forget_annotations(connection, ids)
    _add_pending(connection, ids)
    query = select(VersionRow.article, VersionRow.body, VersionRow.text_digest)
    texts = query.join(ArticleRow, IS_CURRENT)
    return {
        id: (digest, text_of(words_of(body), digest))
        for id, body, digest in rows_with(connection, texts, VersionRow.article, ids)
    }


def _free_copies(
    connection: Connection, plan: Plan, changed: Collection[str]
) -> dict[str, str | None]:
    """The copies of these articles, whose versions are removed already, are copies of none, unless
    a version that is left has their text. Returns the ids and text digests of those that stay."""
    texts = select(VersionRow.article, VersionRow.text_digest)
    left = {
        (article, digest)
        for article, digest in rows_with(connection, texts, VersionRow.article, changed)
    }
    query = select(ArticleRow.id, ArticleRow.copy_of, VersionRow.text_digest)
    found = rows_with(connection, query.join(VersionRow, IS_CURRENT), ArticleRow.copy_of, changed)
    freed = {id: digest for id, first, digest in found if (first, digest) not in left}
    alone = update(ArticleRow).where(ArticleRow.id == bindparam("of")).values(copy_of=None)
    execute_each(connection, alone, ({"of": id} for id in freed))
    return {id: digest for id, digest in freed.items() if id not in plan.whole}


def _remove_articles(connection: Connection, articles: Collection[str]) -> None:
    forget_annotations(connection, articles)
    alone = update(ArticleRow).where(ArticleRow.id == bindparam("gone")).values(copy_of=None)
    # One of them may be a copy of another that goes first.
    execute_each(connection, alone, ({"gone": article} for article in articles))
    _delete(connection, ArticleRow.id, articles)


def _delete(
    connection: Connection, column: InstrumentedAttribute[Any], values: Iterable[object]
) -> None:
    here = delete(column.class_).where(column == bindparam("gone"))
    execute_each(connection, here, ({"gone": value} for value in values))


def _add_pending(connection: Connection, articles: Iterable[str]) -> None:
    execute_each(connection, insert(PendingRow), ({"article": id} for id in articles))
