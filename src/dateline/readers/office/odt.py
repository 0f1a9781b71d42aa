"""OpenDocument texts (.odt, ISO/IEC 26300): paragraphs, headings, lists, metadata."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO
from zipfile import ZipFile

from dateline.errors import NotAnArticle, ReadError
from dateline.readers.base import label, single_record
from dateline.readers.containers.zip import ENCRYPTED, open_zip, read_part
from dateline.readers.paragraphs import row_blocks
from dateline.readers.sniff import zip_media_type
from dateline.readers.streams.limits import MAX_DOCUMENT_BYTES
from dateline.readers.streams.safe_xml import local_name, parse_xml
from dateline.values.draft import Block, Claim, Draft, Record, RecordError, Role

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_PART_BYTES = 32 * 1024 * 1024

_TYPE = b"application/vnd.oasis.opendocument.text"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAWN = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_LEFT_OUT = (
    f"{_TEXT}note",
    f"{_OFFICE}annotation",
    f"{_TEXT}tracked-changes",
    f"{_DRAWN}title",
    f"{_DRAWN}desc",
)
_STYLE = f"{_TEXT}style-name"
_META = {
    "title": "title",
    "initial-creator": "authors",
    "creator": "authors",
    "creation-date": "published",
    "date": "updated",
    "keyword": "keywords",
    "description": "summary",
    "subject": "section",
    "language": "language",
}
_STYLES = (
    ("title", Role.TITLE),
    ("subtitle", Role.SUBTITLE),
    ("quotations", Role.QUOTE),
    ("caption", Role.CAPTION),
    ("figure", Role.CAPTION),
    ("illustration", Role.CAPTION),
)


class OdtReader:
    name = "odt"
    version = 2
    media_type = "application/vnd.oasis.opendocument.text"

    def score(self, head: bytes, name: str | None) -> int | None:
        """A zip file that states this media type."""
        del name
        return (
            90
            if head.startswith(b"PK\x03\x04") and zip_media_type(head).startswith(_TYPE)
            else None
        )

    def split(self, stream: BinaryIO) -> Iterator[Record | RecordError]:
        return single_record(stream, MAX_DOCUMENT_BYTES)

    def read(self, record: Record) -> Draft:
        """The document's paragraphs as blocks, its metadata as claims."""
        with open_zip(io.BytesIO(record.data)) as archive:
            manifest = read_part(archive, "META-INF/manifest.xml", MAX_PART_BYTES) or b""
            if b"encryption-data" in manifest:
                raise ReadError(ENCRYPTED)
            content = read_part(archive, "content.xml", MAX_PART_BYTES)
            if content is None:
                raise ReadError("an OpenDocument file with no content")
            claims = tuple(_claims(archive))
        blocks = tuple(_blocks(parse_xml(content)))
        if not any(block.role is not Role.TITLE for block in blocks):
            raise NotAnArticle("a document with no text")
        return Draft(reader=label(self), media_type=self.media_type, blocks=blocks, claims=claims)


def _claims(archive: ZipFile) -> Iterator[Claim]:
    meta = read_part(archive, "meta.xml", MAX_PART_BYTES)
    for element in parse_xml(meta).iter() if meta else ():
        field, value = _META.get(local_name(element)), " ".join((element.text or "").split())
        if field and value:
            where = f"meta {local_name(element)}"
            yield Claim(field=field, value=value, method="document properties", where=where)


def _blocks(content: _Element) -> Iterator[Block]:
    styles = _parents(content)
    for element in content.iter(f"{_TEXT}p", f"{_TEXT}h", f"{_TABLE}table-row"):
        if next(element.iterancestors(*_LEFT_OUT, f"{_TABLE}table-row"), None) is not None:
            continue
        if element.tag == f"{_TABLE}table-row":
            yield from row_blocks(map(_cell, element))
            continue
        text = "".join(_words(element))
        if text.strip():
            yield Block(role=_role(element, styles), text=" ".join(text.split()))


def _cell(cell: _Element) -> list[str]:
    """The paragraphs of a cell, and those of a table inside it."""
    paragraphs = cell.iter(f"{_TEXT}p", f"{_TEXT}h")
    return [" ".join("".join(_words(paragraph)).split()) for paragraph in paragraphs]


def _parents(content: _Element) -> dict[str, str]:
    """The named style on which each automatic style is based."""
    styles = (element for element in content.iter() if local_name(element) == "style")
    found = {}
    for style in styles:
        attributes = {name.rpartition("}")[2]: value for name, value in style.attrib.items()}
        found[attributes.get("name", "")] = attributes.get("parent-style-name", "")
    return found


def _role(element: _Element, styles: dict[str, str]) -> Role:
    if element.tag == f"{_TEXT}h":
        return Role.HEADING
    style = element.get(_STYLE) or ""
    names = (style.lower(), styles.get(style, "").lower())
    for name, role in _STYLES:
        if any(style_name.startswith(name) for style_name in names):
            return role
    listed = any(above.tag == f"{_TEXT}list-item" for above in element.iterancestors())
    return Role.LIST_ITEM if listed else Role.PARAGRAPH


def _words(element: _Element) -> Iterator[str]:
    """The words of a paragraph, without notes, comments and descriptions of pictures."""
    if element.tag in _LEFT_OUT:
        return
    if element.tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
        yield " "
    yield element.text or ""
    for child in element:
        if child.tag not in (f"{_TEXT}p", f"{_TEXT}h"):
            yield from _words(child)
        yield child.tail or ""
