"""How an index on OpenSearch is made, and what it has of a document.

    text.stems, title.stems …    the stems of a field, joined by spaces, with frequencies
    text.words, title.words …    its exact words, with positions, one value a block
    text.lexicon …               each of its words once, to list them
    id.values, tag.values …      values
    facet.source …               what a document counts for in each facet
    order.newest, order.oldest   what it is sorted by; `facets.sort_key`
    head, rest                   the document as JSON, the only parts of the source that are kept

OpenSearch leaves a gap between values, so that no phrase continues in the next block. A block with
a weight of two is there twice. Each text begins with a mark that no query asks for. So each
document has each field, and the average length is that over all documents, as `ranking` has it.

What `_source` leaves out, OpenSearch keeps by itself as long as copies of a shard may need it. This
must stay so: with `recovery_source_includes`, copies lose terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import chain
from typing import Any

from dateline.search.analysis import Analyzer
from dateline.search.engine_query import TermKind
from dateline.search.engines import ranking
from dateline.search.engines.base import Order
from dateline.search.engines.entries import entries, split, terms_field, to_bytes
from dateline.search.engines.facets import FACETS, date_of, pack, sort_key, values
from dateline.search.fields import FIELDS, FieldKind
from dateline.search.indexed import Document

ID = terms_field("id", TermKind.VALUES)
AT_ONCE = 10_000  # terms in one answer
_MARK = "*"
_LONGEST = 1000  # characters of a term; Lucene refuses the document from 32,766 bytes on
_BEGINNING = 100

# `ranking.bm25`, for what the mark leaves of a length. The idf is in the boost of a term: it is of
# a word with all its forms, over all documents, and Lucene knows it of a single term only.
_SCORE = f"""
double average = Math.max(1, field.sumTotalTermFreq - field.docCount) / (double) field.docCount;
double share = Math.min(1, Math.max(0,
    (average - {ranking.SHORT}) / {float(ranking.LONG - ranking.SHORT)}));
double k1 = {ranking.K1_SHORT} + share * {ranking.K1_LONG - ranking.K1_SHORT};
double norm = k1 * ({1 - ranking.B} + {ranking.B} * (doc.length - 1) / average);
return query.boost * doc.freq * (k1 + 1) / (doc.freq + norm);
"""

_TEXT_FIELDS = (
    None,
    *(name for name, field in FIELDS.items() if field.own and field.kind is FieldKind.TEXT),
)


def index_body(metadata: Mapping[str, str]) -> dict[str, Any]:
    """The settings and the mapping of a new index. The number of shards and of their copies is left
    to the server's own templates."""
    fields: dict[str, dict[str, Any]] = {}
    text = {"type": "text", "analyzer": "terms", "similarity": "dateline"}
    for name in _TEXT_FIELDS:
        fields[terms_field(name, TermKind.STEMS)] = {**text, "index_options": "freqs"}
        fields[terms_field(name, TermKind.WORDS)] = text
        fields[lexicon_field(name, TermKind.WORDS)] = {"type": "keyword"}
    for name, field in FIELDS.items():
        if field.own and (field.kind is not FieldKind.TEXT or field.counted):
            fields[terms_field(name, TermKind.VALUES)] = {"type": "keyword"}
    for facet in FACETS:
        fields[f"facet.{facet}"] = {"type": "keyword", "index": False}
    for order in (Order.NEWEST, Order.OLDEST):
        fields[order_field(order)] = {"type": "keyword", "index": False}
    return {
        "settings": {
            "refresh_interval": -1,  # what is written is seen when a writing ends
            "codec": "best_compression",  # two fifths less; a writing takes a seventh longer
            "gc_deletes": "1h",  # so long a late retry does not bring a dropped document back
            "similarity": {"dateline": {"type": "scripted", "script": {"source": _SCORE}}},
            "analysis": {
                "analyzer": {"terms": {"tokenizer": "terms"}},
                "tokenizer": {"terms": {"type": "whitespace", "max_token_length": 2 * _LONGEST}},
            },
        },
        "mappings": {
            "dynamic": "strict",
            "_meta": metadata,
            "_source": {"includes": ["head", "rest"]},
            "properties": {
                **_nested(fields),
                "head": {"type": "object", "enabled": False},
                "rest": {"type": "object", "enabled": False},
            },
        },
    }


def lexicon_field(field: str | None, terms: TermKind) -> str:
    """The field whose terms can be listed."""
    if terms is TermKind.WORDS:
        return f"{field or 'text'}.lexicon"
    return terms_field(field, terms)


def order_field(order: Order) -> str:
    return f"order.{order.value}"


def term_text(text: str) -> str:
    """The term as the index has it: of a very long one the beginning and a digest."""
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_BEGINNING]}…{sha256(text.encode()).hexdigest()}"


def made(document: Document, analyzer: Analyzer) -> dict[str, Any]:
    """The document as OpenSearch is given it."""
    texts, found = entries(document, analyzer)
    packed = pack(document)
    head, rest = split(document)
    made: dict[str, Any] = {
        "head": to_bytes(head).decode(),
        "rest": to_bytes(rest).decode(),
        **{terms_field(name, TermKind.VALUES): _once(terms) for name, terms in found.items()},
        **{f"facet.{facet}": _once(each) for facet, each in values(packed).items() if each},
    }
    for name in _TEXT_FIELDS:
        blocks = texts.get(name, ())
        weighed = [block for block, weight in blocks for _ in range(weight)]
        stems = chain.from_iterable([block.stems for block in weighed])
        words = [" ".join(map(term_text, block.words)) for block in weighed]
        made[terms_field(name, TermKind.STEMS)] = " ".join([_MARK, *map(term_text, stems)])
        made[terms_field(name, TermKind.WORDS)] = [_MARK, *words]
        if blocks:
            every = chain.from_iterable([block.words for block, _ in blocks])
            made[lexicon_field(name, TermKind.WORDS)] = _once(every)
    for order in (Order.NEWEST, Order.OLDEST):
        made[order_field(order)] = str(sort_key(order, 0.0, date_of(packed))[1])
    return made


def _once(terms: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(map(term_text, terms)))


def _nested(fields: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The mapping of fields that have a point in their names."""
    objects: dict[str, Any] = {}
    for name, mapping in fields.items():
        whole, _, part = name.partition(".")
        objects.setdefault(whole, {"properties": {}})["properties"][part] = mapping
    return objects
