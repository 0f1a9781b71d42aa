"""RTF documents (Rich Text Format 1.9.1), by striprtf."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from dateline.errors import NotAnArticle, ReadError
from dateline.readers.base import label, single_record
from dateline.readers.paragraphs import text_blocks
from dateline.readers.text.plain import with_title
from dateline.values.draft import Claim, Draft, Record, RecordError

MAX_RTF_BYTES = 8 * 1024 * 1024
"""The library takes seven seconds for it."""

_INFO = re.compile(r"\{\\info\b")
_FIELDS = {
    "title": "title",
    "author": "authors",
    "subject": "section",
    "keywords": "keywords",
    "doccomm": "summary",
}
_VALUE = re.compile(r"\{\\(title|author|subject|keywords|doccomm)\s([^{}]{1,2000})\}")
_TIME = re.compile(r"\{\\(creatim|revtim)\\yr(\d+)\\mo(\d+)\\dy(\d+)(?:\\hr(\d+)\\min(\d+))?")
_BRACE = re.compile(r"(?<!\\)(?:\\\\)*([{}])")
_CUT = "the document ends before its last brace: it may be cut off"
_HIGH = re.compile(rb"[\x80-\xff]")
_STAR = re.compile(r"(?<![{\\\s])\\\*(?=\\)")  # StarWriter writes it within groups, without meaning
_ROW = re.compile(r"^(.*\|)$", re.M)  # as the library writes a row of a table
_CELL_END = re.compile(r"\n+\|")  # some programs end a cell's last paragraph, some do not
_INFO_CHARACTERS = 16 * 1024


class RtfReader:
    name = "rtf"
    version = 3
    media_type = "application/rtf"

    def score(self, head: bytes, name: str | None) -> int | None:
        del name
        return 100 if head.startswith(b"{\\rtf") else None

    def split(self, stream: BinaryIO) -> Iterator[Record | RecordError]:
        return single_record(stream, MAX_RTF_BYTES)

    def read(self, record: Record) -> Draft:
        """The document's paragraphs like those of plain text, its information group as claims."""
        source = _ascii(record.data)
        text = _plain(source)
        blocks = text_blocks(text)
        if not blocks:
            raise NotAnArticle("a document with no text")
        blocks = with_title(blocks)
        claims = tuple(_claims(source))
        return Draft(
            reader=label(self),
            media_type=self.media_type,
            blocks=blocks,
            claims=claims,
            warnings=() if _is_closed(source) else (_CUT,),
        )


def _is_closed(source: str) -> bool:
    """Whether the group that is the document is closed. Binary data may hold any brace, so a
    document that has some counts as closed."""
    braces = Counter(_BRACE.findall(source))
    return "\\bin" in source or braces["}"] >= braces["{"]


def _ascii(data: bytes) -> str:
    """The source with bytes beyond ASCII escaped, because they are in the charset in force, like
    escaped ones. If there is binary data, they may belong to it and stay: their count is
    declared."""
    if b"\\bin" not in data:
        data = _HIGH.sub(lambda byte: b"\\'%02x" % byte[0][0], data)
    return data.decode("ascii", "replace")


def _plain(source: str) -> str:
    from striprtf.striprtf import rtf_to_text

    try:
        text: str = rtf_to_text(_STAR.sub("", source), errors="replace")
    except (ValueError, LookupError, IndexError, OverflowError) as error:
        raise ReadError(f"broken RTF: {error}") from error
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = "".join(character for character in text if character in "\n\t" or character >= " ")
    text = _CELL_END.sub("|", text)
    return _ROW.sub(lambda row: " | ".join(filter(None, row[1].split("|"))), text)


def _claims(source: str) -> Iterator[Claim]:
    start = _INFO.search(source)
    if start is None:
        return
    info = source[start.start() : start.start() + _INFO_CHARACTERS]
    for name, value in _VALUE.findall(info):
        text = _plain("{\\rtf1 " + value + "}").strip()
        if text:
            yield _claim(_FIELDS[name], text, name)
    for name, year, month, day, hour, minute in _TIME.findall(info):
        value = f"{int(year):04}-{int(month):02}-{int(day):02}"
        value += (
            f"T{int(hour):02}:{int(minute):02}" if hour and (hour, minute) != ("0", "0") else ""
        )
        yield _claim("published" if name == "creatim" else "updated", value, name)


def _claim(field: str, value: str, name: str) -> Claim:
    return Claim(field=field, value=value, method="document properties", where=f"info {name}")
