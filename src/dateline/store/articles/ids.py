"""Full ids from id prefixes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, Select, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute

from dateline.errors import NoSuchArticle, NoSuchEvent, UsageError
from dateline.store.articles.identity import ID_LENGTH
from dateline.store.tables.annotations import ReportRow
from dateline.store.tables.articles import ArticleRow

_SHORTEST_PREFIX = 4
_MOST_CANDIDATES = 10
_HEX = re.compile(r"[0-9a-f]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class _IdKind:
    """A kind of id: the name of what it identifies, a statement for the ids from `first` to before
    `last`, a hint where its ids are shown, and the error for an id that is not found."""

    name: str
    between: Select[str]
    hint: str
    error: Callable[..., UsageError]


def _between(column: InstrumentedAttribute[str]) -> Select[str]:
    within = (column >= bindparam("first"), column < bindparam("last"))
    return select(column).where(*within).order_by(column).limit(_MOST_CANDIDATES + 1)


_ARTICLES = _IdKind(
    "article",
    _between(ArticleRow.id),
    "Searches and lists show the ids of articles.",
    NoSuchArticle,
)
_EVENTS = _IdKind(
    "event",
    _between(ReportRow.id),
    "“dateline show ARTICLE” lists the events of an article with their ids.",
    NoSuchEvent,
)


def full_id(connection: Connection, prefix: str) -> str:
    """The full id of the article whose id begins with `prefix`, in any case. Raises NoSuchArticle
    if there is none or several, and for a prefix that is too short or not hexadecimal."""
    return _only(connection, _ARTICLES, prefix)


def full_event_id(connection: Connection, prefix: str) -> str:
    """The full id of an event, as `full_id`. Raises NoSuchEvent."""
    return _only(connection, _EVENTS, prefix)


def _only(connection: Connection, kind: _IdKind, prefix: str) -> str:
    lowered = prefix.strip().lower()
    if len(lowered) < _SHORTEST_PREFIX or not _HEX.fullmatch(lowered):
        raise kind.error(
            f"{prefix!r} is not an {kind.name} id",
            hint=f"An id has {ID_LENGTH} hexadecimal digits; the first {_SHORTEST_PREFIX} or more"
            f" are enough if no other {kind.name} has the same.",
        )
    # "g" comes after every hexadecimal digit: a range uses the index, LIKE may not.
    bounds = {"first": lowered, "last": lowered + "g"}
    ids = connection.scalars(kind.between, bounds).all()
    if not ids:
        raise kind.error(f"no {kind.name} has an id that begins with {prefix!r}", hint=kind.hint)
    if len(ids) > 1:
        shown = ", ".join(ids[:_MOST_CANDIDATES])
        more = " and more" if len(ids) > _MOST_CANDIDATES else ""
        raise kind.error(
            f"{len(ids) if not more else 'more than 10'} {kind.name}s have an id that begins "
            f"with {prefix!r}",
            hint=f"Give more digits: {shown}{more}.",
        )
    return ids[0]
