"""The title of pages whose headings, metadata and <title> do not say the same."""

from __future__ import annotations

import json

import dateline

TEXT = "<p>The harbour bridge opens to traffic on Monday, after years of work and at high cost.</p>"
READERS = "At last, a bridge that carries trucks"
SEARCHERS = "Harbour bridge opens after three years"


def _title(
    *,
    tag: str = "",
    h1: str = "",
    h2: str = "",
    ld: str = "",
    og: str = "",
    twitter: str = "",
    marked: str = "",
) -> str | None:
    """The title of a page of the Example Times that says these lines."""
    linked = json.dumps({"@type": "NewsArticle", "headline": ld}) if ld else ""
    data = f"""<html><head><title>{tag}</title>
        <meta property="og:site_name" content="Example Times">
        <meta property="og:title" content="{og}"><meta name="twitter:title" content="{twitter}">
        <script type="application/ld+json">{linked}</script></head>
        <body><h1>{h1}</h1><article><h2>{h2}</h2><div itemprop="headline">{marked}</div>
        {TEXT * 4}</article></body></html>"""
    (article,) = dateline.read(data.encode())
    return article.title


def test_title_is_for_search_engines() -> None:
    """A line that <title> has gives way to one that JSON-LD, og:title or a heading has."""

    assert _title(tag=SEARCHERS, ld=READERS, og=SEARCHERS, h1=SEARCHERS) == READERS
    assert _title(tag=SEARCHERS, ld=SEARCHERS, og=READERS, h1=READERS) == READERS
    assert _title(tag=SEARCHERS, og=READERS, h1=SEARCHERS) == READERS
    assert _title(tag=SEARCHERS, og=SEARCHERS) == SEARCHERS
    assert _title(tag=SEARCHERS) == SEARCHERS


def test_json_ld_and_the_heading_count_before_social_networks() -> None:
    """What only og:title or twitter:title has is not the title if JSON-LD and <h1> agree."""

    assert _title(tag=SEARCHERS, ld=SEARCHERS, h1=SEARCHERS, og=READERS) == SEARCHERS
    assert _title(tag=SEARCHERS, og=READERS, h1="Menu", twitter="Trucks, at last") == READERS


def test_a_second_heading_speaks_for_a_line() -> None:
    """An <h2> counts for what repeats it, and is no title by itself."""

    seo = {"tag": SEARCHERS, "ld": SEARCHERS, "h1": SEARCHERS}

    assert _title(**seo, og=READERS, h2=READERS) == READERS
    assert _title(**seo, og=READERS, h2="Trucks") == SEARCHERS
    assert _title(**seo, h2=READERS) == SEARCHERS


def test_a_marked_headline_counts_before_og_title() -> None:
    """What a page marks as its headline is worth more than what it tells networks."""

    assert _title(tag=SEARCHERS, og=SEARCHERS, marked=READERS) == READERS
    assert _title(tag="Bridge | Example Times", og=SEARCHERS, marked=READERS) == READERS


def test_little_more_is_the_same_line() -> None:
    """A kicker before a line, or the site behind it, does not make it another."""

    longer = f"Live: {SEARCHERS}"

    assert _title(tag=f"{SEARCHERS} - Example Times", ld=longer, h1=longer, og=READERS) == longer
    assert _title(tag=READERS, ld=READERS, h1=longer, og=SEARCHERS) == SEARCHERS


def test_a_heading_in_other_words_is_the_title() -> None:
    """An <h1> that nothing repeats counts if it shares longer words with what is stated."""

    stated = {"tag": "Harbour bridge: the cost", "og": "Harbour bridge: the cost"}

    assert _title(**stated, h1="Menu</h1><h1>Rival harbour bridge") == "Rival harbour bridge"
    assert _title(**stated, h1="Follow our newsletter") == stated["og"]


def test_of_several_headings_one_counts() -> None:
    """The <h1> that a stated claim repeats counts before that of <title>, and that before
    others."""

    both = f"{SEARCHERS}</h1><h1>{READERS}"

    assert _title(tag=SEARCHERS, twitter=f"{READERS} over the harbour", h1=both) == READERS
    assert _title(tag=f"{READERS} | Example Times", h1=both) == READERS


def test_the_only_heading_is_the_title_if_the_text_has_its_words() -> None:
    """An <h1> that nothing speaks for counts where the text does, and it is the only one."""

    seo = {"tag": "Ferry dead", "og": "Ferry dead"}

    assert _title(**seo, h1="Traffic after years of work") == "Traffic after years of work"
    assert _title(**seo, h1="Traffic news and weather forecasts") == "Ferry dead"
    assert _title(**seo, h1="Traffic after years</h1><h1>Weather after years") == "Ferry dead"


def test_the_site_is_the_first_heading_of_some_pages() -> None:
    """Where <title> holds the site's name, which is the <h1>, and the headline, an <h2> that is
    most of it is the title."""

    tag = f"Harbour Notes » Archive » {SEARCHERS}"

    assert _title(tag=tag, h1="Harbour Notes", h2=SEARCHERS) == SEARCHERS


def test_the_sites_name_is_no_title() -> None:
    """The site's name alone is skipped, and left off behind or before a bar."""

    assert _title(h1="Example Times", tag="Bridge opens") == "Bridge opens"
    assert _title(tag="Bridge opens | Example Times") == "Bridge opens"
    assert _title(tag="Example Times - Bridge opens") == "Bridge opens"
    assert _title(tag="Bridge - and ferry") == "Bridge - and ferry"


def test_a_kicker_is_a_line_of_its_own() -> None:
    """What og:title joins to the headline with a colon is left off where the page prints two
    lines; JSON-LD may keep it, and so may a heading that has the colon."""

    two = "<span>Years of work</span> <span>A bridge opens</span>"
    one = "<span>Years of work:</span> <span>A bridge opens</span>"
    joined = "Years of work: A bridge opens"

    assert _title(tag=SEARCHERS, og=joined, h1=SEARCHERS, h2=two) == "A bridge opens"
    assert _title(tag=SEARCHERS, og=joined, h1=SEARCHERS, h2=one) == joined
    assert _title(tag=SEARCHERS, og=joined, ld=joined, h1=SEARCHERS, h2=two) == joined
    assert _title(tag=SEARCHERS, og=joined, h1=SEARCHERS) == joined
    assert _title(tag=SEARCHERS, og=joined, h1="Years of work A bridge opens", h2="At") == joined
    assert _title(tag=SEARCHERS, og=READERS, h1=SEARCHERS, h2=two) == READERS
    assert _title(tag="Week 14", h1=two) == "Years of work A bridge opens"


def test_a_heading_for_screen_readers_is_no_title() -> None:
    """Headings that are not printed name parts of the page."""

    spoken = "</h2><h2 class='sr-only nav'>Main content</h2><h2>"

    assert _title(tag="Week 14", h2=spoken + READERS) == READERS


def test_a_site_may_sign_with_its_domain(make) -> None:
    """The name behind a dash is left off where it is the canonical host's own."""

    claims = (
        ("title", "Bridge opens - Example Times", "title tag", "<title>"),
        ("canonical_url", "https://www.example-times.org/a", "link tag", "link rel=canonical"),
    )

    assert make(claims=claims).title == "Bridge opens"


def test_entities_in_a_title_are_undone() -> None:
    """A title that was escaped twice is read."""

    assert _title(og="Bridge &amp;#038; ferry") == "Bridge & ferry"
