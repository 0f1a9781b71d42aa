"""A query to a page of hits: planned, asked of the engine, verified, and shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isfinite
from typing import NamedTuple

from dateline.errors import UsageError
from dateline.search.analysis import Analyzer
from dateline.search.core import EngineQuery
from dateline.search.engines.base import Engine, EngineRequest, Match, Matches, Order, Position
from dateline.search.engines.facets import FACETS, comes_after, place
from dateline.search.matching.matcher import Matcher
from dateline.search.planner import Plan, plan
from dateline.search.query.ast import Query
from dateline.search.results.snippets import snippets
from dateline.values.results import Hit, Page

_DAY = re.compile(r"(\d{4}[-T:\d]*)?", re.ASCII)  # as `facets.sort_key` has it
_AT_ONCE = 500  # matches that are looked through at once, where more may be needed


class PageRequest(NamedTuple):
    """What a page is to show: `limit` hits (None: all) in an order, after the cursor of another
    page, each with up to `fragments` snippets, `context` sentences around each; of a story only
    the first hit, if `collapse`; and the facets to count."""

    limit: int | None = 10
    order: Order = Order.RELEVANCE
    after: str | None = None
    facets: tuple[str, ...] = ()
    fragments: int = 3
    context: int = 0
    collapse: bool = False


def matches(
    query: Query, engine: Engine, analyzer: Analyzer, ask: EngineRequest
) -> tuple[Matches, tuple[str, ...]]:
    """What the query means among the engine's documents, and sentences on what was not done in
    full. What the engine cannot decide, the matcher does: `ask` comes without `keep`."""
    planned = plan(query, analyzer, engine)
    if not planned.exact:
        ask = ask._replace(keep=Matcher(query, analyzer).matches)
    return engine.search(planned.core, ask), planned.notes


def find(text: str, query: Query, engine: Engine, analyzer: Analyzer, wish: PageRequest) -> Page:
    """The page for a query, which was typed as `text`. Raises UsageError for a cursor that is
    none, and for a facet that there is not."""
    asking = _asking(query, engine, analyzer, wish)
    core, ask = asking.plan.core, asking.ask
    if wish.collapse:
        return _page(text, next(_collapsed(engine, core, ask)), asking, wish)
    return _page(text, engine.search(core, ask), asking, wish)


def pages(
    text: str, query: Query, engine: Engine, analyzer: Analyzer, wish: PageRequest
) -> Iterator[Page]:
    """The page for a query, and all that follow it, one in memory at a time; facets are with the
    first. Raises UsageError as `find`."""
    asking = _asking(query, engine, analyzer, wish)
    answers = _collapsed if wish.collapse else _answers
    for found in answers(engine, asking.plan.core, asking.ask):
        yield _page(text, found, asking, wish)


class _Asking(NamedTuple):
    """A query made ready for an engine."""

    plan: Plan
    ask: EngineRequest
    matcher: Matcher


def _asking(query: Query, engine: Engine, analyzer: Analyzer, wish: PageRequest) -> _Asking:
    for facet in wish.facets:
        if facet not in FACETS:
            known = ", ".join(FACETS)
            raise UsageError(f"there is no facet “{facet}”", hint=f"facets are {known}")
    position = _position(wish.after, wish.order) if wish.after else None
    planned = plan(query, analyzer, engine)
    matcher = Matcher(query, analyzer)
    keep = None if planned.exact else matcher.matches
    return _Asking(
        planned, EngineRequest(wish.limit, wish.order, position, keep, wish.facets), matcher
    )


def _page(text: str, found: Matches, asking: _Asking, wish: PageRequest) -> Page:
    hits = found.hits
    full = bool(hits) and len(hits) == wish.limit
    cursor = _cursor(_position_of(hits[-1], wish.order), wish.order) if full else None
    if wish.fragments:
        shown = (hit(match, asking.matcher, wish.fragments, wish.context) for match in found.best)
        hits = tuple(shown)
    return Page(
        query=text,
        total=found.total,
        hits=hits,
        next=cursor,
        facets=found.facets,
        notes=asking.plan.notes,
    )


def _answers(engine: Engine, core: EngineQuery, ask: EngineRequest) -> Iterator[Matches]:
    """What is asked for, and then what follows it, as long as there is some."""
    while True:
        found = engine.search(core, ask)
        yield found
        if not found.hits or len(found.hits) != ask.limit:
            return
        ask = ask._replace(after=_position_of(found.hits[-1], ask.order), facets=())


def _collapsed(engine: Engine, core: EngineQuery, ask: EngineRequest) -> Iterator[Matches]:
    """As `_answers`, with the first match of each story only. What comes before the first
    position is gone through for the stories that it has."""
    seen: set[str] = set()
    for before in _answers(engine, core, ask._replace(limit=_AT_ONCE, after=None, facets=())):
        if ask.after is None:
            break
        past = [match for match in before.best if not _is_after(match, ask)]
        seen.update(map(_story, past))
        if len(past) < _AT_ONCE:
            break
    kept: list[Match] = []
    first: Matches | None = None
    for found in _answers(engine, core, ask):
        first = first or found
        for match in found.best:
            if _story(match) in seen:
                continue
            seen.add(_story(match))
            kept.append(match)
            if len(kept) == ask.limit:
                yield _only(kept, first)
                first, kept = found._replace(facets={}), []
    if first is not None:
        yield _only(kept, first)


def _only(kept: list[Match], found: Matches) -> Matches:
    """What was found, with these matches as the first."""
    hits = tuple(match.hit for match in kept)
    return found._replace(hits=hits, read=lambda at: kept[at].document)


def _story(match: Match) -> str:
    """The story of a document; what has none is its own."""
    return (match.document.value("story") or (match.hit.id,))[0]


def _is_after(match: Match, ask: EngineRequest) -> bool:
    return ask.after is not None and comes_after(place(match.hit, ask.order), ask.after)


def hit(match: Match, matcher: Matcher, fragments: int, context: int = 0) -> Hit:
    """What a list shows of a match, with up to `fragments` snippets."""
    document = match.document
    shown = snippets(document, matcher.spans(document), limit=fragments, context=context)
    return match.hit._replace(snippets=shown)


def _position_of(hit: Hit, order: Order) -> Position:
    _, key, id = place(hit, order)
    return Position(key, id)


def _cursor(position: Position, order: Order) -> str:
    return f"{order}@{position.key}@{position.id}"


def _position(cursor: str, order: Order) -> Position:
    try:
        name, key, id = cursor.split("@")
        by_score = order is Order.RELEVANCE
        if name == order and id and (isfinite(float(key)) if by_score else _DAY.fullmatch(key)):
            return Position(float(key) if by_score else key, id)
    except ValueError:  # three parts there must be, and a score is a number
        pass
    raise UsageError(f"“{cursor}” is no cursor of this order", hint="a page's own “next” is one")
