"""Reads events: one, or those of many articles that a filter and a query select."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    func,
    not_,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import aliased

from dateline.store.annotations.events import report_of
from dateline.store.annotations.mentions import PLACE
from dateline.store.annotations.read import headed_texts, pages
from dateline.store.annotations.spans import Texts
from dateline.store.database import Database
from dateline.store.sql import ArticleSelection, narrowed, rows_in
from dateline.store.tables.annotations import AnnotationRow, ReportRow
from dateline.store.tables.curation import ReviewRow
from dateline.values.events import (
    CodedEvent,
    EventAnd,
    EventCondition,
    EventDays,
    EventFilter,
    EventNot,
    EventOr,
    EventSelection,
    EventValue,
    Heading,
    Review,
)


def events(
    database: Database,
    ids: Collection[str] | None,
    wanted: EventFilter,
    selection: EventSelection,
    *,
    newest_first: bool,
    limit: int | None,
) -> Iterator[CodedEvent]:
    """The events of these articles (None: of all) that match the filter and the selection, by
    day, then by article id, then in text order; those without a day last."""
    day = ReportRow.first_day.desc() if newest_first else ReportRow.first_day.asc()
    with database.reading() as connection:
        query = _events().where(
            *_wanted(wanted),
            *_selected(selection),
            ArticleSelection(connection, ids).includes(ReportRow.article),
        )
        query = query.order_by(day.nulls_last(), ReportRow.article, ReportRow.number).limit(limit)
        for rows, articles in pages(connection, query):
            yield from (_event(row, *articles[row.article]) for row in rows)


def event_ids(connection: Connection, wanted: EventFilter) -> list[str]:
    """The ids of all events that the filter matches."""
    return list(connection.scalars(select(ReportRow.id).where(*_wanted(wanted))))


def events_of(connection: Connection, ids: Collection[str]) -> tuple[CodedEvent, ...]:
    """The events with these full ids, in this order."""
    rows = {row.id: row for row in rows_in(connection, _events_of(), ids)}
    articles = headed_texts(connection, {row.article for row in rows.values()})
    return tuple(_event(rows[id], *articles[rows[id].article]) for id in ids)


def events_in(
    connection: Connection, headed: Mapping[str, tuple[Heading, Texts]]
) -> dict[str, list[CodedEvent]]:
    """The events of each of these articles, by their full ids, in the order of its text."""
    found: dict[str, list[CodedEvent]] = {article: [] for article in headed}
    for row in rows_in(connection, _events_in(), headed):
        found[row.article].append(_event(row, *headed[row.article]))
    return found


def event(connection: Connection, id: str) -> CodedEvent:
    """The event with this full id."""
    row = connection.execute(_events().where(ReportRow.id == id)).one()
    return _event(row, *headed_texts(connection, {row.article})[row.article])


@cache
def _events() -> Select[*tuple[Any, ...]]:
    review = (ReviewRow.right, ReviewRow.sampled, ReviewRow.note, ReviewRow.at)
    return (
        select(ReportRow.__table__, AnnotationRow.coder, *review)
        .join(AnnotationRow, AnnotationRow.article == ReportRow.article)
        .join(ReviewRow, ReviewRow.id == ReportRow.id, isouter=True)
    )


@cache
def _events_in() -> Select[*tuple[Any, ...]]:
    return narrowed(_events().order_by(ReportRow.article, ReportRow.number), ReportRow.article)


@cache
def _events_of() -> Select[*tuple[Any, ...]]:
    return narrowed(_events(), ReportRow.id)


def _wanted(wanted: EventFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.type is not None:
        yield _as_sql(EventValue("event", wanted.type), ReportRow)
    if wanted.mode is not None:
        yield _as_sql(EventValue("mode", wanted.mode), ReportRow)
    if wanted.actor is not None:
        yield _as_sql(EventValue("actor", wanted.actor), ReportRow)
    if wanted.target is not None:
        yield _as_sql(EventValue("target", wanted.target), ReportRow)
    if wanted.country is not None:
        yield ReportRow.place_code == wanted.country.upper()
    if wanted.place is not None:
        name = ReportRow.place[PLACE.index("name")].as_string()
        # SQLite knows upper and lower case in ASCII only.
        yield or_(name == wanted.place, func.lower(name) == wanted.place.lower())
    if wanted.start is not None or wanted.end is not None:
        yield _as_sql(EventDays(wanted.start, wanted.end), ReportRow)


def _selected(selection: EventSelection) -> Iterator[ColumnElement[bool]]:
    if selection.listed is not None:
        yield _as_sql(selection.listed, ReportRow)
    for condition in selection.has:
        yield ReportRow.article.in_(_articles_with(condition, selection.with_wrong))
    for condition in selection.lacks:
        yield ReportRow.article.not_in(_articles_with(condition, selection.with_wrong))


def _articles_with(condition: EventCondition, with_wrong: bool) -> Select[str]:
    """The articles with an event for which the condition holds and that nobody marked as wrong."""
    table = _any_report()
    query = select(table.article).where(_as_sql(condition, table))
    if not with_wrong:
        query = query.where(table.id.not_in(select(ReviewRow.id).where(~ReviewRow.right)))
    return query


@cache
def _any_report() -> type[ReportRow]:
    """The table of events under another name. Building one takes longer than most queries."""
    return aliased(ReportRow)


def _as_sql(condition: EventCondition, table: type[ReportRow]) -> ColumnElement[bool]:
    """The condition as SQL on a row of `reports`. It is never NULL, so that NOT inverts it."""
    match condition:
        case EventValue("event", value):
            return table.event_type == value.upper()
        case EventValue("mode", value):
            return _has_code(table.modes, value.lower())
        case EventValue("actor", value):
            return _has_code(table.actor_codes, value.upper())
        case EventValue("target", value):
            return _has_code(table.target_codes, value.upper())
        case EventDays(first, last, loose):
            early, late = table.first_day, table.last_day
            if loose:
                early, late = late, early
            bounds: list[ColumnElement[bool]] = [table.first_day.is_not(None)]
            if first is not None:
                bounds.append(early >= first)
            if last is not None:
                bounds.append(late <= last)
            return and_(*bounds)
        case EventNot(part):
            return not_(_as_sql(part, table))
        case EventAnd(parts):
            return and_(*(_as_sql(part, table) for part in parts))
        case EventOr(parts):
            return or_(*(_as_sql(part, table) for part in parts))
    raise AssertionError(condition)


def _has_code(column: Any, code: str) -> ColumnElement[bool]:
    return type_coerce(column, Text).contains(f" {code} ", autoescape=True)


def _event(row: Any, heading: Heading, texts: Texts) -> CodedEvent:
    review = None
    if row.right is not None:
        review = Review(right=row.right, sampled=row.sampled, note=row.note, at=row.at)
    report = report_of(row, texts)
    return CodedEvent(id=row.id, heading=heading, report=report, coder=row.coder, review=review)
