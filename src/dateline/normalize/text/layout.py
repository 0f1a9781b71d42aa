"""The parts of a draft's text: what comes before the lead, and the body.

Copied text has no markup, so the lines between headline and lead are recognized by how they are
written: captions, bullets, a byline, a date. From the lead on everything is body, except lines that
are boilerplate of the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from dateline.normalize.authors import is_byline, is_name_line
from dateline.normalize.clean import clean
from dateline.normalize.dateline import split_dateline
from dateline.normalize.dates.locale import DateHints
from dateline.normalize.dates.stamps import line_stamps
from dateline.normalize.text.boilerplate import is_boilerplate
from dateline.normalize.text.captions import caption_of, looks_like_caption
from dateline.normalize.text.summary import without_bullet
from dateline.values.article import Caption
from dateline.values.draft import Block, Role

_TEXT = (Role.PARAGRAPH, Role.HEADING, Role.LIST_ITEM, Role.QUOTE)
_MAX_BEFORE_LEAD = 12
_RUNNING_TEXT = 80


@dataclass(frozen=True, slots=True)
class Layout:
    """The cleaned blocks by what they are. `paragraphs` is the body, and begins with the lead."""

    captions: tuple[Caption, ...]
    bullets: tuple[str, ...]
    bylines: tuple[str, ...]
    date_lines: tuple[str, ...]
    paragraphs: tuple[str, ...]


class _BlockKind(Enum):
    """What a block before the lead is."""

    TITLE_AGAIN = auto()
    CAPTION = auto()
    BULLET = auto()
    BYLINE = auto()
    DATE = auto()


def lay_out(blocks: Sequence[Block], title: str | None) -> Layout:
    """The blocks by what they are. Those that are not text of the article are left out."""
    tidied = [Block(role=block.role, text=clean(block.text)) for block in blocks]
    tidied = [block for block in tidied if block.text and not is_boilerplate(block.text)]
    text = [block for block in tidied if block.role in _TEXT]
    copied = any(block.role is Role.TITLE for block in tidied)
    kinds = _before_lead(text, title, copied=copied)

    def texts_of(kind: _BlockKind) -> tuple[str, ...]:
        pairs = zip(text, kinds, strict=False)
        return tuple(block.text for block, found in pairs if found is kind)

    marked = tuple(block.text for block in tidied if block.role is Role.SUMMARY)
    bylines = tuple(block.text for block in tidied if block.role is Role.BYLINE)
    return Layout(
        captions=(*_marked_captions(tidied), *map(caption_of, texts_of(_BlockKind.CAPTION))),
        bullets=(*marked, *map(without_bullet, texts_of(_BlockKind.BULLET))),
        bylines=(*bylines, *texts_of(_BlockKind.BYLINE)),
        date_lines=texts_of(_BlockKind.DATE),
        paragraphs=tuple(block.text for block in text[len(kinds) :]),
    )


def _before_lead(text: Sequence[Block], title: str | None, *, copied: bool) -> list[_BlockKind]:
    """The kind of each block before the lead, which is the first block without one. In `copied`
    text names may stand alone below the headline."""
    kinds: list[_BlockKind] = []
    for number, block in enumerate(text[:_MAX_BEFORE_LEAD]):
        kind = _kind(block, text[number + 1 :], title)
        below_headline = copied and set(kinds) <= {_BlockKind.TITLE_AGAIN, _BlockKind.DATE}
        if kind is None and below_headline and _is_signature(block, text[number + 1 :]):
            kind = _BlockKind.BYLINE
        if kind is None:
            break
        kinds.append(kind)
    return kinds


def _kind(block: Block, following: Sequence[Block], title: str | None) -> _BlockKind | None:
    if title is not None and _same_line(block.text, title):
        return _BlockKind.TITLE_AGAIN
    if not any(other.role is Role.PARAGRAPH for other in following):
        return None
    if block.role is Role.LIST_ITEM:
        return _BlockKind.BULLET if block.text[0] not in "–—" else None
    if block.role is not Role.PARAGRAPH:
        return None
    if is_byline(block.text):
        return _BlockKind.BYLINE
    if line_stamps(block.text, "a line", DateHints()):
        return _BlockKind.DATE
    if looks_like_caption(block.text) and split_dateline(block.text) is None:
        return _BlockKind.CAPTION
    return None


def _is_signature(block: Block, following: Sequence[Block]) -> bool:
    """Whether a line below the headline is nothing but names. Its words are not words that the text
    has in small letters, as those of a subheading are."""
    if block.role is not Role.PARAGRAPH or not is_name_line(block.text):
        return False
    if not any(len(other.text) >= _RUNNING_TEXT for other in following[:3]):
        return False
    words = set(" ".join(other.text for other in following).split())
    return not any(word.lower() in words for word in re.findall(r"[^\W\d_]{2,}", block.text))


def _marked_captions(blocks: Sequence[Block]) -> list[Caption]:
    """The captions that the file marks, each with the credit that follows it."""
    captions: list[Caption] = []
    for block, next_block in zip(blocks, (*blocks[1:], None), strict=False):
        if block.role is Role.CAPTION:
            credit = (
                next_block.text
                if next_block is not None and next_block.role is Role.CREDIT
                else None
            )
            captions.append(caption_of(block.text, credit))
    return captions


def _same_line(text: str, title: str) -> bool:
    return text.casefold().rstrip(".") == title.casefold().rstrip(".")
