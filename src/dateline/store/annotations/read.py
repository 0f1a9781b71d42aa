"""Reads annotations of one kind over many articles: quotes, places, search keys.

Lists are read row by row from one query, 200 rows in memory at a time, with the texts of their
articles. They show the archive as it was when the list began.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, and_, func, or_, select

from dateline.store.annotations.events import quote_of
from dateline.store.annotations.search_keys import search_keys_of
from dateline.store.annotations.spans import Texts
from dateline.store.articles.mapping import moment
from dateline.store.database import Database
from dateline.store.sql import ArticleSelection, narrowed, rows_in, rows_with, streamed
from dateline.store.tables.annotations import AnnotationRow, PlaceRow, QuoteRow
from dateline.store.tables.articles import IS_CURRENT, ArticleRow, VersionRow
from dateline.values.annotations import Resolution
from dateline.values.article import Article, Caption, Source
from dateline.values.events import Heading, QuoteLine
from dateline.values.listing import PlaceLine
from dateline.values.search.keys import SearchKeys

_PAGE = 200
_FIRST_PAGE = 25
_HEADED = (
    VersionRow.article,
    VersionRow.number,
    VersionRow.published,
    VersionRow.published_offset,
    VersionRow.published_basis,
    VersionRow.source_name,
    VersionRow.source_domain,
    VersionRow.url,
    VersionRow.language,
    ArticleRow.story,
)
_PRINTED = (
    VersionRow.title,
    VersionRow.subtitle,
    VersionRow.summary,
    VersionRow.body,
    VersionRow.captions,
    VersionRow.dateline,
)


def search_keys(connection: Connection, articles: Iterable[str]) -> dict[str, SearchKeys]:
    """The search keys of these articles, by their full ids; empty for an article that is not
    annotated."""
    ids = set(articles)
    query = select(AnnotationRow.article, AnnotationRow.search_keys)
    rows = rows_with(connection, query, AnnotationRow.article, ids)
    return dict.fromkeys(ids, SearchKeys()) | {
        article: search_keys_of(values) for article, values in rows
    }


def headed_texts(connection: Connection, ids: Iterable[str]) -> dict[str, tuple[Heading, Texts]]:
    """The heading of each of these articles for a list, and its texts."""
    rows = rows_in(connection, _headed_texts(), ids)
    return {row.article: (_heading(row), _texts(row)) for row in rows}


@cache
def _headed_texts() -> Select[*tuple[Any, ...]]:
    query = select(*_HEADED, *_PRINTED).join(ArticleRow, IS_CURRENT)
    return narrowed(query, VersionRow.article)


def headings(connection: Connection, ids: Iterable[str]) -> dict[str, Heading]:
    """The heading of each of these articles for a list."""
    return {id: heading for id, (heading, _) in headed_texts(connection, ids).items()}


def _heading(row: Any) -> Heading:
    return Heading(
        id=row.article,
        title=row.title,
        published=moment(row.published, row.published_offset, row.published_basis),
        source=Source(name=row.source_name, domain=row.source_domain).label,
        url=row.url,
        version=row.number,
        story=row.story,
        language=row.language,
    )


def _texts(row: Any) -> Texts:
    article = Article(
        title=row.title,
        subtitle=row.subtitle,
        summary=tuple(row.summary),
        body=row.body,
        dateline=row.dateline,
        captions=tuple(Caption(**caption) for caption in row.captions),
    )
    return dict(article.parts)


def pages(
    connection: Connection, query: Select[*tuple[Any, ...]]
) -> Iterator[tuple[Sequence[Any], dict[str, tuple[Heading, Texts]]]]:
    """The rows of a query, 25 at first and up to 200 at a time, with the headings and texts of
    their articles: most lists show no more than 20 rows."""
    size = _FIRST_PAGE
    with streamed(connection, query, _PAGE) as result:
        while rows := result.fetchmany(size):
            yield rows, headed_texts(connection, {row.article for row in rows})
            size = min(2 * size, _PAGE)


# Quotes


def quotes(
    database: Database,
    ids: Collection[str] | None,
    speakers: Collection[str] | None,
    *,
    limit: int | None,
) -> Iterator[QuoteLine]:
    """The quotes of these articles (None: of all), newest article first, articles without a date
    last. With `speakers`, those whose speaker's folded name has one of these names in it."""
    with database.reading() as connection:
        query = (
            select(QuoteRow.__table__)
            .join(ArticleRow, ArticleRow.id == QuoteRow.article)
            .join(VersionRow, IS_CURRENT)
            .where(ArticleSelection(connection, ids).includes(QuoteRow.article))
        )
        if speakers is not None:
            padded = " " + QuoteRow.folded + " "
            matching = [padded.contains(f" {name} ", autoescape=True) for name in speakers]
            query = query.where(and_(QuoteRow.folded.is_not(None), or_(*matching)))
        newest = VersionRow.published_first.desc().nulls_last()
        query = query.order_by(newest, QuoteRow.article, QuoteRow.number).limit(limit)
        for rows, articles in pages(connection, query):
            for row in rows:
                heading, texts = articles[row.article]
                yield QuoteLine(heading=heading, quote=quote_of(row, texts))


# Places


def places(
    database: Database, ids: Collection[str] | None, *, country: str | None, limit: int | None
) -> Iterator[PlaceLine]:
    """The places that these articles (None: all) name, most articles first. With `country`, a
    country code, only those in that country."""
    place = (
        PlaceRow.name,
        PlaceRow.latitude,
        PlaceRow.longitude,
        PlaceRow.resolution,
        PlaceRow.code,
        PlaceRow.geonameid,
    )
    articles = func.count().label("articles")
    with database.reading() as connection:
        query = select(*place, articles, func.sum(PlaceRow.mentions).label("mentions"))
        query = query.where(ArticleSelection(connection, ids).includes(PlaceRow.article)).group_by(
            *place
        )
        if country is not None:
            query = query.where(PlaceRow.code == country.upper())
        query = query.order_by(articles.desc(), PlaceRow.name, PlaceRow.geonameid).limit(limit)
        with streamed(connection, query, _PAGE) as rows:
            for row in rows.mappings():
                yield PlaceLine(**{**row, "resolution": Resolution(row["resolution"])})
