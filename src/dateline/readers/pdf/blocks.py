"""Pages of a PDF to blocks: columns in reading order, without running heads and page numbers, with
words that were hyphenated at a line's end joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dateline.readers.pdf.hyphens import continued
from dateline.readers.pdf.layout import Box, Line, Page
from dateline.values.draft import Block, Role

MARGIN = 0.12
"""Running heads and page numbers are in the top or bottom eighth of a page."""

HEADING_SIZE = 1.2
"""Times the size of most of the text."""

_NUMBER = re.compile(r"(?:page\s*)?[-–—|\s]*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\s]*", re.I)
_DIGITS = re.compile(r"\d+")
_SEPARATOR = re.compile(r"\s*\|\s*|\s+[•·]\s+|\s{3,}")
_PAGE = re.compile(r"(?:(?:page|seite|página|pagina|pag|p|s)\b\.?\s*)?[A-Z]?\d{1,4}", re.I)
_DAY = re.compile(
    r"(?=.*(?<!\d)\d{1,2}(?!\d))(?=.*[^\W\d_]{3}|.*\d[./-]\d).*(?<!\d)(?:19|20)\d\d(?!\d)"
)
_MAX_DAY_WORDS = 4  # "Friday, July 18, 2025"
_PRINTED = re.compile(
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}, \d{1,2}:\d\d\b.*|https?://\S+(?:\s+\d+/\d+)?", re.I
)
"""What a browser prints above and below a page."""

MAX_HEAD = 120
"""Characters of a line that is only paper, day, section and page."""

_ENDS = re.compile(r"[.!?:;\"”’')\]]$")


def pictures(pages: Sequence[Page]) -> str:
    """The numbers of the pages that are pictures without text: "3, 4"; empty if there are none."""
    numbers = (n for n, page in enumerate(pages, 1) if page.pictured and not page.boxes)
    return ", ".join(map(str, numbers))


def page_blocks(pages: Sequence[Page]) -> tuple[Block, ...]:
    """The blocks of all pages, in reading order; none if there is no text."""
    repeated = _repeated(pages)
    boxes = [
        box for page in pages for box in reading_order([*_without_running_heads(page, repeated)])
    ]
    if not boxes:
        return ()
    usual = _usual_size(boxes)
    title = max((_size(box) for box in boxes[:12]), default=0.0)
    written = " ".join(line.text for box in boxes for line in box.lines)
    found: list[Block] = []
    for box in boxes:
        size = _size(box)
        for paragraph in _paragraphs(box):
            text = _joined(paragraph, written)
            if size < HEADING_SIZE * usual:
                _add_text(found, text)
            elif size == title and found and found[-1].role is Role.TITLE:
                found[-1] = Block(role=Role.TITLE, text=continued(found[-1].text, text, written))
            elif size == title and not any(block.role is Role.TITLE for block in found):
                found.append(Block(role=Role.TITLE, text=text))
            else:
                found.append(Block(role=Role.HEADING, text=text))
    return tuple(found)


def running_heads(pages: Sequence[Page]) -> tuple[str, ...]:
    """The lines in the margins of the first page that other pages have too, apart from their
    numbers, or that are only parts of a head."""
    repeated = _repeated(pages)
    lines = [line for page in pages[:1] for box in page.boxes for line in box.lines]
    heads = [line.text for line in lines if _in_margin(pages[0], line)]
    return tuple(dict.fromkeys(t for t in heads if _key(t) in repeated or head_parts(t)))


def head_parts(text: str) -> tuple[str, ...]:
    """The parts of a line that bars separate (paper | day | section | page), if one of them is the
    number of a page or a day; else none."""
    parts = tuple(part.strip() for part in _SEPARATOR.split(text) if part.strip())
    if len(parts) < 2 or len(text) > MAX_HEAD:
        return ()
    return parts if any(_PAGE.fullmatch(part) or _DAY.match(part) for part in parts) else ()


def paper_and_section(parts: Sequence[str]) -> tuple[str, ...]:
    """The parts that are neither the number of a page nor a day: the paper, then the section. None
    if more than the day stands in its part, which then may be the paper's."""
    days = [part for part in parts if _DAY.match(part)]
    if not days or any(len(day.split()) > _MAX_DAY_WORDS for day in days):
        return ()
    return tuple(part for part in parts if part not in days and not _PAGE.fullmatch(part))[:2]


