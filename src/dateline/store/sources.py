"""The sources of an archive and the dates of their articles.

Moments are ordered as they were printed, `2025-07` before `2025-07-01`: nothing says which day of
July it was, or which of two clocks without an offset was ahead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, select, true

from dateline.store.articles.mapping import moment
from dateline.store.tables.articles import ArticleRow, VersionRow
from dateline.values.listing import ArticleLine, SourceOrder, SourceSummary
from dateline.values.moment import Moment
from dateline.values.sources import source_key


@dataclass(frozen=True, slots=True)
class Days:
    """A closed range of calendar days; None is no bound.

    An article is within the range if every day that its printed date may mean is: an article of
    "July 2025" is not within July 1 to 30. If there is a bound, an article without a date is
    never within the range.
    """

    start: date | None = None
    end: date | None = None

    def condition(self) -> ColumnElement[bool]:
        """The condition that an article is within these days."""
        bounds: list[ColumnElement[bool]] = [true()]
        if self.start is not None:
            bounds.append(VersionRow.published_first >= self.start)
        if self.end is not None:
            bounds.append(VersionRow.published_last <= self.end)
        return and_(*bounds)


def summarize(connection: Connection, days: Days, order: SourceOrder) -> tuple[SourceSummary, ...]:
    """One summary for each source that has articles within the days, sorted."""
    # The spelling of a source is the most frequent one in all its articles, whatever the days, so
    # that it is the same in every list. All articles are grouped, those within the days counted.
    within = case((days.condition(), VersionRow.published))
    names = (VersionRow.source_key, VersionRow.source_name, VersionRow.source_domain)
    query = _current(
        *names,
        func.count().label("named"),
        func.sum(case((days.condition(), 1), else_=0)).label("articles"),
        func.min(within).label("first"),
        func.max(within).label("last"),
    ).group_by(*names)
    by_key: dict[str, list[Any]] = {}
    for row in connection.execute(query):
        by_key.setdefault(row.source_key, []).append(row)
    summaries = [
        _summary(connection, days, rows)
        for rows in by_key.values()
        if any(row.articles for row in rows)
    ]
    summaries.sort(key=_by_name)
    summaries.sort(key=_SORTS[order])
    if order is SourceOrder.LAST:
        # Newest first and undated last: a single sort key of texts cannot do both.
        summaries.sort(key=lambda source: source.last.value if source.last else "", reverse=True)
    return tuple(summaries)


def list_articles(
    connection: Connection, days: Days, source: SourceSummary
) -> tuple[ArticleLine, ...]:
    """The source's articles within the days, newest first, those without a date last."""
    query = _current(
        VersionRow.article,
        VersionRow.title,
        VersionRow.published,
        VersionRow.published_offset,
        VersionRow.published_basis,
    ).where(
        VersionRow.source_key == source_key(source.label),
        days.condition(),
    )
    # Databases differ in where they sort NULL.
    query = query.order_by(
        VersionRow.published.is_(None), VersionRow.published.desc(), ArticleRow.arrival
    )
    return tuple(
        ArticleLine(id=article, title=title, published=moment(*printed))
        for article, title, *printed in connection.execute(query)
    )


def _current(*columns: Any) -> Select[*tuple[Any, ...]]:
    return select(*columns).join(
        ArticleRow,
        (ArticleRow.id == VersionRow.article) & (ArticleRow.current == VersionRow.number),
    )


def _summary(connection: Connection, days: Days, rows: list[Any]) -> SourceSummary:
    """The summary of one source from the rows of its spellings and domains, with the most frequent
    of each."""
    names, domains = Counter[str](), Counter[str]()
    for row in rows:
        for counter, value in ((names, row.source_name), (domains, row.source_domain)):
            if value is not None:
                counter[value] += row.named
    key = rows[0].source_key
    firsts = [row.first for row in rows if row.first is not None]
    lasts = [row.last for row in rows if row.last is not None]
    return SourceSummary(
        name=_most_frequent(names),
        domain=_most_frequent(domains),
        first=_printed(connection, days, key, min(firsts)) if firsts else None,
        last=_printed(connection, days, key, max(lasts)) if lasts else None,
        articles=sum(row.articles for row in rows),
    )


def _most_frequent(counter: Counter[str]) -> str | None:
    return min(counter, key=lambda value: (-counter[value], value)) if counter else None


def _printed(connection: Connection, days: Days, key: str, value: str) -> Moment | None:
    """The Moment with this value in a source; if there are several, the first to arrive."""
    query = (
        _current(VersionRow.published, VersionRow.published_offset, VersionRow.published_basis)
        .where(VersionRow.source_key == key, VersionRow.published == value, days.condition())
        .order_by(ArticleRow.arrival)
        .limit(1)
    )
    return moment(*connection.execute(query).one())


def _by_name(source: SourceSummary) -> tuple[bool, str, str]:
    unknown = source.name is None and source.domain is None
    return unknown, source.label.casefold(), source.domain or ""


_SORTS: dict[SourceOrder, Callable[[SourceSummary], Any]] = {
    SourceOrder.NAME: _by_name,
    SourceOrder.ARTICLES: lambda source: -source.articles,
    SourceOrder.FIRST: lambda source: (source.first is None, source.first and source.first.value),
    SourceOrder.LAST: lambda source: source.last is None,
}
