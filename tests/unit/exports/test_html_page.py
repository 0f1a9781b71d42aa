"""The page of HTML shows texts, and does nothing."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import lxml.html
import pytest

from dateline.values.archive.exported import ExportedArticle
from dateline.values.article import Caption
from tests.unit.exports.builders import HOSTILE, exported, hostile, written

FULL = exported(
    subtitle="The tides decide",
    authors=("Ann Lee",),
    credit=("AFP",),
    summary=("First point", "Second point"),
    captions=(Caption(text="A ship", credit="Jim Lens"),),
    keywords=("harbor",),
    tags=("to cite",),
    notes=("ask Ann",),
    url="https://post.example/plan?a=1&b=2",
    language="fr",
)


def _page(*values: ExportedArticle, query: str | None = None) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(written("html", *values, query=query).decode("utf-8"))


def test_a_page_shows_the_fields_of_the_article() -> None:
    """In the order in which they are read, in the language of the article."""
    (article,) = _page(FULL).xpath("//article")

    assert article.get("lang") == "fr"
    assert [" ".join(part.text_content().split()) for part in article.xpath(".//*[@dir]")] == [
        "Harbor plan",
        "The tides decide",
        "Harbor Post · 2025-07-18 · Ann Lee, AFP",
        "First point",
        "Second point",
        "One paragraph.",
        "Another.",
        "A ship (credit: Jim Lens)",
        "keywords: harbor",
        "tags: to cite",
        "note by ann, 2025-08-02: ask Ann",
        "Dateline 0000000000000001, added 2025-08-01",
    ]
    assert article.xpath(".//a/@href") == ["https://post.example/plan?a=1&b=2"]


def test_the_page_says_which_query_it_is_of() -> None:
    """In its title and its heading."""
    page = _page(FULL, query='harbor <b> "plan"')

    assert page.xpath("string(//title)") == 'Articles: harbor <b> "plan"'
    assert page.xpath("string(//h1)") == 'Articles: harbor <b> "plan"'


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_an_article_is_markup(text: str) -> None:
    """Whatever the texts are, the elements and attributes are those of any article, and no address
    but one of the web is a link."""

    def shape(*values: ExportedArticle) -> list[tuple[str, tuple[str, ...]]]:
        return [(str(one.tag), tuple(sorted(one.keys()))) for one in _page(*values).iter()]

    harmless = shape(hostile(1, "text"), hostile(2, "text"))
    assert [one for one in shape(hostile(1, text), hostile(2, text)) if one != ("br", ())] == (
        harmless
    )
    page = written("html", hostile(1, text), query=text).decode("utf-8")
    assert not any(ord(char) < 32 and char not in "\n\t" for char in page)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_only_addresses_of_the_web_are_links(url: str) -> None:
    """A click on any other might run code."""
    assert _page(exported(url=url)).xpath("//a") == []


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    """Its own policy forbids it: scripts, pictures, frames, forms, and styles but its own."""
    text = written("html", FULL).decode("utf-8")
    page = lxml.html.document_fromstring(text)
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    style = re.search("<style>(.*)</style>", text, re.S)

    assert style is not None
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert not page.xpath("//script | //img | //iframe | //link | //object | //form | //@style")
    assert not page.xpath("//@*[starts-with(name(), 'on')]")
    assert "url(" not in style[1]
    assert "@import" not in style[1]
