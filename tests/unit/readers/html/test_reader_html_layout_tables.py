"""Tables that lay out a page are no rows of its article; tables of data are."""

from __future__ import annotations

import pytest

LEAD = "The harbour bridge was opened to traffic on Monday after three years of work and dispute."
SECOND = "The first lorries crossed it before seven in the morning, and nobody had to wait long."
THIRD = "The ferry will go on running at weekends for as long as enough people want to use it."
MENU = "<tr><td>News</td><td>Sport</td><td>Weather</td></tr>"


def old_page(text: str) -> bytes:
    """A page of nested tables: a menu, a column of links, the text, and a footer."""
    column = "".join(f"<tr><td>{name}</td></tr>" for name in ("Archive", "Obituaries", "Jobs"))
    return (
        f"<html><head><title>Bridge opens</title></head><body><table>{MENU}</table>"
        f"<table><tr><td><table>{column}</table></td><td><h1>Bridge opens</h1>{text}</td></tr>"
        "</table><table><tr><td>About us | Contact us | Place an advertisement</td></tr></table>"
        "</body></html>"
    ).encode()


@pytest.mark.parametrize(
    "text",
    [
        f"<p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p>",
        f"{LEAD}<br><br>{SECOND}<br><br>{THIRD}",
        f"<table><tr><td><p>{LEAD}</p><p>{SECOND}</p></td></tr></table><p>{THIRD}</p>",
    ],
)
def test_rows_of_a_layout_are_no_text(read, text: str) -> None:
    """Of a page made of tables the text is read, in paragraphs, and the menus are not."""

    texts = [block.text for block in read(old_page(text))[0].blocks]

    assert texts == [LEAD, SECOND, THIRD]


def test_rows_of_data_are_lines(read, page) -> None:
    """A table of data stays a table, a line for each row, and so does a row alone."""

    rows = (("Team", "Won", "Lost"), ("Millwater", "12", "3"), ("Eastport", "9", "6"))
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    table = f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
    alone = "<table><tr><td>100 g</td><td>Butter</td></tr></table>"

    texts = [block.text for block in read(page("", table + alone))[0].blocks]

    for row in (*rows, ("100 g", "Butter")):
        assert any(text.strip("| ") == " | ".join(row) for text in texts), texts


def test_cells_of_a_table_in_an_item_are_apart(read, page) -> None:
    """A table in an item of a list is lines of a heading and its value, not one long word."""

    rows = "".join(
        f"<tr><th>{name}</th><td>{value}</td></tr>"
        for name, value in (("Resolution", "Up to 2K"), ("Power", "Wired"), ("Storage", "Cloud"))
    )
    item = f"<li><h3>The camera</h3><p>{SECOND}</p><div><table>{rows}</table></div></li>"

    texts = [block.text for block in read(page("", f"<ul>{item}{item}</ul>"))[0].blocks]

    assert "Resolution | Up to 2K" in texts
    assert "Power | Wired" in texts
