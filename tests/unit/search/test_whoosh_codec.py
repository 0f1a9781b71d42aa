"""The Whoosh engine's own files: numbers in rows, and postings sorted in memory or on disk."""

from __future__ import annotations

import random
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.filedb.filestore import FileStorage
from whoosh.util.numeric import byte_to_length

from dateline.search.engines.whoosh.errors import DamagedFile
from dateline.search.engines.whoosh.pool import TermPool
from dateline.search.engines.whoosh.postings import compress, decompress, pack, unpack
from dateline.search.engines.whoosh.segments import LENGTHS

rows = st.sampled_from([1, 2, 255, 256, 65_536, 2**32 - 1]).flatmap(
    lambda most: st.lists(st.integers(0, most), max_size=300)
)


@given(st.lists(rows, max_size=4))
def test_rows_come_back(given: list[list[int]]) -> None:
    """Rows of numbers, one after the other, compressed or not, are read as they were written."""
    data = decompress(compress(b"".join(map(pack, given))))

    at = 0
    for row in given:
        found, at = unpack(data, at, len(row))
        assert list(found) == row
    assert at == len(data)


def test_rows_are_short() -> None:
    """A row of ones takes a byte, small numbers a byte each, and larger ones as many as need be."""
    assert len(pack([1] * 500)) == 1
    assert len(pack([1, 0, 255])) == 1 + 3
    assert len(pack([1, 256])) == 1 + 2 * 2
    assert len(pack([2**24 - 1, 5])) == 1 + 2 * 3


def test_rows_cut_short() -> None:
    """A row of which bytes are missing, or that says it is something else, is damage."""
    data = pack([5, 6, 700])

    for wrong in (data[:-1], b"\7" + data[1:]):
        with pytest.raises(DamagedFile):
            unpack(wrong, 0, 3)
    with pytest.raises(DamagedFile):
        decompress(b"?" + data)


def test_a_small_file_does_not_fill_the_memory() -> None:
    """A forged row of ones that takes a byte, and forged data that would unpack without end, are
    damage before they are read."""
    with pytest.raises(DamagedFile):
        unpack(b"\0", 0, 1 << 31)
    endless = zlib.compressobj()
    megabyte = bytes(1 << 20)
    data = b"".join(endless.compress(megabyte) for _ in range(600)) + endless.flush()
    assert len(data) < 1 << 20
    with pytest.raises(DamagedFile):
        decompress(b"z" + data)


def test_lengths_are_those_of_whoosh() -> None:
    """Each byte stands for the same length as in Whoosh."""
    assert [byte_to_length(byte) for byte in range(256)] == list(LENGTHS)


@pytest.mark.parametrize("most", [7, 10_000])
def test_a_pool_sorts(tmp_path: Path, most: int) -> None:
    """Whatever the order of terms, and however little fits into memory, all postings come out by
    field and term, the documents of each in order."""
    storage = FileStorage(str(tmp_path)).create()
    pool = TermPool(storage.temp_storage("test"), None, most)
    dice = random.Random(5)
    expected: dict[tuple[str, bytes], list[tuple[int, int, list[int]]]] = {}
    for document in range(40):
        for term in dice.sample(["fog", "été", "мост", "quay", "a", "b"], 4):
            places = sorted(dice.sample(range(500), dice.randint(1, 4)))
            field = dice.choice(["one", "two"])
            if document < 20:  # as a merge of segments gives them, and as documents do
                rows = ([document], [len(places)], [len(places)], places)
                pool.add_rows(field, term.encode(), rows)
            else:
                pool.add_places(field, document, {term: places}, {})
            expected.setdefault((field, term.encode()), []).append((document, len(places), places))

    found: dict[tuple[str, bytes], list[tuple[int, int, list[int]]]] = {}
    keys = []
    for field, term, (documents, weights, counts, positions) in pool.items():
        keys.append((field, term))
        for document, weight, count in zip(documents, weights, counts, strict=True):
            places, positions = positions[:count], positions[count:]
            found.setdefault((field, term), []).append((document, weight, places))

    assert found == expected
    assert keys == sorted(keys)
