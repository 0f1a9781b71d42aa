"""XML elements made of texts that may hold anything: what XML forbids or discourages is U+FFFD."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from dateline.exports.plain import plain


def root(name: str, /, **attributes: str | None) -> Element:
    """An element with those of the attributes that have a value."""
    return Element(name, {k: plain(v) for k, v in attributes.items() if v is not None})


def add(
    parent: Element, name: str, text: str | None = None, /, **attributes: str | None
) -> Element:
    """A new last child of `parent`, with the text and those of the attributes that have a value.
    Names are written as they are: "xml:lang"."""
    given = {k: plain(v) for k, v in attributes.items() if v is not None}
    child = SubElement(parent, name, given)
    child.text = None if text is None else plain(text)
    return child


def xml_file(element: Element) -> bytes:
    """The element as a file in UTF-8, with the XML declaration."""
    data: bytes = tostring(element, encoding="utf-8", xml_declaration=True)
    return data + b"\n"
