"""Large JSON files, read as streams: the same records as from small files, in little memory."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Callable

import pytest

from dateline.readers.json import stream as json_text
from dateline.readers.json.document import JsonReader
from dateline.values.draft import Record, RecordError
from tests.unit.readers.conftest import json_records

ITEMS = [
    {"title": f"Item {n}, “quoted” ]", "text": "Words [of] it. " * (n % 40), "n": n}
    for n in range(300)
]


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of more than 1,000 bytes count as large, and are read 100 bytes at a time."""
    monkeypatch.setattr(json_text, "WHOLE_BYTES", 1000)
    monkeypatch.setattr(json_text, "CHUNK_BYTES", 100)


AROUND: dict[str, Callable[[object], object]] = {
    "array": lambda items: items,
    "articles": lambda items: {"status": "ok", "articles": items, "page": {"next": [1, "]"]}},
    "response": lambda items: {"response": {"start": 0, "docs": items}, "more": False},
}


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("around", AROUND)
def test_a_stream_gives_the_same_records(
    request: pytest.FixtureRequest, around: str, indent: int | None, charset: str
) -> None:
    """The records are the same byte for byte, whatever the white space and the charset."""
    text = json.dumps(AROUND[around](ITEMS), ensure_ascii=False, indent=indent)
    data = text.encode(charset)
    complete = json_records(data)
    request.getfixturevalue("large")

    assert complete == json_records(data)
    assert len(complete) == len(ITEMS)


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("around", ["array", "articles"])
@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda text: text[:20_000], "broken JSON: "),
        (lambda text: text.replace('}, {"title": "Item 150', '} {"title": "Item 150'), "comma"),
        (lambda text: text[: text.index('"n": 299}') + 9], "ends in the middle"),
    ],
)
def test_items_before_the_damage_are_read(around: str, damage: object, words: str) -> None:
    """The last result is a RecordError that says what is wrong."""
    text = damage(json.dumps(AROUND[around](ITEMS)))  # type: ignore[operator]

    *records, record_error = json_records(text.encode())

    assert all(isinstance(record, Record) for record in records)
    assert len(records) > 50
    assert isinstance(record_error, RecordError)
    assert words in record_error.reason


def test_damage_in_a_large_file_has_line_and_column(
    request: pytest.FixtureRequest,
) -> None:
    """They are the same as in a small file."""
    text = json.dumps(ITEMS, indent=1).replace('"n": 200', '"n" 200')
    complete = json_records(text.encode())[-1]
    request.getfixturevalue("large")

    assert isinstance(complete, RecordError)
    assert complete == json_records(text.encode())[-1]
    line = text[: text.index('"n" 200')].count("\n") + 1
    assert f"line {line} column 7" in complete.reason


class Endless(io.RawIOBase):
    """A stream of `begin`, `repeated` over and over, and `end`, of about `size` bytes."""

    def __init__(self, begin: bytes, repeated: bytes, end: bytes, size: int) -> None:
        self._pieces = [begin, *[repeated] * (size // len(repeated)), end][::-1]

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        piece = self._pieces.pop() if self._pieces else b""
        if len(piece) > len(view):
            self._pieces.append(piece[len(view) :])
        view[: len(piece)] = piece[: len(view)]
        return min(len(piece), len(view))


def peak(stream: Endless) -> tuple[int, list[Record | RecordError]]:
    """The most memory in bytes that reading the file took, and the last result."""
    last: list[Record | RecordError] = []
    tracemalloc.start()
    try:
        for place in JsonReader().split(io.BufferedReader(stream)):
            last[:] = [place]  # type: ignore[list-item]
        return tracemalloc.get_traced_memory()[1], last
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("begin", [b'{"status": "ok", "articles": [', b'{"data": {"items": ['])
def test_a_large_object_that_holds_articles_takes_little_memory(
    monkeypatch: pytest.MonkeyPatch, begin: bytes
) -> None:
    """The memory does not grow with the file; 4 MB stand for 2 GB here."""
    monkeypatch.setattr(json_text, "WHOLE_BYTES", 100_000)
    monkeypatch.setattr(json_text, "CHUNK_BYTES", 20_000)
    item = json.dumps(ITEMS[39]).encode() + b","
    end = b"{}]" + b"}" * begin.count(b"{")

    few, _ = peak(Endless(begin, item, end, 1_000_000))
    many, (last,) = peak(Endless(begin, item, end, 4_000_000))

    assert isinstance(last, Record)
    assert many < 1.2 * few < 2_000_000


def test_an_object_that_is_too_large_is_a_record_error() -> None:
    """The error of an article of 40 MB names the limit, and no more than the limit is in memory."""
    keys = b'"k": "' + b"x" * 1_000_000 + b'", '
    for begin, repeated, end in ((b"{", keys, b'"k": 0}'), (b'{"k": "', b"y" * 1000, b'"}')):
        memory, (record_error,) = peak(Endless(begin, repeated, end, 40_000_000))

        assert isinstance(record_error, RecordError)
        assert "larger than 16 MiB, the limit" in record_error.reason
        assert memory < 200_000_000
