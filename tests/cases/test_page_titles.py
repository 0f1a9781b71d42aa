"""Titles and keywords of pages whose lines are like each other, or hold the site's name."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline

FILES = Path(__file__).parent / "files"
TEXT = "<p>The county council voted late on Tuesday to close the old bridge for repairs.</p>" * 5
HEADLINE = "Old swing bridge to close for eighteen months"


def read(head: str, body: str, url: str | None = None) -> dateline.Article:
    """The article of a page with this head and, before its text, this body."""
    page = f"<html><head>{head}</head><body><article>{body}{TEXT}</article></body></html>"
    (article,) = dateline.read(page.encode(), url=url)
    return article


@pytest.mark.parametrize(
    ("file", "title"),
    [
        pytest.param("n20.html", f"{HEADLINE} – what we know", id="N20"),
        pytest.param(
            "n21.html", "Old swing bridge closes: ferry to start on Monday - how it works", id="N21"
        ),
    ],
)
def test_a_heading_in_the_text_does_not_cut_the_headline(file: str, title: str) -> None:
    (article,) = dateline.read((FILES / file).read_bytes())

    assert article.title == title


@pytest.mark.parametrize("headline", [f"{HEADLINE} – the ferry", f"Live – {HEADLINE}"])
@pytest.mark.parametrize("printed", [True, False])
def test_a_heading_that_repeats_less_than_half_cuts_nothing(headline: str, printed: bool) -> None:
    """Whether or not an <h1> prints the headline."""
    head = f'<title>{headline}</title><meta property="og:title" content="{headline}">'
    heading = f"<h1>{headline}</h1>" if printed else ""

    for part in headline.split(" – "):
        if part != HEADLINE or printed:
            assert read(head, f"{heading}<h2>{part}</h2>").title == headline


@pytest.mark.parametrize(
    ("ending", "url"),
    [
        ("Example Times", "https://www.exampletimes.org/a/1"),
        ("exampletimes.org", "https://www.exampletimes.org/a/1"),
        ("Example Times Online", "https://www.exampletimes.org/a/1"),
        ("BBC News", "https://www.bbc.co.uk/news/uk-1"),
    ],
)
@pytest.mark.parametrize("bar", [" | ", " - ", " – ", " :: "])
def test_a_page_without_a_name_of_its_site_leaves_it_out_of_the_title(
    ending: str, url: str, bar: str
) -> None:
    """The address says what the site is called."""
    assert read(f"<title>{HEADLINE}{bar}{ending}</title>", "", url).title == HEADLINE


def test_the_section_before_the_sites_name_is_no_part_of_the_title() -> None:
    head = (
        f"<title>{HEADLINE} | Local | Example Times</title>"
        '<meta property="article:section" content="Local">'
        '<meta property="og:site_name" content="Example Times">'
    )

    assert read(head, "").title == HEADLINE


def test_a_name_like_the_site_in_the_middle_of_a_headline_stays() -> None:
    headline = "Example strikes - and everybody looks at the clock"

    assert read(f"<title>{headline}</title>", "", "https://example.org/a").title == headline


POST = '<meta property="og:site_name" content="Harbour Post">'


@pytest.mark.parametrize(
    "line",
    [
        f"Harbour Post: {HEADLINE}",
        f"harbourpost.example: {HEADLINE}",
        f"{HEADLINE} : Harbour Post",
        f"{HEADLINE} / Harbour Post",
        f"{HEADLINE} ~ Harbour Post",
        f"{HEADLINE} ｜ Harbour Post",
        f"{HEADLINE} - The Harbour Post",
        f"{HEADLINE} | Harbour Post | News of the harbour since 1890",
        f"{HEADLINE} - News - Harbour Post",
        f"{HEADLINE} > News > Harbour Post",
    ],
)
def test_a_sites_name_is_left_out_wherever_it_stands(line: str) -> None:
    head = f"<title>{line.replace('>', '&gt;')}</title>{POST}"
    url = "https://www.harbourpost.example/news/bridge-to-close"

    assert read(head, "", url).title == HEADLINE


@pytest.mark.parametrize(
    "title",
    [
        "Silo: Timeline",
        "Climate: what we know",
        "Harbour Post to close: unions angry",
        "Harbour Post: a paper and its town",
        "Silo - Timeline",
        "What we know: News",
    ],
)
@pytest.mark.parametrize("ending", ["", " | Harbour Post", " - Harbour Post"])
def test_a_colon_in_a_headline_cuts_nothing(title: str, ending: str) -> None:
    """Not even the site's own name, if the page's headline has it."""
    head = f"<title>{title}{ending}</title>{POST}"

    assert read(head, f"<h1>{title}</h1>", "https://harbourpost.example/news/a").title == title


@pytest.mark.parametrize(
    "head",
    [
        "<title>Silo: Timeline</title>",
        f"<title>Silo: Timeline - Harbour Post</title>{POST}",
        f'<title>Timeline</title><meta property="og:title" content="Silo: Timeline">{POST}',
    ],
)
def test_a_heading_of_one_word_does_not_cut_its_subject(head: str) -> None:
    assert read(head, "<h1>Timeline</h1>").title == "Silo: Timeline"


def test_keywords_of_meta_tags_precede_a_text_that_is_no_list() -> None:
    (article,) = dateline.read((FILES / "kw1.html").read_bytes())

    assert article.keywords == (
        *("Unfall", "Rettungswesen", "Katastrophenschutz", "Berlin"),
        *("Hennigsdorf", "Teltow", "Ukraine", "Deutschland"),
    )


@pytest.mark.parametrize(
    ("linked", "meta", "keywords"),
    [
        ('["bridge", "ferry"]', "news, local, county", ("bridge", "ferry")),
        ('"bridge, ferry"', "news", ("bridge", "ferry")),
        ('"bridge"', "", ("bridge",)),
        ('"bridge ferry council"', "bridge; ferry", ("bridge", "ferry")),
    ],
)
def test_the_first_list_of_keywords_counts(
    linked: str, meta: str, keywords: tuple[str, ...]
) -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "keywords": %s}</script>'
        '<meta name="keywords" content="%s">'
    )

    assert read(head % (linked, meta), "").keywords == keywords
