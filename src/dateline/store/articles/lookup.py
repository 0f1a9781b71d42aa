"""What the archive already holds of a batch, kept current while the batch is decided.

Every query is made once per batch, never once per article. Decisions then update the lookup, so
that the rules hold between two records of one batch as they do between two runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from dateline.store.sql import rows_with
from dateline.store.tables.articles import ArticleRow, OccurrenceRow, VersionRow


@dataclass(slots=True)
class KnownArticle:
    """An article's identity and the digests of its current version."""

    id: str
    key: str
    arrival: int
    copy_of: str | None
    version: int
    content_digest: str
    text_digest: str | None


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
    _by_key: dict[str, KnownArticle] = field(default_factory=dict)
    _by_text: dict[str, dict[str, KnownArticle]] = field(default_factory=dict)
    last_arrival: int = 0

    def with_key(self, key: str) -> KnownArticle | None:
        return self._by_key.get(key)

    def with_text(self, digest: str | None) -> dict[str, KnownArticle]:
        """The articles whose current version has this text, by id."""
        return {} if digest is None else self._by_text.get(digest, {})

    def add(self, article: KnownArticle) -> None:
        self.articles[article.id] = self._by_key[article.key] = article
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
    texts: Iterable[str],
) -> BatchLookup:
    """What the database holds of these record digests, (original, ordinal) places, article
    ids and text digests."""
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
    for row in rows_with(connection, _articles(), VersionRow.text_digest, texts):
        if row.id not in found.articles:
            found.add(_known_article(row))
    return found


def _articles() -> Select[*tuple[Any, ...]]:
    return select(
        ArticleRow.id,
        ArticleRow.key,
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
        arrival=row.arrival,
        copy_of=row.copy_of,
        version=row.current,
        content_digest=row.content_digest,
        text_digest=row.text_digest,
    )
