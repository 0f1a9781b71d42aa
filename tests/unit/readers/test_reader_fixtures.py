"""A positive example of each format, with every field that its reader claims."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline import readers
from dateline.errors import NotAnArticle
from dateline.readers import FORMATS, Container
from dateline.values.draft import Draft, Flaw
from tests.unit.readers import builders
from tests.unit.readers.conftest import PARAGRAPHS

FOLDER = Path(__file__).parents[2] / "fixtures" / "formats"
LONG = [f"paragraph: {paragraph}" for paragraph in PARAGRAPHS]
PAGE = "<html><body><article>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + "</article></body>"


def file(name: str) -> Callable[[], bytes]:
    return (FOLDER / name).read_bytes


def two_columns() -> bytes:
    left = ["The harbour bridge was opened to traf-", "fic on Monday after three years of work."]
    right = ["closed to heavy vehicles since cracks", "were found in two of its piers."]
    head = [(50, 770, 8, "The Example Post"), (50, 720, 24, "Bridge opens after three years")]
    column = [(50, 680 - 14 * n, 10, text) for n, text in enumerate(left)]
    column += [(60, 652, 10, "Engineers said that the new span can"), (50, 638, 10, "carry twice")]
    column += [(50, 624, 10, "the weight of the well-"), (50, 610, 10, "known old one, which was")]
    column += [(320, 680 - 14 * n, 10, text) for n, text in enumerate(right)]
    second = [(50, 770, 8, "The Example Post"), (50, 700, 10, "The well-known ferry stays.")]
    info = {
        "Title": "Bridge opens",
        "Author": "Harbour Desk",
        "Subject": "The bridge is open.",
        "Keywords": "bridge",
        "CreationDate": "D:20240506100000+02'00'",
        "ModDate": "D:20240507",
    }
    pages = [[*head, *column, (290, 30, 8, "1")], [*second, (290, 30, 8, "Page 2 of 2")]]
    return builders.pdf(pages, info)


def word_document() -> bytes:
    paragraphs = [
        ("Title", "Bridge opens"),
        ("Subtitle", "After three years"),
        ("Normal", "The bridge was opened on Monday."),
        ("Caption", "The bridge by night"),
        ("Heading2", "The ferry"),
        ("ListBullet", "It stays."),
        ("Quote", "It is loved."),
    ]
    core = {
        "dc:title": "Bridge",
        "dc:creator": "Harbour Desk",
        "cp:keywords": "bridge",
        "dc:description": "The bridge is open.",
        "cp:category": "Transport",
        "dc:language": "en-GB",
        "dcterms:created": "2024-05-06T10:00:00Z",
        "dcterms:modified": "2024-05-07T10:00:00Z",
    }
    return builders.docx(paragraphs, core)


def open_document() -> bytes:
    body = (
        '<text:p text:style-name="P1">Bridge opens</text:p>'
        "<text:p>The bridge<text:s/>was<text:note><text:p>a note</text:p></text:note> opened on"
        '<text:line-break/>Monday.</text:p><text:p text:style-name="Caption">The bridge</text:p>'
        '<text:h>The ferry</text:h><text:list><text:list-item><text:p text:style-name="L">It '
        'stays.</text:p></text:list-item></text:list><text:p text:style-name="Quotations">Good.'
        "</text:p>"
    )
    meta = {
        "dc:title": "Bridge",
        "meta:initial-creator": "Harbour Desk",
        "meta:creation-date": "2024-05-06T10:00:00",
        "dc:date": "2024-05-07T10:00:00",
        "meta:keyword": "bridge",
        "dc:description": "The bridge is open.",
        "dc:subject": "Transport",
        "dc:language": "en-GB",
    }
    return builders.odt(body, meta)


def book() -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    metadata = {
        "creator": "Harbour Desk",
        "publisher": "The Example Post",
        "date": "2024-05-06",
        "language": "en",
        "subject": "bridge",
    }
    chapters = {"cover.xhtml": "<h1>Cover</h1>", "one.xhtml": f"<h1>Bridge opens</h1>{text}"}
    return builders.epub(chapters, metadata)


def archive() -> bytes:
    pages = [("https://post.example.org/bridge", "text/html; charset=utf-8", PAGE.encode())]
    pages += [("https://post.example.org/a.png", "image/png", b"\x89PNG")]
    return gzip.compress(builders.warc(pages))


EXAMPLES: dict[str, tuple[Callable[[], bytes], str, list[list[str]]]] = {
    "RSS": (
        file("rss.xml"),
        "feed",
        [
            [
                "paragraph: The bridge was opened on Monday.",
                "list item: It took three years.",
                "title = Bridge opens & ferry stays",
                "url = https://post.example.org/bridge",
                "published = Mon, 06 May 2024 07:30:00 +0200",
                "authors = Harbour Desk",
                "keywords = transport",
                "summary = The bridge is open.",
                "language = en-gb",
                "source.name = The Example Post",
                "source.domain = https://post.example.org/",
            ],
            [
                "paragraph: The tide tables of AT&T Harbour are out.",
                "title = Tide tables",
                "url = https://post.example.org/tides",
                "summary = The tide tables of AT&T Harbour are out.",
                "language = en-gb",
                "source.name = The Example Post",
                "source.domain = https://post.example.org/",
            ],
        ],
    ),
    "Atom": (
        file("atom.xml"),
        "feed",
        [
            [
                "heading: Am Hafen",
                "paragraph: Die Brücke wurde am Montag eröffnet.",
                "title = Brücke eröffnet",
                "url = https://post.example.org/bruecke",
                "published = 2024-05-06T07:30:00+02:00",
                "updated = 2024-05-06T09:00:00+02:00",
                "authors = Harbour Desk",
                "keywords = verkehr",
                "summary = Die Brücke ist offen.",
                "language = de",
                "language = de",
                "source.name = The Other Post",
                "source.name = The Example Post",
                "source.domain = https://post.example.org/",
            ],
        ],
    ),
    "CSV": (
        file("table.csv"),
        "table",
        [
            [
                "paragraph: The bridge was opened; it took three years.",
                "paragraph: The ferry stays.",
                "title = Bridge opens",
                "summary = The bridge is open.",
                "published = 2024-05-06",
                "url = https://post.example.org/bridge",
                "language = en",
                "section = Transport",
                "authors = Harbour Desk",
                "source.name = The Example Post",
                "keywords = bridge",
            ],
        ],
    ),
    "Markdown": (
        file("front.md"),
        "markdown",
        [
            [
                "paragraph: The bridge was opened on Monday.",
                "heading: The ferry",
                "list item: It stays.",
                "quote: It is loved, said the mayor.",
                "title = Bridge opens",
                "summary = The bridge is open.",
                "published = 2024-05-06",
                "url = https://post.example.org/bridge",
                "language = en",
                "section = Transport",
                "authors = Harbour Desk",
                "source.name = The Example Post",
                "keywords = bridge",
                "keywords = ferry",
            ],
        ],
    ),
    "SingleFile": (
        file("single-file.html"),
        "html",
        [
            [
                *LONG[:2],
                "title = Bridge opens",
                "title = Bridge opens",
                "language = en",
                "url = https://post.example.org/bridge",
                "captured = Mon May 06 2024 12:00:00 GMT+0200",
            ],
        ],
    ),
    "Wayback": (
        file("wayback.html"),
        "html",
        [
            [
                *LONG[:2],
                "canonical_url = http://post.example.org/bridge",
                "title = Bridge opens",
                "title = Bridge opens",
                "language = en",
                "url = http://post.example.org/bridge",
                "captured = May 06, 2024 10:00:00 GMT",
            ],
        ],
    ),
    "MHTML": (
        file("page.mht"),
        "mhtml",
        [
            [
                *LONG[:2],
                "title = Bridge opens",
                "title = Bridge opens",
                "language = en",
                "url = https://post.example.org/bridge",
                "url = https://post.example.org/bridge?print=1",
                "captured = Mon, 06 May 2024 10:00:00 +0200",
            ],
        ],
    ),
    "mail": (
        file("letter.eml"),
        "mail",
        [
            [
                "heading: Bridge opens",
                "paragraph: The bridge was opened on Monday.",
                "list item: It took three years.",
                "title = Bridge öpens",
                "published = Mon, 06 May 2024 10:00:00 +0200",
                "source.name = The Härbour Letter",
                "url = https://post.example.org/letter/1",
                "language = en",
                "warning: the attached file plan.pdf is not read",
            ],
        ],
    ),
    "mbox": (
        file("letters.mbox"),
        "mbox",
        [
            [
                "paragraph: The bridge was opened on Monday.",
                "paragraph: From the quay a crowd watched.",
                "title = Bridge opens",
                "published = Mon, 06 May 2024 10:00:00 +0200",
                "source.name = The Harbour Letter",
            ],
            [
                "paragraph: The ferry stays for now.",
                "title = Ferry stays",
                "published = Tue, 07 May 2024 10:00:00 +0200",
            ],
        ],
    ),
    "NITF": (
        file("story.nitf"),
        "nitf",
        [
            [
                "title: Café at the bridge opens",
                "subtitle: After three years",
                "summary: The bridge is open.",
                "caption: The bridge by night",
                "credit: Photo Desk",
                "paragraph: HARBOUR TOWN — The bridge was opened on Monday.",
                "heading: The ferry",
                "list item: It stays.",
                "quote: It is loved.",
                "language = en",
                "title = Bridge opens (short)",
                "published = 2024-05-06T10:00:00+02:00",
                "url = https://post.example.org/bridge",
                "source.name = Example Agency",
                "section = Transport",
                "keywords = bridge",
                "authors = Harbour Desk",
            ],
        ],
    ),
    "NewsML-G2": (
        file("message.g2.xml"),
        "newsml-g2",
        [
            [
                "paragraph: The bridge was opened on Monday.",
                "title = Bridge opens",
                "authors = Harbour Desk",
                "published = 2024-05-06T10:00:00Z",
                "updated = 2024-05-06T11:00:00Z",
                "source.name = Example Agency",
                "source.name = Example Holder",
                "language = en",
                "keywords = bridge",
                "section = Transport",
                "summary = The bridge is open.",
                "url = https://post.example.org/bridge",
            ],
            [
                "paragraph: The ferry stays for now.",
                "title = Ferry stays",
            ],
            [
                "no article: an item with no text in it",
            ],
        ],
    ),
    "ninjs": (
        file("ninjs.json"),
        "json",
        [
            [
                "paragraph: The bridge was opened on Monday.",
                "title = Bridge opens",
                "summary = The bridge is open.",
                "published = 2024-05-06T10:00:00Z",
                "updated = 2024-05-06T11:00:00Z",
                "language = en",
                "authors = Harbour Desk",
                "source.name = Example Agency",
                "keywords = transport",
            ],
        ],
    ),
    "Reuters SGML": (
        file("wire.sgm"),
        "reuters sgml",
        [
            [
                (
                    "paragraph: HARBOUR TOWN, May 6 — The bridge was opened on Monday, "
                    "after three years of work."
                ),
                "paragraph: The ferry stays <for now>.",
                "title = BRIDGE OPENS AT LAST",
                "published = 6-MAY-1988 10:01:01.79",
                "authors = By Harbour Desk, Agency",
                "section = transport",
                "keywords = mayor",
            ],
            [
                "no article: a story with a title and no text",
            ],
        ],
    ),
    "RTF": (
        file("letter.rtf"),
        "rtf",
        [
            [
                "title: Bridge opens",
                "paragraph: The bridge was opened on Monday in Düne.",
                "paragraph: The ferry stays.",
                "title = Bridge opens",
                "authors = Harbour Desk",
                "section = Transport",
                "keywords = bridge",
                "summary = The bridge is open.",
                "published = 2024-05-06T10:30",
                "updated = 2024-05-07",
            ],
        ],
    ),
    "PDF": (
        two_columns,
        "pdf",
        [
            [
                "title: Bridge opens after three years",
                (
                    "paragraph: The harbour bridge was opened to traffic on Monday after "
                    "three years of work."
                ),
                (
                    "paragraph: Engineers said that the new span can carry twice the weight"
                    " of the well-known old one, which was closed to heavy vehicles since "
                    "cracks were found in two of its piers."
                ),
                "paragraph: The well-known ferry stays.",
                "title = Bridge opens",
                "authors = Harbour Desk",
                "summary = The bridge is open.",
                "keywords = bridge",
                "published = 2024-05-06T10:00:00+02:00",
                "updated = 2024-05-07",
                "language = en-GB",
            ],
        ],
    ),
    "Word": (
        word_document,
        "docx",
        [
            [
                "title: Bridge opens",
                "subtitle: After three years",
                "paragraph: The bridge was opened on Monday.",
                "caption: The bridge by night",
                "heading: The ferry",
                "list item: It stays.",
                "quote: It is loved.",
                "title = Bridge",
                "authors = Harbour Desk",
                "keywords = bridge",
                "summary = The bridge is open.",
                "section = Transport",
                "language = en-GB",
                "published = 2024-05-06T10:00:00Z",
                "updated = 2024-05-07T10:00:00Z",
            ],
        ],
    ),
    "OpenDocument": (
        open_document,
        "odt",
        [
            [
                "title: Bridge opens",
                "paragraph: The bridge was opened on Monday.",
                "caption: The bridge",
                "heading: The ferry",
                "list item: It stays.",
                "quote: Good.",
                "title = Bridge",
                "authors = Harbour Desk",
                "published = 2024-05-06T10:00:00",
                "updated = 2024-05-07T10:00:00",
                "keywords = bridge",
                "summary = The bridge is open.",
                "section = Transport",
                "language = en-GB",
            ],
        ],
    ),
    "EPUB": (
        book,
        "epub",
        [
            [
                "title: Bridge opens",
                *LONG,
                "title = one",
                "authors = Harbour Desk",
                "source.name = The Example Post",
                "published = 2024-05-06",
                "language = en",
                "keywords = bridge",
            ],
        ],
    ),
    "WARC": (
        archive,
        "html",
        [
            [
                *LONG,
                "url = https://post.example.org/bridge",
                "captured = 2024-05-06T10:00:00Z",
            ],
        ],
    ),
}


def described(data: bytes) -> tuple[set[str], list[list[str]]]:
    """The formats that took part, and each article as lines: blocks, claims, warnings."""
    articles, formats = [], set()
    for unfolded in readers.unfold(io.BytesIO(data)).places:
        assert not isinstance(unfolded.place, Flaw)
        formats.add(unfolded.format)
        try:
            articles.append(lines(readers.read(unfolded.format, unfolded.place)))
        except NotAnArticle as error:
            articles.append([f"no article: {error}"])
    return formats, articles


def lines(draft: Draft) -> list[str]:
    blocks = [f"{block.role.value}: {block.text}" for block in draft.blocks]
    claims = [f"{claim.field} = {claim.value}" for claim in draft.claims if claim.field != "body"]
    return [*blocks, *claims, *(f"warning: {warning}" for warning in draft.warnings)]


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_file_of_each_format_gives_all_that_it_holds(example: str) -> None:
    """Text in order with its roles, and every claim; recognised by content, without a name."""
    build, format, expected = EXAMPLES[example]

    assert described(build()) == ({format}, expected)


def test_no_format_is_without_an_example() -> None:
    """A reader that is added brings an example; text and JSON have tests of their own."""
    with_examples = {format for _, format, _ in EXAMPLES.values()}
    formats = {format.name for format in FORMATS if not isinstance(format, Container)}

    assert formats == with_examples | {"text", "json lines"}
