"""Lists over many articles: quotations, places and publishers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Literal

from dateline.archive.connections import Connections, none_if_all
from dateline.search.query.values import checked_value
from dateline.values.search.results import ALL, All

if TYPE_CHECKING:  # a search that finds its index up to date loads no database
    from dateline.values.events import QuoteLine
    from dateline.values.listing import ArticleLine, PlaceLine, SourceOrder, SourceSummary


class Listing:
    """The methods of an archive that list what many articles have."""

    _connections: Connections

    def quotes(
        self,
        ids: Collection[str] | All = ALL,
        *,
        speaker: str | None = None,
        saying: str | None = None,
        limit: int | All = ALL,
    ) -> Iterator[QuoteLine]:
        """Up to `limit` quotes of these articles (see `ids`), newest article first; with
        `speaker`, those of somebody whose name has these words in it; with `saying`, a query, those
        whose own words match it. Raises QueryError."""
        if saying is None:
            return self._connections.store().annotations.quotes(
                none_if_all(ids), speaker=speaker, limit=none_if_all(limit)
            )
        among, says = _saying(self._connections, saying)
        found = self._connections.store().annotations.quotes(
            among if ids is ALL else among.intersection(ids), speaker=speaker
        )
        return islice(filter(says, found), none_if_all(limit))

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

    def story_dates(self, ids: Collection[str] | All = ALL) -> Iterator[tuple[str, str]]:
        """The story of each of these articles (see `ids`): the id of the earliest of its near
        copies, and the printed date of publication in ISO 8601, "" if it is unknown."""
        return self._connections.store().story_dates(none_if_all(ids))

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


def _saying(
    connections: Connections, query: str
) -> tuple[frozenset[str], Callable[[QuoteLine], bool]]:
    """The articles that have such quotes, by their full ids, and what tells one of them. The query
    looks at the words of one quote as it would at an article that has no other text. Raises
    QueryError."""
    from dateline.archive.ids import article_ids
    from dateline.search.indexed import Document
    from dateline.search.matching.matcher import Matcher

    asked = connections.parsed(query)
    matcher = Matcher(asked, connections.index.analyzer)

    def says(line: QuoteLine) -> bool:
        words = line.quote.span.text
        language = line.heading.language
        return matcher.matches(Document("", {"body": (words,)}, source="", language=language))

    return article_ids(connections, connections.parsed(f"quote:({query})")), says
