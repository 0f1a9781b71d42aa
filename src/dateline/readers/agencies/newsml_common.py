"""What NewsML 1 and NewsML-G2 share: a file of items, and the forms in which an item holds text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from dateline.errors import ReadError
from dateline.readers.agencies.nitf import nitf_blocks
from dateline.readers.json.text.blocks import blocks_of_value
from dateline.readers.paragraphs import text_blocks
from dateline.readers.streams.limits import MAX_RECORD_BYTES, read_up_to
from dateline.readers.streams.safe_xml import elements_named, local_name, parse_xml
from dateline.values.draft import Block, Record, RecordError

if TYPE_CHECKING:
    from lxml.etree import _Element

_ONE_ELEMENT = re.compile(r"\s*<(?P<name>p|pre|body)>(?P<text>[^<>]*)</(?P=name)>\s*", re.I)
_BESIDE_THE_TEXT = ("header", "footer", "nav")


def records_of(
    stream: BinaryIO,
    name: str,
    identifier: Callable[[_Element], str | None],
    parts: Callable[[_Element], list[_Element]] = lambda item: [item],
) -> Iterator[Record | RecordError]:
    """A record for each part of each element of this name. If there are several, `where` of each is
    its identifier or number."""
    from lxml import etree

    try:
        root = parse_xml(read_up_to(stream, MAX_RECORD_BYTES))
    except ReadError as error:
        yield RecordError(ordinal=0, where=None, reason=error.message)
        return
    items = [part for element in elements_named(root, name) for part in parts(element)]
    for ordinal, item in enumerate(items):
        where = identifier(item) or f"item {ordinal + 1}" if len(items) > 1 else None
        data = etree.tostring(item, encoding="utf-8", with_tail=False)
        yield Record(ordinal=ordinal, data=data, where=where)


def content_blocks(content: _Element) -> Iterator[Block]:
    """The blocks of the text in `content`: NITF, HTML or a part of either as elements, HTML as
    text, or plain text."""
    if len(content) == 0:
        yield from _text_blocks("".join(content.itertext()))
    elif any(
        local_name(element) == "nitf" or local_name(element).startswith("body.")
        for element in content.iter()
    ):
        yield from nitf_blocks(content)
    else:
        yield from _xhtml(content)


def _text_blocks(text: str) -> Iterator[Block]:
    element = _ONE_ELEMENT.fullmatch(text)
    return iter(text_blocks(element["text"]) if element else blocks_of_value(text))


def _xhtml(root: _Element) -> Iterator[Block]:
    """The blocks of the body without its frame: an agency's header repeats headline, day and
    keywords."""
    from lxml import etree

    from dateline.readers.html.fragment import fragment_blocks

    body = next(elements_named(root, "body"), root)
    for element in [element for element in body.iter() if local_name(element) in _BESIDE_THE_TEXT]:
        element.clear(keep_tail=True)
    for element in body.iter():
        if element.get("class") == "dateline" and element.tail:  # its style separates the two
            element.tail = f" {element.tail}"
    return iter(fragment_blocks(_unprefixed(etree.tostring(body, encoding="unicode"))))


def _unprefixed(xml: str) -> str:
    """XHTML without namespace prefixes ("<h:p>"), so that an HTML parser can read it."""
    return re.sub(r"(</?)\w+:", r"\1", xml)
