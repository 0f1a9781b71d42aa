"""mbox files (RFC 4155 and its variants): messages one after another, each after a line that begins
with "From "."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from dateline.readers.mail.message import MailReader
from dateline.readers.streams.limits import MAX_RECORD_BYTES, megabytes
from dateline.values.draft import Record, RecordError

_DATED = re.compile(
    rb"From .*\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? (?:[A-Z][a-z]{2} +\d{1,2}|\d{1,2} [A-Z][a-z]{2}) "
    rb".*\d{4}\b.*"
)
_FIELD = re.compile(rb"[!-9;-~]+:")
_OF_MAIL = re.compile(
    rb"(?:from|to|cc|subject|date|message-id|received|return-path|delivered-to|mime-version|"
    rb"content-[\w-]+|reply-to|sender|status|x-[\w-]+):",
    re.I,
)
_QUOTED = re.compile(rb"^>(>*From )", re.M)
_LINE_BYTES = 64 * 1024
_FROM_BYTES = 500
"""The longest line before a message: an address has at most 254 bytes."""


class MboxReader(MailReader):
    name = "mbox"
    version = 4
    media_type = "application/mbox"

    def score(self, head: bytes, name: str | None) -> int | None:
        """A "From " line, and a header field after it."""
        del name
        line, _, rest = head.partition(b"\n")
        return 98 if _FIELD.match(rest) and _begins_message(line, rest) else None

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


def _begins_message(line: bytes, after: bytes) -> bool:
    """Whether a line after a blank one begins a message: "From ", with the day that programs write
    there, or before a field that mail has. A sentence may begin with "From" and end in a year."""
    if not line.startswith(b"From ") or len(line) > _FROM_BYTES:
        return False
    return _DATED.match(line) is not None or _OF_MAIL.match(after) is not None


def _messages(stream: BinaryIO) -> Iterator[bytes | None]:
    """The bytes of each message; None for one over the limit."""
    lines: list[bytes] = []
    size, begun, blank = 0, False, True
    line = stream.readline(_LINE_BYTES)
    while line:
        after = stream.readline(_LINE_BYTES)
        if blank and _begins_message(line, after):
            if begun:
                yield b"".join(lines) if size <= MAX_RECORD_BYTES else None
            lines, size, begun = [], 0, True
        else:
            size += len(line)
            if size <= MAX_RECORD_BYTES:
                lines.append(line)
        blank = not line.strip()
        line = after
    if begun:
        yield b"".join(lines) if size <= MAX_RECORD_BYTES else None
