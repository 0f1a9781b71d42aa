"""How terms and postings are written to a segment. A search never loads this."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import Any

from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Codec

from dateline.search.engines.whoosh.pool import Group
from dateline.search.engines.whoosh.postings import Rows, compress, pack, pack_rows

_TERMS_IN_BLOCK = 64


class FieldWriter(base.FieldWriter):
    """Writes postings to one file and terms to another, which ends with a directory of its blocks:
    for each field the first term of each block, the offsets of the blocks and of the end of the
    last one, and the offsets of each block's postings."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._postings = segment.create_file(storage, W3Codec.POSTS_EXT)
        self._terms = segment.create_file(storage, W3Codec.TERMS_EXT)
        self._directory: dict[str, tuple[list[bytes], list[int], list[int]]] = {}
        self.is_closed = False

    def add_postings(self, _schema: Any, _lengths: Any, groups: Iterable[Group]) -> None:
        """Write the groups of a TermPool."""
        for field, of_field in groupby(groups, itemgetter(0)):
            terms: list[bytes] = []
            counts: list[int] = []
            sizes: list[int] = []
            for term, of_term in groupby(of_field, itemgetter(1)):
                rows = _joined(of_term)
                data = compress(pack_rows(rows))
                self._postings.write(data)
                terms.append(term)
                counts.append(len(rows[0]))
                sizes.append(len(data))
                if len(terms) == _TERMS_IN_BLOCK:
                    self._add_block(field, terms, counts, sizes)
                    terms, counts, sizes = [], [], []
            if terms:
                self._add_block(field, terms, counts, sizes)

    def _add_block(
        self, field: str, terms: list[bytes], counts: list[int], sizes: list[int]
    ) -> None:
        start = self._terms.tell()
        firsts, blocks, postings = self._directory.setdefault(field, ([], [start], []))
        firsts.append(terms[0])
        postings.append(self._postings.tell() - sum(sizes))
        rows = (pack([len(terms)]), pack(list(map(len, terms))), pack(counts), pack(sizes))
        self._terms.write(compress(b"".join(rows) + b"".join(terms)))
        blocks.append(self._terms.tell())

    def close(self) -> None:
        end = self._terms.tell()
        directory = compress(pickle.dumps((end, self._directory), protocol=5))
        self._terms.write(directory)
        self._terms.write(len(directory).to_bytes(8, "big"))
        self._terms.close()
        self._postings.close()
        self.is_closed = True


def _joined(groups: Iterable[Group]) -> Rows:
    """One term's postings from several runs, in the order of documents."""
    _, _, rows = next(iter(groups))
    for _, _, more in groups:
        for row, added in zip(rows, more, strict=True):
            row += added
    return rows
