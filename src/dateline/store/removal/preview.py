"""What a plan takes out of the archive, for a person who decides whether it goes."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from dateline.store.articles.mapping import locations_of, moment
from dateline.store.removal.plan import Plan
from dateline.store.sql import rows_with
from dateline.store.tables.articles import IS_CURRENT, ArticleRow, OriginalRow, VersionRow
from dateline.values.archive.removal import Removal, RemovedArticle, SharedFile
from dateline.values.article import Source


def previewed(connection: Connection, plan: Plan, *, purge: bool = False) -> Removal:
    """What goes with this plan, the articles in the order in which they came. With `purge` the
    files that others need go too."""
    originals = plan.originals | (plan.shared.keys() if purge else frozenset())
    paths = locations_of(connection, plan.shared)
    shared = [
        SharedFile(sha256=sha256, path=paths[sha256][0], needed_by=count)
        for sha256, count in plan.shared.items()
    ]
    return Removal(
        articles=_articles(connection, plan),
        originals=len(originals),
        size_bytes=size_of(connection, originals),
        shared=tuple(sorted(shared, key=lambda file: file.path)),
        copies=tuple(sorted(_copies(connection, plan.whole))),
    )


def _articles(connection: Connection, plan: Plan) -> tuple[RemovedArticle, ...]:
    dated = (VersionRow.published, VersionRow.published_offset, VersionRow.published_basis)
    named = (VersionRow.title, VersionRow.source_name, VersionRow.source_domain)
    query = select(ArticleRow.id, ArticleRow.arrival, *named, *dated).join(VersionRow, IS_CURRENT)
    rows = rows_with(connection, query, ArticleRow.id, plan.versions)
    return tuple(
        RemovedArticle(
            id=row.id,
            title=row.title,
            source=Source(name=row.source_name, domain=row.source_domain).label,
            published=moment(row.published, row.published_offset, row.published_basis),
            versions=plan.versions[row.id],
            whole=row.id in plan.whole,
        )
        for row in sorted(rows, key=lambda row: int(row.arrival))
    )


def size_of(connection: Connection, originals: Collection[str]) -> int:
    """The bytes of these originals as they came, not compressed."""
    query = select(OriginalRow.size)
    return sum(size for (size,) in rows_with(connection, query, OriginalRow.sha256, originals))


def _copies(connection: Connection, articles: Collection[str]) -> frozenset[str]:
    """The articles that stay, and are in a story with one that goes."""
    query = select(ArticleRow.story)
    stories = {story for (story,) in rows_with(connection, query, ArticleRow.id, articles)}
    members = rows_with(connection, select(ArticleRow.id), ArticleRow.story, stories)
    return frozenset(id for (id,) in members) - frozenset(articles)
