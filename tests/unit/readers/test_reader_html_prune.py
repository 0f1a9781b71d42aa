"""What stands beside an article on a page is no text of it."""

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
def test_boxes_are_told_by_their_names(read, page, attribute: str) -> None:
    """A box whose class, id or component says what it is for is left out, the text around it
    is not."""

    draft = read(page("", f"<div {attribute}><p>{BOX}</p></div><p>It opened. {BOX[:60]}</p>"))[0]

    texts = [block.text for block in draft.blocks]
    assert BOX not in texts
    assert f"It opened. {BOX[:60]}" in texts
    assert any(text.startswith("The harbour bridge") for text in texts)


def test_a_name_that_holds_the_article_is_no_box(read, page) -> None:
    """The article is kept under whatever name its element has, in one piece or in many."""

    whole = page().replace(b"<article>", b'<article><div class="sidebar-1 newsletter">')
    parts = page().replace(b"<p>", b'<div class="teaser-grid"><p>').replace(b"</p>", b"</p></div>")

    for data in (whole, parts):
        assert len([block for block in read(data)[0].blocks if len(block.text) > 100]) == 3


def test_a_paragraph_that_is_a_link_is_a_teaser(read, page) -> None:
    """A block that is a link to another page is left out; one with a link in it, and a heading
    that links to itself, are not."""

    body = (
        '<p><a href="/other">Ferry will stop running at the end of the year</a></p>'
        '<p>The council <a href="/plan">agreed on the plan</a> for the harbour last week.</p>'
        '<h2><a href="#after">What comes after the bridge</a></h2>'
    )

    texts = [block.text for block in read(page("", body))[0].blocks]

    assert not any("Ferry will stop" in text for text in texts)
    assert "The council agreed on the plan for the harbour last week." in texts
    assert "What comes after the bridge" in texts
