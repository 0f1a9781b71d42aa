"""States of the archive and of articles, for receipts."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256

from sqlalchemy import Connection, func, select

from dateline.store.articles.read import fitting
from dateline.store.curation.log import logged
from dateline.store.database import Database
from dateline.store.index_state import IndexState, read_state
from dateline.store.sql import rows_with
from dateline.store.tables.annotations import AnnotationRow
from dateline.store.tables.articles import IS_CURRENT, ArticleRow, PendingRow, VersionRow
from dateline.store.tables.curation import DecisionRow
from dateline.values.archive.receipts import ArchiveState, ArticleState, Trace
from dateline.values.curation.decisions import Action, Decision

_PAGE = 200  # articles in memory at once

# What an article says, without where it was read and why.
_SAID = (
    *("title", "subtitle", "authors", "credit", "dateline", "published", "published_offset"),
    *("updated", "updated_offset", "language", "section", "source_name", "source_domain", "url"),
    *("summary", "body", "captions", "keywords", "partial"),
)
# Decisions that change which articles a query matches, and are about no article.
_OF_MANY = (Action.SOURCE, Action.UNSOURCE, Action.ENTITY, Action.UNDO, Action.WITHDRAW)


class SearchStates:
    """The states of one archive: a part of its Store, whose docstring applies to every method."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextmanager
    def at_one_moment(self) -> Iterator[Moment]:
        """The archive as it is at one moment, whatever others write meanwhile."""
        with self._database.reading() as connection:
            yield Moment(
                connection, self._database.last_number(connection, PendingRow.__tablename__)
            )


class Moment:
    """An archive at one moment. `index` is what it then knew of its index, `change` the number of
    its last change."""

    def __init__(self, connection: Connection, change: int) -> None:
        self._connection = connection
        self._change = change
        self.index: IndexState = read_state(connection)

    @property
    def archive(self) -> ArchiveState:
        """The state of the archive."""
        number, last = self._connection.execute(
            select(func.count(), func.coalesce(func.max(ArticleRow.arrival), 0))
        ).one()
        return ArchiveState(
            id=self.index.confirmed.archive,
            articles=number,
            arrival=last,
            decision=self._connection.scalar(select(func.max(DecisionRow.at))) or "",
            change=self._change,
            commit=self.index.confirmed.number,
        )

    def articles(self, ids: Collection[str]) -> Iterator[ArticleState]:
        """The states of these articles, by id; those that it does not have are left out."""
        said = [getattr(VersionRow, name) for name in _SAID]
        query = (
            select(
                ArticleRow.id,
                ArticleRow.current,
                VersionRow.original,
                VersionRow.reader,
                AnnotationRow.coder,
                *said,
            )
            .join(VersionRow, IS_CURRENT)
            .outerjoin(AnnotationRow, AnnotationRow.article == ArticleRow.id)
            .order_by(ArticleRow.id)
        )
        for page in self._pages(ids):
            for id, version, original, reader, coder, *values in rows_with(
                self._connection, query, ArticleRow.id, page
            ):
                yield ArticleState(
                    id=id,
                    version=version,
                    content=_digest(values),
                    original=original,
                    reader=reader,
                    coder=coder,
                )

    def traces(self, ids: Collection[str], since: str) -> dict[str, Trace]:
        """What the archive has of each of these articles, with the decisions later than `since`."""
        made: dict[str, list[Decision]] = {}
        for decision in logged(self._connection, articles=ids, after=since):
            if decision.article is not None:
                made.setdefault(decision.article, []).append(decision)
        query = (
            select(
                ArticleRow.id,
                VersionRow.title,
                ArticleRow.arrival,
                ArticleRow.current.label("version"),
                VersionRow.added,
                VersionRow.original,
                VersionRow.reader,
                AnnotationRow.at.label("annotated"),
                AnnotationRow.coder,
            )
            .join(VersionRow, IS_CURRENT)
            .outerjoin(AnnotationRow, AnnotationRow.article == ArticleRow.id)
        )
        traces = {id: Trace(decisions=tuple(made.get(id, ()))) for id in ids}
        for row in rows_with(self._connection, query, ArticleRow.id, ids):
            values = dict(row._mapping)
            id = values.pop("id")
            traces[id] = replace(traces[id], **values)
        return traces

    def decided_of_many(self, since: str) -> tuple[Decision, ...]:
        """The decisions later than `since` about sources, people, organizations and runs: they may
        change what any article is found by, or take it away."""
        made = logged(self._connection, *_OF_MANY, after=since)
        return tuple(decision for decision in made if decision.article is None)

    def _pages(self, ids: Collection[str]) -> Iterator[list[str]]:
        """Those of the ids that the archive has, sorted, as many at once as may be in memory."""
        known = select(ArticleRow.id)
        rest = sorted(id for (id,) in rows_with(self._connection, known, ArticleRow.id, ids))
        at = 0
        while page := fitting(self._connection, rest[at : at + _PAGE]):
            yield page
            at += len(page)


def _digest(values: list[object]) -> str:
    return sha256(json.dumps(values, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
