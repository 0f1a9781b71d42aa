"""Plain text as people copy it from a page: a headline, perhaps a caption and bullets, then
paragraphs separated by blank lines or by single line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from dateline.errors import NotAnArticle, ReadError
from dateline.readers.base import head_text, label, single_record
from dateline.readers.paragraphs import text_blocks
from dateline.readers.sniff import xml_kind
from dateline.readers.streams.charset import control_share, decode
from dateline.values.draft import Block, Draft, Record, RecordError, Role

MAX_TITLE_LENGTH = 200
"""The longest headline of the evaluation sets has 160 characters."""

_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+")
_SENTENCE_END = re.compile(r"[.;:,]$")


class PlainTextReader:
    name = "text"
    version = 2
    media_type = "text/plain"

    def score(self, head: bytes, name: str | None) -> int | None:
        """Anything that is text and not XML, with a low score: other formats come first."""
        del name
        return None if xml_kind(head_text(head)) else 10

    def split(self, stream: BinaryIO) -> Iterator[Record | RecordError]:
        return single_record(stream)

    def read(self, record: Record) -> Draft:
        """The lines as blocks, the first as the title if it looks like one. Blocks keep their marks
        ("•", "By") for normalization."""
        if control_share(record.data) > 0.02:
            raise ReadError("the file looks like binary data, not text")
        decoded = decode(record.data, record.charset)
        blocks = text_blocks(decoded.text)
        if not blocks:
            raise ReadError("the file contains only white space")
        blocks = with_title(blocks)
        if len(blocks) == 1 and blocks[0].role is Role.TITLE:
            raise NotAnArticle("a headline and no text")
        return Draft(
            reader=label(self),
            media_type=self.media_type,
            blocks=blocks,
            warnings=decoded.warnings,
        )


def with_title(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same blocks, the first as the title if it looks like one."""
    first = blocks[0]
    if first.role is not Role.PARAGRAPH or not _looks_like_title(first.text):
        return blocks
    title = _MARKDOWN_HEADING.sub("", first.text, count=1) if first.text[0] == "#" else first.text
    return (Block(role=Role.TITLE, text=title), *blocks[1:])


def _looks_like_title(text: str) -> bool:
    """Whether the text is short, one line, and does not end like a sentence of running text. A very
    short headline may end in a full stop ("Dr. No returns, again.")."""
    if len(text) > MAX_TITLE_LENGTH or "\n" in text:
        return False
    return len(text) <= 60 or not _SENTENCE_END.search(text) or text.endswith("...")
