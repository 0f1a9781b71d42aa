"""NewsML 1.0 to 1.2 (https://iptc.org/standards/newsml-1/), as agencies sent it before NewsML-G2
and many still do: an article a NewsItem."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from dateline.errors import NotAnArticle
from dateline.readers.base import head_text, label
from dateline.readers.news_items import content_blocks, records_of
from dateline.readers.nitf import nitf_claims
from dateline.readers.sniff import root_element
from dateline.readers.xml_safe import local, parsed, words
from dateline.values.draft import Block, Claim, Draft, Flaw, Record, Role

if TYPE_CHECKING:
    from lxml.etree import _Element

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Field, the element above, the element, and its attribute (None: its text).
_SAID = (
    ("title", "NewsLines", "HeadLine", None),
    ("subtitle", "NewsLines", "SubHeadLine", None),
    ("authors", "NewsLines", "ByLine", None),
    ("dateline", "NewsLines", "DateLine", None),
    ("credit", "NewsLines", "CreditLine", None),
    ("keywords", "NewsLines", "KeywordLine", None),
    ("published", "NewsManagement", "FirstCreated", None),
    ("updated", "NewsManagement", "ThisRevisionCreated", None),
    ("source.name", "Provider", "Party", "FormalName"),
    ("source.name", "Source", "Party", "FormalName"),
    ("source.name", "Identification", "ProviderId", None),
    ("source.name", "NewsIdentifier", "ProviderId", None),
    ("language", "DescriptiveMetadata", "Language", "FormalName"),
)


class Newsml1Reader:
    name = "newsml 1"
    version = 1
    media_type = "application/vnd.iptc.newsml+xml"

    def score(self, head: bytes, name: str | None) -> int | None:
        del name
        return 96 if root_element(head_text(head)) == "newsml" else None

    def split(self, stream: BinaryIO) -> Iterator[Record | Flaw]:
        """A record for each NewsItem."""
        return records_of(stream, "NewsItem", _identifier)

    def read(self, record: Record) -> Draft:
        """The item's text, in NITF, HTML or plain, as blocks, that of its components for captions
        as captions; its lines and metadata as claims. Raises NotAnArticle for an item with no
        text: a picture, or a list of other items."""
        item = parsed(record.data)
        blocks = tuple(_blocks(item))
        if all(block.role is Role.CAPTION for block in blocks):
            raise NotAnArticle("an item with no text in it")
        return Draft(
            reader=label(self),
            media_type=self.media_type,
            blocks=blocks,
            claims=tuple(_claims(item)),
        )


def _identifier(item: _Element) -> str | None:
    found = next((one for one in item.iter() if local(one) == "PublicIdentifier"), None)
    return words(found) or None


def _blocks(item: _Element) -> Iterator[Block]:
    for content in item.iter():
        if local(content) == "DataContent" and _kind(content, "MediaType") in ("", "text"):
            caption = _kind(content, "Role") == "caption"
            for block in content_blocks(content):
                yield Block(role=Role.CAPTION, text=block.text) if caption else block


def _kind(content: _Element, name: str) -> str:
    """The nearest element of this name that says what `content` is, in lower case."""
    for above in content.iterancestors():
        for one in above:
            if local(one) == name:
                return (one.get("FormalName") or "").lower()
    return ""


def _claims(item: _Element) -> Iterator[Claim]:
    for field, above, name, attribute in _SAID:
        for one in item.iter():
            parent = one.getparent()
            if local(one) == name and parent is not None and local(parent) == above:
                value = (one.get(attribute) or "") if attribute else words(one)
                yield from _claim(field, value, f"{above}/{name}")
    for one in item.iter():
        if local(one) == "Property" and one.get("FormalName") == "Keyword":
            yield from _claim("keywords", one.get("Value") or "", "Property Keyword")
        elif local(one) in ("NewsItem", "NewsComponent"):
            yield from _claim("language", one.get(_XML_LANG) or "", f"{local(one)} xml:lang")
        elif local(one) == "nitf":
            yield from nitf_claims(one)


def _claim(field: str, value: str, where: str) -> Iterator[Claim]:
    if value.strip():
        yield Claim(field=field, value=value.strip(), method="newsml", where=where)
