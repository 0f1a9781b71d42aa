"""JSON text read from start to end, with no more of it in memory than one value needs."""

from __future__ import annotations

import codecs
import json
import re
import sys
from typing import BinaryIO

from dateline.readers.streams.charset import decode_exactly
from dateline.readers.streams.limits import MAX_RECORD_BYTES, at_most, megabytes

WHOLE_BYTES = 16 * 1024 * 1024
"""A file up to this size is decoded at once. Of a larger file, this much decides the charset."""

CHUNK_BYTES = 1024 * 1024

CUT = "the file ends in the middle"

LONG_NUMBER = f"a number of more than {sys.get_int_max_str_digits():,} digits"
"""What is wrong if the library raises a ValueError that is not a JSONDecodeError."""

_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\n\r]*")


class BrokenJson(Exception):
    """The JSON ends too early or is invalid; the message says where."""


class JsonText:
    """JSON text with a position that moves forward. `passed` returns the text from `mark` to the
    position."""

    def __init__(self, stream: BinaryIO) -> None:
        head = at_most(stream, WHOLE_BYTES)
        self._stream = stream
        self._complete = len(head) < WHOLE_BYTES
        decoded = decode_exactly(head if self._complete else _lines(head))
        self._decoder = codecs.getincrementaldecoder(decoded.charset)("replace")
        self._text = decoded.text if self._complete else self._decoder.decode(head)
        self._text = self._text.removeprefix("\ufeff")
        self._at = 0
        self._marked: int | None = None
        self._lines_before = self._columns_before = 0

    def peek(self) -> str:
        """The next character that is not white space; empty at the end of the file."""
        while True:
            space = _SPACE.match(self._text, self._at)
            self._at = space.end() if space else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def take(self, marks: str) -> str:
        """Moves past the next character and returns it. Raises BrokenJson if it is not one of
        `marks`."""
        found = self.peek()
        if not found:
            raise self.broken(CUT)
        if found not in marks:
            wanted = " or ".join(map(repr, marks))
            raise self.broken(f"{wanted} is expected")
        self._at += 1
        return found

    def ahead(self, characters: int) -> str:
        """The next characters, as many as there are, up to `characters`."""
        self.peek()
        while len(self._text) - self._at < characters and self._more():
            pass
        return self._text[self._at : self._at + characters]

    def value(self) -> tuple[object, str]:
        """Moves past the next value; returns it and its text. If the decoded text ends inside it,
        it is decoded again with more of the file. Raises BrokenJson for invalid JSON and, in a
        large file, for a value of more than MAX_RECORD_BYTES characters."""
        if not self.peek():
            raise self.broken(CUT)
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except (ValueError, RecursionError) as error:
                if len(self._text) - self._at <= MAX_RECORD_BYTES and self._more():
                    continue
                raise self._broken_value(error) from error
            if end < len(self._text) or not self._more():
                text, self._at = self._text[self._at : end], end
                return value, text

    def mark(self) -> None:
        """From here on the text is kept, up to MAX_RECORD_BYTES of it."""
        self._marked = self._at

    def unmark(self) -> None:
        self._marked = None

    def passed(self) -> str | None:
        """The text from the mark to the position; None if it was too long, or there is no mark."""
        start, self._marked = self._marked, None
        return None if start is None else self._text[start : self._at]

    def broken(self, what: str) -> BrokenJson:
        """An error with the line and column of the position."""
        lines = self._text.count("\n", 0, self._at)
        column = self._at - self._text.rfind("\n", 0, self._at)
        column += 0 if lines else self._columns_before
        return BrokenJson(
            f"broken JSON: {what} at line {self._lines_before + lines + 1} column {column}"
        )

    def _broken_value(self, error: ValueError | RecursionError) -> BrokenJson:
        if isinstance(error, RecursionError):
            return self.broken("it is nested too deeply")
        if not isinstance(error, json.JSONDecodeError):
            return self.broken(LONG_NUMBER)
        if not self._complete and len(self._text) - self._at > MAX_RECORD_BYTES:
            return self.broken(f"a value that is broken or larger than {_LIMIT}, the limit,")
        self._at = error.pos
        return self.broken(error.msg.removesuffix(" at"))

    def _more(self) -> bool:
        """Reads on; whether the file had more. Text before the position is dropped, unless it is
        marked."""
        if self._complete:
            return False
        if self._marked is not None and self._at - self._marked > MAX_RECORD_BYTES:
            self._marked = None
        kept = self._at if self._marked is None else self._marked
        lines = self._text.count("\n", 0, kept)
        self._columns_before = (kept - 1 - self._text.rfind("\n", 0, kept)) + (
            0 if lines else self._columns_before
        )
        self._lines_before += lines
        chunk = self._stream.read(max(CHUNK_BYTES, len(self._text) - kept))
        self._text = self._text[kept:] + self._decoder.decode(chunk, final=not chunk)
        self._at -= kept
        self._marked = None if self._marked is None else 0
        self._complete = not chunk
        return bool(chunk)


_LIMIT = megabytes(MAX_RECORD_BYTES)


def _lines(head: bytes) -> bytes:
    """Complete lines, so that no character is cut in two."""
    return head[: head.rfind(b"\n") + 1] or head
