"""NewsML-G2 (https://iptc.org/standards/newsml-g2/): each text item is an article, in a file of its
own or with others in a newsMessage."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from dateline.errors import NotAnArticle
from dateline.readers.agencies.newsml_common import content_blocks, records_of
from dateline.readers.agencies.nitf import nitf_claims
from dateline.readers.base import head_text, label
from dateline.readers.sniff import root_element
from dateline.readers.streams.limits import MAX_RECORD_BYTES, read_up_to
from dateline.readers.streams.safe_xml import element_text, elements_named, local_name, parse_xml
from dateline.values.draft import Block, Claim, Draft, Record, RecordError
from dateline.values.outcome import Disposition

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOTS = {"newsitem", "newsmessage"}
_OTHER_ROOTS = {
    "catalogitem": "a catalog",
    "conceptitem": "a concept",
    "knowledgeitem": "a list of concepts",
    "packageitem": "a package, which lists items of other files",
    "planningitem": "a plan of coverage",
}
_SWEDISH = {
    "BODY": "nitf",
    "ORT": "dateline",
    "RUBRIK": "hl2",
    "MELLIS": "hl2",
    "P": "p",
    "CITAT": "p",
    "LI": "li",
    "BYLINE": "byline",
    "BILDTEXT": "media-caption",
    "BILDSKAPARE": "media-producer",
}
"""The NITF names of the elements in application/ttnitf+xml, which has NITF's structure."""

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Field, parent element, element, and attribute (None: the element's text).
_METADATA = (
    ("title", "itemMeta", "title", None),
    ("authors", "by", None, None),
    ("published", "itemMeta", "firstCreated", None),
    ("published", "contentMeta", "contentCreated", None),
    ("published", "itemMeta", "versionCreated", None),
    ("updated", "itemMeta", "versionCreated", None),
    ("updated", "contentMeta", "contentModified", None),
    ("source.name", "provider", "name", None),
    ("source.name", "provider", None, "literal"),
    ("source.name", "copyrightHolder", "name", None),
    ("source.name", "copyrightHolder", None, "literal"),
    ("dateline", "contentMeta", "dateline", None),
    ("credit", "contentMeta", "creditline", None),
    ("language", "contentMeta", "language", "tag"),
    ("language", "newsItem", None, _XML_LANG),
    ("keywords", "contentMeta", "keyword", None),
)
_NO_TOPICS = ("geoArea", "person", "organisation", "poi", "object", "event")
"""Types of subjects that say who and where, and not what the item is about: the scheme cpnat,
http://cv.iptc.org/newscodes/cpnature/."""


class NewsmlG2Reader:
    name = "newsml-g2"
    version = 4
    media_type = "application/vnd.iptc.g2.newsitem+xml"

    def score(self, head: bytes, name: str | None) -> int | None:
        del name
        root = (root_element(head_text(head)) or "").rpartition(":")[2]
        return 96 if root in _ROOTS or root in _OTHER_ROOTS else None

    def split(self, stream: BinaryIO) -> Iterator[Record | RecordError]:
        """A record for each newsItem. Other NewsML-G2 items are rejected with their type."""
        data = read_up_to(stream, MAX_RECORD_BYTES)
        other = _OTHER_ROOTS.get((root_element(head_text(data)) or "").rpartition(":")[2])
        if other is not None:
            reason = f"a NewsML-G2 item that is {other}"
            yield RecordError(
                ordinal=0, where=None, reason=reason, disposition=Disposition.REJECTED
            )
        else:
            yield from records_of(io.BytesIO(data), "newsItem", lambda item: item.get("guid"))

    def read(self, record: Record) -> Draft:
        """The item's text, in NITF, XHTML or plain, as blocks; its metadata as claims. Raises
        NotAnArticle for a picture, a video, or an item that only links to its content."""
        item = parse_xml(record.data)
        _rename_to_nitf(item)
        blocks = tuple(_blocks(item))
        if not blocks:
            raise NotAnArticle("an item with no text in it")
        return Draft(
            reader=label(self),
            media_type=self.media_type,
            blocks=blocks,
            claims=tuple(_claims(item)),
        )


def _rename_to_nitf(item: _Element) -> None:
    """Gives the elements of the Swedish agency's text their names in NITF."""
    for content in item.iter():
        if local_name(content) == "inlineXML" and "ttnitf" in (content.get("contenttype") or ""):
            for element in content.iter():
                element.tag = _SWEDISH.get(local_name(element), local_name(element))


def _blocks(item: _Element) -> Iterator[Block]:
    content = next(elements_named(item, "contentSet"), None)
    for element in content if content is not None else ():
        kind = element.get("contenttype") or "text/"
        if local_name(element) == "inlineXML" or (
            local_name(element) == "inlineData" and kind.startswith("text/")
        ):
            yield from content_blocks(element)


def _claims(item: _Element) -> Iterator[Claim]:
    """What the item states. The version of an item that Dateline itself exported is that of the
    archive's record, and no date of the article."""
    own = any(element_text(name) == "Dateline" for name in elements_named(item, "generator"))
    for element in item.iter():
        yield from _by_role(element)
    for field, above, name, attribute in _METADATA:
        for parent in item.iter():
            if local_name(parent) != above or (name == "versionCreated" and own):
                continue
            elements = [parent] if name is None else [e for e in parent if local_name(e) == name]
            for element in elements:
                value = (element.get(attribute) or "") if attribute else element_text(element)
                attribute_name = attribute.rpartition("}")[2] if attribute else None
                where = "/".join(filter(None, (above, name, attribute_name)))
                yield from _claim(field, value, where)
    nitf = next(elements_named(item, "nitf"), None)
    if nitf is not None:
        yield from nitf_claims(nitf)


def _by_role(element: _Element) -> Iterator[Claim]:
    """Claims that depend on an element's role or type. A link is the item's own address only if it
    says so; the others lead to related content."""
    name, role = local_name(element), (element.get("role") or "").lower()
    if name == "headline":
        field = "subtitle" if "sub" in role.rpartition(":")[2] else "title"
        yield from _claim(field, element_text(element), "contentMeta/headline")
    elif name == "description" and not role.endswith("caption"):
        yield from _claim("summary", element_text(element), "contentMeta/description")
    elif name == "link" and (element.get("rel") or "").rpartition(":")[2] == "canonical":
        yield from _claim("url", element.get("href") or "", "itemMeta/link/href")
    elif name == "creator":
        people = [element_text(child) for child in element if local_name(child) == "name"]
        for person in people:
            if " " in person:  # otherwise it is a login or initials
                yield from _claim("authors", person, "creator/name")
    elif name == "subject" and not (element.get("type") or "").endswith(_NO_TOPICS):
        names = (element_text(child) for child in element if local_name(child) == "name")
        yield from _claim("section", next(names, ""), "subject/name")


def _claim(field: str, value: str, where: str) -> Iterator[Claim]:
    if value.strip():
        yield Claim(field=field, value=value.strip(), method="newsml-g2", where=where)
