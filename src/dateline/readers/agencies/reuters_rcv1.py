"""Stories of the Reuters corpora RCV1 and RCV2: one `newsitem` in each file, in their own schema
(D. D. Lewis and others, "RCV1: A New Benchmark Collection", 2004)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from dateline.errors import NotAnArticle
from dateline.readers.base import head_text, label, single_record
from dateline.readers.streams.safe_xml import element_text, elements_named, parse_xml
from dateline.values.draft import Block, Claim, Draft, Record, RecordError, Role

_BEGIN = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*)?<newsitem\s[^>]*\bitemid=")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ELEMENTS = (
    ("title", "headline"),
    ("title", "title"),
    ("authors", "byline"),
    ("dateline", "dateline"),
)
_METADATA = (
    ("published", "dc.date.published"),
    ("source.name", "dc.source"),
    ("source.name", "dc.publisher"),
)


class ReutersRcv1Reader:
    name = "reuters rcv1"
    version = 2
    media_type = "application/xml"

    def score(self, head: bytes, name: str | None) -> int | None:
        """The element's name differs from NewsML-G2's only by a capital letter, so an attribute
        must fit too."""
        del name
        return 97 if _BEGIN.match(head_text(head)) else None

    def split(self, stream: BinaryIO) -> Iterator[Record | RecordError]:
        return single_record(stream)

    def read(self, record: Record) -> Draft:
        """The paragraphs as blocks, the rest as claims."""
        root = parse_xml(record.data)
        texts = [element_text(paragraph) for paragraph in root.iterfind("text//p")]
        blocks = tuple(Block(role=Role.PARAGRAPH, text=text) for text in texts if text)
        if not blocks:
            raise NotAnArticle("a story with no text")
        claims = [
            _claim(field, element_text(root.find(name)), f"<{name}>") for field, name in _ELEMENTS
        ]
        for field, name in _METADATA:
            metadata = (dc for dc in elements_named(root, "dc") if dc.get("element") == name)
            values = [dc.get("value") or "" for dc in metadata]
            claims += [_claim(field, value, name) for value in values[:1]]
        claims.append(_claim("published", root.get("date") or "", "<newsitem date>"))
        claims.append(_claim("language", root.get(_XML_LANG) or "", "<newsitem xml:lang>"))
        return Draft(
            reader=label(self),
            media_type=self.media_type,
            blocks=blocks,
            claims=tuple(claim for claim in claims if claim.value),
        )


def _claim(field: str, value: str, where: str) -> Claim:
    return Claim(field=field, value=value, method="reuters xml", where=where)
