"""JSON lines: one record for each line, whatever the lines hold."""

from __future__ import annotations

import io
import tracemalloc

from dateline.errors import NotAnArticle, ReadError
from dateline.readers import MAX_RECORD_BYTES, by_name
from dateline.readers.json import lines as json_lines
from dateline.values.draft import Draft, Record, RecordError


def test_each_line_is_a_record_with_its_place() -> None:
    """Records are the exact bytes of the lines, and blank lines only count as lines."""

    data = b'{"text": "one"}\n\n  {"text": "two"}\r\n'

    records = list(by_name("json lines").split(io.BytesIO(data)))

    assert [
        Record(ordinal=0, data=b'{"text": "one"}', where="line 1"),
        Record(ordinal=1, data=b'{"text": "two"}', where="line 3"),
    ] == records


def test_bad_lines_do_not_stop_good_ones(read) -> None:
    """Cut JSON, a list, missing text and wrong types are each reported, and the rest is read."""

    lines = [
        b'{"title": "One", "text": "Words of the first."}',
        b'{"title": "Two", "text": "cut',
        b"[1, 2]",
        b'{"title": "No text"}',
        b'{"title": null, "text": 17}',
        b'{"title": 5, "text": "Words"}',
        b'{"title": "Last", "text": "Words of the last."}',
    ]

    results = read(b"\n".join(lines))

    assert isinstance(results[0], Draft)
    assert isinstance(results[-1], Draft)
    assert [
        (ReadError, "broken JSON: Unterminated string starting at column 26"),
        (ReadError, "not an object but a list"),
        (NotAnArticle, "an object with no text"),
        (NotAnArticle, "no text: text is a number, not text"),
        (NotAnArticle, "title is a number, not text"),
    ] == [(type(error), error.message) for error in results[1:-1]]


def test_a_line_over_the_limit_is_skipped_in_bounded_memory() -> None:
    """A line of 50 MB is a RecordError, the next one is read, and memory never holds 50 MB."""

    class Endless(io.RawIOBase):
        def __init__(self) -> None:
            self.left = 50 * 1024 * 1024
            self.tail = b'"}\n{"text": "after"}\n'

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            size = min(len(buffer), self.left or len(self.tail))
            chunk = b"x" * size if self.left else self.tail[:size]
            self.left, self.tail = (
                (self.left - size, self.tail) if self.left else (0, self.tail[size:])
            )
            buffer[:size] = chunk
            return size

    tracemalloc.start()
    results = list(by_name("json lines").split(io.BufferedReader(Endless())))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert (
        RecordError(ordinal=0, where="line 1", reason="the line is longer than 16 MiB, the limit")
        == (results[0])
    )
    assert Record(ordinal=1, data=b'{"text": "after"}', where="line 2") == results[1]
    assert peak < 3 * MAX_RECORD_BYTES


def test_lines_are_read_lazily() -> None:
    """The first record is returned before the second line exists."""

    class OneLine(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            line = super().readline(size)
            assert line, "read past the first line"
            return line

        def peek(self, size: int = 0) -> bytes:
            return self.getvalue()[:size]

    records = json_lines.JsonLinesReader().split(OneLine(b'{"text": "one"}\n'))

    assert next(records).data == b'{"text": "one"}'  # type: ignore[union-attr]


def test_utf16_lines_are_read(read) -> None:
    """JSON lines in UTF-16 with a mark are read like others."""

    drafts = read('{"text": "Über eins"}\n{"text": "Über zwei"}\n'.encode("utf-16"), "dump.jsonl")

    assert [draft.blocks[0].text for draft in drafts] == ["Über eins", "Über zwei"]
