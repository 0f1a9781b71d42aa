"""What the store gives out: articles, stories, sources, failures and totals."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from sqlalchemy import select

from dateline.store.articles.ids import full_id
from dateline.store.articles.occurrences import articles_read, occurred
from dateline.store.articles.read import all_versions, count, current_articles, every_article
from dateline.store.articles.stories import story_lines
from dateline.store.database import Database
from dateline.store.failures import list_failures
from dateline.store.sources import Days, list_articles, summarize
from dateline.store.sql import ArticleSelection
from dateline.store.tables.articles import IS_CURRENT, ArticleRow, VersionRow
from dateline.values.article import ArchivedArticle
from dateline.values.listing import (
    ArticleLine,
    Counts,
    RecordedFailure,
    SourceOrder,
    SourceSummary,
    StoryLine,
)


class Lists:
    """The lists of a Store, whose docstring applies to every method here."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def full_id(self, prefix: str) -> str:
        """The id of the article whose id begins with `prefix`. Raises NoSuchArticle as
        `article`."""
        with self._database.reading() as connection:
            return full_id(connection, prefix)

    def article(self, prefix: str) -> ArchivedArticle:
        """The current version of the article whose id begins with `prefix`, four digits or
        more, in any case. Raises NoSuchArticle for none or several, with a hint."""
        with self._database.reading() as connection:
            return current_articles(connection, [full_id(connection, prefix)])[0]

    def versions(self, prefix: str) -> tuple[ArchivedArticle, ...]:
        """Every version of the article, oldest first. Raises NoSuchArticle as `article`."""
        with self._database.reading() as connection:
            return all_versions(connection, full_id(connection, prefix))

    def fully_read(self, sha256: str, tool: str) -> int | None:
        """How many article records the original holds, if `tool` once read it to its end and
        every one of them gave an article: there is no need to read it again. Else None. `tool`
        names the versions of whatever reads and normalizes."""
        with self._database.reading() as connection:
            return articles_read(connection, sha256, tool)

    def occurred(self, sha256: str) -> frozenset[tuple[int, str]]:
        """The records of this original that gave articles: ordinal and record digest of each."""
        with self._database.reading() as connection:
            return occurred(connection, sha256)

    def articles(self, *, after: str = "") -> Iterator[ArchivedArticle]:
        """The current version of every article with an id after `after`, in the order of ids,
        in bounded memory. Other processes may write meanwhile; no article comes twice."""
        return every_article(self._database, after)

    def ids(self) -> tuple[str, ...]:
        """The id of every article, in order."""
        with self._database.reading() as connection:
            return tuple(connection.scalars(select(ArticleRow.id).order_by(ArticleRow.id)))

    def story(self, prefix: str) -> tuple[StoryLine, ...]:
        """The other articles in the story of this one, in the order in which they came, with
        how alike they are. Raises NoSuchArticle as `article`."""
        with self._database.reading() as connection:
            return story_lines(connection, full_id(connection, prefix))

    def story_dates(self, ids: Collection[str] | None) -> Iterator[tuple[str, str]]:
        """The story of each of these articles (None: of all), and the printed date of its
        publication, "" if it is unknown."""
        query = select(ArticleRow.story, VersionRow.published).join(VersionRow, IS_CURRENT)
        with self._database.reading() as connection:
            selected = ArticleSelection(connection, ids).includes(ArticleRow.id)
            for story, published in connection.execute(query.where(selected)):
                yield story, published or ""

    def sources(
        self,
        *,
        start: date | None = None,
        end: date | None = None,
        sort: SourceOrder = SourceOrder.LAST,
    ) -> tuple[SourceSummary, ...]:
        """The sources of all articles, or of those published from `start` to `end`, both
        included, as printed. A date that is not certainly within them (a month, of which a
        part is) does not count, nor does an undated article if there is a bound.

        Two sources are the same if they have the same domain or, without a domain, the same name
        in any case; the name shown is the most frequent. The unknown source has neither.
        """
        with self._database.reading() as connection:
            return summarize(connection, Days(start, end), sort)

    def source_articles(
        self, source: SourceSummary, *, start: date | None = None, end: date | None = None
    ) -> tuple[ArticleLine, ...]:
        """The articles of one source that `sources` counts, newest first, those without a date
        at the end."""
        with self._database.reading() as connection:
            return list_articles(connection, Days(start, end), source)

    def failures(self) -> tuple[RecordedFailure, ...]:
        """All that failed or was rejected and has not been read successfully since, by path."""
        with self._database.reading() as connection:
            return list_failures(connection)

    def counts(self) -> Counts:
        """The archive's totals."""
        with self._database.reading() as connection:
            return count(connection)
