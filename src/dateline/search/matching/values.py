"""What dates and values mean on one document."""

from __future__ import annotations

from datetime import date, datetime

from dateline.search.query.ast import DateRange, Value
from dateline.values.moment import Moment


def in_range(query: DateRange, moment: Moment) -> bool:
    """Whether a date is entirely in the range; for a loose range, whether it may be."""
    early: date = moment.first_day
    late: date = moment.last_day
    if isinstance(query.first or query.last, datetime):
        from dateline.search.query.times import span  # few searches name a time

        early, late = span(moment)
    if query.loose:
        early, late = late, early
    after = query.first is None or early >= query.first
    return after and (query.last is None or late <= query.last)


def has_value(query: Value, values: tuple[str, ...]) -> bool:
    """Whether these values of a field have the one that the query asks for."""
    if query.field == "id":
        return values[0].startswith(query.text)
    return query.text in values
