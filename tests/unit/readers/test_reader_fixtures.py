"""An example of each format that fills every field its reader claims."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable

import pytest

from dateline import readers
from dateline.errors import NotAnArticle
from dateline.normalize.dates.entries import KEPT_ONLY
from dateline.readers import FORMATS, Container
from dateline.reading import read
from dateline.values.draft import Draft, RecordError
from dateline.values.moment import DATE_METHODS
from tests.unit.readers import examples
from tests.unit.readers.conftest import PARAGRAPHS

LONG = [f"paragraph: {paragraph}" for paragraph in PARAGRAPHS]


EXAMPLES: dict[str, tuple[Callable[[], bytes], str, list[list[str]]]] = {
    "RSS": (
        examples.file("rss.xml"),
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
        examples.file("atom.xml"),
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
                "guid = tag:post.example.org,2024:1",
            ],
        ],
    ),
    "CSV": (
        examples.file("table.csv"),
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
        examples.file("front.md"),
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
        examples.file("single-file.html"),
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
        examples.file("wayback.html"),
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
        examples.file("page.mht"),
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
        examples.file("letter.eml"),
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
        examples.file("letters.mbox"),
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
        examples.file("story.nitf"),
        "nitf",
        [
            [
                "title: Café at the bridge opens",
                "subtitle: After three years",
                "summary: The bridge is open.",
                "caption: The bridge by night",
                "credit: Photo Desk",
                "paragraph: The bridge was opened on Monday.",
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
                "dateline = HARBOUR TOWN",
            ],
        ],
    ),
    "NewsML 1": (
        examples.file("wire.newsml1.xml"),
        "newsml 1",
        [
            [
                "paragraph: The bridge was opened on Monday.",
                "title = Bridge opens",
                "subtitle = After three years",
                "authors = By Harbour Desk",
                "dateline = Harbour Town, 6 May 2024 (EXA) -",
                "published = 20240506T100000Z",
                "updated = 20240506T110000Z",
                "source.name = Example Agency",
                "source.name = agency.example.org",
                "language = en",
                "keywords = bridge",
                "language = en",
            ],
            [
                "no article: an item with no text in it",
            ],
        ],
    ),
    "Factiva": (
        examples.file("download.factiva.html"),
        "factiva",
        [
            [
                "paragraph: The bridge is open.",
                "paragraph: The ferry stays.",
                "authors = By Ada Desk",
                "section = Harbour",
                "title = Bridge opens",
                "source.name = The Example Post",
                "published = 6 May 2024 10:30",
                "keywords = Transport",
                "keywords = Political/General News",
                "language = en",
            ],
            [
                "paragraph: Sie ist offen.",
                "authors = Von Bo Blatt",
                "title = Brücke offen",
                "section = Hafen",
                "source.name = Hafenblatt",
                "published = 7 Mai 2024 08:15",
                "language = de",
            ],
            [
                "no article: a Factiva article with no text",
            ],
        ],
    ),
    "ProQuest": (
        examples.file("download.proquest.txt"),
        "proquest",
        [
            [
                "title: Bridge opens: Three years of work",
                "paragraph: The bridge was opened on Monday.",
                "paragraph: A plan: it took three years, the council said.",
                "authors = Quay, Ann",
                "authors = Reed, Bob",
                "keywords = Bridges",
                "keywords = Councils",
                "title = Bridge opens: Three years of work",
                "source.name = The Example Post",
                "published = May 6, 2024",
                "section = Local",
                "language = English",
                "url = https://search.proquest.com/docview/1234567",
            ],
        ],
    ),
    "LexisNexis": (
        examples.file("download.nexis.txt"),
        "lexisnexis",
        [
            [
                "title: Bridge opens after three years of work and two of waiting",
                "caption: The bridge by night, seen from the ferry",
                "paragraph: The bridge was opened on Monday, and will be closed to lorries.",
                "paragraph: The ferry stays for now.",
                "source.name = The Example Post (Harbour Town)",
                "published = May 6, 2024",
                "authors = Ada Desk",
                "section = NEWS",
                "summary = Three years late.",
                "dateline = HARBOUR TOWN",
                "keywords = BRIDGES; FERRIES",
            ],
            [
                "paragraph: It stays.",
                "source.name = Hafenblatt",
                "published = 7. Mai 2024",
            ],
            [
                "no article: a document with no text",
            ],
        ],
    ),
    "Reuters corpus": (
        examples.file("corpus.xml"),
        "reuters rcv1",
        [
            [
                "paragraph: The bridge was opened on Friday.",
                "paragraph: The ferry stays for now.",
                "title = Bridge opens at last.",
                "title = UTOPIA: Bridge opens at last.",
                "authors = Harbour Desk",
                "dateline = HARBOUR TOWN 1996-09-06",
                "published = 1996-09-06",
                "source.name = Example",
                "source.name = Example Holdings",
                "published = 1996-09-06",
                "language = en",
            ],
        ],
    ),
    "NewsML-G2": (
        examples.file("message.g2.xml"),
        "newsml-g2",
        [
            [
                "paragraph: The bridge was opened on Monday.",
                "url = https://post.example.org/bridge",
                "title = Bridge opens",
                "section = Transport",
                "summary = The bridge is open.",
                "authors = Harbour Desk",
                "published = 2024-05-06T10:00:00Z",
                "published = 2024-05-06T11:00:00Z",
                "updated = 2024-05-06T11:00:00Z",
                "source.name = Example Agency",
                "source.name = Example Holder",
                "language = en",
                "language = en",
                "keywords = bridge",
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
        examples.file("ninjs.json"),
        "json",
        [
            [
                "paragraph: The bridge was opened on Monday.",
                "title = Bridge opens",
                "summary = The bridge is open.",
                "published = 2024-05-06T10:00:00Z",
                "published = 2024-05-06T11:00:00Z",
                "updated = 2024-05-06T11:00:00Z",
                "language = en",
                "authors = Harbour Desk",
                "source.name = Example Agency",
                "keywords = transport",
            ],
        ],
    ),
    "Reuters SGML": (
        examples.file("wire.sgm"),
        "reuters sgml",
        [
            [
                "paragraph: The bridge was opened on Monday, after three years of work.",
                "paragraph: The ferry stays <for now>.",
                "source.name = Reuters",
                "title = BRIDGE OPENS AT LAST",
                "published = 6-MAY-1988 10:01:01.79",
                "authors = By Harbour Desk, Agency",
                "dateline = HARBOUR TOWN, May 6 -",
                "section = transport",
                "keywords = mayor",
            ],
            [
                "no article: a story with a title and no text",
            ],
        ],
    ),
    "RTF": (
        examples.file("letter.rtf"),
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
        examples.two_columns,
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
        examples.word_document,
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
        examples.open_document,
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
        examples.book,
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
        examples.archive,
        "html",
        [
            [
                *LONG,
                "url = https://post.example.org/bridge",
                "captured = 2024-05-06T10:00:00Z",
                "charset = utf-8",
            ],
        ],
    ),
}


def described(data: bytes) -> tuple[set[str], list[list[str]]]:
    """The formats that took part, and each article as lines: blocks, claims, warnings."""
    articles, formats = [], set()
    for unpacked in readers.unpack(io.BytesIO(data)).records:
        assert not isinstance(unpacked.record, RecordError)
        formats.add(unpacked.format)
        try:
            articles.append(lines(readers.read(unpacked.format, unpacked.record)))
        except NotAnArticle as error:
            articles.append([f"no article: {error}"])
    return formats, articles


def lines(draft: Draft) -> list[str]:
    blocks = [f"{block.role.value}: {block.text}" for block in draft.blocks]
    claims = [f"{claim.field} = {claim.value}" for claim in draft.claims if claim.field != "body"]
    return [*blocks, *claims, *(f"warning: {warning}" for warning in draft.warnings)]


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_of_each_format_fills_every_field(example: str) -> None:
    """The file is recognized without a name, and gives its text in order and every claim."""
    build, format, expected = EXAMPLES[example]

    assert described(build()) == ({format}, expected)


def test_every_format_has_an_example() -> None:
    """A new reader needs an example; text and JSON have tests of their own."""
    with_examples = {format for _, format, _ in EXAMPLES.values()}
    formats = {format.name for format in FORMATS if not isinstance(format, Container)}

    assert formats == with_examples | {"text", "json lines"}


@pytest.mark.parametrize("name", sorted(examples.ALL.keys() - {"README.md"}))
def test_every_date_comes_by_a_method_that_has_a_rank(name: str) -> None:
    """A date without a rank would come after the day in the name of the file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        articles = read(examples.ALL[name](), name=f"2020-01-01-{name}")

    methods = {date.method for article in articles for date in article.dates}
    assert methods <= {*DATE_METHODS, *KEPT_ONLY}
