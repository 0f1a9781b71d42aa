"""Lists over many articles: quotations, places and publishers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING, Literal

from dateline.archive.connections import Connections, none_if_all
from dateline.search.query.values import checked_value
from dateline.values.search.results import ALL, All

if TYPE_CHECKING:  # a search that finds its index up to date loads no database
    from dateline.values.events import PlaceLine, QuoteLine
    from dateline.values.listing import ArticleLine, SourceOrder, SourceSummary


class Listing:
    """The methods of an archive that list what many articles have."""

    _connections: Connections

    def quotes(
        self,
        ids: Collection[str] | All = ALL,
        *,
        speaker: str | None = None,
        limit: int | All = ALL,
    ) -> Iterator[QuoteLine]:
        """Up to `limit` quotes of these articles (see `ids`), newest article first; with
        `speaker`, those of somebody whose name has these words in it."""
        return self._connections.store().annotations.quotes(
            none_if_all(ids), speaker=speaker, limit=none_if_all(limit)
        )

    def places(
        self,
        ids: Collection[str] | All = ALL,
        *,
        country: str | None = None,
        limit: int | All = ALL,
    ) -> Iterator[PlaceLine]:
        """Up to `limit` places that these articles (see `ids`) name, those that most of them name
        first; with `country`, an ISO 3166-1 alpha-3 code or the name of
        a country, those in it. Raises UsageError for any other text."""
        if country is not None:
            country = checked_value("country", country)
        return self._connections.store().annotations.places(
            none_if_all(ids), country=country, limit=none_if_all(limit)
        )

    def sources(
        self,
        *,
        start: date | None = None,
        end: date | None = None,
        sort: SourceOrder | Literal["name", "first", "last", "articles"] = "last",
    ) -> tuple[SourceSummary, ...]:
        """Who published the articles that date from `start` to `end`, both included; see
        `Store.sources` for what counts."""
        from dateline.values.listing import SourceOrder

        return self._connections.store().sources(start=start, end=end, sort=SourceOrder(sort))

    def source_articles(
        self, source: SourceSummary, *, start: date | None = None, end: date | None = None
    ) -> tuple[ArticleLine, ...]:
        """The articles of a source that `sources` counted, newest first."""
        return self._connections.store().source_articles(source, start=start, end=end)
