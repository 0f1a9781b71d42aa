"""The first hits of a search in the requested order, from tantivy's numbers and document heads."""

from __future__ import annotations

from typing import Any

import tantivy
from tantivy import Query

from dateline.search.engine_query import EngineQuery
from dateline.search.engines.base import EngineRequest, Order, Position
from dateline.search.engines.facets import comes_after, sort_position
from dateline.search.engines.tantivy.query import is_scored
from dateline.search.engines.tantivy.schema import BY_ID, NEWEST, OLDEST, date_rank, hit, id_rank
from dateline.values.search.results import Hit

RankedAddress = tuple[float, tantivy.DocAddress]  # the sort number, larger ones first
FoundHit = tuple[Hit, tantivy.DocAddress]


def sort_field(query: EngineQuery, order: Order) -> str | None:
    """The number field that the order sorts by; None for the score."""
    if order is Order.RELEVANCE:
        return None if is_scored(query) else BY_ID
    return NEWEST if order is Order.NEWEST else OLDEST


def ranked(
    searcher: tantivy.Searcher, native: Query, sorting: str | None, limit: int
) -> tuple[list[RankedAddress], int]:
    """The first hits, those with equal keys in any order, and the total."""
    result: Any = searcher.search(native, max(limit, 1), order_by_field=sorting)
    return result.hits[:limit], result.count


def leading(
    searcher: tantivy.Searcher, native: Query, sorting: str | None, request: EngineRequest
) -> tuple[list[RankedAddress], int]:
    """Enough hits for the requested page, with all those whose key equals that of its last hit, and
    the total."""
    if not request.limit or request.after is not None:
        return ranked(searcher, native, sorting, 0 if request.limit == 0 else searcher.num_docs)
    wanted = request.limit + 1
    while True:
        hits, total = ranked(searcher, native, sorting, wanted)
        if len(hits) <= request.limit:
            return hits, total
        least = hits[request.limit - 1][0]
        if least != hits[-1][0] or wanted >= total:
            return [ranked_hit for ranked_hit in hits if ranked_hit[0] >= least], total
        wanted *= 10


def first_hits(
    searcher: tantivy.Searcher,
    hits: list[RankedAddress],
    sorting: str | None,
    request: EngineRequest,
) -> list[FoundHit]:
    """The first documents in the requested order; equal ones by id. Only documents that may be
    among them, by their numbers, are read. Scores are zero unless the hits were sorted by them."""
    if request.after is not None or (request.limit is not None and len(hits) > request.limit):
        hits = _promising(searcher, hits, sorting, request)
    read = [(hit(searcher.doc(address), 0.0 if sorting else key), address) for key, address in hits]
    return _in_order(read, request)


def _promising(
    searcher: tantivy.Searcher,
    hits: list[RankedAddress],
    sorting: str | None,
    request: EngineRequest,
) -> list[RankedAddress]:
    """The hits that may be on the requested page, by their numbers."""
    ids = searcher.fast_field_values(BY_ID, [address for _, address in hits])
    placed = sorted(
        ((key, id or 0, at) for at, ((key, _), id) in enumerate(zip(hits, ids, strict=True))),
        key=lambda entry: entry[:2],
        reverse=True,
    )
    limit = len(placed) if request.limit is None else request.limit
    if request.after is not None:
        border = _border(sorting, request.after)
        placed = [entry for entry in placed if entry[:2] <= border]
        limit += sum(entry[:2] == border for entry in placed)
    if limit < len(placed):
        last = placed[limit - 1][:2] if limit else (float("inf"), 0)
        placed = [entry for entry in placed if entry[:2] >= last]
    return [hits[at] for _, _, at in placed]


def _border(sorting: str | None, position: Position) -> tuple[float, int]:
    """The numbers of a position."""
    key = position.key
    if isinstance(key, str):
        return date_rank(key), id_rank(position.id)
    return (key if sorting is None else id_rank(position.id)), id_rank(position.id)


def _in_order(read: list[FoundHit], request: EngineRequest) -> list[FoundHit]:
    if request.order is Order.RELEVANCE and request.after is None:  # most searches: the fast path
        read.sort(key=lambda found: (-found[0].score, found[0].id))
        return read[: request.limit]
    placed = [(sort_position(found[0], request.order), found) for found in read]
    if request.after is not None:
        placed = [entry for entry in placed if comes_after(entry[0], request.after)]
    placed.sort(key=lambda entry: entry[0][2])
    placed.sort(key=lambda entry: entry[0][:2], reverse=True)
    return [found for _, found in placed[: request.limit]]
