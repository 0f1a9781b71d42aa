"""Pages: claims, blocks, and pages that are cut off or hold no article."""

from __future__ import annotations

import json

from dateline.errors import NotAnArticle, ReadError
from dateline.values.draft import Role
from tests.unit.readers.conftest import claims_of

LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "No article"},
        {
            "@type": ["NewsArticle"],
            "headline": "Harbour bridge opens",
            "datePublished": "2025-07-18T10:00:00+02:00",
            "dateModified": "2025-07-18T12:00:00+02:00",
            "author": [{"@id": "#a"}, {"@type": "Organization", "name": "Example Agency"}],
            "publisher": {"name": "Example Times"},
            "articleSection": "City",
            "keywords": ["bridge", "harbour"],
            "inLanguage": "en",
            "isAccessibleForFree": False,
        },
        {"@id": "#a", "@type": "Person", "name": "Jo Writer"},
    ],
}


def test_json_ld_claims(read, page) -> None:
    """The article of a page's JSON-LD gives its fields; references are followed, and an
    organization is not an author."""

    draft = read(page(f'<script type="application/ld+json">{json.dumps(LINKED)}</script>'))[0]

    assert claims_of(draft, "json-ld") == {
        "title": ["Harbour bridge opens"],
        "published": ["2025-07-18T10:00:00+02:00"],
        "updated": ["2025-07-18T12:00:00+02:00"],
        "authors": ["Jo Writer"],
        "credit": ["Example Agency"],
        "source.name": ["Example Times"],
        "section": ["City"],
        "keywords": ["bridge", "harbour"],
        "language": ["en"],
        "paywalled": ["true"],
    }


def test_meta_link_and_heading_claims(read, page) -> None:
    """Meta tags, the canonical link, headings and the language are claims with their places."""

    head = (
        "<title>Bridge opens - Example Times</title>"
        '<meta property="og:title" content="Bridge opens">'
        '<meta property="og:site_name" content="Example Times">'
        '<meta property="og:url" content="https://example.org/og">'
        '<meta name="author" content="Jo Writer">'
        '<meta property="article:published_time" content="2025-07-18">'
        '<meta property="article:modified_time" content="2025-07-19">'
        '<meta property="article:section" content="City">'
        '<meta name="keywords" content="bridge, harbour">'
        '<meta name="description" content="What it cost.">'
        '<link rel="canonical" href="https://example.org/a">'
    )

    draft = read(page(head, "<h1>Bridge<br>opens</h1>"))[0]

    assert claims_of(draft, "meta") == {
        "title": ["Bridge opens"],
        "source.name": ["Example Times"],
        "canonical_url": ["https://example.org/og"],
        "authors": ["Jo Writer"],
        "published": ["2025-07-18"],
        "updated": ["2025-07-19"],
        "section": ["City"],
        "keywords": ["bridge, harbour"],
        "summary": ["What it cost."],
    }
    assert claims_of(draft, "link tag") == {"canonical_url": ["https://example.org/a"]}
    assert claims_of(draft, "h1 tag") == {"title": ["Bridge opens"]}
    assert claims_of(draft, "html lang") == {"language": ["en"]}
    assert "meta property=article:published_time" in {claim.where for claim in draft.claims}


def test_a_marked_headline_is_a_claim(read, page) -> None:
    """A headline marked by microdata or microformats is a claim if it is the only one, and a
    heading with a kicker gives two claims."""

    heading = (
        '<h1><span>At last</span> <b>A bridge that opens</b></h1><p itemprop="headline">Seen</p>'
    )
    two = '<h2 class="x entry-title">First</h2><h2 class="entry-title">Second</h2>'

    standfirst = '<div itemprop="headline"><p>What it cost.</p></div>'

    draft = read(page("", heading + two + standfirst))[0]

    assert claims_of(draft, "microdata") == {"title": ["Seen"]}
    assert claims_of(draft, "microformat") == {}
    assert claims_of(draft, "h1 tag") == {
        "title": ["At last A bridge that opens", "A bridge that opens"]
    }
    assert claims_of(draft, "h2 tag") == {"title": ["First", "Second"]}
    assert claims_of(read(page("", '<h2 class="entry-title">First</h2>'))[0], "microformat") == {
        "title": ["First"]
    }


def test_time_tags_and_microdata(read, page) -> None:
    """Dates in the page's own markup are claims too."""

    body = (
        '<time class="updated" datetime="2025-07-19">later</time>'
        '<time datetime="2025-07-18">x</time>'
        '<span itemprop="datePublished" content="2025-07-17">y</span>'
    )

    draft = read(page("", body))[0]

    assert claims_of(draft, "time tag") == {
        "updated": ["2025-07-19"],
        "published": ["2025-07-18"],
    }
    assert claims_of(draft, "microdata") == {"published": ["2025-07-17"]}


