"""A query to pages of hits: planned, executed by the engine, checked by the matcher, shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isfinite
from typing import NamedTuple

from dateline.errors import UsageError
from dateline.search.analysis import Analyzer
from dateline.search.engine_query import EngineQuery
from dateline.search.engines.base import (
    Check,
    Engine,
    EngineMatch,
    EngineRequest,
    EngineResult,
    Order,
    Position,
)
from dateline.search.engines.facets import FACETS, by_spelling, comes_after, sort_position
from dateline.search.matching.matcher import Matcher
from dateline.search.planner import Plan, plan
from dateline.search.query.ast import Query
from dateline.search.results.snippets import snippets
from dateline.values.search.results import Hit, Page

_DAY = r"([0-9]{4}[-T:0-9]*)?"  # as in `facets.sort_key`
_AT_ONCE = 500  # matches of the first step of the search for stories that earlier pages showed
_MOST_AT_ONCE = 4000  # documents that are read for their stories in one step


class PageRequest(NamedTuple):
    """What to show on a page: `limit` hits (None: all) in an order, after the cursor of another
    page, each with up to `fragments` snippets with `context` sentences around them; with
    `collapse`, only the first hit of each story; and the facets to count."""

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
    """The engine's documents that the query matches, and notes for the user on what was limited.
    The matcher decides what the engine cannot: `engine_request` must have no `check`."""
    planned = plan(query, analyzer, engine)
    engine_request = engine_request._replace(check=check(planned, analyzer))
    return engine.search(planned.engine_query, engine_request), planned.notes


def check(planned: Plan, analyzer: Analyzer) -> Check | None:
    """What decides on the documents that the index leaves in doubt."""
    if planned.checked is None:
        return None
    return Check(planned.doubtful, Matcher(planned.checked, analyzer).matches, {})


def find(text: str, query: Query, engine: Engine, analyzer: Analyzer, request: PageRequest) -> Page:
    """The page for a query, which was typed as `text`. Raises UsageError for an invalid cursor and
    for a facet that does not exist."""
    prepared = _prepared(query, engine, analyzer, request)
    engine_query, engine_request = prepared.plan.engine_query, prepared.engine_request
    if request.collapse:
        return _page(
            text, next(_collapsed(engine, engine_query, engine_request)), prepared, request
        )
    return _page(text, engine.search(engine_query, engine_request), prepared, request)


def pages(
    text: str, query: Query, engine: Engine, analyzer: Analyzer, request: PageRequest
) -> Iterator[Page]:
    """The page for a query and all pages after it, one in memory at a time; the first one has the
    facets. Raises UsageError as `find`."""
    prepared = _prepared(query, engine, analyzer, request)
    batches = _collapsed if request.collapse else _batches
    results = batches(engine, prepared.plan.engine_query, prepared.engine_request)
    return (_page(text, result, prepared, request) for result in results)


def pages_of(
    ids: frozenset[str],
    text: str,
    query: Query,
    engine: Engine,
    analyzer: Analyzer,
    request: PageRequest,
) -> Iterator[Page]:
    """The first matches among the articles with these ids, which all match: `request.limit` of them
    in all, on pages of which some may be empty. The total counts the ids."""
    prepared = _prepared(query, engine, analyzer, request)
    left = len(ids) if request.limit is None else min(request.limit, len(ids))
    steps = prepared.engine_request._replace(limit=_AT_ONCE)
    for result in _batches(engine, prepared.plan.engine_query, steps, growth=2):
        kept = [match for match in result.best if match.hit.id in ids][:left]
        left -= len(kept)
        yield _page(text, _only(kept, result), prepared, request)._replace(
            total=len(ids), next=None
        )
        if not left:
            return


class _PreparedQuery(NamedTuple):
    """A query, ready for the engine."""

    plan: Plan
    engine_request: EngineRequest
    matcher: Matcher


def _prepared(
    query: Query, engine: Engine, analyzer: Analyzer, request: PageRequest
) -> _PreparedQuery:
    for facet in request.facets:
        if facet not in FACETS:
            known = ", ".join(FACETS)
            raise UsageError(f"there is no facet “{facet}”", hint=f"facets are {known}")
    position = _position(request.after, request.order) if request.after else None
    planned = plan(query, analyzer, engine)
    checked = check(planned, analyzer)
    return _PreparedQuery(
        planned,
        EngineRequest(request.limit, request.order, position, checked, request.facets),
        Matcher(query, analyzer),
    )


def _page(text: str, result: EngineResult, prepared: _PreparedQuery, request: PageRequest) -> Page:
    hits = result.hits
    full = bool(hits) and len(hits) == request.limit
    cursor = _cursor(_position_of(hits[-1], request.order), request.order) if full else None
    shown = (
        hit_with_snippets(match, prepared.matcher, request.fragments, request.context)
        for match in result.best
    )
    return Page(
        query=text,
        total=result.total,
        hits=tuple(shown),
        next=cursor,
        facets=by_spelling(result.facets),
        notes=prepared.plan.notes,
    )


def _batches(
    engine: Engine, engine_query: EngineQuery, engine_request: EngineRequest, *, growth: int = 1
) -> Iterator[EngineResult]:
    """The requested result, and then those that follow it, as long as there are matches; each has
    `growth` times as many matches as the one before, up to _MOST_AT_ONCE."""
    while True:
        result = engine.search(engine_query, engine_request)
        yield result
        if not result.hits or len(result.hits) != engine_request.limit:
            return
        limit = len(result.hits)
        engine_request = engine_request._replace(
            limit=max(limit, min(growth * limit, _MOST_AT_ONCE)),
            after=_position_of(result.hits[-1], engine_request.order),
            facets=(),
        )


def _collapsed(
    engine: Engine, engine_query: EngineQuery, engine_request: EngineRequest
) -> Iterator[EngineResult]:
    """As `_batches`, with only the first match of each story. The matches before the requested
    position are read for the stories that earlier pages showed."""
    seen: set[str] = set()
    from_first = engine_request._replace(limit=_AT_ONCE, after=None, facets=())
    every = _batches(engine, engine_query, from_first, growth=2)
    for before in every if engine_request.after is not None else ():
        past = [match for match in before.best if not _is_after(match, engine_request)]
        seen.update(map(_story, past))
        if len(past) < len(before.hits):
            break
    kept: list[EngineMatch] = []
    first: EngineResult | None = None
    # Most matches may be of few stories: steps that grow ask the engine few times.
    for result in _batches(engine, engine_query, engine_request, growth=2):
        first = first or result
        for match in result.best:
            if _story(match) in seen:
                continue
            seen.add(_story(match))
            kept.append(match)
            if len(kept) == engine_request.limit:
                yield _only(kept, first)
                first, kept = result._replace(facets={}), []
    if first is not None:
        yield _only(kept, first)


def _only(kept: list[EngineMatch], result: EngineResult) -> EngineResult:
    """The result with these matches in place of its own."""
    hits = tuple(match.hit for match in kept)
    return result._replace(hits=hits, read=lambda at: kept[at].document)


def _story(match: EngineMatch) -> str:
    """The story of a document; a document without one is a story of its own."""
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
    matched = matcher.matched(document) if fragments else ()
    return match.hit._replace(
        snippets=snippets(document, matched, limit=fragments, context=context) if fragments else (),
        authors=document.texts.get("by", ()),
        section=next(iter(document.texts.get("section", ())), None),
        language=document.language,
    )


def _position_of(hit: Hit, order: Order) -> Position:
    _, key, id = sort_position(hit, order)
    return Position(key, id)


def _cursor(position: Position, order: Order) -> str:
    return f"{order}@{position.key}@{position.id}"


def _position(cursor: str, order: Order) -> Position:
    try:
        name, key, id = cursor.split("@")
        by_score = order is Order.RELEVANCE
        if name == order and id and (isfinite(float(key)) if by_score else re.fullmatch(_DAY, key)):
            return Position(float(key) if by_score else key, id)
    except ValueError:  # not three parts, or a score that is not a number
        pass
    raise UsageError(f"“{cursor}” is not a cursor of this order", hint="use the “next” of a page")
