"""Word documents (.docx, ECMA-376 part 1): paragraphs by style, lists, tables, properties."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO
from zipfile import ZipFile

from dateline.errors import NotAnArticle, ReadError
from dateline.readers.base import has_ending, label, single_record
from dateline.readers.containers.zip import open_zip, read_part
from dateline.readers.paragraphs import row_blocks
from dateline.readers.streams.limits import MAX_DOCUMENT_BYTES
from dateline.readers.streams.safe_xml import local_name, parse_xml
from dateline.values.draft import Block, Claim, Draft, Record, RecordError, Role

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_PART_BYTES = 32 * 1024 * 1024

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RUNS = (f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}noBreakHyphen")
_ROLES = {
    "title": Role.TITLE,
    "subtitle": Role.SUBTITLE,
    "quote": Role.QUOTE,
    "intensequote": Role.QUOTE,
    "caption": Role.CAPTION,
    "listparagraph": Role.LIST_ITEM,
    "listbullet": Role.LIST_ITEM,
    "listnumber": Role.LIST_ITEM,
}
_PROPERTIES = {
    "title": "title",
    "creator": "authors",
    "created": "published",
    "modified": "updated",
    "keywords": "keywords",
    "description": "summary",
    "language": "language",
    "category": "section",
}


class DocxReader:
    name = "docx"
    version = 2
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    def score(self, head: bytes, name: str | None) -> int | None:
        """A zip file with a Word document's parts among its first ones."""
        if not head.startswith(b"PK\x03\x04"):
            return None
        if b"word/document.xml" in head or (b"[Content_Types].xml" in head and b"word/" in head):
            return 90
        return 80 if has_ending(name, ".docx") else None

    def split(self, stream: BinaryIO) -> Iterator[Record | RecordError]:
        return single_record(stream, MAX_DOCUMENT_BYTES)

    def read(self, record: Record) -> Draft:
        """The document's paragraphs as blocks, its properties as claims."""
        with open_zip(io.BytesIO(record.data)) as archive:
            document = read_part(archive, "word/document.xml", MAX_PART_BYTES)
            if document is None:
                raise ReadError("a zip file with no Word document in it")
            claims = tuple(_claims(archive))
        blocks = tuple(_blocks(parse_xml(document)))
        if not any(block.role is not Role.TITLE for block in blocks):
            raise NotAnArticle("a document with no text")
        return Draft(reader=label(self), media_type=self.media_type, blocks=blocks, claims=claims)


def _claims(archive: ZipFile) -> Iterator[Claim]:
    core = read_part(archive, "docProps/core.xml", MAX_PART_BYTES)
    for element in parse_xml(core) if core else ():
        field, value = _PROPERTIES.get(local_name(element)), " ".join((element.text or "").split())
        if field and value:
            where = f"property {local_name(element)}"
            yield Claim(field=field, value=value, method="document properties", where=where)


def _blocks(document: _Element) -> Iterator[Block]:
    """A block for each paragraph, and one for each row of a table. The Fallback of a text box, for
    older programs, repeats its text and is left out."""
    from lxml import etree

    etree.strip_elements(document, f"{_COMPATIBLE}Fallback", with_tail=False)
    for element in document.iter(f"{_W}p", f"{_W}tr"):
        if next(element.iterancestors(f"{_W}tr"), None) is not None:
            continue
        if element.tag == f"{_W}tr":
            yield from row_blocks(map(_cell, element.iter(f"{_W}tc")))
        elif text := _text(element):
            yield Block(role=_role(element), text=text)


def _cell(cell: _Element) -> list[str]:
    """The paragraphs of a cell, without those of a table inside it, which has cells of its own."""
    paragraphs = (p for p in cell.iter(f"{_W}p") if next(p.iterancestors(f"{_W}tc")) is cell)
    return [_text(paragraph) for paragraph in paragraphs]


def _role(paragraph: _Element) -> Role:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = (style.get(f"{_W}val") or "").lower() if style is not None else ""
    if name.startswith("heading") or paragraph.find(f"{_W}pPr/{_W}outlineLvl") is not None:
        return Role.HEADING
    numbered = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
    return _ROLES.get(name.rstrip("0123456789"), Role.LIST_ITEM if numbered else Role.PARAGRAPH)


def _text(element: _Element) -> str:
    """The words of a paragraph, with insertions and without deletions. The paragraphs of a text box
    do not belong to the paragraph that it is anchored to."""
    words = []
    boxes = element.iter(f"{_W}txbxContent")
    boxed = {run for box in boxes for run in box.iter(*_RUNS)}
    for run in element.iter(*_RUNS):
        if run in boxed:
            continue
        if run.tag == f"{_W}noBreakHyphen":
            words.append("-")
        else:
            words.append(run.text or "" if run.tag == f"{_W}t" else " ")
    return " ".join("".join(words).split())