def test_the_byline_beside_the_headline(read, page) -> None:
    """Each name in a byline near the headline is a claim, and names of commenters and of other
    stories are not."""

    marked = '<h1>Bridge opens</h1><div class="byline"><a>Jo Sample</a> <a>Al Third</a></div>'
    line = "<h1>Bridge opens</h1><p>Von Jo Sample</p>"
    comment = (
        '<h1>Bridge opens</h1><div class="comments"><span class="author">Al Third</span></div>'
    )

    assert claims_of(read(page("", marked))[0], "byline markup") == {
        "authors": ["Jo Sample", "Al Third"]
    }
    assert claims_of(read(page("", line))[0], "byline markup") == {"authors": ["Von Jo Sample"]}
    assert claims_of(read(page("", comment))[0], "byline markup") == {}


def test_short_lines_with_a_name_are_bylines(read, page) -> None:
    """A name after "Author:" or a date beside the headline is a claim, and other short lines are
    not."""

    def authors(line: str, heading: str = "<h1>Bridge opens</h1>") -> dict[str, list[str]]:
        return claims_of(read(page("", f"{heading}<p>{line}</p>"))[0], "byline markup")

    assert authors("Date: 3.11.2021 Autor: Jo Sample/EX") == {"authors": ["Jo Sample"]}
    assert authors("11.12.2019 - Jo Sample") == {"authors": ["Jo Sample"]}
    assert authors("4.2.2022 | 13:10 Uhr | Jo Sample") == {"authors": ["Jo Sample"]}
    assert authors("11.12.2019 - Jo Sample opens the bridge") == {}
    assert authors("By Jo Sample", "<h2>Bridge opens</h2>") == {"authors": ["By Jo Sample"]}
    assert authors("3.11.2021 - Redaktion: Jo Sample (Press)") == {"authors": ["Jo Sample"]}
    logo = f"<h1><img src='logo.png'></h1>{'<p><b>Menu</b></p>' * 40}<h1>Bridge opens</h1>"
    assert authors("By Jo Sample", logo) == {"authors": ["By Jo Sample"]}


def test_a_text_may_be_signed(read, page) -> None:
    """A paragraph of names in bold or italic is a signature above or below the text, not inside it
    or in a comment."""

    text = f"<p>{'The bridge opens to traffic, and that was high time. ' * 3}</p>"

    def signed(body: str) -> list[str]:
        return claims_of(read(page("", body))[0], "signature").get("authors", [])

    name = "<p><strong>Jo Sample/Al Third</strong></p>"
    assert signed(f"<div>{name}{text * 4}</div>") == ["Jo Sample", "Al Third"]
    assert signed(f"<div>{text * 4}<p><em>JO SAMPLE</em></p></div>") == ["Jo Sample"]
    assert signed(f"<div>{text * 4}{name}{text}</div>") == []
    assert signed(f"<div>{text * 4}<p>Jo Sample</p></div>") == []
    assert signed(f'<div class="comment">{text * 4}{name}</div>{text * 4}') == []
    assert signed(f"<div>{name}{text * 2}</div><div>{text * 4}</div>") == []


def test_an_organization_in_json_ld_is_a_credit(read, page) -> None:
    """It is a claim of credit, and normalization keeps it if it is an agency."""

    draft = read(page(f'<script type="application/ld+json">{json.dumps(LINKED)}</script>'))[0]

    assert [c.value for c in draft.claims if c.field == "credit"] == ["Example Agency"]


def test_a_person_with_a_site_is_an_author(read, page) -> None:
    """A node that is both a person and an organization is an author, not a publisher."""

    person = {"@type": ["Person", "Organization"], "name": "Jo Sample"}
    linked = json.dumps({"@type": "Article", "author": person, "publisher": person})
    draft = read(page(f'<script type="application/ld+json">{linked}</script>'))[0]

    assert claims_of(draft, "json-ld") == {"authors": ["Jo Sample"]}


def test_twitter_labels_name_the_author(read, page) -> None:
    """The value of a twitter:label1 that means author is a claim, in any language."""

    def authors(label: str, number: int) -> list[str]:
        head = (
            f'<meta name="twitter:label{number}" content="{label}">'
            f'<meta name="twitter:data{number}" content="Jo Sample">'
        )
        return claims_of(read(page(head))[0], "meta").get("authors", [])

    assert authors("Written by", 1) == authors("Verfasst von", 2) == ["Jo Sample"]
    assert authors("Est. reading time", 1) == []


def test_a_paywall_box_is_a_claim(read, page) -> None:
    """A box counts if it is named as a paywall, asks to subscribe, and does not contain the
    article."""

    wall = '<div class="c-paywall"><p>Subscribe to go on reading.</p></div>'
    other = '<div class="c-paywall"><p>All articles are free today.</p></div>'

    assert claims_of(read(page("", wall))[0], "page") == {"paywalled": ["true"]}
    assert claims_of(read(page("", other))[0], "page") == {}
    assert claims_of(read(page())[0], "page") == {}


