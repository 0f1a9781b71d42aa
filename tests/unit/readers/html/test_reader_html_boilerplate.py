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


def test_a_name_that_says_what_else_a_page_has_is_no_box(read, page) -> None:
    """A part of the text stays if its name says that a box is there, or not."""

    names = ("infobox-enabled--false", "no-toast", "entry has-infobox", "with-factbox")
    for name in names:
        texts = _texts(read, page, f'<div class="main {name}"><p>{BOX}</p></div>')

        assert BOX in texts, name


def test_code_that_a_page_prints_is_text(read, page) -> None:
    """A listing stays, though the same words in a paragraph are a script that leaked."""

    code = 'var answer = document.title; console.log(answer, "is the title of the page");'
    body = f"<p>{BOX}</p><table><tr><td><pre>{code}</pre></td></tr></table><p>It ends.</p>"

    texts = _texts(read, page, body)

    assert code in texts
    assert code not in _texts(read, page, body.replace("pre>", "p>"))


def test_the_anchor_of_a_heading_is_made_of_its_words(read, page) -> None:
    """A heading whose anchor has the name of a box is a heading of the text."""

    body = f'<h2 id="h-what-is-social-shopping">What is social shopping?</h2><p>{BOX}</p>'

    assert "What is social shopping?" in _texts(read, page, body)


@pytest.mark.parametrize(
    ("address", "stays"),
    [
        ("https://books.example.net/1", True),
        ("//archive.test/1", True),
        ("https://news.example.org/2", False),
        ("https://www.paper.test/4", False),
        ("/3", False),
    ],
)
def test_what_a_page_links_to_on_other_sites_is_text(read, page, address: str, stays: bool) -> None:
    """Headings that link to other pages of the site are other stories; those that link to other
    sites are what the article is about. A site whose home page is linked to is the same site."""

    own = '<link rel="canonical" href="https://www.example.org/news/1">'
    home = '<p>See <a href="https://paper.test/">the paper</a> for the rest of the week.</p>'
    heading = f'<h3><a href="{address}">The Frozen River by Ariel Field</a></h3>'

    texts = _texts(read, page, f"<p>{BOX}</p>{heading}<p>It is good.</p>{home}", head=own)

    assert stays == ("The Frozen River by Ariel Field" in texts)


def _texts(read, page, body: str, head: str = "") -> list[str]:
    return [block.text for block in read(page(head, body))[0].blocks]
