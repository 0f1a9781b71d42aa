"""Annotations out of the tables."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from dateline.store.coded_rows import (
    mentions_of,
    places_of,
    quote_of,
    report_of,
    sentences_of,
    times_of,
)
from dateline.store.coded_tables import CodingRow, NameRow, PlaceRow, QuoteRow, ReportRow
from dateline.store.reading import current_articles
from dateline.values.annotations import Annotations


def annotations_of(connection: Connection, article: str) -> Annotations:
    """All that was read in the current version of the article with this full id."""
    query = select(CodingRow.sentences, CodingRow.times).where(CodingRow.article == article)
    coded = connection.execute(query).first()
    if coded is None:
        return Annotations()
    texts = dict(current_articles(connection, [article])[0].parts)

    def rows(table: type[NameRow | PlaceRow | QuoteRow | ReportRow]) -> Any:
        query = select(table.__table__).where(table.article == article)
        return connection.execute(query.order_by(table.number))

    return Annotations(
        sentences=sentences_of(coded.sentences, texts),
        mentions=mentions_of(rows(NameRow), texts),
        times=times_of(coded.times, texts),
        places=places_of(rows(PlaceRow), texts),
        quotes=tuple(quote_of(row, texts) for row in rows(QuoteRow)),
        reports=tuple(report_of(row, texts) for row in rows(ReportRow)),
    )