def test_dates_beside_the_headline(read, page) -> None:
    """Short texts near the headline that are named for a date are claims; names of change make them
    claims of the update."""

    body = (
        '<h1>Bridge opens</h1><span class="article-date">18. Juli 2025</span>'
        '<span class="date-updated">Aktualisiert am 19. Juli 2025</span>'
        + "<p>Filler</p>" * 80
        + '<time datetime="2024-01-01">old</time>'
    )

    draft = read(page("", body))[0]

    assert claims_of(draft, "date text") == {
        "published": ["18. Juli 2025"],
        "updated": ["Aktualisiert am 19. Juli 2025"],
    }
    assert claims_of(draft, "time tag elsewhere") == {"published": ["2024-01-01"]}


def test_blocks_keep_order_and_role(read, page) -> None:
    """Headings, list items and quotes keep their order among the paragraphs, and share buttons are
    left out."""

    body = (
        "<p>A paragraph that stands first in the article, and is long enough to be kept.</p>"
        "<h2>What follows</h2><ul><li>An item of a list that says something</li></ul>"
    )
    data = page("", body).replace(b"</article>", b"</article><footer>Follow us on X</footer>")

    draft = read(data)[0]

    assert [(block.role, block.text[:13]) for block in draft.blocks[:4]] == [
        (Role.PARAGRAPH, "A paragraph t"),
        (Role.HEADING, "What follows"),
        (Role.LIST_ITEM, "An item of a "),
        (Role.PARAGRAPH, "The harbour b"),
    ]
    assert not any("Follow us" in block.text for block in draft.blocks)


def test_figure_captions_are_caption_blocks(read, page) -> None:
    """A figure's caption and its credit are blocks of their own, not paragraphs."""

    body = (
        '<figure><img src="a.jpg"><figcaption>The bridge at dawn '
        '<span class="credit">Example Agency</span></figcaption></figure>'
    )

    draft = read(page("", body))[0]

    assert [(block.role, block.text) for block in draft.blocks[:2]] == [
        (Role.CAPTION, "The bridge at dawn"),
        (Role.CREDIT, "Example Agency"),
    ]
    assert not any("dawn" in block.text for block in draft.blocks[2:])


def test_a_page_cut_off_after_text_has_a_warning(read, page) -> None:
    """A page that ends in the middle gives its text and a warning."""

    complete = page()

    draft = read(complete[: complete.index(b"</article>") - 40])[0]

    assert draft.blocks
    assert draft.warnings == ("the page ends without closing its body: it may be cut off",)


def test_a_page_cut_off_in_a_script_is_a_read_error(read) -> None:
    """A page that ends inside a script before any text says where it ends."""

    (error,) = read(b"<!DOCTYPE html><html><head><script>var a = 1; function f(")

    assert type(error) is ReadError
    assert error.message == "the page ends inside a <script>: it is cut off before any text"


def test_a_page_of_links_is_not_an_article(read) -> None:
    """A page of links raises NotAnArticle."""

    links = "".join(
        f'<li><a href="/{number}">A headline of some length that leads to story {number}</a></li>'
        for number in range(40)
    )

    (error,) = read(
        f"<html><head><title>Home</title></head><body><ul>{links}</ul></body></html>".encode()
    )

    assert isinstance(error, NotAnArticle)


def test_deep_nesting_and_entities_are_harmless(read) -> None:
    """20,000 nested elements, and entities that expand each other, do not crash or grow."""

    deep = b"<html><body>" + b"<div>" * 20_000 + b"Deep words" + b"</div>" * 20_000
    entities = "".join(
        f'<!ENTITY {b} "{"&" + a + ";" * 1}{("&" + a + ";") * 9}">'
        for a, b in zip("abcdefg", "bcdefgh", strict=True)
    )
    bomb = f'<!DOCTYPE html [<!ENTITY a "news ">{entities}]><html><body><p>&h;</p></body></html>'

    for data in (deep, bomb.encode()):
        (result,) = read(data)
        size = sum(len(block.text) for block in getattr(result, "blocks", ()))
        assert size < 10_000


def test_the_same_page_gives_the_same_draft(read, page) -> None:
    """Reading is a pure function of the bytes."""

    data = page("<title>Bridge</title>", "<h1>Bridge</h1>")

    assert read(data) == read(data)


def test_a_year_or_month_alone_is_not_a_day(read, page) -> None:
    """The first of a month is claimed only if the page prints that day, and a numeric date as it is
    printed."""

    def found(body: str) -> list[str]:
        return claims_of(read(page(body=body))[0], "htmldate").get("published", [])

    assert found("<p>© 2019 Harbor Post</p>") == []
    assert found("<p>Posted in March 2021</p>") == []
    for day in ("Posted on March 1, 2021", "1 March 2021", "1.3.2021", "2021-03-01"):
        assert found(f"<p>{day}</p>") == ["2021-03-01"], day
    assert found("<p>03/04/2021</p>") == ["03/04/2021"]
    assert found("<p>23/04/2021</p>") == ["2021-04-23"]
