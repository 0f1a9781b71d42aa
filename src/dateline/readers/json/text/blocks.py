"""The text of a JSON value as blocks: plain text, HTML, lists of paragraphs, sections."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.readers.json.text.rich_text import rich_blocks
from dateline.readers.paragraphs import text_blocks
from dateline.values.draft import Block, Role
from dateline.visible import SEQUENCES

_HTML = re.compile(
    r"</?(?:p|br|div|li|ul|ol|h[1-6]|a|b|i|em|strong|span|blockquote|figure|img)\b[^<>]*>", re.I
)
_LINE_ENDS = ("\r\n", *"\r\x0b\x0c\x85\u2028\u2029")
_SEQUENCES = re.compile(SEQUENCES)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")

# The members of an object that is a text value, in reading order. Fundus writes its body as
# {"summary": [...], "sections": [{"headline": [...], "paragraphs": [...]}]}.
_MEMBERS = (
    ("summary", Role.SUMMARY),
    ("headline", Role.HEADING),
    ("heading", Role.HEADING),
    ("text", Role.PARAGRAPH),
    ("value", Role.PARAGRAPH),
    ("content", Role.PARAGRAPH),
    ("rendered", Role.PARAGRAPH),
    ("paragraphs", Role.PARAGRAPH),
    ("sections", Role.PARAGRAPH),
)


def blocks_of_value(value: object, role: Role = Role.PARAGRAPH) -> tuple[Block, ...]:
    """The blocks that the value of a text key holds; none for null, a number or an empty value.
    Paragraphs without a mark of their own get `role`."""
    return tuple(_blocks(value, role))


def _blocks(value: object, role: Role) -> Iterator[Block]:
    if isinstance(value, str):
        yield from (_with_role(role, block) for block in _string_blocks(value))
    elif (tree := rich_blocks(value)) is not None:
        yield from (_with_role(role, block) for block in tree)
    elif isinstance(value, list):
        for item in value:
            yield from _blocks(item, role)
    elif isinstance(value, dict):
        for name, member_role in _MEMBERS:
            inner = role if member_role is Role.PARAGRAPH else member_role
            yield from _blocks(value.get(name), inner)


def _string_blocks(text: str) -> tuple[Block, ...]:
    if "<" in text and _HTML.search(text):
        from dateline.readers.html.fragment import fragment_blocks

        return fragment_blocks(text)
    return text_blocks(_clean(text))


def has_control_characters(value: object) -> bool:
    """Whether the value is a string with characters that are dropped."""
    return isinstance(value, str) and _CONTROLS.search(value) is not None


def _clean(text: str) -> str:
    if text.isprintable():
        return text
    for line_end in _LINE_ENDS:
        text = text.replace(line_end, "\n")
    return _CONTROLS.sub("", _SEQUENCES.sub("", text))


def _with_role(role: Role, block: Block) -> Block:
    if role is Role.PARAGRAPH or block.role is not Role.PARAGRAPH:
        return block
    return Block(role=role, text=block.text)


def caption_blocks(key: str, value: object) -> Iterator[Block]:
    """The captions, each followed by its credit, in the value of a caption or image key. A string
    is a caption only under a caption key: under an image key it is the image's address."""
    if isinstance(value, list):
        for item in value:
            yield from caption_blocks(key, item)
    elif isinstance(value, dict):
        yield from _caption(value)
    elif isinstance(value, str) and value.strip() and "caption" in key.lower():
        yield Block(role=Role.CAPTION, text=_clean(value).strip())


def association_blocks(value: object) -> Iterator[Block]:
    """The captions of the pictures that a ninjs item is associated with, by name or in a list."""
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for item in items:
        if isinstance(item, dict) and item.get("type") in ("graphic", "image", "picture", "video"):
            credit = item.get("creditline") or item.get("byline") or item.get("by")
            caption = item.get("description_text") or item.get("caption") or _described(item)
            yield from _caption({"caption": caption, "credit": credit})


def _described(item: dict[str, object]) -> object:
    """The first description of an item of ninjs 2 or 3."""
    found = item.get("descriptions")
    first = found[0] if isinstance(found, list) and found else None
    return first.get("value") if isinstance(first, dict) else None


def _caption(image: dict[str, object]) -> Iterator[Block]:
    caption = image.get("caption") or image.get("text")
    if not isinstance(caption, str) or not caption.strip():
        return
    yield Block(role=Role.CAPTION, text=_clean(caption).strip())
    credit = image.get("credit")
    if isinstance(credit, str) and credit.strip():
        yield Block(role=Role.CREDIT, text=_clean(credit).strip())
