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


@pytest.mark.parametrize(
    "line",
    [
        'It opened <span class="sr-only">Share</span> again.',
        'It opened <span class="tooltip">Share</span> again.',
        'It opened <span class="share" hidden>Share</span> again.',
        '<span class="share">Share</span> It opened again.',
        'It opened again. <span class="share">Share</span>',
        'It opened again.<br><a class="share-x" href="/x">Share</a><br>It closed.',
    ],
)
def test_hidden_elements_and_elements_beside_a_line_are_boxes(read, page, line: str) -> None:
    texts = [b.text for b in read(page("", f"<p>{line}</p>"))[0].blocks]

    assert any(text.startswith("It opened") for text in texts)
    assert not any("Share" in text for text in texts)
