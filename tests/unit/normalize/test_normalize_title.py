"""The title of pages whose headings, metadata and <title> differ."""

from __future__ import annotations

import json

from dateline import read

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
    """The title of a page of the Example Times with these lines."""
    linked = json.dumps({"@type": "NewsArticle", "headline": ld}) if ld else ""
    data = f"""<html><head><title>{tag}</title>
        <meta property="og:site_name" content="Example Times">
        <meta property="og:title" content="{og}"><meta name="twitter:title" content="{twitter}">
        <script type="application/ld+json">{linked}</script></head>
        <body><h1>{h1}</h1><article><h2>{h2}</h2><div itemprop="headline">{marked}</div>
        {TEXT * 4}</article></body></html>"""
    (article,) = read(data.encode())
    return article.title


def test_the_headline_for_readers_is_preferred_to_title_tags() -> None:
    """A line that <title> shares loses to one that JSON-LD, og:title or a heading states."""

    assert _title(tag=SEARCHERS, ld=READERS, og=SEARCHERS, h1=SEARCHERS) == READERS
    assert _title(tag=SEARCHERS, ld=SEARCHERS, og=READERS, h1=READERS) == READERS
    assert _title(tag=SEARCHERS, og=READERS, h1=SEARCHERS) == READERS
    assert _title(tag=SEARCHERS, og=SEARCHERS) == SEARCHERS
    assert _title(tag=SEARCHERS) == SEARCHERS


def test_json_ld_and_heading_outweigh_social_tags() -> None:
    """A line in og:title or twitter:title alone is not the title if JSON-LD and <h1> agree."""

    assert _title(tag=SEARCHERS, ld=SEARCHERS, h1=SEARCHERS, og=READERS) == SEARCHERS
    assert _title(tag=SEARCHERS, og=READERS, h1="Menu", twitter="Trucks, at last") == READERS


def test_an_h2_supports_a_line_that_it_repeats() -> None:
    """An <h2> adds to the line that it repeats, and is not a title by itself."""

    seo = {"tag": SEARCHERS, "ld": SEARCHERS, "h1": SEARCHERS}

    assert _title(**seo, og=READERS, h2=READERS) == READERS
    assert _title(**seo, og=READERS, h2="Trucks") == SEARCHERS
    assert _title(**seo, h2=READERS) == SEARCHERS


def test_a_marked_headline_outweighs_og_title() -> None:
    """A headline in microdata outweighs the one for social networks."""

    assert _title(tag=SEARCHERS, og=SEARCHERS, marked=READERS) == READERS
    assert _title(tag="Bridge | Example Times", og=SEARCHERS, marked=READERS) == READERS


def test_a_slightly_longer_line_is_the_same_line() -> None:
    """A kicker before a line, or the site after it, does not make it another line."""

    longer = f"Live: {SEARCHERS}"

    assert _title(tag=f"{SEARCHERS} - Example Times", ld=longer, h1=longer, og=READERS) == longer
    assert _title(tag=READERS, ld=READERS, h1=longer, og=SEARCHERS) == SEARCHERS


def test_a_paraphrasing_heading_is_the_title() -> None:
    """An <h1> that nothing repeats counts if it shares longer words with what is stated."""

    stated = {"tag": "Harbour bridge: the cost", "og": "Harbour bridge: the cost"}

    assert _title(**stated, h1="Menu</h1><h1>Rival harbour bridge") == "Rival harbour bridge"
    assert _title(**stated, h1="Follow our newsletter") == stated["og"]


def test_only_one_of_several_headings_counts() -> None:
    """The <h1> that a stated claim repeats precedes that of <title>, and that precedes others."""

    headings = f"{SEARCHERS}</h1><h1>{READERS}"

    assert _title(tag=SEARCHERS, twitter=f"{READERS} over the harbour", h1=headings) == READERS
    assert _title(tag=f"{READERS} | Example Times", h1=headings) == READERS


def test_the_only_heading_is_the_title_if_the_text_has_its_words() -> None:
    """An <h1> without support counts if it is the only one and the text shares its words."""

    seo = {"tag": "Ferry dead", "og": "Ferry dead"}

    assert _title(**seo, h1="Traffic after years of work") == "Traffic after years of work"
    assert _title(**seo, h1="Traffic news and weather forecasts") == "Ferry dead"
    assert _title(**seo, h1="Traffic after years</h1><h1>Weather after years") == "Ferry dead"


def test_the_site_is_the_first_heading_of_some_pages() -> None:
    """If the <h1> is the site's name, an <h2> that is most of <title> is the title."""

    tag = f"Harbour Notes » Archive » {SEARCHERS}"

    assert _title(tag=tag, h1="Harbour Notes", h2=SEARCHERS) == SEARCHERS


def test_the_sites_name_is_not_a_title() -> None:
    """The site's name is skipped alone, and removed after or before a bar."""

    assert _title(h1="Example Times", tag="Bridge opens") == "Bridge opens"
    assert _title(tag="Bridge opens | Example Times") == "Bridge opens"
    assert _title(tag="Example Times - Bridge opens") == "Bridge opens"
    assert _title(tag="Bridge - and ferry") == "Bridge - and ferry"


def test_a_kicker_is_separated_from_the_headline() -> None:
    """A kicker that og:title joins with a colon is removed if the page prints two lines; in JSON-LD
    or a heading it stays."""

    two = "<span>Years of work</span> <span>A bridge opens</span>"
    with_colon = "<span>Years of work:</span> <span>A bridge opens</span>"
    joined = "Years of work: A bridge opens"

    assert _title(tag=SEARCHERS, og=joined, h1=SEARCHERS, h2=two) == "A bridge opens"
    assert _title(tag=SEARCHERS, og=joined, h1=SEARCHERS, h2=with_colon) == joined
    assert _title(tag=SEARCHERS, og=joined, ld=joined, h1=SEARCHERS, h2=two) == joined
    assert _title(tag=SEARCHERS, og=joined, h1=SEARCHERS) == joined
    assert _title(tag=SEARCHERS, og=joined, h1="Years of work A bridge opens", h2="At") == joined
    assert _title(tag=SEARCHERS, og=READERS, h1=SEARCHERS, h2=two) == READERS
    assert _title(tag="Week 14", h1=two) == "Years of work A bridge opens"


def test_a_heading_for_screen_readers_is_not_a_title() -> None:
    """Headings that are not printed name parts of the page."""

    spoken = "</h2><h2 class='sr-only nav'>Main content</h2><h2>"

    assert _title(tag="Week 14", h2=spoken + READERS) == READERS


def test_a_domain_after_a_dash_is_removed(make_article) -> None:
    """The name after a dash is removed if it is the canonical host."""

    claims = (
        ("title", "Bridge opens - Example Times", "title tag", "<title>"),
        ("canonical_url", "https://www.example-times.org/a", "link tag", "link rel=canonical"),
    )

    assert make_article(claims=claims).title == "Bridge opens"


def test_entities_in_a_title_are_decoded() -> None:
    """A title that was escaped twice is decoded."""

    assert _title(og="Bridge &amp;#038; ferry") == "Bridge & ferry"
