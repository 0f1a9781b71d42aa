"""Plain text as people copy it from a page: a headline, perhaps a caption and bullets, then
paragraphs parted by blank lines or by single line ends."""

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
"""The longest headline of the evaluation sets has 160 letters."""

_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+")
_SENTENCE_END = re.compile(r"[.;:,]$")


class TextReader:
    name = "text"
    version = 1
    media_type = "text/plain"

    def score(self, head: bytes, name: str | None) -> int | None:
        """Anything that is text and no XML; others know better what they know."""
        del name
        return None if xml_kind(head_text(head)) else 10

    def split(self, stream: BinaryIO) -> Iterator[Record | RecordError]:
        return single_record(stream)

    def read(self, record: Record) -> Draft:
        """The lines as blocks: the first as the title where it looks like one. A block keeps
        its marks ("•", "By"), for normalization to make sense of."""
        if control_share(record.data) > 0.02:
            raise ReadError("the file looks like binary data, not text")
        decoded = decode(record.data)
        blocks = text_blocks(decoded.text)
        if not blocks:
            raise ReadError("the file holds only white space")
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
    """The same blocks, the first as the title where it looks like one."""
    first = blocks[0]
    if first.role is not Role.PARAGRAPH or not _like_a_title(first.text):
        return blocks
    title = _MARKDOWN_HEADING.sub("", first.text, count=1) if first.text[0] == "#" else first.text
    return (Block(role=Role.TITLE, text=title), *blocks[1:])


def _like_a_title(text: str) -> bool:
    """Short, one line, and not ending as a sentence of running text does. A headline may end
    in a full stop where it is very short ("Dr. No returns, again.")."""
    if len(text) > MAX_TITLE_LENGTH or "\n" in text:
        return False
    return len(text) <= 60 or not _SENTENCE_END.search(text) or text.endswith("...")
