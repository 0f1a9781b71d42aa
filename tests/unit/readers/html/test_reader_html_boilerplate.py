"""Boxes beside an article on a page are not part of its text."""

from __future__ import annotations

import pytest

BOX = "Every morning we send you what matters, and you can leave whenever you like to do so."


@pytest.mark.parametrize(
    "attribute",
    [
        'class="c-newsletter__box"',
        'class="relatedArticles"',
        'id="author-bio"',
        'class="infobox wide"',
        'class="twitter-tweet"',
        'data-component="ShareBar social"',
        'class="visually-hidden"',
    ],
)
def test_boxes_are_recognized_by_their_names(read, page, attribute: str) -> None:
    """A box whose class, id or component says what it is is removed, and the text around it
    stays."""

    draft = read(page("", f"<div {attribute}><p>{BOX}</p></div><p>It opened. {BOX[:60]}</p>"))[0]

    texts = [block.text for block in draft.blocks]
    assert BOX not in texts
    assert f"It opened. {BOX[:60]}" in texts
    assert any(text.startswith("The harbour bridge") for text in texts)


def test_an_element_that_holds_the_article_is_not_a_box(read, page) -> None:
    """The article stays whatever the name of its element, in one part or in many."""

    complete = page().replace(b"<article>", b'<article><div class="sidebar-1 newsletter">')
    parts = page().replace(b"<p>", b'<div class="teaser-grid"><p>').replace(b"</p>", b"</p></div>")

    for data in (complete, parts):
        assert len([block for block in read(data)[0].blocks if len(block.text) > 100]) == 3


def test_a_paragraph_that_is_a_link_is_removed(read, page) -> None:
    """A block that links to another page is removed; a block with a link in it, and a heading that
    links to itself, stay."""

    body = (
        '<p><a href="/other">Ferry will stop running at the end of the year</a></p>'
        '<p>The council <a href="/plan">agreed on the plan</a> for the harbour last week.</p>'
        '<h2><a href="#after">What comes after the bridge</a></h2>'
    )

    texts = [block.text for block in read(page("", body))[0].blocks]

    assert not any("Ferry will stop" in text for text in texts)
    assert "The council agreed on the plan for the harbour last week." in texts
    assert "What comes after the bridge" in texts
