"""mbox files (RFC 4155 and its variants): messages one after another, each after a line that begins
with "From "."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from dateline.readers.mail.message import MailReader
from dateline.readers.streams.limits import MAX_RECORD_BYTES, megabytes
from dateline.values.draft import Record, RecordError

_FROM = re.compile(rb"From \S+.*\d{4}\r?\n")
_QUOTED = re.compile(rb"^>(>*From )", re.M)
_LINE_BYTES = 64 * 1024


class MboxReader(MailReader):
    name = "mbox"
    version = 3
    media_type = "application/mbox"

    def score(self, head: bytes, name: str | None) -> int | None:
        """A "From " line that ends in a year, and a header field after it."""
        del name
        line, _, rest = head.partition(b"\n")
        begins = _FROM.fullmatch(line + b"\n") is not None
        return 98 if begins and re.match(rb"[!-9;-~]+:", rest) else None

    def split(self, stream: BinaryIO) -> Iterator[Record | RecordError]:
        """A record for each message, without its "From " line, with quoted "From " lines restored.
        A message over MAX_RECORD_BYTES is a RecordError, and is skipped without being kept in
        memory."""
        for ordinal, message in enumerate(_messages(stream)):
            where = f"message {ordinal + 1}"
            if message is None:
                reason = f"the message is larger than {megabytes(MAX_RECORD_BYTES)}, the limit"
                yield RecordError(ordinal=ordinal, where=where, reason=reason)
            else:
                yield Record(ordinal=ordinal, data=_QUOTED.sub(rb"\1", message), where=where)


def _messages(stream: BinaryIO) -> Iterator[bytes | None]:
    """The bytes of each message; None for one over the limit."""
    lines: list[bytes] = []
    size, begun, blank = 0, False, True
    while line := stream.readline(_LINE_BYTES):
        if blank and _FROM.fullmatch(line):
            if begun:
                yield b"".join(lines) if size <= MAX_RECORD_BYTES else None
            lines, size, begun = [], 0, True
        else:
            size += len(line)
            if size <= MAX_RECORD_BYTES:
                lines.append(line)
        blank = not line.strip()
    if begun:
        yield b"".join(lines) if size <= MAX_RECORD_BYTES else None
