"""NITF, the News Industry Text Format (https://iptc.org/standards/nitf/): one article a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from dateline.errors import NotAnArticle
from dateline.readers.base import head_text, label, split_whole
from dateline.readers.sniff import root_element
from dateline.readers.xml_safe import local, parsed, words
from dateline.values.draft import Block, Claim, Draft, Flaw, Record, Role

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROLES = {
    "hl1": Role.TITLE,
    "hl2": Role.SUBTITLE,
    "p": Role.PARAGRAPH,
    "li": Role.LIST_ITEM,
    "bq": Role.QUOTE,
    "media-caption": Role.CAPTION,
    "media-producer": Role.CREDIT,
}
_WITHIN = {"media-caption", "li", "bq", "byline", "dateline"}  # one block with all inside it
# Field, element, and the attribute that holds the value (None: the element's own text).
_SAID = (
    ("title", "title", None),
    ("published", "date.issue", "norm"),
    ("published", "date.release", "norm"),
    ("published", "story.date", "norm"),
    ("url", "doc-id", "regsrc-url"),
    ("source.name", "doc.copyright", "holder"),
    ("source.name", "distributor", None),
    ("section", "tobject.subject", "tobject.subject.type"),
    ("section", "pubdata", "position.section"),
    ("source.name", "pubdata", "name"),
    ("published", "pubdata", "date.publication"),
    ("keywords", "keyword", "key"),
)


class NitfReader:
    name = "nitf"
    version = 1
    media_type = "application/nitf+xml"

    def score(self, head: bytes, name: str | None) -> int | None:
        del name
        return 96 if root_element(head_text(head)) == "nitf" else None

    def split(self, stream: BinaryIO) -> Iterator[Record | Flaw]:
        return split_whole(stream)

    def read(self, record: Record) -> Draft:
        """Headlines, abstract, captions and content as blocks, the head as claims."""
        root = parsed(record.data)
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
    """The blocks of a `nitf` element, in the file's order. The dateline is put before the
    first paragraph, where papers print it; bylines are claims."""
    dateline = next((words(one) for one in root.iter() if local(one) == "dateline"), "")
    for element in root.iter():
        role = _ROLES.get(local(element))
        above = {local(one) for one in element.iterancestors()}
        if role is None or above & _WITHIN:
            continue
        text = words(element)
        if role is Role.PARAGRAPH and "abstract" in above:
            role = Role.SUMMARY
        elif role is Role.PARAGRAPH and dateline and text:
            text, dateline = _filed(dateline, text), ""
        elif local(element) == "hl2" and "hedline" not in above:
            role = Role.HEADING
        if text:
            yield Block(role=role, text=text)


def _filed(dateline: str, text: str) -> str:
    return text if text.startswith(dateline) else f"{dateline.rstrip(' -–—:')} — {text}"


def nitf_claims(root: _Element) -> Iterator[Claim]:
    """What a `nitf` element says of its article."""
    language = root.get("{http://www.w3.org/XML/1998/namespace}lang")
    if language:
        yield Claim(field="language", value=language, method="nitf", where="<nitf xml:lang>")
    for field, name, attribute in _SAID:
        for element in root.iter():
            if local(element) == name:
                value = element.get(attribute) if attribute else words(element)
                if value and value.strip():
                    where = f"<{name} {attribute}>" if attribute else f"<{name}>"
                    yield Claim(field=field, value=value.strip(), method="nitf", where=where)
    for byline in root.iter():
        if local(byline) == "byline":
            yield from _authors(byline)


def _authors(byline: _Element) -> Iterator[Claim]:
    people = [words(one) for one in byline.iter() if local(one) == "person"]
    for name in people or [words(byline)]:
        if name:
            yield Claim(field="authors", value=name, method="nitf", where="<byline>")