def reading_order(boxes: list[Box]) -> list[Box]:
    """The boxes in reading order. A gap from top to bottom separates columns, left before right. If
    no gap does, what spans the columns is split off above or below them."""
    if len(boxes) < 2:
        return boxes
    cut = _column_gap(boxes)
    if cut is not None:
        left = [box for box in boxes if box.right <= cut]
        return reading_order(left) + reading_order([box for box in boxes if box.right > cut])
    down = sorted(boxes, key=lambda box: (-box.top, box.left))
    for at in _row_gaps(down):
        if _column_gap(down[at:]) is not None or _column_gap(down[:at]) is not None:
            return reading_order(down[:at]) + reading_order(down[at:])
    return down


def _column_gap(boxes: Sequence[Box]) -> float | None:
    """The position of a vertical line that separates the boxes without touching any, into two
    columns that overlap in height; None if there is none."""
    reach: float | None = None
    for box in sorted(boxes, key=lambda box: box.left):
        if reach is not None and box.left > reach:
            left = [other for other in boxes if other.right <= reach]
            right = [other for other in boxes if other.right > reach]
            beside = min(_top(left), _top(right)) - max(_bottom(left), _bottom(right))
            if beside > 0:
                return reach
        reach = box.right if reach is None else max(reach, box.right)
    return None


def _top(boxes: Iterable[Box]) -> float:
    return max(box.top for box in boxes)


def _bottom(boxes: Iterable[Box]) -> float:
    return min(box.bottom for box in boxes)


def _row_gaps(down: Sequence[Box]) -> Iterator[int]:
    """Where a horizontal line separates boxes, sorted from the top, without touching any."""
    lowest = down[0].bottom
    for at, box in enumerate(down[1:], 1):
        if box.top <= lowest:
            yield at
        lowest = min(lowest, box.bottom)


def _in_margin(page: Page, line: Line) -> bool:
    return line.top > (1 - MARGIN) * page.height or line.bottom < MARGIN * page.height


def _key(text: str) -> str:
    return _DIGITS.sub("#", text).lower()


def _repeated(pages: Sequence[Page]) -> set[str]:
    """Lines in the margins that are on two pages or more, apart from their numbers."""
    on_pages: Counter[str] = Counter()
    for page in pages:
        lines = (line for box in page.boxes for line in box.lines)
        on_pages.update({_key(line.text) for line in lines if _in_margin(page, line)})
    return {key for key, count in on_pages.items() if count > 1}


def _without_running_heads(page: Page, repeated: set[str]) -> Iterator[Box]:
    for box in page.boxes:
        lines = tuple(
            line
            for line in box.lines
            if not _in_margin(page, line)
            or not (_key(line.text) in repeated or _is_head(line.text))
        )
        if lines:
            yield Box(lines=lines)


def _is_head(text: str) -> bool:
    """Whether a line in the margin is not the article's, even if no other page has it."""
    return bool(_NUMBER.fullmatch(text) or _PRINTED.fullmatch(text) or head_parts(text))


def _size(box: Box) -> float:
    return max(line.size for line in box.lines)


def _usual_size(boxes: Sequence[Box]) -> float:
    sizes: Counter[float] = Counter()
    for box in boxes:
        for line in box.lines:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def _paragraphs(box: Box) -> Iterator[list[Line]]:
    """The lines of a box, split before an indented line, after one that ends a sentence well before
    the margin, and where the size of the letters changes."""
    group: list[Line] = []
    for line in box.lines:
        if group and _begins(line, group[-1], box):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _begins(line: Line, before: Line, box: Box) -> bool:
    indented = line.left - box.left > 0.8 * line.size and before.left - box.left < 0.4 * line.size
    short = before.right < box.right - 0.15 * (box.right - box.left)
    ended = short and _ENDS.search(before.text) is not None
    return indented or ended or abs(line.size - before.size) > 0.15 * before.size


def _joined(lines: Sequence[Line], written: str) -> str:
    text = lines[0].text
    for line in lines[1:]:
        text = continued(text, line.text, written)
    return text


def _add_text(found: list[Block], text: str) -> None:
    """Adds the paragraph, or appends it to the last one if a column or page ended inside that."""
    last = found[-1] if found else None
    if (
        last is not None
        and last.role is Role.PARAGRAPH
        and text[:1].islower()
        and not _ENDS.search(last.text)
    ):
        found[-1] = Block(role=Role.PARAGRAPH, text=continued(last.text, text, text))
    else:
        found.append(Block(role=Role.PARAGRAPH, text=text))
