"""A PDF's pages as lines of text, in boxes of lines that are close together, as pdfminer finds
them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from statistics import median

from pdfminer.layout import (
    LAParams,
    LTChar,
    LTComponent,
    LTCurve,
    LTFigure,
    LTImage,
    LTPage,
    LTTextBox,
    LTTextLine,
)
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage

from dateline.errors import ReadError
from dateline.readers.pdf.metered import MAX_PAGE_LETTERS, Device, Interpreter, Meter

_UNKNOWN = re.compile(r"\(cid:\d+\)")  # what the library prints for an unknown character


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of text from `left` to `right` and `bottom` to `top`, in points from the page's lower
    left corner. `size` is that of its letters."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Lines that are close together."""

    lines: tuple[Line, ...]

    @property
    def left(self) -> float:
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        return max(line.right for line in self.lines)

    @property
    def top(self) -> float:
        return max(line.top for line in self.lines)

    @property
    def bottom(self) -> float:
        return min(line.bottom for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`pictured` is true if the page has a picture, or a drawing that is more than lines. `unknown`
    counts the letters whose characters the file does not identify."""

    height: float
    boxes: tuple[Box, ...]
    pictured: bool = False
    unknown: int = 0


def lay_out_pages(document: PDFDocument, most: int, meter: Meter) -> list[Page]:
    """The document's pages, up to one more than `most`. Raises ReadError at a limit of the meter,
    and for a page of more than MAX_PAGE_LETTERS: the library takes time by the square of what is
    close together."""
    resources = PDFResourceManager()
    device = Device(resources, meter)
    interpreter = Interpreter(resources, device)
    pages = []
    for page in islice(PDFPage.create_pages(document), most + 1):
        interpreter.process_page(page)
        layout = device.get_result()
        if _count_once(layout) > MAX_PAGE_LETTERS:
            raise ReadError(f"a page has more than {MAX_PAGE_LETTERS:,} letters, the limit")
        layout.analyze(LAParams(boxes_flow=None, all_texts=True))
        pages.append(_page(layout))
    return pages


def _count_once(page: LTPage) -> int:
    """How many letters the page has, once repeated letters at the same position are removed:
    programs print a letter twice to make it bold."""
    count = 0
    for container in [page, *(part for part in _parts(page) if isinstance(part, LTFigure))]:
        places = set()
        kept = []
        for part in container:
            place = _place(part) if isinstance(part, LTChar) else part
            if place not in places:
                places.add(place)
                kept.append(part)
        count += sum(isinstance(part, LTChar) for part in kept)
        container._objs = kept  # the library has no method for removal
    return count


def _place(letter: LTChar) -> tuple[str, int, int, int]:
    """The letter, its position to half a point, and its size."""
    return letter.get_text(), int(2 * letter.x0), int(2 * letter.y0), int(2 * letter.size)


def _page(layout: LTPage) -> Page:
    """The page. The text of a drawing on the page (in PDF terms, a form) belongs to the page if it
    is longer than the text outside: programs that stamp or arrange pages place whole pages so.
    Otherwise it is the text of a chart and left out."""
    parts = list(_parts(layout))
    own = _boxes(part for part in layout if isinstance(part, LTTextBox))
    drawn = _boxes(part for part in parts if isinstance(part, LTTextBox))[len(own) :]
    return Page(
        height=layout.height,
        boxes=own + drawn if _length(drawn) > _length(own) else own,
        unknown=sum(_UNKNOWN.match(c.get_text()) is not None for c in _letters(parts)),
        pictured=any(isinstance(part, LTImage) or type(part) is LTCurve for part in parts),
    )


def _parts(container: LTPage | LTFigure) -> Iterator[LTComponent]:
    """What is on the page, then what is in its drawings, at any depth."""
    waiting: list[LTPage | LTFigure] = [container]
    while waiting:
        for part in waiting.pop(0):
            yield part
            if isinstance(part, LTFigure):
                waiting.append(part)


def _letters(parts: Iterable[LTComponent]) -> Iterator[LTChar]:
    lines = (line for box in parts if isinstance(box, LTTextBox) for line in box)
    return (c for line in lines for c in line if isinstance(c, LTChar))


def _boxes(boxes: Iterable[LTTextBox]) -> tuple[Box, ...]:
    return tuple(box for box in map(_box, boxes) if box.lines)


def _length(boxes: Iterable[Box]) -> int:
    return sum(len(line.text) for box in boxes for line in box.lines)


def _box(box: LTTextBox) -> Box:
    lines = (_line(line) for line in box if isinstance(line, LTTextLine))
    return Box(lines=tuple(line for line in lines if line.text))


def _line(line: LTTextLine) -> Line:
    sizes = [character.size for character in line if isinstance(character, LTChar)]
    return Line(
        text=" ".join(_UNKNOWN.sub("", line.get_text()).split()),
        left=line.x0,
        right=line.x1,
        bottom=line.y0,
        top=line.y1,
        size=round(median(sizes), 1) if sizes else 0.0,
    )
