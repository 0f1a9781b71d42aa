"""A large JSON array, read as a stream: its items one by one, as they stand in the file."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import BinaryIO

from dateline.readers.base import MAX_RECORD_BYTES, megabytes
from dateline.readers.charset import decode_exactly

_CHUNK = 1024 * 1024
_DECODER = json.JSONDecoder()
_SPACE = " \t\r\n"


class BrokenArray(Exception):
    """The array ends or goes wrong; the message says where."""


def array_items(head: bytes, stream: BinaryIO) -> Iterator[str]:
    """The text of each item of the array that `head` begins and `stream` continues. Raises
    BrokenArray; what follows a broken item cannot be had."""
    text = _Text(head, stream)
    text.take("[")
    number = 0
    while text.next() != "]":
        number += 1
        yield text.item(number)
        if text.next() == ",":
            text.take(",")
        elif text.next() != "]":
            raise BrokenArray(f"a comma is missing after item {number}")


class _Text:
    """What is left of the file, with as much of it decoded as one item needs."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        charset = decode_exactly(head[: head.rfind(b"\n") + 1] or head).charset
        self._decoder = codecs.getincrementaldecoder(charset)("replace")
        self._stream = stream
        self._left = self._decoder.decode(head).removeprefix("\ufeff")
        self._at = 0

    def next(self) -> str:
        """The next character that is no white space."""
        while True:
            while self._at < len(self._left) and self._left[self._at] in _SPACE:
                self._at += 1
            if self._at < len(self._left):
                return self._left[self._at]
            if not self._more():
                raise BrokenArray("the file ends in the middle")

    def take(self, mark: str) -> None:
        if self.next() != mark:
            raise BrokenArray(f"{mark!r} is expected")
        self._at += 1

    def item(self, number: int) -> str:
        """The item that begins at the next character. It is decoded again with more of the file
        until it is whole."""
        self.next()
        while True:
            try:
                _, end = _DECODER.raw_decode(self._left, self._at)
            except (ValueError, RecursionError) as error:
                if len(self._left) - self._at > MAX_RECORD_BYTES:
                    size = megabytes(MAX_RECORD_BYTES)
                    raise BrokenArray(f"item {number} is broken or over {size}") from error
                if not self._more():
                    raise BrokenArray(f"item {number} is cut off or broken") from error
                continue
            if end < len(self._left) or not self._more():
                text, self._at = self._left[self._at : end], end
                return text

    def _more(self) -> bool:
        """Whether the file went on; what was read of it before is let go."""
        chunk = self._stream.read(max(_CHUNK, len(self._left) - self._at))
        self._left = self._left[self._at :] + self._decoder.decode(chunk, final=not chunk)
        self._at = 0
        return bool(chunk)
