"""What a search can ask of articles, told anew after somebody decided something."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Connection, bindparam, insert, select, update

from dateline.store.annotations.search_keys import key_values, search_keys_of
from dateline.store.articles.read import current_articles
from dateline.store.curation.decisions import Decided, every_decision
from dateline.store.sql import rows_with
from dateline.store.tables.annotations import AnnotationRow, NameRow, PlaceRow, QuoteRow, ReportRow
from dateline.store.tables.articles import PendingRow
from dateline.store.tables.curation import ReviewRow
from dateline.values.article import ArchivedArticle
from dateline.values.search_keys import SearchKeys

_PAGE = 500  # articles
_Table: TypeAlias = type[NameRow | PlaceRow | QuoteRow | ReportRow]


def what_was_decided(connection: Connection) -> tuple[Decided, frozenset[str]]:
    """What people decided of entities, and the ids of the events that they called wrong."""
    wrong = connection.scalars(select(ReviewRow.id).where(~ReviewRow.right))
    return Decided.of(every_decision(connection)), frozenset(wrong)


def refresh_search_keys(connection: Connection, articles: Collection[str]) -> None:
    """What a search can ask of these articles follows from what people decided by now. Those
    where it has changed are pending."""
    known, wrong = what_was_decided(connection)
    told = _told(connection, articles, known, wrong)
    changed = [{"of": article, "search_keys": new} for article, old, new in told if new != old]
    if changed:
        of = AnnotationRow.article == bindparam("of")
        connection.execute(update(AnnotationRow).where(of), changed)
        pending = [{"article": one["of"]} for one in changed]
        connection.execute(insert(PendingRow), pending)


def with_wrong_events(connection: Connection) -> Iterator[tuple[ArchivedArticle, SearchKeys]]:
    """The articles that have an event which people called wrong, each with its search keys as
    they would be if nobody had."""
    known, _ = what_was_decided(connection)
    judged = select(ReportRow.article).join(ReviewRow, ReviewRow.id == ReportRow.id)
    ids = sorted(set(connection.scalars(judged.where(~ReviewRow.right))))
    told = {article: new for article, _, new in _told(connection, ids, known, frozenset())}
    for article in current_articles(connection, ids):
        yield article, search_keys_of(told[article.id])


def _told(
    connection: Connection, articles: Collection[str], known: Decided, wrong: Collection[str]
) -> Iterator[tuple[str, list[Any], list[Any]]]:
    """For each article that is coded, by its id: what a search can ask of it as it is kept, and
    as it follows from its rows if people know this of names and call these events wrong."""
    ids = sorted(articles)
    for start in range(0, len(ids), _PAGE):
        some = ids[start : start + _PAGE]
        query = select(AnnotationRow.article, AnnotationRow.search_keys)
        before = dict(rows_with(connection, query, AnnotationRow.article, some))
        names = _rows(connection, NameRow, some, "kind", "name", "folded", "forms")
        places = _rows(connection, PlaceRow, some, "name", "code", "forms")
        reports = _rows(connection, ReportRow, some, *_OF_REPORTS)
        quotes = _rows(connection, QuoteRow, some, "name", "folded", "span")
        for article, old in before.items():
            new = key_values(
                names=names.get(article, ()),
                places=places.get(article, ()),
                reports=reports.get(article, ()),
                quotes=quotes.get(article, ()),
                known=known,
                wrong=wrong,
            )
            yield article, old, new


_OF_REPORTS = (
    "id",
    "event_type",
    "modes",
    "actor_codes",
    "target_codes",
    "date_value",
    "date_offset",
    "sentence",
)


def _rows(
    connection: Connection, table: _Table, articles: Sequence[str], *columns: str
) -> dict[str, list[dict[str, Any]]]:
    """These columns of the rows of each article: no more than a search can ask of."""
    query = select(table.article, *(getattr(table, name) for name in columns))
    query = query.order_by(table.article, table.number)
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows_with(connection, query, table.article, articles):
        found.setdefault(row.article, []).append(dict(zip(columns, row[1:], strict=True)))
    return found
