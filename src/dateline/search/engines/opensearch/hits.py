"""The hits of a search on OpenSearch, page after page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from dateline.search.engines.base import Order, Position
from dateline.search.engines.entries import from_bytes, head_from_bytes, hit, joined
from dateline.search.engines.opensearch.query import Native
from dateline.search.engines.opensearch.schema import ID, order_field
from dateline.search.engines.opensearch.server import Server
from dateline.search.indexed import Document
from dateline.values.search.results import Hit

PAGE = 500  # documents in one answer
_KEPT_S = "5m"  # how long a point in time outlives the last question

Place = Mapping[str, Any]


class Found(NamedTuple):
    """A document that was found; `key` tells it and its state from all others."""

    hit: Hit
    key: tuple[str, int]
    stored: Mapping[str, str]

    @property
    def is_whole(self) -> bool:
        """Whether it can be read."""
        return "rest" in self.stored

    def without_rest(self) -> Found:
        """The same hit in less memory, which cannot be read."""
        return self._replace(stored={})

    def read(self) -> Document:
        """The whole document."""
        head = head_from_bytes(self.stored["head"].encode())
        return joined(head, from_bytes(self.stored["rest"].encode()))


@contextmanager
def frozen(server: Server, index: str) -> Iterator[Place]:
    """The index as it is now: what is written meanwhile is not seen."""
    asked = {"keep_alive": _KEPT_S}
    pit = server.ask("POST", f"/{index}/_search/point_in_time", params=asked)["pit_id"]
    try:
        yield {"pit": {"id": pit, **asked}}
    finally:
        server.ask("DELETE", "/_search/point_in_time", {"pit_id": [pit]})


def found_hits(
    server: Server,
    place: Place,
    query: Native,
    order: Order | None,
    after: Position | None = None,
    limit: int | None = None,
    *,
    whole: bool = True,
    counted: Mapping[str, Any] | None = None,
) -> tuple[Iterator[Found], Mapping[str, Any]]:
    """The hits after the position, up to `limit` of them; without an order, as it is quickest. If
    they are not `whole`, they cannot be read. And the answer with the first of them, which has the
    total, and what is `counted` by aggregations."""
    size = PAGE if limit is None else min(limit, PAGE)
    body: dict[str, Any] = {
        "query": query,
        "sort": _sort(order),
        "track_scores": True,
        "version": True,
        "_source": ["head", "rest"] if whole else ["head"],
        "size": size,
    }
    if "pit" in place:
        body["pit"] = place["pit"]
    if after is not None:
        body["search_after"] = [after.key, after.id]
    first = server.search(place.get("index"), {**body, "aggs": counted or {}})

    def pages() -> Iterator[Found]:
        found, left = first["hits"]["hits"], limit
        while found:
            yield from map(_found, found[:left])
            left = None if left is None else left - len(found)
            if len(found) < size or (left is not None and left <= 0):
                return
            body["search_after"] = found[-1]["sort"]
            found = server.search(place.get("index"), body)["hits"]["hits"]

    return pages(), first


def wholly(server: Server, place: Place, some: Sequence[Found]) -> list[Found]:
    """These hits, of which each can be read."""
    missing = [found.key[0] for found in some if not found.is_whole]
    stored = {}
    for first in range(0, len(missing), PAGE):
        ids = {"ids": {"values": missing[first : first + PAGE]}}
        read, _ = found_hits(server, place, ids, None if "pit" in place else Order.RELEVANCE)
        stored.update({found.key: found.stored for found in read})
    return [found if found.is_whole else found._replace(stored=stored[found.key]) for found in some]


def _sort(order: Order | None) -> list[dict[str, str]]:
    if order is None:
        return [{"_shard_doc": "asc"}]
    first = "_score" if order is Order.RELEVANCE else order_field(order)
    return [{first: "desc"}, {ID: "asc"}]


def _found(raw: Mapping[str, Any]) -> Found:
    stored = raw["_source"]
    head = head_from_bytes(stored["head"].encode())
    return Found(hit(head, raw["_score"]), (raw["_id"], raw["_version"]), stored)
