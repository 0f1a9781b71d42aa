"""EPUB books (https://www.w3.org/TR/epub-33/): each document of the spine with enough text is an
article. Covers, title pages and tables of contents have too little."""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import unquote
from zipfile import ZipFile

from dateline.errors import NotAnArticle, ReadError
from dateline.readers.base import label
from dateline.readers.containers.zip import ENCRYPTED, open_zip, read_part
from dateline.readers.sniff import zip_media_type
from dateline.readers.streams.charset import declared_charset, decode
from dateline.readers.streams.limits import MAX_DOCUMENT_BYTES, MAX_RECORD_BYTES, read_up_to
from dateline.readers.streams.safe_xml import elements_named, local_name, parse_xml
from dateline.values.draft import Block, Claim, Draft, Record, RecordError, Role

MIN_CHARACTERS = 250
"""The same as trafilatura's threshold for a page's text."""

_TYPES = (b"application/epub+zip", b"application/x-ibooks+zip")
_TAG = re.compile(r"<[^<>]*>")
_BODY = re.compile(r"<body\b[^<>]*>", re.I)
_TITLE = re.compile(r"<title\b[^<>]*>([^<]*)</title", re.I)
_METADATA = {
    "creator": "authors",
    "publisher": "source.name",
    "date": "published",
    "language": "language",
    "subject": "keywords",
}


class EpubReader:
    name = "epub"
    version = 4
    media_type = "application/epub+zip"

    def score(self, head: bytes, name: str | None) -> int | None:
        """A zip file that states this media type."""
        del name
        return (
            90
            if head.startswith(b"PK\x03\x04") and zip_media_type(head).startswith(_TYPES)
            else None
        )

    def split(self, stream: BinaryIO) -> Iterator[Record | RecordError]:
        """A record for each document of the spine with MIN_CHARACTERS of text. A RecordError for a
        document that is listed but missing, or encrypted."""
        with open_zip(io.BytesIO(read_up_to(stream, MAX_DOCUMENT_BYTES))) as archive:
            book = _book(archive)
            for ordinal, path in enumerate(book.spine):
                yield from _document(archive, book, ordinal, path)

    def read(self, record: Record) -> Draft:
        """The document's text as blocks, its first heading as the title."""
        from dateline.readers.html.fragment import fragment_blocks

        decoded = decode(record.data, declared_charset(record.data))
        blocks = _titled(fragment_blocks(_body(decoded.text)))
        if not any(block.role not in (Role.TITLE, Role.HEADING) for block in blocks):
            raise NotAnArticle("a document with no text")
        title = _TITLE.search(decoded.text)
        claims = (
            (Claim(field="title", value=title[1].strip(), method="title tag", where="<title>"),)
            if title and title[1].strip()
            else ()
        )
        return Draft(
            reader=label(self),
            media_type=self.media_type,
            blocks=blocks,
            claims=claims,
            warnings=decoded.warnings,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """The paths of the spine's documents in order, and what the book says about itself."""

    spine: tuple[str, ...]
    claims: tuple[Claim, ...]
    encrypted: frozenset[str]


def _book(archive: ZipFile) -> _Book:
    container = read_part(archive, "META-INF/container.xml", MAX_RECORD_BYTES)
    if container is None:
        raise ReadError("an EPUB file with no container.xml", stage="open")
    roots = [root.get("full-path") for root in elements_named(parse_xml(container), "rootfile")]
    package = read_part(archive, roots[0], MAX_RECORD_BYTES) if roots and roots[0] else None
    if package is None:
        raise ReadError("an EPUB file with no package document", stage="open")
    tree, folder = parse_xml(package), posixpath.dirname(roots[0] or "")
    items = {item.get("id"): item.get("href") for item in elements_named(tree, "item")}
    hrefs = (items.get(item.get("idref")) for item in elements_named(tree, "itemref"))
    return _Book(
        spine=tuple(posixpath.normpath(posixpath.join(folder, unquote(h))) for h in hrefs if h),
        claims=tuple(
            Claim(
                field=_METADATA[local_name(element)],
                value=" ".join((element.text or "").split()),
                method="document properties",
                where=f"dc:{local_name(element)}",
            )
            for element in tree.iter()
            if local_name(element) in _METADATA and (element.text or "").strip()
        ),
        encrypted=_encrypted(archive),
    )


def _encrypted(archive: ZipFile) -> frozenset[str]:
    data = read_part(archive, "META-INF/encryption.xml", MAX_RECORD_BYTES)
    references = (element.get("URI") for element in parse_xml(data).iter()) if data else ()
    return frozenset(posixpath.normpath(unquote(uri)) for uri in references if uri)


def _document(
    archive: ZipFile, book: _Book, ordinal: int, path: str
) -> Iterator[Record | RecordError]:
    if path in book.encrypted:
        yield RecordError(ordinal=ordinal, where=path, reason=ENCRYPTED, stage="open")
        return
    try:
        data = read_part(archive, path, MAX_RECORD_BYTES)
    except ReadError as error:
        yield RecordError(ordinal=ordinal, where=path, reason=error.message, stage="open")
        return
    if data is None:
        reason = "the book lists it, but it is missing"
        yield RecordError(ordinal=ordinal, where=path, reason=reason, stage="open")
        return
    text = _TAG.sub("", _body(decode(data, declared_charset(data)).text))
    if len("".join(text.split())) >= MIN_CHARACTERS:
        yield Record(ordinal=ordinal, data=data, where=path, claims=book.claims)


def _body(text: str) -> str:
    body = _BODY.search(text)
    return text[body.end() :] if body else text


def _titled(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    if blocks and blocks[0].role is Role.HEADING:
        return (Block(role=Role.TITLE, text=blocks[0].text), *blocks[1:])
    return blocks
