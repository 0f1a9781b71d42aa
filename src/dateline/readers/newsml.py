"""NewsML-G2 (https://iptc.org/standards/newsml-g2/): an article a text item, in a file of its
own or with others in a newsMessage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from dateline.errors import NotAnArticle, ReadError
from dateline.readers.base import MAX_RECORD_BYTES, head_text, label, read_up_to
from dateline.readers.nitf import nitf_blocks, nitf_claims
from dateline.readers.paragraphs import blocks_of
from dateline.readers.sniff import root_element
from dateline.readers.xml_safe import local, parsed, words
from dateline.values.draft import Block, Claim, Draft, Flaw, Record

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOTS = {"newsitem", "newsmessage", "packageitem"}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Field, the element above, the element, and its attribute (None: its text).
_SAID = (
    ("title", "contentMeta", "headline", None),
    ("title", "itemMeta", "title", None),
    ("authors", "by", None, None),
    ("authors", "creator", "name", None),
    ("published", "itemMeta", "firstCreated", None),
    ("published", "contentMeta", "contentCreated", None),
    ("updated", "itemMeta", "versionCreated", None),
    ("updated", "contentMeta", "contentModified", None),
    ("source.name", "provider", "name", None),
    ("source.name", "provider", None, "literal"),
    ("source.name", "copyrightHolder", "name", None),
    ("language", "contentMeta", "language", "tag"),
    ("keywords", "contentMeta", "keyword", None),
    ("section", "subject", "name", None),
    ("summary", "contentMeta", "description", None),
    ("url", "itemMeta", "link", "href"),
)


class NewsmlReader:
    name = "newsml-g2"
    version = 1
    media_type = "application/vnd.iptc.g2.newsitem+xml"

    def score(self, head: bytes, name: str | None) -> int | None:
        del name
        root = (root_element(head_text(head)) or "").rpartition(":")[2]
        return 96 if root in _ROOTS else None

    def split(self, stream: BinaryIO) -> Iterator[Record | Flaw]:
        """A record for each newsItem. What a package lists is in other files."""
        from lxml import etree

        try:
            root = parsed(read_up_to(stream, MAX_RECORD_BYTES))
        except ReadError as error:
            yield Flaw(ordinal=0, where=None, reason=error.message)
            return
        items = [one for one in root.iter() if local(one) == "newsItem"]
        for ordinal, item in enumerate(items):
            where = item.get("guid") or f"item {ordinal + 1}" if len(items) > 1 else None
            data = etree.tostring(item, encoding="utf-8", with_tail=False)
            yield Record(ordinal=ordinal, data=data, where=where)

    def read(self, record: Record) -> Draft:
        """The item's text, in NITF, XHTML or plain, as blocks; its metadata as claims. Raises
        NotAnArticle for a picture, a film, or an item that only points to its content."""
        item = parsed(record.data)
        blocks = tuple(_blocks(item))
        if not blocks:
            raise NotAnArticle("an item with no text in it")
        return Draft(
            reader=label(self),
            media_type=self.media_type,
            blocks=blocks,
            claims=tuple(_claims(item)),
        )


def _blocks(item: _Element) -> Iterator[Block]:
    content = next((one for one in item.iter() if local(one) == "contentSet"), None)
    for element in content if content is not None else ():
        inner = next(iter(element), None)
        if local(element) == "inlineXML" and inner is not None and local(inner) == "nitf":
            yield from nitf_blocks(inner)
        elif local(element) == "inlineXML" and inner is not None:
            yield from _xhtml(inner)
        elif local(element) == "inlineData" and (element.get("contenttype") or "text/").startswith(
            "text/"
        ):
            yield from blocks_of("".join(element.itertext()))


def _xhtml(root: _Element) -> Iterator[Block]:
    from lxml import etree

    from dateline.readers.html_fragment import fragment_blocks

    body = next((one for one in root.iter() if local(one) == "body"), root)
    return iter(fragment_blocks(_unprefixed(etree.tostring(body, encoding="unicode"))))


def _unprefixed(xml: str) -> str:
    """XHTML without namespace prefixes ("<h:p>"), as a parser of HTML reads it."""
    return re.sub(r"(</?)\w+:", r"\1", xml)


def _claims(item: _Element) -> Iterator[Claim]:
    for field, above, name, attribute in _SAID:
        for parent in item.iter():
            if local(parent) != above:
                continue
            elements = [parent] if name is None else [e for e in parent if local(e) == name]
            for element in elements:
                value = (element.get(attribute) or "") if attribute else words(element)
                if value.strip():
                    where = "/".join(filter(None, (above, name, attribute)))
                    yield Claim(field=field, value=value.strip(), method="newsml-g2", where=where)
    nitf = next((one for one in item.iter() if local(one) == "nitf"), None)
    if nitf is not None:
        yield from nitf_claims(nitf)
