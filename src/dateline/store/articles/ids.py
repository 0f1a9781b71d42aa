"""What the beginning of an id names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, select
from sqlalchemy.orm import InstrumentedAttribute

from dateline.errors import NoSuchArticle, NoSuchEvent, UsageError
from dateline.store.articles.identity import ID_LENGTH
from dateline.store.tables.annotations import ReportRow
from dateline.store.tables.articles import ArticleRow

_SHORTEST_PREFIX = 4
_SHOWN_CANDIDATES = 10
_HEX = re.compile(r"[0-9a-f]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Kind:
    """Things that have ids: what one and several are called, where ids are to be seen, and how
    an id that is none of them is told."""

    column: InstrumentedAttribute[str]
    one: str
    several: str
    shown: str
    error: Callable[..., UsageError]


_ARTICLES = _Kind(
    ArticleRow.id,
    "article",
    "articles",
    "Searches and lists show the ids of articles.",
    NoSuchArticle,
)
_EVENTS = _Kind(
    ReportRow.id,
    "event",
    "events",
    "“dateline show ARTICLE” lists the events of an article with their ids.",
    NoSuchEvent,
)


def full_id(connection: Connection, prefix: str) -> str:
    """The article's id that begins with the prefix, in any case. Raises NoSuchArticle for none,
    for several, and for a prefix that is too short or no hexadecimal."""
    return _only(connection, _ARTICLES, prefix)


def full_event_id(connection: Connection, prefix: str) -> str:
    """The same for an event; raises NoSuchEvent."""
    return _only(connection, _EVENTS, prefix)


def _only(connection: Connection, kind: _Kind, prefix: str) -> str:
    wanted = prefix.strip().lower()
    if len(wanted) < _SHORTEST_PREFIX or not _HEX.fullmatch(wanted):
        raise kind.error(
            f"{prefix!r} is no {kind.one} id",
            hint=f"An id has {ID_LENGTH} hexadecimal digits; the first {_SHORTEST_PREFIX} or more"
            f" will do if no other {kind.one}'s are the same.",
        )
    # "g" comes after every hexadecimal digit: a range uses the index, LIKE may not.
    query = select(kind.column).where(kind.column >= wanted, kind.column < wanted + "g")
    ids = connection.scalars(query.order_by(kind.column).limit(_SHOWN_CANDIDATES + 1)).all()
    if not ids:
        raise kind.error(f"no {kind.one} has an id that begins with {prefix!r}", hint=kind.shown)
    if len(ids) > 1:
        shown = ", ".join(ids[:_SHOWN_CANDIDATES])
        more = " and more" if len(ids) > _SHOWN_CANDIDATES else ""
        raise kind.error(
            f"{len(ids) if not more else 'more than 10'} {kind.several} have an id that begins "
            f"with {prefix!r}",
            hint=f"Give more digits: {shown}{more}.",
        )
    return ids[0]
