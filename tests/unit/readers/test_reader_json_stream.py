"""Large JSON files, read as streams: the same records as of small ones, in little memory."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Callable

import pytest

from dateline.readers import by_name
from dateline.readers.json import stream as json_text
from dateline.readers.json.document import JsonReader
from dateline.values.draft import Record, RecordError

ITEMS = [
    {"title": f"Item {n}, “quoted” ]", "text": "Words [of] it. " * (n % 40), "n": n}
    for n in range(300)
]


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of more than 1,000 bytes count as large, and are read by 100 bytes."""
    monkeypatch.setattr(json_text, "WHOLE_BYTES", 1000)
    monkeypatch.setattr(json_text, "CHUNK_BYTES", 100)


def split(data: bytes) -> list[Record | RecordError]:
    return list(by_name("json").split(io.BytesIO(data)))  # type: ignore[union-attr]


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
    """Byte for byte, with the same records, whatever the white space and the charset."""
    text = json.dumps(AROUND[around](ITEMS), ensure_ascii=False, indent=indent)
    data = text.encode(charset)
    whole = split(data)
    request.getfixturevalue("large")

    assert whole == split(data)
    assert len(whole) == len(ITEMS)


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
    """Then one flaw says what is wrong."""
    text = damage(json.dumps(AROUND[around](ITEMS)))  # type: ignore[operator]

    *records, flaw = split(text.encode())

    assert all(isinstance(record, Record) for record in records)
    assert len(records) > 50
    assert isinstance(flaw, RecordError)
    assert words in flaw.reason


def test_damage_is_told_by_line_and_column_in_a_large_file(
    request: pytest.FixtureRequest,
) -> None:
    """As in a small one."""
    text = json.dumps(ITEMS, indent=1).replace('"n": 200', '"n" 200')
    whole = split(text.encode())[-1]
    request.getfixturevalue("large")

    assert isinstance(whole, RecordError)
    assert whole == split(text.encode())[-1]
    line = text[: text.index('"n" 200')].count("\n") + 1
    assert f"line {line} column 7" in whole.reason


class Endless(io.RawIOBase):
    """A stream of `begin`, `repeated` over and over, and `end`: `size` bytes or so."""

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
    """The most memory that it took to go through the file, in bytes, and what came last."""
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
    """The memory does not grow with the file; one of 4 MB stands for one of 2 GB here."""
    monkeypatch.setattr(json_text, "WHOLE_BYTES", 100_000)
    monkeypatch.setattr(json_text, "CHUNK_BYTES", 20_000)
    item = json.dumps(ITEMS[39]).encode() + b","
    end = b"{}]" + b"}" * begin.count(b"{")

    few, _ = peak(Endless(begin, item, end, 1_000_000))
    many, (last,) = peak(Endless(begin, item, end, 4_000_000))

    assert isinstance(last, Record)
    assert many < 1.2 * few < 2_000_000


def test_an_object_that_is_too_large_says_so() -> None:
    """One article of 40 MB, many keys or one: a failure that names the limit, and no more of it
    is held than the limit."""
    keys = b'"k": "' + b"x" * 1_000_000 + b'", '
    for begin, repeated, end in ((b"{", keys, b'"k": 0}'), (b'{"k": "', b"y" * 1000, b'"}')):
        memory, (flaw,) = peak(Endless(begin, repeated, end, 40_000_000))

        assert isinstance(flaw, RecordError)
        assert "larger than 16 MiB, the limit" in flaw.reason
        assert memory < 200_000_000
