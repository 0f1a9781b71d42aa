"""Which articles at one address are versions of one another, and which forms of an address are
one."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from tests.conftest import Command

FILES = Path(__file__).parent / "files"

COUNCIL = (
    "The county council voted late on Tuesday to close the old swing bridge for eighteen months "
    "while engineers replace its bearings, a decision that shopkeepers had argued against."
)
FERRY = (
    "The ferry will take a hundred and twenty people at a time, with room for thirty bicycles, and "
    "will not run in fog, which the harbour master said was seen on forty days of last year."
)
TRADE = (
    "Shops on both banks take a third of what they earn in a year during the weeks before "
    "Christmas, and a spokeswoman said that the first claims would be sent in on Friday."
)
MEETING = (
    "The next meeting is in September, when the councillors will be told what the first works have "
    "cost, and whether the money that was set aside will be enough for the whole of the winter."
)


def dispositions(dateline: Command, *lines: dict[str, str]) -> list[str]:
    """What became of these records, in the order of a JSON lines file."""
    file = Path("lines.jsonl")
    file.write_text("".join(json.dumps(fields) + "\n" for fields in lines))
    ran = dateline("ingest", file, "--json")
    assert ran.code == 0, ran.err
    return [article["disposition"] for article in ran.json["articles"]]


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(["v01.xml"], id="V01"),
        pytest.param(["v03-0.html", "v03-1.html", "v03-2.html"], id="V03"),
        pytest.param(["v04-0.html", "v04-1.html", "v04-2.html"], id="V04"),
        pytest.param(["v05.jsonl"], id="V05"),
    ],
)
def test_different_articles_at_one_address_are_all_found(
    dateline: Command, files: list[str]
) -> None:
    """Items of a feed that link to one page, pages that name their section as canonical, and lines
    with one address are articles, not versions."""

    dateline("ingest", *(FILES / file for file in files))
    dateline("ingest", *(FILES / file for file in files))

    assert dateline("search", "bridge OR ferry OR meeting", "--count").out.strip() == "3"


@pytest.mark.parametrize(
    "form",
    [
        "http://harbour.example/news/bridge-closes",
        "https://www.harbour.example/news/bridge-closes",
        "https://WWW.Harbour.example/news/bridge-closes/",
        "https://m.harbour.example/news/bridge-closes",
        "https://amp.harbour.example/news/bridge-closes",
        "https://harbour.example/news/bridge-closes/amp/",
        "https://harbour.example/amp/news/bridge-closes",
        "https://harbour.example/news/bridge-closes?outputType=amp",
        "https://harbour.example/news/bridge-closes?utm_source=feed#comments",
        "https://harbour.example:443/news/bridge-closes",
        "https://harbour.example/news/bridge%2Dcloses",
        "https://harbour.example/news/bridge-closes/index.html",
        "https://harbour-example.cdn.ampproject.org/c/s/harbour.example/news/bridge-closes",
    ],
)
def test_the_forms_of_an_address_are_one_article(dateline: Command, form: str) -> None:
    """The same article, fetched under another form of its address, is known; with a paragraph more
    it is a version."""
    one = {"title": "Bridge closes", "text": COUNCIL}
    longer = {"title": "Bridge closes", "text": f"{COUNCIL}\n\n{FERRY}", "url": form}

    assert dispositions(
        dateline,
        {**one, "url": "https://harbour.example/news/bridge-closes"},
        {**one, "url": form},
        longer,
    ) == ["added", "unchanged", "version"]


@pytest.mark.parametrize(
    ("first", "second", "disposition"),
    [
        pytest.param(
            {"title": "Bridge closes", "text": COUNCIL},
            {"title": "Ferry in spring", "text": FERRY},
            "added",
            id="another headline and text",
        ),
        pytest.param(
            {"title": "Bridge closes", "text": COUNCIL},
            {"title": "Old bridge to close", "text": f"{FERRY}\n\n{COUNCIL}"},
            "version",
            id="a new headline over a longer text",
        ),
        pytest.param(
            {"title": "Bridge closes", "text": "More follows.", "date": "2025-07-18"},
            {"title": "Bridge closes", "text": COUNCIL, "date": "2025-07-18"},
            "version",
            id="a first line that the story replaces",
        ),
        pytest.param(
            {"title": "Latest", "text": f"{COUNCIL} {TRADE}"},
            {"title": "Latest", "text": f"{FERRY} {MEETING}"},
            "added",
            id="one headline over two texts that share nothing",
        ),
        pytest.param(
            {"title": "Morning briefing", "text": COUNCIL, "date": "2025-07-18"},
            {"title": "Morning briefing", "text": FERRY, "date": "2025-07-19"},
            "added",
            id="a briefing of the next day",
        ),
        pytest.param(
            {"title": "Bridge closes", "text": COUNCIL, "date": "2025-07-18"},
            {"title": "Bridge closes", "text": f"{COUNCIL} {FERRY}", "date": "2025-07-20"},
            "version",
            id="a page that gives its update as its date",
        ),
        pytest.param(
            {"title": "Bridge: live", "text": f"Post 12. {COUNCIL}", "fragment": "#post-12"},
            {"title": "Bridge: live", "text": f"Post 13. {COUNCIL}", "fragment": "#post-13"},
            "added",
            id="two posts of a live blog",
        ),
        pytest.param(
            {"title": "Bridge: live", "text": COUNCIL, "fragment": "#post-12"},
            {"title": "Bridge: live", "text": f"{COUNCIL} {FERRY}", "fragment": "#post-12"},
            "version",
            id="one post of a live blog, twice",
        ),
    ],
)
def test_a_version_keeps_something_of_what_it_replaces(
    dateline: Command, first: dict[str, str], second: dict[str, str], disposition: str
) -> None:
    """Headline, day and text together decide whether a text at a known address is a version."""

    lines = [
        {**fields, "url": "https://harbour.example/latest" + fields.pop("fragment", "")}
        for fields in (dict(first), dict(second))
    ]

    assert dispositions(dateline, *lines) == ["added", disposition]


def test_a_version_joins_the_article_that_it_belongs_to(dateline: Command) -> None:
    """Of several articles at one address, the one that shares most of the text has the new
    version; files of later runs are treated alike."""
    address = {"url": "https://harbour.example/latest"}
    one, two, three = (
        {"title": title, "text": text, **address}
        for title, text in (("Council", COUNCIL), ("Ferry", FERRY), ("Meeting", MEETING))
    )

    assert dispositions(dateline, one, two, three) == ["added"] * 3
    later = {"title": "Ferry again", "text": f"{FERRY} {MEETING[:40]}", **address}
    assert dispositions(dateline, later, two) == ["version", "unchanged"]
    assert "Ferry again" in dateline("search", "bicycles").out


URL = "https://harbour.example/news/1"
Item = tuple[str, str, str | None]


def rss(*items: Item) -> str:
    """A feed of items, each with a headline, a text and perhaps a guid, that link to one page."""
    entries = (
        f"<item><title>{title}</title><link>{URL}</link><description>{escape(text)}</description>"
        + (f'<guid isPermaLink="false">{guid}</guid></item>' if guid else "</item>")
        for title, text, guid in items
    )
    return f'<rss version="2.0"><channel><title>H</title>{"".join(entries)}</channel></rss>'


def atom(*items: Item) -> str:
    """The same in Atom."""
    entries = (
        f'<entry><title>{title}</title><link href="{URL}"/><content>{text}</content>'
        + (f"<id>{guid}</id></entry>" if guid else "</entry>")
        for title, text, guid in items
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{"".join(entries)}</feed>'


@pytest.mark.parametrize(
    ("earlier", "later", "disposition"),
    [
        pytest.param([("A", COUNCIL, "g1")], ("B", TRADE, "g1"), "version", id="the same guid"),
        pytest.param([("A", COUNCIL, "g1")], ("B", TRADE, "g2"), "added", id="another guid"),
        pytest.param([("A", COUNCIL, None)], ("B", TRADE, None), "added", id="no guid"),
        pytest.param(
            [("A", COUNCIL, "g1"), ("C", FERRY, "g2")], ("B", TRADE, "g2"), "version", id="of two"
        ),
        pytest.param(
            [("A", COUNCIL, "g"), ("C", FERRY, "g")], ("B", TRADE, "g"), "added", id="one for all"
        ),
    ],
)
@pytest.mark.parametrize("form", [rss, atom])
def test_the_guid_of_a_feed_names_its_article(
    dateline: Command, form: Callable[..., str], earlier: list[Item], later: Item, disposition: str
) -> None:
    """An item with another headline and another text in a later file is a version of the article
    that had its guid and its address, if only one had."""
    for name, items in (("1.xml", earlier), ("2.xml", [later])):
        Path(name).write_text(form(*items))
        ran = dateline("ingest", name, "--json")

    assert [article["disposition"] for article in ran.json["articles"]] == [disposition]
