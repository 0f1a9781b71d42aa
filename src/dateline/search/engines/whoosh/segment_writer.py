"""Whoosh's writer of segments, made quicker. A search never loads this."""

from __future__ import annotations

from typing import Any

from whoosh.writing import SegmentWriter

from dateline.search.engines.whoosh.codec import DatelineCodec
from dateline.search.engines.whoosh.pool import TermPool
from dateline.search.engines.whoosh.postings import unpack_rows


class DatelineSegmentWriter(SegmentWriter):
    """Whoosh's writer with a TermPool that keeps up to `most` postings in memory. It adds documents
    field by field, not posting by posting, and merges segments without deleted documents term by
    term: 19 segments of 1,200 articles in 25 s instead of 33."""

    def __init__(self, index: Any, most: int) -> None:
        super().__init__(index, codec=DatelineCodec(), compound=False)
        self.pool = TermPool(self._tempstorage, self.newsegment, most)

    def add_document(self, **values: Any) -> None:
        """The document is in the segment. As Whoosh's own method, but only for the kinds of field
        in `schema`, without boosts, vectors and spelling."""
        self.perdocwriter.start_doc(self.docnum)
        for name in sorted(values):
            field, value, length = self.schema[name], values[name], 0
            if field.indexed:
                length = field.post(self.pool, name, self.docnum, value)
            self.perdocwriter.add_field(name, field, value if field.stored else None, length)
            if (column := field.column_type) is not None:
                self.perdocwriter.add_column_value(name, column, field.to_column_value(value))
        self.perdocwriter.finish_doc()
        self._added = True
        self.docnum += 1

    def add_postings_to_pool(self, reader: Any, startdoc: int, docmap: Any) -> None:
        if docmap is not None:
            super().add_postings_to_pool(reader, startdoc, docmap)
            return
        for field, term, count, data in reader._terms.rows(self.schema):
            positional = self.schema[field].format.fixed_value_size() != 0
            self.pool.add_rows(
                field, term, unpack_rows(data, count, startdoc, positional=positional)
            )
