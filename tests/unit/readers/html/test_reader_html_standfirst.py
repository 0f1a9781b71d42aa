"""The lines between a page's headline and its text."""

from __future__ import annotations

from dateline.values.draft import Role

STANDFIRST = "What the new bridge cost, who paid for it, and why it took three years to build."
DESCRIPTION = f'<meta name="description" content="{STANDFIRST}">'


def _standfirst(draft) -> list[str]:
    return [block.text for block in draft.blocks if block.role is Role.SUMMARY]


def test_a_description_printed_on_the_page_is_its_standfirst(read, page) -> None:
    """The page's description is the standfirst if the page prints it, and is ignored otherwise."""

    body = f"<h1>Bridge opens</h1><p>{STANDFIRST}</p>"

    draft = read(page(DESCRIPTION, body))[0]

    assert _standfirst(draft) == [STANDFIRST]
    assert [block.text for block in draft.blocks].count(STANDFIRST) == 1
    assert _standfirst(read(page(DESCRIPTION, "<h1>Bridge opens</h1>"))[0]) == []


def test_a_standfirst_is_recognized_by_its_name(read, page) -> None:
    """An element named for it soon after the headline is the standfirst; one in a list of other
    stories is not."""

    named = f'<div class="article__standfirst"><p>{STANDFIRST}</p></div>'
    heading = f'<h2 class="sub-headline speakable">{STANDFIRST}</h2>'
    teaser = f'<aside><p class="excerpt">{STANDFIRST}</p></aside>'

    assert _standfirst(read(page("", f"<h1>Bridge opens</h1>{named}"))[0]) == [STANDFIRST]
    assert _standfirst(read(page("", f"<h1>Bridge opens</h1>{heading}"))[0]) == [STANDFIRST]
    assert _standfirst(read(page("", f"<h1>Bridge opens</h1>{teaser}"))[0]) == []
    assert _standfirst(read(page("", named))[0]) == []


def test_the_text_begins_after_the_headline(read, page) -> None:
    """A headline in the text, its kicker and short lines above it are removed."""

    head = '<meta property="og:title" content="Harbour bridge opens">'
    body = "<p>City and port</p><h1>After three years Harbour bridge opens</h1>"

    draft = read(page(head, body))[0]

    assert draft.blocks[0].text.startswith("The harbour bridge was opened")
