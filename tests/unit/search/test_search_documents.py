"""An article in its searchable form: where its events and quotes stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.search.analysis import Analyzer
from dateline.search.documents import document
from dateline.search.engines.entries import deserialize, serialize
from dateline.search.indexed import IndexedEvent, IndexedQuote
from dateline.search.matching.matcher import Matcher
from dateline.search.query.parser import parse
from dateline.values.article import ArchivedArticle, Caption, Original, Source
from dateline.values.moment import Moment
from dateline.values.search.keys import EventSearchKey, QuoteSearchKey, SearchKeys

BODY = "Talks began in Lima.\n\nChile agreed.\n\n“Fog,” she said."


def article() -> ArchivedArticle:
    return ArchivedArticle(
        id="1a2b",
        version=1,
        copy_of=None,
        story="1a2b",
        added="2025-07-18T10:00:00Z",
        original=Original(sha256="0", size=1, media_type="text/plain"),
        title="Chile agrees",
        summary=("A first point", "A second point"),
        body=BODY,
        captions=(Caption(text="A port"), Caption(text="Envoys met", credit="AFP")),
        source=Source(name="Post"),
    )


def words(part: str, text: str, field: str) -> dict[str, object]:
    return {"part": part, "start": field.index(text), "end": field.index(text) + len(text)}


@pytest.mark.parametrize(
    ("where", "text"),
    [
        (words("title", "Chile agrees", "Chile agrees"), "Chile agrees"),
        (words("summary[1]", "second point", "A second point"), "second point"),
        (words("body", "Talks began in Lima.", BODY), "Talks began in Lima."),
        (words("body", "Chile agreed.", BODY), "Chile agreed."),
        (words("body", "“Fog,”", BODY), "“Fog,”"),
        (words("captions[1].text", "Envoys met", "Envoys met"), "Envoys met"),
    ],
)
def test_places(where: dict[str, object], text: str) -> None:
    """Words of a field of the article are the same words of a block of the document."""

    event = EventSearchKey(id="e", type="AGREE", **where)
    found = document(article(), SearchKeys(events=(event,), quotes=(QuoteSearchKey(**where),)))

    for part, block, start, end in (found.events[0][5:], found.quotes[0][:4]):
        assert found.texts[part][block][start:end] == text


def test_names_and_codes() -> None:
    """Names are blocks of parts of their own; a quote knows its speaker's; all of it comes back
    from an index as it went in."""

    day = Moment(value="2025-07-18T09:00", offset="+05:00")
    event = EventSearchKey(
        id="e",
        type="AGREE",
        modes=("visit",),
        actors=("CHL", "GOV", "CHL-GOV"),
        targets=("CUB",),
        date=day,
        part="title",
        start=0,
        end=5,
    )
    quotes = [
        QuoteSearchKey(part="title", start=0, end=5, speakers=names)
        for names in (("Ann Example",), (), ("Bob Example", "Bob", "BE"))
    ]
    found = document(
        article(),
        SearchKeys(
            people=("Example", "Ann Example", "Ann"),
            organizations=("Harbor Board", "HB"),
            places=("Lima",),
            countries=("CHL", "PER"),
            events=(event,),
            quotes=tuple(quotes),
        ),
    )

    assert found.events == (
        IndexedEvent("AGREE", ("visit",), event.actors, ("CUB",), "2025-07-18", "title", 0, 0, 5),
    )
    assert found.quotes == tuple(IndexedQuote("title", 0, 0, 5, by) for by in ((0,), (), (1, 2)))
    names = {part: found.texts[part] for part in ("person", "org", "place", "speaker")}
    assert names == {
        "person": ("Ann Example",),
        "org": ("Harbor Board", "HB"),
        "place": ("Lima",),
        "speaker": ("Ann Example", "Bob Example", "BE"),
    }
    assert found.value("country") == ("chl", "per")
    assert found.value("actor") == ("chl", "gov", "chl-gov")
    assert found.moments("event-date") == (Moment(value="2025-07-18"),)
    assert deserialize(serialize(found)) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("keyword:fishery", True),
        ('keyword:"common fisheries"', True),
        ("has:keyword", True),
        ("keyword:port", False),
        ("fisheries", False),  # a keyword is no text
    ],
)
def test_keywords_of_the_publisher(query: str, found: bool) -> None:
    """What an article was published under is found by keyword:, and only so."""

    tagged = replace(article(), keywords=("Common Fisheries Policy", "Lima"))

    assert Matcher(parse(query), Analyzer("en")).matches(document(tagged)) is found
