"""NewsML 1.0 to 1.2 (https://iptc.org/standards/newsml-1/), the predecessor of NewsML-G2, which
many agencies still send. An article is a NewsItem, or each of its components that has a headline
and text of its own, such as a translation."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, BinaryIO

from dateline.errors import NotAnArticle
from dateline.readers.agencies.newsml_common import content_blocks, records_of
from dateline.readers.agencies.nitf import nitf_claims
from dateline.readers.base import head_text, label
from dateline.readers.sniff import root_element
from dateline.readers.streams.safe_xml import element_text, elements_named, local_name, parse_xml
from dateline.values.draft import Block, Claim, Draft, Record, RecordError, Role

if TYPE_CHECKING:
    from lxml.etree import _Element

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Field, parent element, element, and attribute (None: the element's text).
_METADATA = (
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
_NO_TEXT = ("animation", "audio", "graphic", "photo", "picture", "video")
MAX_STORIES = 100
"""In one item, which is copied for each of them. Agencies' items have one story, or one in each
language."""

_ROLES = {
    "abstract": Role.SUMMARY,
    "caption": Role.CAPTION,
    "headline": Role.TITLE,
    "title": Role.TITLE,
}
_BESIDE_THE_TEXT = ("contact", "logo", "stylesheet", "tweettext")
"""Roles of the parts that distributors of press releases (Business Wire) add."""


class Newsml1Reader:
    name = "newsml 1"
    version = 2
    media_type = "application/vnd.iptc.newsml+xml"

    def score(self, head: bytes, name: str | None) -> int | None:
        del name
        return 96 if root_element(head_text(head)) == "newsml" else None

    def split(self, stream: BinaryIO) -> Iterator[Record | RecordError]:
        """A record for each NewsItem, or for each of its stories."""
        return records_of(stream, "NewsItem", _identifier, _stories)

    def read(self, record: Record) -> Draft:
        """The item's text, in NITF, HTML or plain, as blocks. Components for captions, titles and
        summaries become blocks of that role. Lines and metadata become claims. Raises NotAnArticle
        for an item without text: a picture, or a list of other items."""
        item = parse_xml(record.data)
        blocks = tuple(_blocks(item))
        if all(block.role in _ROLES.values() for block in blocks):
            raise NotAnArticle("an item with no text in it")
        return Draft(
            reader=label(self),
            media_type=self.media_type,
            blocks=blocks,
            claims=tuple(_claims(item)),
        )


def _identifier(item: _Element) -> str | None:
    return element_text(next(elements_named(item, "PublicIdentifier"), None)) or None


def _stories(item: _Element) -> list[_Element]:
    """The item for each of its components that has a headline and text of its own, without the
    other ones. The item itself if there is at most one, or more than MAX_STORIES."""
    bodies = (text for text in _texts(item) if element_text(text) and _role(text) is None)
    owners = {_owner(body): None for body in bodies}
    if not 2 <= len(owners) <= MAX_STORIES or None in owners:
        return [item]
    paths = [list(_path(owner, item)) for owner in owners if owner is not None]
    stories = []
    for kept in paths:
        story = deepcopy(item)
        found = [(path, _element_at(story, path)) for path in paths]
        for path, component in found:
            parent = component.getparent()
            if path != kept and parent is not None:
                parent.remove(component)
        stories.append(story)
    return stories


def _owner(content: _Element) -> _Element | None:
    """The nearest ancestor with a headline of its own, or None."""
    for above in content.iterancestors():
        lines = next((child for child in above if local_name(child) == "NewsLines"), None)
        if lines is not None and any(local_name(line) == "HeadLine" for line in lines):
            return above
    return None


def _path(element: _Element, root: _Element) -> Iterator[int]:
    parent = element.getparent()
    if element is not root and parent is not None:
        yield from _path(parent, root)
        yield parent.index(element)


def _element_at(root: _Element, path: list[int]) -> _Element:
    for number in path:
        root = root[number]
    return root


def _texts(item: _Element) -> Iterator[_Element]:
    """The contents that are not marked as a picture, sound, video, or an addition to the text."""
    for content in item.iter():
        if (
            local_name(content) == "DataContent"
            and _kind(content, "MediaType") not in _NO_TEXT
            and _kind(content, "Role") not in _BESIDE_THE_TEXT
        ):
            yield content


def _role(content: _Element) -> Role | None:
    return _ROLES.get(_kind(content, "Role"))


def _blocks(item: _Element) -> Iterator[Block]:
    for content in _texts(item):
        role = _role(content)
        for block in content_blocks(content):
            yield Block(role=role, text=block.text) if role else block


def _kind(content: _Element, name: str) -> str:
    """What the nearest element of this name says that `content` is, in lower case."""
    for above in content.iterancestors():
        for element in above:
            if local_name(element) == name:
                return (element.get("FormalName") or "").lower()
    return ""


def _claims(item: _Element) -> Iterator[Claim]:
    of_pictures = _without_text(item)
    for field, above, name, attribute in _METADATA:
        for element in item.iter():
            parent = element.getparent()
            if element in of_pictures or parent is None:
                continue
            if local_name(element) == name and local_name(parent) == above:
                value = (element.get(attribute) or "") if attribute else element_text(element)
                yield from _claim(field, value, f"{above}/{name}")
    for element in item.iter():
        if local_name(element) == "Property" and element.get("FormalName") == "Keyword":
            yield from _claim("keywords", element.get("Value") or "", "Property Keyword")
        elif local_name(element) == "nitf":
            yield from nitf_claims(element)
    for element in reversed(list(item.iter())):  # the inner one says it of the text
        if local_name(element) in ("NewsItem", "NewsComponent"):
            yield from _claim(
                "language", element.get(_XML_LANG) or "", f"{local_name(element)} xml:lang"
            )


def _without_text(item: _Element) -> set[_Element]:
    """Everything in components that hold content but none of the article's text: the photographer
    is not an author, and the headline of a picture is not the title."""
    texts = [element for element in _texts(item) if _role(element) is None]
    with_text = {above for element in texts for above in element.iterancestors()}
    others: set[_Element] = set()
    for element in item.iter():
        if (
            local_name(element) == "NewsComponent"
            and element not in with_text
            and element not in others
        ):
            inside = list(element.iter())
            if any(local_name(part) == "ContentItem" for part in inside):
                others.update(inside)
    return others


def _claim(field: str, value: str, where: str) -> Iterator[Claim]:
    if value.strip():
        yield Claim(field=field, value=value.strip(), method="newsml", where=where)
