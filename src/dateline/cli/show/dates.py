"""The ledger of an article's dates: a part of `dateline show`."""

from __future__ import annotations

from dateline.cli.common.options import Format
from dateline.cli.common.printing import print_csv, print_json, print_jsonl, print_table
from dateline.schemas.article import date_shape, dates_shape
from dateline.values.article import ArchivedArticle, DateCandidate

_COLUMNS = ("chosen", "field", "date", "precision", "method", "where", "text", "reason")


def print_dates(article: ArchivedArticle, format: str) -> None:
    """A line for each date that was found, with the reason; the chosen date of each field first."""
    if format == Format.JSON:
        print_json(dates_shape(article))
    elif format == Format.JSONL:
        print_jsonl(map(date_shape, article.dates))
    elif format == Format.CSV:
        print_csv(_COLUMNS, map(_row, article.dates))
    else:
        print_table(
            ("", "field", "date", "method", "where", "why"),
            list(map(_shown, article.dates)),
        )


def _row(date: DateCandidate) -> list[str]:
    moment = date.moment
    return [
        "yes" if date.chosen else "no",
        date.field,
        moment.value + (moment.offset or "") if moment else "",
        moment.precision if moment else "",
        date.method,
        date.where,
        date.text,
        date.reason,
    ]


def _shown(date: DateCandidate) -> tuple[str, ...]:
    """A row of the table. If the date could not be read, it has the words instead."""
    moment = date.moment
    value = moment.value + (moment.offset or "") if moment else f"“{date.text[:30]}”"
    chosen = "*" if date.chosen else ""
    return chosen, date.field, value, date.method, date.where, date.reason
