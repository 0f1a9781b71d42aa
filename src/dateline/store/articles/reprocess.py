"""New readings of stored originals: the same bytes, read by better readers.

A version is a change by the publisher. If only the reading changed, the version stays and holds
the new reading, since the old reading was never published. Ids, keys, version numbers and dates
of arrival stay, and so does everything that refers to them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from sqlalchemy import Connection, and_, bindparam, insert, select, update

from dateline.store.articles.copies import mark_copies
from dateline.store.articles.identity import address_of, content_digest, text_digest, words_of
from dateline.store.articles.mapping import (
    archived_articles,
    hints_of,
    load,
    locations_of,
    version_values,
)
from dateline.store.articles.similarity import text_of
from dateline.store.articles.stories import update_stories
from dateline.store.database import Database
from dateline.store.sql import rows_with, storable
from dateline.store.tables.articles import (
    IS_CURRENT,
    ArticleRow,
    OccurrenceRow,
    OriginalRow,
    PendingRow,
    VersionRow,
)
from dateline.values.article import ArchivedArticle, Original
from dateline.values.intake import IntakeItem, Reading

_PAGE = 100  # originals
_STAYS = ("original", "ordinal", "record")  # where the version was found


def readings(database: Database, ids: Collection[str] | None) -> Iterator[list[Reading]]:
    """Every version of these articles (None: of all), those of one original together, in the
    order of originals. Each page is a transaction of its own: other processes may write
    meanwhile."""
    last = ""
    while True:
        page = select(OriginalRow.sha256).where(OriginalRow.sha256 > last)
        with database.reading() as connection:
            originals = connection.scalars(page.order_by(OriginalRow.sha256).limit(_PAGE)).all()
            found = sorted(
                _readings(connection, originals, ids), key=lambda reading: reading.original.sha256
            )
        if not originals:
            return
        for _, group in groupby(found, key=lambda reading: reading.original.sha256):
            yield list(group)
        last = originals[-1]


def _readings(
    connection: Connection, originals: Sequence[str], ids: Collection[str] | None
) -> Iterator[Reading]:
    same_occurrence = and_(
        OccurrenceRow.original == VersionRow.original,
        OccurrenceRow.ordinal == VersionRow.ordinal,
        OccurrenceRow.article == VersionRow.article,
        OccurrenceRow.version == VersionRow.number,
    )
    columns = (VersionRow.article, VersionRow.number, VersionRow.hints, VersionRow.added)
    query = (
        select(*columns, OriginalRow.__table__, OccurrenceRow.record_digest)
        .join(OriginalRow, OriginalRow.sha256 == VersionRow.original)
        .join(OccurrenceRow, same_occurrence, isouter=True)
        .order_by(VersionRow.ordinal)
    )
    paths = locations_of(connection, originals)
    for row in rows_with(connection, query, VersionRow.original, originals):
        if ids is None or row.article in ids:
            yield Reading(
                article=row.article,
                version=row.number,
                original=Original(
                    sha256=row.sha256,
                    size=row.size,
                    media_type=row.media_type,
                    withdrawn=row.withdrawn,
                ),
                path=paths[row.sha256][0],
                record_digest=row.record_digest,
                hints=hints_of(row.hints),
                added=row.added,
            )


def versions_read(
    connection: Connection, wanted: Sequence[Reading]
) -> dict[tuple[str, int], ArchivedArticle]:
    """The current state of the versions of these readings, by (article id, version)."""
    query = archived_articles()
    rows = rows_with(connection, query, VersionRow.article, {reading.article for reading in wanted})
    return {(version.id, version.version): version for version in load(connection, rows)}


def revise(connection: Connection, reread: Sequence[tuple[Reading, IntakeItem]]) -> list[str]:
    """Each of these versions holds its new reading. Copies, stories and the index follow the new
    reading of current versions; return the ids of those articles: their annotations are old."""
    query = select(ArticleRow.id, ArticleRow.current, VersionRow.text_digest)
    articles = {reading.article for reading, _ in reread}
    rows_now = rows_with(connection, query.join(VersionRow, IS_CURRENT), ArticleRow.id, articles)
    current_versions = {id: (number, digest) for id, number, digest in rows_now}
    rows, texts, digests, addresses = [], {}, {}, {}
    for reading, item in reread:
        words = words_of(item.article.body)
        digest = text_digest(item.article.title, words)
        rows.append(_row(reading, item, digest))
        number, old_digest = current_versions[reading.article]
        if number == reading.version:
            addresses[reading.article] = item.article.canonical_url
        if number == reading.version and old_digest != digest:
            texts[reading.article] = text_of(words, digest)
            digests[reading.article] = digest
    if rows:
        at = (VersionRow.article == bindparam("of")) & (VersionRow.number == bindparam("at"))
        connection.execute(update(VersionRow).where(at), rows)
    update_addresses(connection, addresses.items())
    mark_copies(connection, digests)
    update_stories(connection, texts)
    current = [
        reading.article
        for reading, _ in reread
        if current_versions[reading.article][0] == reading.version
    ]
    if current:
        connection.execute(insert(PendingRow), [{"article": id} for id in current])
    return current


def _row(reading: Reading, item: IntakeItem, digest: str | None) -> dict[str, object]:
    values = version_values(item)
    columns = {name: value for name, value in values.items() if name not in _STAYS}
    content = content_digest(item.article)
    place = {"of": reading.article, "at": reading.version}
    digests = {"content_digest": content, "text_digest": digest}
    return {**columns, **place, **digests, "as_read": None}


def update_every_address(connection: Connection) -> None:
    """Every article has the address that follows from its current version by the current rule.
    Ids and keys stay."""
    query = select(ArticleRow.id, VersionRow.canonical_url).join(VersionRow, IS_CURRENT)
    update_addresses(connection, [(id, url) for id, url in connection.execute(query)])


def update_addresses(
    connection: Connection, canonical_urls: Iterable[tuple[str, str | None]]
) -> None:
    rows = [
        {"of": id, "now": storable(address) if (address := address_of(url)) else None}
        for id, url in canonical_urls
    ]
    if rows:
        change = update(ArticleRow).where(ArticleRow.id == bindparam("of"))
        connection.execute(change.values(address=bindparam("now")), rows)
