"""SGML as Reuters sent it: many <REUTERS> elements in a file, after a doctype. Also files converted
to XML by others: a single element, or several in a <LEWIS> element.

The form is that of the Reuters-21578 collection. Its README describes the elements and their
peculiarities: unclosed values, control characters as &#3;, lines wrapped at 65 characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import BinaryIO

from dateline.errors import NotAnArticle
from dateline.readers.base import head_text, label
from dateline.readers.streams.charset import decode
from dateline.readers.streams.limits import MAX_RECORD_BYTES, megabytes
from dateline.values.draft import Block, Claim, Draft, Record, RecordError, Role

_BEGIN = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!DOCTYPE lewis\b[^>]*>\s*)?(?:<LEWIS>\s*)?<REUTERS\b", re.I
)
_OPEN = re.compile(rb"<REUTERS\b", re.I)
_CLOSE = re.compile(rb"</REUTERS\s*>", re.I)
_ID = re.compile(rb"""NEWID\s*=\s*["']?(\d+)""", re.I)
_TAG = re.compile(r"<[^<>]*>")
_CONTROL = re.compile("&#[0-9]{1,2};|[\x00-\x08\x0b-\x1f]")
_INDENTED = re.compile(r"\n[ \t]{3,}(?=\S)")
_SIGNED = re.compile(r"\s*\bReuter\s*\Z", re.I)
_CHUNK = 256 * 1024
_UNPROCESSED = re.compile(r'<TEXT\s+TYPE="UNPROC">(.*?)</TEXT>', re.S)
_ELEMENTS = (("published", "DATE"), ("authors", "AUTHOR"), ("dateline", "DATELINE"))
_LISTS = (("section", "TOPICS"), ("keywords", "PEOPLE"), ("keywords", "ORGS"))


class ReutersSgmlReader:
    name = "reuters sgml"
    version = 3
    media_type = "text/sgml"

    def score(self, head: bytes, name: str | None) -> int | None:
        del name
        return 97 if _BEGIN.match(head_text(head)) else None

    def split(self, stream: BinaryIO) -> Iterator[Record | RecordError]:
        """A record for each <REUTERS> element; a RecordError for one that is cut off or too
        long."""
        for ordinal, (data, complete) in enumerate(_elements(stream)):
            number = _ID.search(data[:1000])
            where = f"story {number[1].decode()}" if number else f"story {ordinal + 1}"
            if complete:
                yield Record(ordinal=ordinal, data=data, where=where)
            else:
                reason = "the story is cut off: it does not end with </REUTERS>"
                if len(data) > MAX_RECORD_BYTES:
                    reason = f"the story is larger than {megabytes(MAX_RECORD_BYTES)}, the limit"
                yield RecordError(ordinal=ordinal, where=where, reason=reason)

    def read(self, record: Record) -> Draft:
        """The story's text as blocks, the rest as claims. A text of the type UNPROC has no elements
        inside. Raises NotAnArticle for a brief, which is only a title."""
        decoded = decode(record.data)
        text = _CONTROL.sub("", decoded.text)
        complete = _UNPROCESSED.search(text)
        body = _paragraphs(complete[1] if complete else _element(text, "BODY"))
        if not body:
            raise NotAnArticle("a story with a title and no text")
        return Draft(
            reader=label(self),
            media_type=self.media_type,
            blocks=tuple(Block(role=Role.PARAGRAPH, text=paragraph) for paragraph in body),
            claims=tuple(_claims(text)),
            warnings=decoded.warnings,
        )


def _elements(stream: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """Each element's bytes, and whether they are complete."""
    data = b""
    while chunk := stream.read(_CHUNK):
        data += chunk
        while close := _CLOSE.search(data):
            begin = _OPEN.search(data, 0, close.start())
            if begin:
                yield data[begin.start() : close.end()], True
            data = data[close.end() :]
        if len(data) > MAX_RECORD_BYTES:
            yield data, False
            return
    if _OPEN.search(data):
        yield data, False


def _element(text: str, name: str) -> str:
    """The content of the first element of this name; empty if there is none. An element that is not
    closed ends where the next begins."""
    begin = text.find(f"<{name}>")
    if begin < 0:
        return ""
    begin += len(name) + 2
    end = text.find(f"</{name}>", begin)
    return text[begin:end] if end >= 0 else text[begin : max(begin, text.find("<", begin))]


def _plain(markup: str) -> str:
    return unescape(_TAG.sub("", markup))


def _paragraphs(body: str) -> list[str]:
    """The paragraphs, each of which begins with an indented line."""
    text = _SIGNED.sub("", _plain(body))
    parts = _INDENTED.split("\n" + text)
    return [" ".join(part.split()) for part in parts if part.strip()]


def _claims(text: str) -> Iterator[Claim]:
    yield _claim("source.name", "Reuters", "REUTERS")
    title = " ".join(_plain(_element(text, "TITLE")).split())
    if title:
        yield _claim("title", title, "TITLE")
    for field, name in _ELEMENTS:
        value = " ".join(_plain(_element(text, name)).split())
        if value:
            yield _claim(field, value, name)
    for field, name in _LISTS:
        for value in re.findall(r"<D>([^<>]+)</D>", _element(text, name)):
            yield _claim(field, unescape(value), name)


def _claim(field: str, value: str, name: str) -> Claim:
    return Claim(field=field, value=value, method="sgml element", where=f"<{name}>")
