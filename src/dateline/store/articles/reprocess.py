"""New readings of what is here already: the same bytes, read by better readers.

A version is what a publisher changed. Where only the reading changed, the version stays the one
that it is and holds what is read now: nobody ever published the old reading. Ids, keys, numbers
and dates of arrival stay, and so does all that hangs on them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from sqlalchemy import Connection, and_, bindparam, insert, select, update

from dateline.store.annotations.write import forget_annotations
from dateline.store.articles.copies import mark_copies
from dateline.store.articles.identity import content_digest, text_digest, words_of
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
from dateline.store.sql import rows_with
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
_STAYS = ("original", "ordinal", "record")  # a version is still where it was found


def readings(database: Database, ids: Collection[str] | None) -> Iterator[list[Reading]]:
    """Every version of these articles (None: of all), those of one original together, in the
    order of originals. Each page is a transaction of its own: others may write meanwhile."""
    last = ""
    while True:
        page = select(OriginalRow.sha256).where(OriginalRow.sha256 > last)
        with database.reading() as connection:
            originals = connection.scalars(page.order_by(OriginalRow.sha256).limit(_PAGE)).all()
            found = sorted(
                _readings(connection, originals, ids), key=lambda one: one.original.sha256
            )
        if not originals:
            return
        for _, of_one in groupby(found, key=lambda one: one.original.sha256):
            yield list(of_one)
        last = originals[-1]


def _readings(
    connection: Connection, originals: Sequence[str], ids: Collection[str] | None
) -> Iterator[Reading]:
    seen = and_(
        OccurrenceRow.original == VersionRow.original,
        OccurrenceRow.ordinal == VersionRow.ordinal,
        OccurrenceRow.article == VersionRow.article,
        OccurrenceRow.version == VersionRow.number,
    )
    columns = (VersionRow.article, VersionRow.number, VersionRow.given, VersionRow.added)
    query = (
        select(*columns, OriginalRow.__table__, OccurrenceRow.record_digest)
        .join(OriginalRow, OriginalRow.sha256 == VersionRow.original)
        .join(OccurrenceRow, seen, isouter=True)
        .order_by(VersionRow.ordinal)
    )
    paths = locations_of(connection, originals)
    for row in rows_with(connection, query, VersionRow.original, originals):
        if ids is None or row.article in ids:
            yield Reading(
                article=row.article,
                version=row.number,
                original=Original(sha256=row.sha256, size=row.size, media_type=row.media_type),
                path=paths[row.sha256][0],
                record_digest=row.record_digest,
                hints=hints_of(row.given),
                added=row.added,
            )


def versions_read(
    connection: Connection, wanted: Sequence[Reading]
) -> dict[tuple[str, int], ArchivedArticle]:
    """The versions that these readings are of, by article and number, as they are now."""
    query = archived_articles()
    rows = rows_with(connection, query, VersionRow.article, {one.article for one in wanted})
    return {(version.id, version.version): version for version in load(connection, rows)}


def revise(connection: Connection, read: Sequence[tuple[Reading, IntakeItem]]) -> None:
    """Each of these versions is what was read now; whatever follows from the current ones
    (copies, stories, annotations, the index) follows from the new reading."""
    query = select(ArticleRow.id, ArticleRow.current, VersionRow.text_digest)
    articles = {one.article for one, _ in read}
    rows_now = rows_with(connection, query.join(VersionRow, IS_CURRENT), ArticleRow.id, articles)
    newest = {id: (number, digest) for id, number, digest in rows_now}
    rows, texts, digests = [], {}, {}
    for one, filing in read:
        words = words_of(filing.article.body)
        digest = text_digest(filing.article.title, words)
        rows.append(_row(one, filing, digest))
        number, before = newest[one.article]
        if number == one.version and before != digest:
            texts[one.article] = text_of(words, digest)
            digests[one.article] = digest
    if rows:
        at = (VersionRow.article == bindparam("of")) & (VersionRow.number == bindparam("at"))
        connection.execute(update(VersionRow).where(at), rows)
    mark_copies(connection, digests)
    update_stories(connection, texts)
    shown = [{"article": one.article} for one, _ in read if newest[one.article][0] == one.version]
    if shown:
        forget_annotations(connection, (row["article"] for row in shown))
        connection.execute(insert(PendingRow), shown)


def _row(one: Reading, filing: IntakeItem, digest: str | None) -> dict[str, object]:
    values = version_values(filing)
    kept = {name: value for name, value in values.items() if name not in _STAYS}
    content = content_digest(filing.article)
    place = {"of": one.article, "at": one.version}
    return {**kept, **place, "content_digest": content, "text_digest": digest}
