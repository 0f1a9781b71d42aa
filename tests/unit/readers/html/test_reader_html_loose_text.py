"""Sentences beside paragraphs, and in cells of a layout, are read."""

from __future__ import annotations

import pytest

WORDS = (
    "closed on Tuesday for eighteen months, as shopkeepers on both banks had feared since spring."
)
PARAGRAPHS = "".join(f"<p>The {name} bridge was {WORDS}</p>" for name in ("old", "new", "swing"))
LOOSE = (
    "The <cite><a href='/x'>Harbour Trust</a></cite> said on Monday that it had let the crossing "
    "to a firm of the north, which will run it from the spring of next year."
)


@pytest.mark.parametrize(
    "body",
    [
        f"{PARAGRAPHS}<h3>What is next</h3>{LOOSE}",
        f"<p>One was {WORDS}</p><div class='ad'><span>Anzeige</span></div>{LOOSE}{PARAGRAPHS}",
        f"<p></p><figure><img src='a.png'><figcaption>Q</figcaption></figure>{LOOSE}{PARAGRAPHS}",
    ],
)
def test_a_sentence_after_a_box_is_read(read, page, body: str) -> None:
    """It is a paragraph, with its links."""
    texts = [block.text for block in read(page("", f"<div class='meat'>{body}</div>"))[0].blocks]

    assert sum(text.startswith("The Harbour Trust said on Monday that") for text in texts) == 1


def test_lines_in_cells_of_a_layout_are_read(read) -> None:
    """Programs of that time write a text in one cell, in bold letters, with breaks."""
    cells = "".join(
        f"<tr><td><font size=2><b>The {name} bridge was {WORDS}</b></font><hr>"
        f"The {name} ferry was not {WORDS}<br><br></td></tr>"
        for name in ("old", "new", "swing", "town")
    )
    layout = f"<table><tr><td><table>{cells}</table></td><td><a href='/'>Home</a></td></tr></table>"

    (draft,) = read(
        f"<html><head><title>Bridges</title></head><body>{layout}</body></html>".encode()
    )

    text = " ".join(block.text for block in draft.blocks)
    assert text.count("bridge was closed") == text.count("ferry was not closed") == 4
