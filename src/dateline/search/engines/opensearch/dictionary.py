"""The terms of an index on OpenSearch, and how many documents have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dateline.search.engine_query import OneWord, Term, TermKind
from dateline.search.engines.facets import most_first
from dateline.search.engines.opensearch.query import Native, any_form
from dateline.search.engines.opensearch.schema import AT_ONCE, lexicon_field
from dateline.search.engines.opensearch.server import Server

_FEW = 500  # terms of the first answer for a prefix, which most often are all
_COUNTED_AT_ONCE = 1000  # words


def listed(
    server: Server, index: str, field: str | None, terms: TermKind, prefix: str = ""
) -> Mapping[str, int]:
    """Each term that begins with `prefix`, in order, with the number of documents."""
    name = lexicon_field(field, terms)
    found: dict[str, int] = {}
    if prefix:  # composite aggregations begin after a term
        (count,), _ = frequencies(server, index, [Term(prefix, TermKind.VALUES)], name)
        found = {prefix: count} if count else {}
    for term, count in _buckets(server, {"index": index}, name, prefix, _FEW if prefix else None):
        if not term.startswith(prefix):
            break
        found[term] = count
    return found


def frequencies(
    server: Server, index: str, words: Iterable[Term | OneWord], field: str | None = None
) -> tuple[list[int], int]:
    """For each word the number of documents that have any form of it, of the field with this name
    if it is given; and the number of all documents."""
    wanted = [any_form(word, field) for word in words]
    counts: list[int] = []
    documents = 0
    for first in range(0, len(wanted), _COUNTED_AT_ONCE):
        filters = wanted[first : first + _COUNTED_AT_ONCE]
        body = {"size": 0, "aggs": {"words": {"filters": {"filters": filters}}}}
        found = server.search(index, body)
        documents = found["hits"]["total"]["value"]
        counts += [bucket["doc_count"] for bucket in found["aggregations"]["words"]["buckets"]]
    return counts, documents


def facet_aggregations(facets: Iterable[str]) -> Mapping[str, Any]:
    """What a search is asked to count for `facet_counts`."""
    return {
        facet: {"terms": {"field": f"facet.{facet}", "size": AT_ONCE, "shard_size": AT_ONCE}}
        for facet in facets
    }


def facet_counts(
    server: Server,
    place: Mapping[str, Any],
    query: Native,
    facets: Iterable[str],
    answer: Mapping[str, Any],
) -> Mapping[str, Mapping[str, int]]:
    """For each facet the number of documents per value among those that the query finds, all
    values, the largest first. `place` names the index, or a point in time; `answer` is that of
    a search with `facet_aggregations`, and where there are more values than in it, they are asked
    for."""
    counts = {}
    for facet in facets:
        found = answer["aggregations"][facet]
        if found["sum_other_doc_count"]:
            pairs = dict(_buckets(server, place, f"facet.{facet}", "", None, query))
        else:
            pairs = {each["key"]: each["doc_count"] for each in found["buckets"]}
        counts[facet] = most_first(pairs)
    return counts


def _buckets(
    server: Server,
    place: Mapping[str, Any],
    field: str,
    after: str,
    first: int | None,
    query: Native | None = None,
) -> Iterator[tuple[str, int]]:
    """The terms of a field that come after this one, in order, and the number of documents. All of
    them, however many: they are asked for page by page, the `first` page of so many."""
    size = first or AT_ONCE
    asking = {"query": query} if query else {}
    last: dict[str, str] | None = {"term": after} if after else None
    while True:
        pages: dict[str, Any] = {"size": size, "sources": [{"term": {"terms": {"field": field}}}]}
        if last:
            pages["after"] = last
        body = {**_in(place), **asking, "size": 0, "aggs": {"terms": {"composite": pages}}}
        found = server.search(place.get("index"), body)["aggregations"]["terms"]
        for bucket in found["buckets"]:
            yield bucket["key"]["term"], bucket["doc_count"]
        if len(found["buckets"]) < size:
            return
        last, size = found["after_key"], AT_ONCE


def _in(place: Mapping[str, Any]) -> dict[str, Any]:
    return {"pit": place["pit"]} if "pit" in place else {}
