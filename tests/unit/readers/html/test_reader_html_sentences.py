"""What stands between the words of a sentence is read, whatever its element is called."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("block", ["p", "li", "blockquote", "div"])
@pytest.mark.parametrize(
    "element",
    [
        *("time", 'time datetime="2020-05-05"', "output", "label", "button"),
        *('span class="author"', 'span class="byline"', 'span class="meta"', 'i class="credits"'),
        *('span class="share"', 'span class="social"', 'span class="comment"', 'b class="promo"'),
        *('em class="caption"', 'a class="related" href="/x"', 'span id="comments"'),
        *('span itemprop="author"', 'mark data-component="newsletter"', 'cite class="teaser"'),
    ],
)
def test_inline_elements_within_a_sentence_are_kept(read, page, element: str, block: str) -> None:
    tag = element.split()[0]
    line = f"So said <{element}>Rosa Field</{tag}>, the mayor, before <{element}>May</{tag}>."

    body = f"<ul><li>{line}</li></ul>" if block == "li" else f"<{block}>{line}</{block}>"
    texts = [b.text for b in read(page("", body))[0].blocks]

    assert "So said Rosa Field, the mayor, before May." in texts


BEFORE = "The council voted late on Tuesday to close the old bridge, said"
AFTER = "said late on Tuesday that the old bridge would be closed for repairs."
ELEMENTS = [
    *("time", "label", "button", 'a class="related" href="/x"', 'span class="cookie"', "x-ref"),
    *('b class="promo"', 'em id="tooltip-1"', 'span class="bio"', 'span itemprop="caption"'),
    *('strong class="teaser"', 'cite class="caption"', 'i class="social"'),
]


@pytest.mark.parametrize("block", ["p", "li", "blockquote", "div"])
@pytest.mark.parametrize("element", [e for e in ELEMENTS if "tooltip" not in e])
def test_an_element_that_opens_a_sentence_is_kept(read, page, element: str, block: str) -> None:
    """A sentence goes on in small letters after it."""
    line = f"<{element}>Rosa Field</{element.split()[0]}> {AFTER}"

    body = f"<ul><li>{line}</li></ul>" if block == "li" else f"<{block}>{line}</{block}>"
    texts = [b.text for b in read(page("", body))[0].blocks]

    assert f"Rosa Field {AFTER}" in texts


@pytest.mark.parametrize("block", ["p", "li", "blockquote", "div"])
@pytest.mark.parametrize(
    "element", ["time", "label", 'b class="promo"', 'span class="bio"', "x-ref", 'a id="teaser"']
)
def test_an_element_that_ends_a_sentence_without_a_mark_is_kept(
    read, page, element: str, block: str
) -> None:
    """The sentence before it is not over."""
    line = f"{BEFORE} <{element}>Rosa Field</{element.split()[0]}>"

    body = f"<ul><li>{line}</li></ul>" if block == "li" else f"<{block}>{line}</{block}>"
    texts = [b.text for b in read(page("", body))[0].blocks]

    assert f"{BEFORE} Rosa Field" in texts


def test_an_element_without_which_a_mark_stands_alone_is_kept(read, page) -> None:
    line = 'It opened, said <span class="tooltip">Rosa Field</span>, the mayor.'

    texts = [b.text for b in read(page("", f"<p>{line}</p>"))[0].blocks]

    assert "It opened, said Rosa Field, the mayor." in texts


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>The file <code>bridge.txt</code>, and more.</p>", "The file bridge.txt, and more."),
        ("<p><code>make</code> builds the bridge.</p>", "make builds the bridge."),
        ("<ul><li>The file <code>bridge.txt</code></li></ul>", "The file bridge.txt"),
        ("<p>It prints:</p><pre><code>bridge\nferry</code></pre>", "It prints:"),
    ],
)
def test_code_in_a_line_does_not_part_it(read, page, body: str, text: str) -> None:
    assert text in [block.text for block in read(page("", body))[0].blocks]


@pytest.mark.parametrize(
    "line",
    [
        'It opened <span class="sr-only">Share</span> again.',
        'It opened <span class="tooltip">Share</span> again.',
        'It opened <span class="share" hidden>Share</span> again.',
        '<span class="share">Share</span> It opened again.',
        'It opened again. <span class="share">Share</span>',
        "It opened again, and many people came to see it. <time>5 May</time>",
        "<time>5 May, 09.00</time> It opened again, and many people came to see it.",
        'It opened again, and many people came to see <a class="read-more">Share</a>',
        'It opened again, and many people came <span class="photo-credit">Share</span>',
        'It opened again.<br><a class="share-x" href="/x">Share</a><br>It closed.',
    ],
)
def test_hidden_elements_and_elements_beside_a_line_are_boxes(read, page, line: str) -> None:
    texts = [b.text for b in read(page("", f"<p>{line}</p>"))[0].blocks]

    assert any(text.startswith("It opened") for text in texts)
    assert not any("Share" in text or "5 May" in text for text in texts)


def test_a_link_that_opens_a_note_has_words_of_the_sentence(read, page) -> None:
    line = 'He was a <a class="popup" href="javascript:void(0)">rather elderly</a> man of sixty.'
    texts = [b.text for b in read(page("", f"<p>{line}</p>"))[0].blocks]

    assert "He was a rather elderly man of sixty." in texts
