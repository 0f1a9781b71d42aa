"""Tables that lay out a page, as pages before 2010 do, and letters still.

Extractors read every row as a row of data: menus and footers become lines of the article. Browsers
tell layout from data for screen readers by the same signs (https://www.w3.org/TR/html-aam-1.0/):
a table holds another one, or has running text in a cell. On a page with such tables one with a
single row or column is no data either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

MAX_CELL = 400
"""Characters of a cell of data that has paragraphs."""

MAX_PLAIN_CELL = 1200
"""Characters of one without."""

_PARTS = {"tbody", "thead", "tfoot", "tr", "td", "th"}
_CELLS = {"td", "th"}


def flatten_layout_tables(tree: HtmlElement) -> tuple[HtmlElement, ...]:
    """Makes the tables in `tree` that are no data divisions of the page, and returns their cells,
    which are divisions now."""
    cells: list[HtmlElement] = []
    tables = {table: [*_parts(table)] for table in tree.iter("table")}
    layout = {table for table, parts in tables.items() if _holds_a_page(table, parts)}
    for table, parts in tables.items():
        if layout and (table in layout or _is_line(parts)):
            cells += (part for part in parts if part.tag in _CELLS)
            for element in (table, *parts):
                element.tag = "div"
    return tuple(cells)


def _parts(table: HtmlElement) -> Iterator[HtmlElement]:
    """The rows and cells of a table, without those of tables in it."""
    for child in table:
        if child.tag in _PARTS:
            yield child
            if child.tag not in _CELLS:
                yield from _parts(child)


def _holds_a_page(table: HtmlElement, parts: Sequence[HtmlElement]) -> bool:
    return table.find(".//table") is not None or any(
        _has_running_text(part) for part in parts if part.tag in _CELLS
    )


def _is_line(parts: Sequence[HtmlElement]) -> bool:
    rows = [part for part in parts if part.tag == "tr"]
    columns = max((sum(cell.tag in _CELLS for cell in row) for row in rows), default=0)
    return len(rows) < 2 or columns < 2


def _has_running_text(cell: HtmlElement) -> bool:
    length = len(cell.text_content())
    return length > (MAX_CELL if cell.find(".//p") is not None else MAX_PLAIN_CELL)
