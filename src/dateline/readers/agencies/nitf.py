"""NITF, the News Industry Text Format (https://iptc.org/standards/nitf/): one article in each
file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from dateline.errors import NotAnArticle
from dateline.readers.base import head_text, label, single_record
from dateline.readers.paragraphs import row_blocks
from dateline.readers.sniff import root_element
from dateline.readers.streams.safe_xml import element_text, elements_named, local_name, parse_xml
from dateline.values.draft import Block, Claim, Draft, Record, RecordError, Role

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROLES = {
    "hl1": Role.TITLE,
    "hl2": Role.SUBTITLE,
    "p": Role.PARAGRAPH,
    "tr": Role.PARAGRAPH,
    "pre": Role.PARAGRAPH,
    "dt": Role.PARAGRAPH,
    "dd": Role.PARAGRAPH,
    "abstract": Role.SUMMARY,
    "li": Role.LIST_ITEM,
    "bq": Role.QUOTE,
    "media-caption": Role.CAPTION,
    "media-producer": Role.CREDIT,
}
# Elements that are one block with everything inside them.
_SINGLE_BLOCKS = {"media-caption", "li", "bq", "tr", "dt", "dd", "byline", "dateline"}
_CELLS = {"th", "td"}
_TAG = re.compile(r"<[^<>]*>")
_STAMP = re.compile(r"[\dTZ:.+-]+")
# Field, element, and the attribute that holds the value (None: the element's text).
_METADATA = (
    ("title", "title", None),
    ("published", "date.issue", "norm"),
    ("published", "date.release", "norm"),
    ("published", "story.date", "norm"),
    ("updated", "revision-history", "norm"),
    ("url", "doc-id", "regsrc-url"),
    ("url", "pubdata", "ex-ref"),
    ("source.name", "doc.copyright", "holder"),
    ("source.name", "distributor", None),
    ("section", "tobject.subject", "tobject.subject.type"),
    ("section", "pubdata", "position.section"),
    ("source.name", "pubdata", "name"),
    ("published", "pubdata", "date.publication"),
    ("keywords", "keyword", "key"),
    ("keywords", "tobject.subject", "tobject.subject.matter"),
    ("keywords", "tobject.subject", "tobject.subject.detail"),
)
_LANGUAGE = ("{http://www.w3.org/XML/1998/namespace}lang", "baselang")


class NitfReader:
    name = "nitf"
    version = 4
    media_type = "application/nitf+xml"

    def score(self, head: bytes, name: str | None) -> int | None:
        del name
        return 96 if root_element(head_text(head)) == "nitf" else None

    def split(self, stream: BinaryIO) -> Iterator[Record | RecordError]:
        return single_record(stream)

    def read(self, record: Record) -> Draft:
        """Headlines, abstract, captions and content as blocks, the head as claims."""
        root = parse_xml(record.data)
        blocks = tuple(nitf_blocks(root))
        if not any(block.role in (Role.PARAGRAPH, Role.LIST_ITEM, Role.QUOTE) for block in blocks):
            raise NotAnArticle("a NITF document with no text")
        return Draft(
            reader=label(self),
            media_type=self.media_type,
            blocks=blocks,
            claims=tuple(nitf_claims(root)),
        )


def nitf_blocks(root: _Element) -> Iterator[Block]:
    """The blocks of a `nitf` element, in the file's order. Dateline and bylines are claims, not
    blocks. A table's row is a paragraph. A paragraph that consists of tags (an embedded post) is
    left out."""
    for element in root.iter():
        name = local_name(element)
        above = {local_name(ancestor) for ancestor in element.iterancestors()}
        if name not in _ROLES or above & _SINGLE_BLOCKS or _is_advice(element):
            continue
        role = _ROLES[name]
        if name == "tr":
            cells = (child for child in element if local_name(child) in _CELLS)
            yield from row_blocks([element_text(cell)] for cell in cells)
            continue
        if name == "abstract" and next(elements_named(element, "p"), None) is not None:
            continue
        if role is Role.PARAGRAPH and "abstract" in above:
            role = Role.SUMMARY
        elif name == "hl2" and "hedline" not in above:
            role = Role.HEADING
        text = element_text(element)
        if _TAG.sub("", text).strip():
            yield Block(role=role, text=text)


def _is_advice(element: _Element) -> bool:
    """Whether the element is in a note to editors, which must not be published."""
    ancestors = element.iterancestors()
    return any(local_name(note) == "note" and note.get("type") == "npa" for note in ancestors)


def nitf_claims(root: _Element) -> Iterator[Claim]:
    """What a `nitf` element says about its article."""
    for key in _LANGUAGE:
        if language := root.get(key):
            where = f"<nitf {key.rpartition('}')[2]}>"
            yield Claim(field="language", value=language, method="nitf", where=where)
    for field, name, attribute in _METADATA:
        for element in elements_named(root, name):
            value = (element.get(attribute) or "") if attribute else element_text(element)
            if value.strip():
                where = f"<{name} {attribute}>" if attribute else f"<{name}>"
                yield Claim(field=field, value=value.strip(), method="nitf", where=where)
    for element in root.iter():
        if local_name(element) == "byline":
            people = [element_text(person) for person in elements_named(element, "person")]
            for name in people or [element_text(element, but=("byttl",))]:
                yield from _claim("authors", name, element)
        elif local_name(element) == "dateline":
            yield from _claim("dateline", _dateline(element), element)


def _dateline(element: _Element) -> str:
    """The place, and the day if it is written for people and is not a timestamp."""
    days = [element_text(day) for day in elements_named(element, "story.date")]
    printed = [day for day in days if not _STAMP.fullmatch(day)]
    return ", ".join(filter(None, [element_text(element, but=("story.date",)), *printed]))


def _claim(field: str, value: str, element: _Element) -> Iterator[Claim]:
    if value:
        yield Claim(field=field, value=value, method="nitf", where=f"<{local_name(element)}>")
