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

from dateline.normalize.clean import clean
from dateline.normalize.dateline import split_dateline
from dateline.normalize.dates.locale import DateHints
from dateline.normalize.dates.stamps import line_stamps, stamps_in_byline
from dateline.normalize.people.byline import names_in
from dateline.normalize.people.lines import LineKind, is_by, line_kind, may_be_people
from dateline.normalize.text.boilerplate import is_boilerplate
from dateline.normalize.text.captions import caption_of, looks_like_caption
from dateline.normalize.text.summary import without_bullet
from dateline.values.article import Caption
from dateline.values.draft import Block, Role

_TEXT = (Role.PARAGRAPH, Role.HEADING, Role.LIST_ITEM, Role.QUOTE)
_MAX_BEFORE_LEAD = 12
_RUNNING_TEXT = 80
_MAX_STANDFIRST = 250
_AND = {"and", "und", "et", "y", "e", "en", "och", "og", "и", "і", "with", "mit"}


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
    NAMES = auto()
    BESIDE = auto()
    TEXT = auto()


_SIGNED = {_BlockKind.BYLINE, _BlockKind.DATE}


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
        paragraphs=(
            *texts_of(_BlockKind.TEXT),
            *(block.text for block in text[len(kinds) :]),
        ),
    )


def _before_lead(text: Sequence[Block], title: str | None, *, copied: bool) -> list[_BlockKind]:
    """The kind of each block before the lead, which is the first block without one. `copied` text
    may have a standfirst, which stays text, above the lines that say who wrote it and when."""
    kinds = _run(text, title, copied=copied)
    if not copied or _SIGNED & set(kinds) or len(kinds) + 1 >= len(text):
        return kinds
    standfirst = text[len(kinds)]
    if standfirst.role is not Role.PARAGRAPH or len(standfirst.text) > _MAX_STANDFIRST:
        return kinds
    below = _run(text[len(kinds) + 1 :], title, copied=copied)
    lines = {_BlockKind.BESIDE, *_SIGNED}
    return [*kinds, _BlockKind.TEXT, *below] if below and set(below) <= lines else kinds


def _run(text: Sequence[Block], title: str | None, *, copied: bool) -> list[_BlockKind]:
    """The kinds of the blocks up to the first that has none. Names alone, and what stands beside
    them, count only together, or where names may be of people that the text does not tell of."""
    kinds: list[_BlockKind] = []
    for number, block in enumerate(text[:_MAX_BEFORE_LEAD]):
        kind = _kind(block, text[number + 1 :], title, copied=copied)
        if kind is None:
            break
        kinds.append(kind)
    signed = bool(_SIGNED & set(kinds))
    for number, kind in enumerate(kinds):
        if kind is _BlockKind.NAMES:
            after_by = number > 0 and is_by(text[number - 1].text)
            sure = after_by or (signed and _may_sign(text[number], text[len(kinds) :]))
            if not sure and not _is_signature(text[number], text[number + 1 :]):
                return _without_loose_ends(kinds[:number])
            kinds[number], signed = _BlockKind.BYLINE, True
    return _without_loose_ends(kinds)


def _without_loose_ends(kinds: list[_BlockKind]) -> list[_BlockKind]:
    """The kinds up to the first line of a job, a paper or the like, if none is a byline or a date:
    then it is text."""
    if _BlockKind.BESIDE not in kinds or _SIGNED & set(kinds):
        return kinds
    return kinds[: kinds.index(_BlockKind.BESIDE)]


def _kind(
    block: Block, following: Sequence[Block], title: str | None, *, copied: bool
) -> _BlockKind | None:
    if title is not None and _same_line(block.text, title):
        return _BlockKind.TITLE_AGAIN
    if not any(other.role is Role.PARAGRAPH for other in following):
        return None
    if block.role not in (Role.LIST_ITEM, Role.PARAGRAPH):
        return None
    line = line_kind(block.text)
    if line is LineKind.BYLINE:
        return _BlockKind.BYLINE
    if line_stamps(block.text, "a line", DateHints()):
        return _BlockKind.DATE
    if block.role is Role.LIST_ITEM:
        return _BlockKind.BULLET if block.text[0] not in "–—" else None
    if copied and line is LineKind.DATE and _is_dated(block.text):
        return _BlockKind.DATE
    if copied and line in (LineKind.NAMES, LineKind.BESIDE):
        return _BlockKind.NAMES if line is LineKind.NAMES else _BlockKind.BESIDE
    if looks_like_caption(block.text) and split_dateline(block.text) is None:
        return _BlockKind.CAPTION
    return None


def _is_dated(line: str) -> bool:
    """Whether a line prints a date that may be the article's."""
    stamps = stamps_in_byline(line, "a line", DateHints())
    return any(stamp.reading.doubt is None for stamp in stamps)


def _is_signature(block: Block, following: Sequence[Block]) -> bool:
    """Whether a line of names below the headline is of people who wrote the text, if nothing else
    says so: a given name is known, and the text does not tell of them."""
    if not may_be_people(block.text) or not _may_sign(block, following):
        return False
    if not any(len(other.text) >= _RUNNING_TEXT for other in following[:3]):
        return False
    told = set(re.findall(r"[^\W\d_]+", " ".join(other.text for other in following)))
    return not any(name.split()[-1] in told for name in names_in(block.text))


def _may_sign(block: Block, following: Sequence[Block]) -> bool:
    """Whether no word of a line is a word that the text has in small letters, as those of a
    subheading are."""
    words = set(" ".join(other.text for other in following).split())
    found = (word.lower() for word in re.findall(r"[^\W\d_]{2,}", block.text))
    return not any(word in words and word not in _AND for word in found)


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
