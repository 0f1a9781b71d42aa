"""A query to a page of hits: planned, asked of the engine, verified, and shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isfinite
from typing import NamedTuple

from dateline.errors import UsageError
from dateline.search.analysis import Analyzer
from dateline.search.engine_query import EngineQuery
from dateline.search.engines.base import (
    Engine,
    EngineMatch,
    EngineRequest,
    EngineResult,
    Order,
    Position,
)
from dateline.search.engines.facets import FACETS, comes_after, sort_position
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


def run_query(
    query: Query, engine: Engine, analyzer: Analyzer, engine_request: EngineRequest
) -> tuple[EngineResult, tuple[str, ...]]:
    """What the query means among the engine's documents, and sentences on what was not done in
    full. What the engine cannot decide, the matcher does: `engine_request` comes without `keep`."""
    planned = plan(query, analyzer, engine)
    if not planned.exact:
        engine_request = engine_request._replace(keep=Matcher(query, analyzer).matches)
    return engine.search(planned.engine_query, engine_request), planned.notes


def find(text: str, query: Query, engine: Engine, analyzer: Analyzer, request: PageRequest) -> Page:
    """The page for a query, which was typed as `text`. Raises UsageError for a cursor that is
    none, and for a facet that there is not."""
    asking = _asking(query, engine, analyzer, request)
    engine_query, engine_request = asking.plan.engine_query, asking.engine_request
    if request.collapse:
        return _page(text, next(_collapsed(engine, engine_query, engine_request)), asking, request)
    return _page(text, engine.search(engine_query, engine_request), asking, request)


def pages(
    text: str, query: Query, engine: Engine, analyzer: Analyzer, request: PageRequest
) -> Iterator[Page]:
    """The page for a query, and all that follow it, one in memory at a time; facets are with the
    first. Raises UsageError as `find`."""
    asking = _asking(query, engine, analyzer, request)
    answers = _collapsed if request.collapse else _answers
    results = answers(engine, asking.plan.engine_query, asking.engine_request)
    return (_page(text, found, asking, request) for found in results)


class _Asking(NamedTuple):
    """A query made ready for an engine."""

    plan: Plan
    engine_request: EngineRequest
    matcher: Matcher


def _asking(query: Query, engine: Engine, analyzer: Analyzer, request: PageRequest) -> _Asking:
    for facet in request.facets:
        if facet not in FACETS:
            known = ", ".join(FACETS)
            raise UsageError(f"there is no facet “{facet}”", hint=f"facets are {known}")
    position = _position(request.after, request.order) if request.after else None
    planned = plan(query, analyzer, engine)
    matcher = Matcher(query, analyzer)
    keep = None if planned.exact else matcher.matches
    return _Asking(
        planned,
        EngineRequest(request.limit, request.order, position, keep, request.facets),
        matcher,
    )


def _page(text: str, found: EngineResult, asking: _Asking, request: PageRequest) -> Page:
    hits = found.hits
    full = bool(hits) and len(hits) == request.limit
    cursor = _cursor(_position_of(hits[-1], request.order), request.order) if full else None
    if request.fragments:
        shown = (
            hit_with_snippets(match, asking.matcher, request.fragments, request.context)
            for match in found.best
        )
        hits = tuple(shown)
    return Page(
        query=text,
        total=found.total,
        hits=hits,
        next=cursor,
        facets=found.facets,
        notes=asking.plan.notes,
    )


def _answers(
    engine: Engine, engine_query: EngineQuery, engine_request: EngineRequest
) -> Iterator[EngineResult]:
    """What is asked for, and then what follows it, as long as there is some."""
    while True:
        found = engine.search(engine_query, engine_request)
        yield found
        if not found.hits or len(found.hits) != engine_request.limit:
            return
        engine_request = engine_request._replace(
            after=_position_of(found.hits[-1], engine_request.order), facets=()
        )


def _collapsed(
    engine: Engine, engine_query: EngineQuery, engine_request: EngineRequest
) -> Iterator[EngineResult]:
    """As `_answers`, with the first match of each story only. What comes before the first
    position is gone through for the stories that it has."""
    seen: set[str] = set()
    for before in _answers(
        engine, engine_query, engine_request._replace(limit=_AT_ONCE, after=None, facets=())
    ):
        if engine_request.after is None:
            break
        past = [match for match in before.best if not _is_after(match, engine_request)]
        seen.update(map(_story, past))
        if len(past) < _AT_ONCE:
            break
    kept: list[EngineMatch] = []
    first: EngineResult | None = None
    for found in _answers(engine, engine_query, engine_request):
        first = first or found
        for match in found.best:
            if _story(match) in seen:
                continue
            seen.add(_story(match))
            kept.append(match)
            if len(kept) == engine_request.limit:
                yield _only(kept, first)
                first, kept = found._replace(facets={}), []
    if first is not None:
        yield _only(kept, first)


def _only(kept: list[EngineMatch], found: EngineResult) -> EngineResult:
    """What was found, with these matches as the first."""
    hits = tuple(match.hit for match in kept)
    return found._replace(hits=hits, read=lambda at: kept[at].document)


def _story(match: EngineMatch) -> str:
    """The story of a document; what has none is its own."""
    return (match.document.value("story") or (match.hit.id,))[0]


def _is_after(match: EngineMatch, engine_request: EngineRequest) -> bool:
    return engine_request.after is not None and comes_after(
        sort_position(match.hit, engine_request.order), engine_request.after
    )


def hit_with_snippets(
    match: EngineMatch, matcher: Matcher, fragments: int, context: int = 0
) -> Hit:
    """What a list shows of a match, with up to `fragments` snippets."""
    document = match.document
    shown = snippets(document, matcher.spans(document), limit=fragments, context=context)
    return match.hit._replace(snippets=shown)


def _position_of(hit: Hit, order: Order) -> Position:
    _, key, id = sort_position(hit, order)
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
    raise UsageError(f"“{cursor}” is not a cursor of this order", hint="use the “next” of a page")
