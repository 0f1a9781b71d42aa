"""Feeds: their dates in every form, and what they wrap texts in."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

import pytest

from dateline.reading import read
from dateline.values.article import Article
from tests.unit.readers.conftest import cpu_limit

FILES = Path(__file__).parent / "files"
TEXT = (
    "<p>The county council voted late on Tuesday to close the old swing bridge for eighteen months "
    "while engineers replace its bearings.</p><p>A ferry will carry walkers to the other bank.</p>"
)


def item(*elements: str, language: str = "en", text: str = TEXT) -> Article:
    """The article of an RSS feed with one item."""
    head = f"<title>Harbour Post</title><language>{language}</language>"
    body = f"<title>Bridge</title><description>{escape(text)}</description>{''.join(elements)}"
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    feed = f'<rss version="2.0" {dc}><channel>{head}<item>{body}</item></channel></rss>'
    (article,) = read(feed.encode())
    return article


def published(article: Article) -> str | None:
    moment = article.published
    return moment and moment.value + (moment.offset or "")


@pytest.mark.parametrize(
    ("file", "moment"),
    [
        pytest.param("fd1.xml", "2015-07-01T00:00:00+02:00", id="FD1"),
        pytest.param("fd4.xml", "2018-06-25T11:41:36", id="FD4"),
        pytest.param("fd8.xml", "2025-07-18T08:00:00+02:00", id="FD8"),
        pytest.param("fd13.xml", "2025-07-18", id="FD13"),
        pytest.param("fd20.xml", "2025-07-18T08:00:00+09:00", id="FD20"),
        pytest.param("fd22.xml", "2025-07-18T08:00:00+02:00", id="FD22"),
        pytest.param("fd24.xml", "2025-07-18T08:00:00+02:00", id="FD24"),
        pytest.param("fd31.json", "2025-07-18", id="FD31"),
        pytest.param("fd48.json", "2025-07-18T17:12", id="FD48"),
        pytest.param("fd53.json", "2025-07-18T08:00:00", id="FD53"),
        pytest.param("fd58.json", "2025-07-18T08:00:00+00:00", id="FD58"),
    ],
)
def test_the_date_of_a_feed_or_a_json_file_is_read(file: str, moment: str) -> None:
    """Each file states one day, in a form of its own."""

    (article,) = read((FILES / file).read_bytes(), name=file)

    assert published(article) == moment


@pytest.mark.parametrize(
    ("language", "printed", "moment"),
    [
        ("en", "Fri, 18 Jul 25 08:00:00 EST", "2025-07-18T08:00:00-05:00"),
        ("en", "18 Jul 99 08:00 GMT", "1999-07-18T08:00+00:00"),
        ("en", "Friday, 18-Jul-25 08:00:00 GMT", "2025-07-18T08:00:00+00:00"),
        ("en", "Fri,18 Jul 2025 08:00:00 +0200", "2025-07-18T08:00:00+02:00"),
        ("en", "2025-07-18T24:00:00Z", "2025-07-18"),
        ("en", "2025-07-18+02:00", "2025-07-18"),
        ("en", "18/07/25", "2025-07-18"),
        ("de", "18.07.25 08:00", "2025-07-18T08:00"),
        ("de", "Mi, 05 Mär 25 08:00:00 +0100", "2025-03-05T08:00:00+01:00"),
        ("es", "vie, 18 jul 2025 08:00:00 +0200", "2025-07-18T08:00:00+02:00"),
        ("nl", "vr, 18 jul 2025 08:00:00 +0200", "2025-07-18T08:00:00+02:00"),
        ("pl", "pt., 18 lip 2025 08:00:00 +0200", "2025-07-18T08:00:00+02:00"),
        ("pt", "sex, 18 jul 2025 08:00:00 -0300", "2025-07-18T08:00:00-03:00"),
        ("tr", "Cum, 18 Tem 2025 08:00:00 +0300", "2025-07-18T08:00:00+03:00"),
    ],
)
def test_old_and_local_forms_of_a_date_are_read(language: str, printed: str, moment: str) -> None:
    """Years of two digits, and days and months in the feed's language."""

    assert published(item(f"<pubDate>{printed}</pubDate>", language=language)) == moment


