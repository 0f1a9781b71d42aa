"""Text that editors keep as a tree of nodes, to blocks.

Arc XP (`content_elements`), Portable Text (Sanity), Contentful, ProseMirror and TipTap, Lexical,
Slate, Draft.js and Editor.js have the same shape: a node has a type, and a list of nodes or a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dateline.readers.json.values import without_markup
from dateline.readers.paragraphs import text_blocks
from dateline.values.draft import Block, Role

_TYPE = ("type", "nodeType", "_type")
_LISTS = ("content", "children", "blocks", "content_elements", "items")
_WRAPPERS = ("root", "document", "data")
_INLINE = {
    *("text", "span", "link", "hyperlink", "autolink", "inlineCode", "inline_code", "strong"),
    *("emphasis", "em", "bold", "italic", "linebreak", "hard_break", "hardBreak", "mention", "a"),
    *("entry-hyperlink", "asset-hyperlink"),
}
_BREAKS = {"linebreak", "hard_break", "hardBreak"}
_HEADING = re.compile(r"head(?:er|ing)|h[1-6](?:$|\W)|title", re.I)
_OTHER = re.compile(
    r"image|picture|photo|gallery|video|audio|embed|interstitial|raw|html|social|advert|"
    r"related|newsletter|divider|delimiter|asset|reference|correction|promo|code|table",
    re.I,
)
"""Nodes that hold no text of the article."""

_MAX_DEPTH = 30


def rich_blocks(value: object) -> tuple[Block, ...] | None:
    """The blocks of a tree of nodes; None if the value is none."""
    root = _root(value)
    return None if root is None else tuple(_blocks(root, Role.PARAGRAPH, 0))


def _root(value: object) -> list[object] | None:
    """The top nodes of a tree: objects with a type, and below one of them a text."""
    for _ in _WRAPPERS:
        if isinstance(value, Mapping):
            value = next((value[name] for name in _WRAPPERS if name in value), value)
    nodes = _nodes(value) if isinstance(value, Mapping) else value
    if not isinstance(nodes, list) or not nodes:
        return None
    typed = [node for node in nodes if isinstance(node, Mapping) and _kind(node)]
    return nodes if len(typed) == len(nodes) else None


def _blocks(nodes: list[object], role: Role, depth: int) -> Iterator[Block]:
    line: list[str] = []
    for node in nodes if depth < _MAX_DEPTH else ():
        if not isinstance(node, Mapping) or (not _is_inline(node) and _OTHER.search(_kind(node))):
            continue
        if _is_inline(node):
            line.append(_text(node, depth))
            continue
        yield from _block("".join(line), role)
        line = []
        inner, own = _role(node, role), _own_text(node)
        below = _nodes(node)
        if below:
            yield from _blocks(below, inner, depth + 1)
        elif own:
            yield from _block(own, inner)
    yield from _block("".join(line), role)


def _block(text: str, role: Role) -> Iterator[Block]:
    for block in text_blocks(without_markup(text)):
        plain = block.role is Role.PARAGRAPH
        yield Block(role=role, text=block.text.strip()) if plain else block


def _text(node: Mapping[object, object], depth: int) -> str:
    """The words of a node within a line."""
    if _kind(node) in _BREAKS:
        return "\n"
    own = _own_text(node)
    below = _nodes(node) if depth < _MAX_DEPTH else []
    return own or "".join(_text(one, depth + 1) for one in below if isinstance(one, Mapping))


def _is_inline(node: Mapping[object, object]) -> bool:
    """Whether a node is part of a line. Arc XP calls a paragraph a text: it has it as `content`."""
    return _kind(node) in _INLINE and not isinstance(node.get("content"), str)


def _own_text(node: Mapping[object, object]) -> str:
    inner = node.get("data")
    for place in (node, inner):
        if isinstance(place, Mapping):
            for name in ("text", "value", "content"):
                text = place.get(name)
                if isinstance(text, str):
                    return text
    return ""


def _nodes(node: Mapping[object, object]) -> list[object]:
    for place in (node, node.get("data")):
        if isinstance(place, Mapping):
            for name in _LISTS:
                found = place.get(name)
                if isinstance(found, list) and found:
                    texts = all(isinstance(one, str) for one in found)  # items of Editor.js
                    return [{"type": "item", "text": one} for one in found] if texts else found
    return []


def _role(node: Mapping[object, object], role: Role) -> Role:
    kind, style = _kind(node), str(node.get("style") or node.get("listItem") or "")
    if _HEADING.search(kind) or re.fullmatch(r"h[1-6]", style):
        return Role.HEADING
    if "quote" in kind or style == "blockquote":
        return Role.QUOTE
    if "item" in kind.lower() or "listItem" in node or kind.endswith(("-list", "list")):
        return Role.LIST_ITEM
    return role


def _kind(node: Mapping[object, object]) -> str:
    return next((kind for name in _TYPE if isinstance(kind := node.get(name), str)), "")
