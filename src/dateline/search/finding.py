"""A query to a page of hits: planned, asked of the engine, verified, and shown."""

from __future__ import annotations

from typing import NamedTuple

from dateline.errors import UsageError
from dateline.search.analysis import Analyzer
from dateline.search.engine import Ask, Engine, Match, Matches, Order, Position
from dateline.search.facets import FACETS, pack, sort_key
from dateline.search.matching import Matcher
from dateline.search.plan import plan
from dateline.search.query import Query
from dateline.search.snippets import snippets
from dateline.values.answer import Hit, Page


class Wish(NamedTuple):
    """What a page is to show: `limit` hits (None: all) in an order, after the cursor of another
    page, each with up to `fragments` snippets; and the facets to count."""

    limit: int | None = 10
    order: Order = Order.RELEVANCE
    after: str | None = None
    facets: tuple[str, ...] = ()
    fragments: int = 3


def matches(
    query: Query, engine: Engine, analyzer: Analyzer, ask: Ask
) -> tuple[Matches, tuple[str, ...]]:
    """What the query means among the engine's documents, and sentences on what was not done in
    full. What the engine cannot decide, the matcher does: `ask` comes without `keep`."""
    planned = plan(query, analyzer, engine)
    if not planned.exact:
        ask = ask._replace(keep=Matcher(query, analyzer).matches)
    return engine.search(planned.core, ask), planned.notes


def find(text: str, query: Query, engine: Engine, analyzer: Analyzer, wish: Wish) -> Page:
    """The page for a query, which was typed as `text`. Raises UsageError for a cursor that is
    none, and for a facet that there is not."""
    for facet in wish.facets:
        if facet not in FACETS:
            known = ", ".join(FACETS)
            raise UsageError(f"there is no facet “{facet}”", hint=f"facets are {known}")
    position = _position(wish.after, wish.order) if wish.after else None
    ask = Ask(limit=wish.limit, order=wish.order, after=position, facets=wish.facets)
    found, notes = matches(query, engine, analyzer, ask)
    matcher = Matcher(query, analyzer)
    full = wish.limit is not None and len(found.best) == wish.limit
    return Page(
        query=text,
        total=found.total,
        hits=tuple(_hit(match, matcher, wish.fragments) for match in found.best),
        next=_cursor(found.best[-1], wish.order) if full and found.best else None,
        facets=found.facets,
        notes=notes,
    )


def _hit(match: Match, matcher: Matcher, fragments: int) -> Hit:
    score, document = match
    return Hit(
        id=document.id,
        score=score,
        title=document.title,
        source=document.source,
        published=document.published,
        url=document.url,
        snippets=snippets(document, matcher.spans(document), limit=fragments) if fragments else (),
    )


def _cursor(match: Match, order: Order) -> str:
    _, key = sort_key(order, match.score, pack(match.document))
    return f"{order}@{key}@{match.document.id}"


def _position(cursor: str, order: Order) -> Position:
    try:
        name, key, id = cursor.split("@")
        if name == order:
            return Position(float(key) if order is Order.RELEVANCE else key, id)
    except ValueError:  # three parts there must be, and a score is a number
        pass
    raise UsageError(f"“{cursor}” is no cursor of this order", hint="a page's own “next” is one")
