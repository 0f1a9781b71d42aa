"""Pages whose text stands in several containers, and pages of which a part may be missing."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline

FILES = Path(__file__).parent / "files"
SUBJECTS = (
    *("county", "town", "harbour", "river", "parish", "market", "quay", "ferry"),
    *("bridge", "school", "station", "museum", "tower", "garden", "library", "theatre"),
)
PARAGRAPHS = tuple(
    f"<p>The {subject} council voted late on Tuesday to close the old {subject} crossing for "
    f"eighteen months, a decision that shopkeepers near the {subject} had argued against.</p>"
    for subject in SUBJECTS
)
FIRST, SECOND, THIRD = ("".join(PARAGRAPHS[start : start + 4]) for start in (0, 4, 8))


def page(body: str) -> bytes:
    return f"""<html lang="en"><head><title>Old bridge to close</title></head><body>
        <main>{body}</main></body></html>""".encode()


def read(body: str) -> dateline.Article:
    (article,) = dateline.read(page(f"<h1>Old bridge to close</h1>{body}"))
    return article


@pytest.mark.parametrize(
    ("file", "count"),
    [
        pytest.param("h60-chunks.html", 10, id="H60"),
        pytest.param("h62-chunks.html", 8, id="H62"),
        pytest.param("h71.html", 8, id="H71"),
        pytest.param("h713.html", 8, id="H713"),
        pytest.param("h714.html", 8, id="H714"),
        pytest.param("h73.html", 8, id="H73"),
    ],
)
def test_the_whole_text_is_read(file: str, count: int) -> None:
    (article,) = dateline.read((FILES / file).read_bytes())

    assert len(article.paragraphs) == count
    assert article.partial is None


@pytest.mark.parametrize(
    ("opening", "between", "closing"),
    [
        ('<div class="article-body">', '<div class="ad">Advertisement</div>', "</div>"),
        ('<div class="RichTextBody">', '<div class="Enhancement"><img src="a"></div>', "</div>"),
        ('<section class="body-text pt-4">', '<aside class="promo">Promo</aside>', "</section>"),
        (
            '<div class="row"><div class="col"><div class="post-content m-0">',
            '<div class="row"><div class="ad"></div></div>',
            "</div></div></div>",
        ),
        (
            '<div class="entry-content">',
            '<div class="sharing"><a href="/">Share</a></div>',
            "</div>",
        ),
        ('<div itemprop="articleBody">', '<div class="ad">Advertisement</div>', "</div>"),
        ('<div property="articleBody">', "<div>Advertisement</div>", "</div>"),
        ('<div class="a1" itemprop="articleBody">', "<hr>", "</div>"),
        ('<div data-component="text-block">', '<div class="ad">Advertisement</div>', "</div>"),
        ('<section role="article">', '<div class="ad">Advertisement</div>', "</section>"),
    ],
)
@pytest.mark.parametrize("parts", [2, 3])
def test_containers_of_one_name_are_one_text(
    opening: str, between: str, closing: str, parts: int
) -> None:
    texts = (FIRST, SECOND, THIRD)[:parts]
    article = read(
        "<article>" + between.join(f"{opening}{text}{closing}" for text in texts) + "</article>"
    )

    assert len(article.paragraphs) == 4 * parts
    assert article.partial is None


@pytest.mark.parametrize("name", ['class="article-text"', 'itemprop="articleBody"'])
def test_the_headline_is_not_repeated_between_two_parts(name: str) -> None:
    """Parts whose paragraphs are parted by line breaks."""
    texts = [
        "<br><br>".join(p.removeprefix("<p>").removesuffix("</p>") for p in PARAGRAPHS[start:end])
        for start, end in ((0, 4), (4, 8))
    ]
    parts = "<div>Advertisement</div>".join(f"<div {name}>{text}</div>" for text in texts)

    (article,) = dateline.read(page(f"<article><h1>Old bridge to close</h1>{parts}</article>"))

    assert len(article.paragraphs) == 8
    assert "Old bridge to close" not in article.paragraphs


def test_stories_and_posts_of_others_are_not_joined() -> None:
    """They have a headline, or an author and a time, of their own."""
    story = '<article><h1>{}</h1><div class="entry-content">{}</div></article>'
    post = (
        '<div class="post"><span class="author">{}</span><time>July 3</time>'
        '<div class="post-content">{}</div></div>'
    )

    for other in (story, post):
        body = other.format("Old bridge to close", FIRST) + other.format("New ferry", SECOND)
        assert "parish" not in read(body).body


def test_a_page_with_clearly_more_text_is_partial(recwarn: pytest.WarningsRecorder) -> None:
    """Containers with names of their own are not joined, and the reader is told."""
    article = read(
        f'<article><div class="article-body">{FIRST}</div></article>'
        f'<div class="block-a1">{SECOND}{THIRD}</div>'
    )

    assert article.partial == (
        "the page holds clearly more running text than was taken: a part may be missing"
    )
    assert article.partial in [str(warning.message) for warning in recwarn]


@pytest.mark.parametrize(
    "beside",
    [
        '<section class="comments"><ol>{}</ol></section>',
        '<footer class="site-footer">{}</footer>',
        "<aside>{}</aside>",
        '<div id="cookie-notice">{}</div>',
        '<div class="related-stories">{}</div>',
    ],
)
def test_what_stands_beside_an_article_does_not_make_it_partial(beside: str) -> None:
    others = "".join(PARAGRAPHS[4:])

    article = read(f"<article>{FIRST}</article>" + beside.format(others))

    assert article.partial is None


def test_partial_articles_are_found_and_counted(tmp_path: Path) -> None:
    whole = tmp_path / "whole.html"
    whole.write_bytes(page(f"<article><h1>Old bridge to close</h1>{FIRST}{SECOND}</article>"))
    cut = tmp_path / "cut.html"
    cut.write_bytes(page(f"<article><h1>New ferry</h1>{THIRD}</article>")[:-30] + b"<script>var")
    short = tmp_path / "short.json"
    short.write_text(
        '{"title": "Third", "content": "Only this of the harbour is kn… [+1500 chars]"}'
    )

    with dateline.open_archive(tmp_path / "archive") as archive:
        archive.ingest([whole, cut, short])
        found = archive.search("is:partial")
        article = archive.article(next(hit.id for hit in found.hits if hit.title == "New ferry"))

        assert {hit.title for hit in found.hits} == {"New ferry", "Third"}
        assert article.partial == "the page ends inside a <script>: it is cut off"
        assert archive.counts().partial == 2
