"""Bytes to Drafts: one module a format, chosen by content.

A format is one object with the things that `Reader` names, in a module of its own, listed in
`READERS` below. The rest of Dateline asks `choose` for the reader of a file, lets it `split`
the stream into records, and has each record `read`, perhaps in another process.
"""

from __future__ import annotations

from dateline.errors import ReadError
from dateline.readers.base import HEAD_BYTES, MAX_RECORD_BYTES, Reader
from dateline.readers.compression import unwrap
from dateline.readers.html import HtmlReader
from dateline.readers.json_file import JsonReader
from dateline.readers.json_lines import JsonLinesReader
from dateline.readers.sniff import refusal
from dateline.readers.text import TextReader

__all__ = [
    "HEAD_BYTES",
    "MAX_RECORD_BYTES",
    "READERS",
    "Reader",
    "by_name",
    "choose",
    "unwrap",
]

READERS: tuple[Reader, ...] = (JsonLinesReader(), JsonReader(), HtmlReader(), TextReader())


def choose(head: bytes, name: str | None = None) -> Reader:
    """The reader that fits `head`, a file's first HEAD_BYTES with any gzip undone, best.

    Content decides; `name` only settles what content leaves open. Of equal scores the earlier
    in READERS wins. Raises ReadError where there is nothing to read, or nothing that any
    reader could: an empty file, a picture, a feed.
    """
    reason = refusal(head)
    if reason is not None:
        raise ReadError(reason, stage="open")
    scored = [(reader.score(head, name), reader) for reader in READERS]
    fitting = [(score, reader) for score, reader in scored if score is not None]
    if not fitting:
        raise ReadError("no reader knows what this file is", stage="open")
    return max(fitting, key=lambda pair: pair[0])[1]


def by_name(name: str) -> Reader:
    """The reader called `name`. Raises KeyError where there is none."""
    return {reader.name: reader for reader in READERS}[name]
