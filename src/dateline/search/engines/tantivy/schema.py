"""What a tantivy index stores of a document: its terms, its sort numbers, and the document itself
in two parts, a head with what a list shows and the rest, compressed.

Terms are added joined by spaces, and tantivy splits them: five times as quick as adding each with
its position. Each block's words are a value of their own. tantivy leaves a gap between values, so
that no phrase continues in the next block. A block with a weight of two is added twice.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from struct import Struct

import tantivy

from dateline.search.analysis import Analyzer
from dateline.search.engine_query import TermKind
from dateline.search.engines.base import Order
from dateline.search.engines.entries import (
    Head,
    entries,
    from_bytes,
    head_from_bytes,
    joined,
    split,
    terms_field,
    to_bytes,
)
from dateline.search.engines.entries import hit as hit_of
from dateline.search.engines.facets import FACETS, date_of, pack, sort_key, values
from dateline.search.fields import FIELDS, FieldKind
from dateline.search.indexed import Document
from dateline.values.search.results import Hit

ID = terms_field("id", TermKind.VALUES)
# Numbers that sort documents, largest first; see `date_rank` and `id_rank`.
NEWEST, OLDEST, BY_ID = "newest", "oldest", "by_id"
_STORED = "stored"
_SIZE = Struct("<I")


def schema() -> tantivy.Schema:
    """The fields of a Dateline index."""
    made = tantivy.SchemaBuilder()
    for name in (None, *(name for name, field in FIELDS.items() if field.own)):
        if name is None or FIELDS[name].kind is FieldKind.TEXT:
            for terms, kept in ((TermKind.STEMS, "freq"), (TermKind.WORDS, "position")):
                made.add_text_field(
                    terms_field(name, terms), tokenizer_name="whitespace", index_option=kept
                )
        if name and (FIELDS[name].kind is not FieldKind.TEXT or FIELDS[name].counted):
            made.add_text_field(
                terms_field(name, TermKind.VALUES), tokenizer_name="raw", index_option="basic"
            )
    for facet in FACETS:
        made.add_text_field(f"facet.{facet}", tokenizer_name="raw", index_option="basic")
    for sorting in (NEWEST, OLDEST, BY_ID):
        made.add_unsigned_field(sorting, fast=True)
    made.add_bytes_field(_STORED, stored=True)
    return made.build()


def made(document: Document, analyzer: Analyzer, stored: bytes) -> tantivy.Document:
    """The document as tantivy indexes it, with the bytes to store."""
    texts, found = entries(document, analyzer)
    packed = pack(document)
    made = tantivy.Document()
    for name, blocks in texts.items():
        weighed = [block for block, weight in blocks for _ in range(weight)]
        stems = chain.from_iterable([block.stems for block in weighed])
        made.add_text(terms_field(name, TermKind.STEMS), " ".join(stems))
        words = terms_field(name, TermKind.WORDS)
        for block in weighed:
            made.add_text(words, " ".join(block.words))
    for name, terms in found.items():
        for term in terms:
            made.add_text(terms_field(name, TermKind.VALUES), term)
    for facet, each in values(packed).items():
        for value in each:
            made.add_text(f"facet.{facet}", value)
    for order, field in ((Order.NEWEST, NEWEST), (Order.OLDEST, OLDEST)):
        made.add_unsigned(field, date_rank(str(sort_key(order, 0.0, date_of(packed))[1])))
    made.add_unsigned(BY_ID, id_rank(document.id))
    made.add_bytes(_STORED, stored)
    return made


def date_rank(key: str) -> int:
    """A number that sorts as the date's key does (see `facets.sort_key`): its digits, and how many
    there are; 0 if there is no date."""
    digits = "".join(filter(str.isdecimal, key))
    return int(digits.ljust(14, "0")) * 16 + len(digits) if digits else 0


def id_rank(id: str) -> int:
    """A number that is larger if the first eight bytes of an id sort earlier."""
    return (1 << 64) - 1 - int.from_bytes(id.encode()[:8].ljust(8, b"\0"), "big")


def hit(stored: tantivy.Document, score: float) -> Hit:
    """What a list shows of a document, from its head. Raises ValueError if it is damaged."""
    return hit_of(_parts(stored)[0], score)


def whole(stored: tantivy.Document, unpack: Callable[[bytes], bytes]) -> Document:
    """The document, from its head and its rest. Raises ValueError if it is damaged."""
    head, packed = _parts(stored)
    return joined(head, from_bytes(unpack(packed)))


def split_document(document: Document) -> tuple[bytes, bytes]:
    """The head of a document after its size, and the rest. The head and the packed rest are stored
    together."""
    head, rest = map(to_bytes, split(document))
    return _SIZE.pack(len(head)) + head, rest


def _parts(stored: tantivy.Document) -> tuple[Head, bytes]:
    """The head and the packed rest."""
    (data,) = stored[_STORED]
    (size,) = _SIZE.unpack_from(data)
    end = _SIZE.size + size
    return head_from_bytes(data[_SIZE.size : end]), data[end:]
