"""What the archive already holds of a batch, kept current while the batch is decided.

Every query is made once per batch, never once per article. Decisions then update the lookup, so
that the rules hold between two records of one batch as they do between two runs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from dateline.store.articles.identity import words_of
from dateline.store.articles.versions import Printed
from dateline.store.sql import rows_with
from dateline.store.tables.articles import IS_CURRENT, ArticleRow, OccurrenceRow, VersionRow

MAX_COMPARED = 100
"""Of the articles at one address. Some files give all of their articles the address of a page."""


@dataclass(slots=True)
class KnownArticle:
    """An article's identity and the digests of its current version."""

    id: str
    key: str
    address: str | None
    arrival: int
    copy_of: str | None
    version: int
    content_digest: str
    text_digest: str | None
    printed: Printed | None = None
    """None until it is needed: see load_printed."""


@dataclass(slots=True)
class BatchLookup:
    """What the archive holds of one batch.

    `records` maps a record digest to the (article id, version) that it became. `occurred` maps
    an (original, ordinal) to the digest of the record that occurred there. `articles` maps ids
    to articles. `last_arrival` is the highest number of arrival.
    """

    records: dict[str, tuple[str, int]] = field(default_factory=dict)
    occurred: dict[tuple[str, int], str] = field(default_factory=dict)
    articles: dict[str, KnownArticle] = field(default_factory=dict)
    _by_address: dict[str, dict[str, KnownArticle]] = field(default_factory=dict)
    _by_text: dict[str, dict[str, KnownArticle]] = field(default_factory=dict)
    last_arrival: int = 0

    def at(self, address: str | None) -> list[KnownArticle]:
        """The articles with this address, the newest MAX_COMPARED if there are more."""
        found = {} if address is None else self._by_address.get(address, {})
        return list(found.values())[-MAX_COMPARED:]

    def with_text(self, digest: str | None) -> dict[str, KnownArticle]:
        """The articles whose current version has this text, by id."""
        return {} if digest is None else self._by_text.get(digest, {})

    def add(self, article: KnownArticle) -> None:
        self.articles[article.id] = article
        if article.address is not None:
            self._by_address.setdefault(article.address, {})[article.id] = article
        if article.text_digest is not None:
            self._by_text.setdefault(article.text_digest, {})[article.id] = article

    def forget_text(self, article: KnownArticle) -> None:
        """The article no longer has its old text: the text is about to change."""
        if article.text_digest is not None:
            self._by_text.get(article.text_digest, {}).pop(article.id, None)


def look_up(
    connection: Connection,
    *,
    records: Iterable[str],
    places: Iterable[tuple[str, int]],
    ids: Iterable[str],
    addresses: Iterable[str],
    texts: Iterable[str],
) -> BatchLookup:
    """What the database holds of these record digests, (original, ordinal) places, article
    ids, addresses and text digests."""
    found = BatchLookup()
    found.last_arrival = connection.scalar(select(func.max(ArticleRow.arrival))) or 0
    occurrences = select(OccurrenceRow.record_digest, OccurrenceRow.article, OccurrenceRow.version)
    for digest, article, version in rows_with(
        connection, occurrences.order_by(OccurrenceRow.id), OccurrenceRow.record_digest, records
    ):
        found.records[digest] = (article, version)
    wanted = set(places)
    ordinals = [ordinal for _, ordinal in wanted]
    # A batch is a run of records of one file, or of small files: the range adds few extra rows.
    located = select(
        OccurrenceRow.original, OccurrenceRow.ordinal, OccurrenceRow.record_digest
    ).where(OccurrenceRow.ordinal.between(min(ordinals, default=0), max(ordinals, default=0)))
    originals = {original for original, _ in wanted}
    for original, ordinal, digest in rows_with(
        connection, located, OccurrenceRow.original, originals
    ):
        if (original, ordinal) in wanted:
            found.occurred[original, ordinal] = digest
    known_ids = {article for article, _ in found.records.values()}
    for row in rows_with(connection, _articles(), ArticleRow.id, {*ids, *known_ids}):
        found.add(_known_article(row))
    query = _articles().order_by(ArticleRow.arrival)
    for column, values in (
        (ArticleRow.address, addresses),
        (VersionRow.text_digest, texts),
    ):
        for row in rows_with(connection, query, column, values):
            if row.id not in found.articles:
                found.add(_known_article(row))
    return found


def load_printed(connection: Connection, articles: Collection[KnownArticle]) -> None:
    """Each of these articles has what its current version is compared by."""
    known = {article.id: article for article in articles}
    query = select(
        VersionRow.article,
        VersionRow.title,
        VersionRow.published_first,
        VersionRow.url,
        VersionRow.body,
        VersionRow.guid,
        VersionRow.original,
    ).join(ArticleRow, IS_CURRENT)
    for id, title, day, url, body, guid, file in rows_with(
        connection, query, VersionRow.article, known
    ):
        words = words_of(body)
        known[id].printed = Printed(
            title=title, day=day, url=url, words=words, guid=guid, file=file
        )


def _articles() -> Select[*tuple[Any, ...]]:
    return select(
        ArticleRow.id,
        ArticleRow.key,
        ArticleRow.address,
        ArticleRow.arrival,
        ArticleRow.copy_of,
        ArticleRow.current,
        VersionRow.content_digest,
        VersionRow.text_digest,
    ).join(
        VersionRow,
        (VersionRow.article == ArticleRow.id) & (VersionRow.number == ArticleRow.current),
    )


def _known_article(row: Row[*tuple[Any, ...]]) -> KnownArticle:
    return KnownArticle(
        id=row.id,
        key=row.key,
        address=row.address,
        arrival=row.arrival,
        copy_of=row.copy_of,
        version=row.current,
        content_digest=row.content_digest,
        text_digest=row.text_digest,
    )
