"""The sources of an archive and the dates that their articles span.

Moments are ordered by what was printed, `2025-07` before `2025-07-01`: nothing tells which day
of July it was, nor which of two clocks without an offset was ahead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, select, true

from dateline.store.articles.identity import source_key
from dateline.store.articles.mapping import moment
from dateline.store.tables.articles import ArticleRow, VersionRow
from dateline.values.article import Source
from dateline.values.listing import ArticleLine, SourceOrder, SourceSummary
from dateline.values.moment import Moment


@dataclass(frozen=True, slots=True)
class Days:
    """A closed span of calendar days; None is no bound.

    An article lies within it if every day that its printed date may mean does: one of
    "July 2025" does not lie within July 1 to 30. With a bound, one without a date never does.
    """

    start: date | None = None
    end: date | None = None

    def hold(self) -> ColumnElement[bool]:
        """The condition that an article lies within these days."""
        bounds: list[ColumnElement[bool]] = [true()]
        if self.start is not None:
            bounds.append(VersionRow.published_first >= self.start)
        if self.end is not None:
            bounds.append(VersionRow.published_last <= self.end)
        return and_(*bounds)


def summarize(connection: Connection, days: Days, order: SourceOrder) -> tuple[SourceSummary, ...]:
    """One summary for each source that has articles within the days, sorted."""
    # A source's name is the most frequent of all its articles, whatever the days: it is the
    # same in every list. So all are grouped, and those within the days counted.
    within = case((days.hold(), VersionRow.published))
    names = (VersionRow.source_key, VersionRow.source_name, VersionRow.source_domain)
    query = _current(
        *names,
        func.count().label("named"),
        func.sum(case((days.hold(), 1), else_=0)).label("articles"),
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
        # Newest first and the undated last: no single key does both to text.
        summaries.sort(key=lambda one: one.last.value if one.last else "", reverse=True)
    return tuple(summaries)


def list_articles(
    connection: Connection, days: Days, source: SourceSummary
) -> tuple[ArticleLine, ...]:
    """The source's articles within the days, newest first, those without a date at the end."""
    query = _current(
        VersionRow.article,
        VersionRow.title,
        VersionRow.published,
        VersionRow.published_offset,
        VersionRow.published_basis,
    ).where(
        VersionRow.source_key == source_key(Source(name=source.name, domain=source.domain)),
        days.hold(),
    )
    # Databases disagree on where NULL sorts.
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
    """One source out of the rows of its names: under the name that most articles give."""
    names: dict[str, int] = {}
    for row in rows:
        if row.source_name is not None:
            names[row.source_name] = names.get(row.source_name, 0) + row.named
    key = rows[0].source_key
    firsts = [row.first for row in rows if row.first is not None]
    lasts = [row.last for row in rows if row.last is not None]
    return SourceSummary(
        name=min(names, key=lambda name: (-names[name], name)) if names else None,
        domain=rows[0].source_domain,
        first=_printed(connection, days, key, min(firsts)) if firsts else None,
        last=_printed(connection, days, key, max(lasts)) if lasts else None,
        articles=sum(row.articles for row in rows),
    )


def _printed(connection: Connection, days: Days, key: str, value: str) -> Moment | None:
    """The whole Moment with this value in a source; of several, the one that came in first."""
    query = (
        _current(VersionRow.published, VersionRow.published_offset, VersionRow.published_basis)
        .where(VersionRow.source_key == key, VersionRow.published == value, days.hold())
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
