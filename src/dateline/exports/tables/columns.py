"""The columns of every table of articles: their names, and the cell that an article has in each.

Names are those of the JSON of an article where both have the same thing, with two exceptions:
programs that read tables, Dateline too, take "tags" for keywords, and "credit" for a picture's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import TypeAlias

from dateline.exports.plain import credited_captions, plain, printed
from dateline.values.archive.exported import ExportedArticle

Cell: TypeAlias = str | int | bool | date | datetime | tuple[str, ...] | None
"""None is what is not known, an empty tuple that there are none. Times are in UTC."""


def cell(column: str, one: ExportedArticle) -> Cell:
    """What the article has in the column; texts are plain, see `plain`."""
    value = COLUMNS[column](one)
    if isinstance(value, str):
        return plain(value)
    return tuple(map(plain, value)) if isinstance(value, tuple) else value


def _days(one: ExportedArticle) -> tuple[date | None, date | None]:
    """The first and the last day on which it may have been published."""
    moment = one.article.published
    return (None, None) if moment is None else (moment.first_day, moment.last_day)


COLUMNS: Mapping[str, Callable[[ExportedArticle], Cell]] = MappingProxyType(
    {
        "id": lambda one: one.article.id,
        "published": lambda one: printed(one.article.published),
        "published_from": lambda one: _days(one)[0],
        "published_to": lambda one: _days(one)[1],
        "updated": lambda one: printed(one.article.updated),
        "source": lambda one: one.article.source.name,
        "domain": lambda one: one.article.source.domain,
        "title": lambda one: one.article.title,
        "subtitle": lambda one: one.article.subtitle,
        "authors": lambda one: one.article.authors,
        "credit_line": lambda one: one.article.credit,
        "dateline": lambda one: one.article.dateline,
        "language": lambda one: one.article.language,
        "section": lambda one: one.article.section,
        "url": lambda one: one.article.url,
        "canonical_url": lambda one: one.article.canonical_url,
        "summary": lambda one: one.article.summary,
        "body": lambda one: one.article.body,
        "captions": lambda one: credited_captions(one.article),
        "keywords": lambda one: one.article.keywords,
        "tagged": lambda one: one.labels.tags,
        "notes": lambda one: tuple(note.text for note in one.labels.notes),
        "paywalled": lambda one: one.article.paywalled,
        "partial": lambda one: one.article.partial,
        "version": lambda one: one.article.version,
        "copy_of": lambda one: one.article.copy_of,
        "story": lambda one: one.article.story,
        "added": lambda one: datetime.fromisoformat(one.article.added),
        "file": lambda one: next(iter(one.article.original.locations), None),
        "record": lambda one: one.article.original.record,
        "media_type": lambda one: one.article.original.media_type,
        "sha256": lambda one: one.article.original.sha256,
    }
)
_LINES = frozenset(("summary", "captions", "notes"))


def as_text(column: str, value: Cell) -> str | int | None:
    """A cell for tables that have texts and numbers only: several names are separated by "; ",
    several texts by ends of lines."""
    if isinstance(value, tuple):
        return ("\n" if column in _LINES else "; ").join(value) or None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat() if isinstance(value, date) else value