def test_the_date_of_dublin_core_beside_pubdate_changes_nothing() -> None:
    """pubDate is the publication, whatever dc:date says."""
    elements = (
        "<pubDate>Fri, 18 Jul 2025 08:00:00 GMT</pubDate>",
        "<dc:date>2025-07-20T08:00:00Z</dc:date>",
    )

    assert published(item(*elements)) == "2025-07-18T08:00:00+00:00"


@pytest.mark.parametrize(
    "file",
    [
        pytest.param("f03-escaped-cdata.xml", id="F03"),
        pytest.param("f04-atom-notype.xml", id="F04"),
        pytest.param("f07-content-encoded.xml", id="F07"),
    ],
)
def test_a_text_is_taken_out_of_what_wraps_it(file: str) -> None:
    """CDATA marks, tags in text of no type, and footers are no part of it."""

    (article,) = read((FILES / file).read_bytes(), name=file)

    assert len(article.paragraphs) == 4
    assert article.body.startswith("The county council voted")
    assert article.body.endswith("before the end of the week.")
    assert article.summary in ((), ("Eighteen months without the crossing.",))


@pytest.mark.parametrize(
    "footer",
    [
        "<p>The post <a href='/1'>Bridge</a> first appeared on <a href='/'>Harbour Post</a>.</p>",
        "<p>Der Beitrag <a href='/1'>Brücke</a> erschien zuerst auf <a href='/'>Post</a>.</p>",
        "<p>L’article <a href='/1'>Le pont</a> est apparu en premier sur <a href='/'>Port</a>.</p>",
        "<p>La entrada <a href='/1'>Puente</a> se publicó primero en <a href='/'>Puerto</a>.</p>",
        "<p>L'articolo <a href='/1'>Ponte</a> proviene da <a href='/'>Porto</a>.</p>",
        "<p>Het bericht <a href='/1'>Brug</a> verscheen eerst op <a href='/'>Haven</a>.</p>",
        " <a class='more' href='/1'>Continue reading <span>Bridge closes</span> &rarr;</a>",
        "<p><a href='/1'>Weiterlesen …</a></p>",
        "<p>[<a href='/1'>Read more</a>]</p>",
    ],
)
def test_the_footer_of_a_feed_is_left_out(footer: str) -> None:
    """What WordPress puts under an item, and the link to the page, in several languages."""

    article = item(text=TEXT + footer)

    assert article.paragraphs[1:] == ("A ferry will carry walkers to the other bank.",)


def test_a_sentence_that_speaks_of_a_post_stays() -> None:
    """Words of a footer inside running text are the article's own."""
    sentence = "He read more of the letters, and the post appeared in the village at noon."

    assert item(text=f"{TEXT}<p>{sentence}</p>").body.endswith(sentence)


@pytest.mark.parametrize(
    "value",
    [
        1752825600,
        1752825600.5,
        "1752825600000",
        "1752825600000000",
        {"$date": "2025-07-18T08:00:00Z"},
        {"$date": {"$numberLong": "1752825600000"}},
        '{"$date": 1752825600000}',
        'ISODate("2025-07-18T08:00:00Z")',
        "Timestamp('2025-07-18 08:00:00+00:00')",
        "\\/Date(1752825600000+0200)\\/",
        {"date": "2025-07-18 08:00:00.000000", "timezone_type": 3, "timezone": "UTC"},
        {"_seconds": 1752825600, "_nanoseconds": 0},
        "Fri Jul 18 08:00:00 +0000 2025",
    ],
    ids=repr,
)
def test_the_dates_of_databases_and_programs_are_read(value: object) -> None:
    """The same moment, as programs write it into JSON."""

    (article,) = read(json.dumps({"title": "Bridge", "text": TEXT, "published": value}).encode())

    assert (published(article) or "").startswith("2025-07-18T08:00:00")


def test_a_text_of_white_space_and_links_is_read_in_time() -> None:
    """The link at the end is looked for at the end."""
    text = TEXT + " " * 100_000 + "<a>more</a> " * 20_000 + "<p>The end of it all is here.</p>"

    with cpu_limit(10):
        article = item(text=text)

    assert article.body.endswith("The end of it all is here.")
