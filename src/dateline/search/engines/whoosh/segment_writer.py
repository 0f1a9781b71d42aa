"""Whoosh's writer of segments, made quicker. A search never loads this."""

from __future__ import annotations

import os
import shutil
from itertools import accumulate
from tempfile import mkdtemp
from types import SimpleNamespace
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.reading import SegmentReader as WhooshReader
from whoosh.writing import SegmentWriter

from dateline.search.engines.whoosh import contents
from dateline.search.engines.whoosh.codec import DatelineCodec, contents_of
from dateline.search.engines.whoosh.pool import TermPool
from dateline.search.engines.whoosh.postings import Rows, unpack_rows
from dateline.search.engines.whoosh.segments import LENGTHS, SegmentReader

_RUNS = "runs-"  # folders of sorted postings that exceed the memory


class DatelineSegmentWriter(SegmentWriter):
    """Whoosh's writer, which locks the index, merges small segments and commits, on files of our
    own, and with a TermPool that keeps up to `most` postings in memory. It merges segments term by
    term: 19 segments of 1,200 articles in 25 s instead of 33."""

    def __init__(self, folder: str, most: int) -> None:
        self._folder = folder
        super().__init__(_Opened(folder), codec=DatelineCodec(folder), compound=False)
        self.pool: TermPool = TermPool(self._tempstorage, self.newsegment, most)

    def add_document(self, id: str, packed: str, stored: bytes, lengths: dict[str, int]) -> None:
        """The document, whose terms are in the pool under `docnum`, is in the segment."""
        self.perdocwriter.add(id.encode(), packed.encode(), stored, lengths)
        self._added = True
        self.docnum += 1

    def add_reader(self, reader: WhooshReader) -> None:
        """The documents of another segment are in this one, without those that were deleted."""
        merged: SegmentReader = reader._terms
        deleted, start = merged.segment.deleted, self.docnum
        renumbered: dict[int, int] = {}
        for number in range(merged.segment.documents):
            if number in deleted:
                continue
            renumbered[number] = self.docnum
            lengths = {
                field: LENGTHS[merged.lengths(field)[number]] for field in merged.length_fields
            }
            self.perdocwriter.add(
                merged.value("id", number),
                merged.value("packed", number),
                merged.value("stored", number),
                {field: length for field, length in lengths.items() if length},
            )
            self.docnum += 1
        for field, term, count, data in merged.packed_postings():
            rows = unpack_rows(data, count, start, positional=field.endswith(".words"))
            if deleted:
                rows = _renumbered(rows, start, renumbered)
            if rows[0]:
                self.pool.add_rows(field, term, rows)
        self._added = True

    def cancel(self) -> None:
        """Nothing of the segment remains, unless the index has it already because a commit was
        interrupted at its end; and the index is unlocked."""
        committed = {segment.name for segment in contents.read(self._folder)}
        if self.newsegment.segid not in committed:
            self.codec.discard()
        self.perdocwriter.is_closed = self.fieldwriter.is_closed = True
        super().cancel()

    def _commit_toc(self, segments: list[Any]) -> None:
        contents.write(self._folder, list(map(contents_of, segments)))
        for name in os.listdir(self._folder):
            if name.startswith(_RUNS) and name != os.path.basename(self._tempstorage.folder):
                shutil.rmtree(os.path.join(self._folder, name))  # of a process that was killed


class _Opened:
    """An index as Whoosh's writer wants it."""

    indexname = "MAIN"

    def __init__(self, folder: str) -> None:
        self.storage = _Storage(folder)
        self._folder = folder

    def lock(self, name: str) -> Any:
        return self.storage.lock(name)

    def _read_toc(self) -> Any:
        codec = DatelineCodec(self._folder)
        segments = list(map(codec.segment, contents.read(self._folder)))
        return SimpleNamespace(generation=0, schema=None, segments=segments)


class _Storage(FileStorage):
    def temp_storage(self, _name: str | None = None) -> FileStorage:
        """A new folder: Whoosh would empty one that is there, wherever a link leads."""
        return FileStorage(mkdtemp(prefix=_RUNS, dir=self.folder))


def _renumbered(rows: Rows, start: int, numbers: dict[int, int]) -> Rows:
    """The rows without the documents that have no new number."""
    documents, *others = rows
    kept = [at for at, document in enumerate(documents) if document - start in numbers]
    new: list[list[int]] = [[numbers[documents[at] - start] for at in kept]]
    new += [[row[at] for at in kept] for row in others[:2]]
    if len(rows) == 4:
        counts, places = others[1:]
        ends = list(accumulate(counts, initial=0))
        new.append([place for at in kept for place in places[ends[at] : ends[at + 1]]])
    return tuple(new)
