"""XML parsed without expanding entities that a file defines and without fetching anything."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html.entities import html5
from typing import TYPE_CHECKING

from dateline.errors import ReadError
from dateline.readers.streams.charset import declared_charset, decode

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_ELEMENTS = 100_000
"""In one article; the longest example has a few hundred."""

_DEFINES = re.compile(r"<!ENTITY\s+(?!%\s+[\w.-]+\s+(?:SYSTEM|PUBLIC)\s)", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NAMED = re.compile(r"&(\w+);")
_BEFORE_MARK = re.compile(r"[^\S\n]*\n\s*(?=[,.;:!?](?:\s|$))")
_KEPT = {"amp", "lt", "gt", "quot", "apos"}


def xml_text(data: bytes) -> str:
    """The file as text, without the XML declaration. Raises ReadError if it defines entities: news
    does not need them, and they serve to fill memory or read files. A reference to an external DTD
    is allowed, as NewsML 1 has for NITF, because it is never fetched."""
    text = _DECLARATION.sub("", decode(data, declared_charset(data)).text, count=1)
    if _DEFINES.search(text):
        raise ReadError("it defines XML entities, which Dateline does not expand", stage="open")
    return text


def parse_xml(data: bytes) -> _Element:
    """The root element. HTML's named characters (&eacute;), which NITF's own DTD defines, are
    decoded. Raises ReadError if the XML is not well-formed."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    text = _NAMED.sub(_character, xml_text(data))
    if text.count("<") > 2 * MAX_ELEMENTS:
        raise ReadError(f"the XML has more than {MAX_ELEMENTS:,} elements, the limit")
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"broken XML: {error}") from error


def elements_named(root: _Element, name: str) -> Iterator[_Element]:
    """The elements in `root`, itself included, whose local name is `name`, in document order."""
    return (element for element in root.iter() if local_name(element) == name)


def local_name(element: _Element) -> str:
    """The element's name without its namespace; empty for a comment or instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def element_text(element: _Element | None, but: Collection[str] = ()) -> str:
    """All text in the element with single spaces, except in elements named in `but`. A line break
    separates words. A line end before a comma or full stop is layout of the file and is removed."""
    if element is None:
        return ""
    return " ".join(_BEFORE_MARK.sub("", "".join(_pieces(element, but))).split())


def _pieces(element: _Element, but: Collection[str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = local_name(child)
        if name == "br":
            yield " "
        elif name not in but:
            yield from _pieces(child, but)
        yield child.tail or ""


def _character(found: re.Match[str]) -> str:
    name = found[1]
    return found[0] if name in _KEPT else html5.get(f"{name};", found[0])
