"""Recomputes the search keys of articles after people decided something."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Connection, bindparam, insert, select, update

from dateline.store.annotations.digests import keep_digests
from dateline.store.annotations.search_keys import key_values, search_keys_of
from dateline.store.articles.read import current_articles
from dateline.store.curation.entity_decisions import EntityDecisions, every_decision
from dateline.store.sql import rows_with
from dateline.store.tables.annotations import AnnotationRow, NameRow, PlaceRow, QuoteRow, ReportRow
from dateline.store.tables.articles import PendingRow
from dateline.store.tables.curation import ReviewRow
from dateline.values.article import ArchivedArticle
from dateline.values.search.keys import SearchKeys

_PAGE = 500  # articles
_Table: TypeAlias = type[NameRow | PlaceRow | QuoteRow | ReportRow]


def decisions_and_wrong_events(connection: Connection) -> tuple[EntityDecisions, frozenset[str]]:
    """What people decided about entities, and the ids of the events that they marked as wrong."""
    wrong = connection.scalars(select(ReviewRow.id).where(~ReviewRow.right))
    return EntityDecisions.of(every_decision(connection)), frozenset(wrong)


def refresh_search_keys(connection: Connection, articles: Collection[str]) -> None:
    """The search keys of these articles follow the current decisions and reviews. Articles whose
    keys changed are pending."""
    decisions, wrong = decisions_and_wrong_events(connection)
    recomputed = _recomputed(connection, articles, decisions, wrong)
    changed = [
        {"of": article, "search_keys": new} for article, old, new in recomputed if new != old
    ]
    if changed:
        of = AnnotationRow.article == bindparam("of")
        connection.execute(update(AnnotationRow).where(of), changed)
        keep_digests(connection, [str(row["of"]) for row in changed])
        pending = [{"article": row["of"]} for row in changed]
        connection.execute(insert(PendingRow), pending)


def with_wrong_events(connection: Connection) -> Iterator[tuple[ArchivedArticle, SearchKeys]]:
    """The articles with an event that people marked as wrong, each with the search keys that it
    would have without those marks."""
    decisions, _ = decisions_and_wrong_events(connection)
    reviewed = select(ReportRow.article).join(ReviewRow, ReviewRow.id == ReportRow.id)
    ids = sorted(set(connection.scalars(reviewed.where(~ReviewRow.right))))
    keys = {
        article: new for article, _, new in _recomputed(connection, ids, decisions, frozenset())
    }
    for article in current_articles(connection, ids):
        yield article, search_keys_of(keys[article.id])


def _recomputed(
    connection: Connection,
    articles: Collection[str],
    decisions: EntityDecisions,
    wrong: Collection[str],
) -> Iterator[tuple[str, list[Any], list[Any]]]:
    """For each annotated article: its id, its stored search keys, and its search keys computed
    from its rows with these decisions and these wrong events."""
    ids = sorted(articles)
    for start in range(0, len(ids), _PAGE):
        page = ids[start : start + _PAGE]
        query = select(AnnotationRow.article, AnnotationRow.search_keys)
        before = dict(rows_with(connection, query, AnnotationRow.article, page))
        names = _rows(connection, NameRow, page, "kind", "name", "folded", "forms")
        places = _rows(connection, PlaceRow, page, "name", "code", "forms")
        reports = _rows(connection, ReportRow, page, *_OF_REPORTS)
        quotes = _rows(connection, QuoteRow, page, "name", "folded", "span")
        for article, old in before.items():
            new = key_values(
                names=names.get(article, ()),
                places=places.get(article, ()),
                reports=reports.get(article, ()),
                quotes=quotes.get(article, ()),
                entity_names=decisions,
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
    """These columns of the rows of each article, by article id."""
    query = select(table.article, *(getattr(table, name) for name in columns))
    query = query.order_by(table.article, table.number)
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows_with(connection, query, table.article, articles):
        found.setdefault(row.article, []).append(dict(zip(columns, row[1:], strict=True)))
    return found
