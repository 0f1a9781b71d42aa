"""The articles that every engine is asked about, and how they are asked."""

from __future__ import annotations

from collections.abc import Callable

from dateline.search.analysis import Analyzer
from dateline.search.engines.base import Engine, EngineRequest, EngineResult
from dateline.search.indexed import Document, IndexedEvent, IndexedQuote
from dateline.search.planner import plan
from dateline.search.query.ast import Query
from dateline.search.query.parser import parse
from dateline.search.results.pages import check, run_query
from dateline.values.moment import Moment

ANALYZER = Analyzer("en")


def search(engine: Engine, query: Query, *, limit: int) -> EngineResult:
    """The engine asked for a query as an archive does."""
    return run_query(query, engine, ANALYZER, EngineRequest(limit=limit))[0]


def document(
    id: str,
    body: str | tuple[str, ...] = "",
    *,
    title: str | None = None,
    caption: str | None = None,
    source: str = "The Example",
    date: str | None = None,
) -> Document:
    blocks = (body,) if isinstance(body, str) else body
    texts = {
        "title": (title,) if title else (),
        "body": tuple(filter(None, blocks)),
        "caption": (caption,) if caption else (),
        "source": (source, "example.org"),
    }
    return Document(
        id=id,
        texts={part: found for part, found in texts.items() if found},
        source=source,
        published=Moment(value=date, offset="+05:00", basis="printed") if date else None,
        url=f"https://example.org/{id}",
    )


# The harbour's articles, by a letter each.
ARTICLES = (
    document(
        "a",
        ("The old bridge opened on Monday.", "Ferries crossed the harbour, and crossed again."),
        title="Harbour bridge opens",
        date="2025-07-18",
    ),
    document("b", "The bridge is old. Old bridges close.", title="Opening hours", date="2025-07"),
    document("c", "A ferry sank in the harbour: it was a F-16 U.S. crew.", date="2025-07-31T23:30"),
    document("d", "Kein Schiff fährt nach Zürich.", source="Das Beispiel", date="2024"),
    document("e", "", title="Fog, fog, and more fog", caption="The ferry in fog (Example/AFP)"),
    document("f", "Fog over the bridge and the old harbour.", date="2025-08-01"),
)


def found_ids(engine: Engine, text: str, *, plain: bool = False) -> str:
    """The ids of what a query finds, in their own order, in one string."""
    query = parse(text, match="any" if plain else "all", plain=plain)
    result = search(engine, query, limit=100)
    assert result.total == len(result.best)
    planned = plan(query, ANALYZER, engine)
    ids = engine.matching_ids(planned.engine_query, check(planned, ANALYZER))
    assert ids == {hit.id for hit in result.hits}
    return "".join(sorted(match.document.id for match in result.best))


# In both articles Chile acts and somebody agrees; in one of them Chile agrees.
_AGREED = document("g", "Chile agreed. “Fog,” Ann Example said.", title="Peru raids Cuba")
ANNOTATED = (
    _AGREED._replace(
        texts={
            **_AGREED.texts,
            "speaker": ("Ann Example",),
            "person": ("Ann Example", "A. Envoy"),
        },
        events=(
            IndexedEvent(
                "AGREE", ("visit",), ("CHL", "CHL-GOV"), ("CUB",), "2025-07", "body", 0, 0, 13
            ),
            IndexedEvent("ASSAULT", (), ("PER",), ("CUB",), "2024-12-31", "title", 0, 0, 15),
        ),
        quotes=(IndexedQuote("body", 0, 14, 20, (0,)),),
        values={"country": ("chl", "per"), "date-basis": ("json key",)},
    ),
    document("h", "Chile condemned Peru and Cuba agreed in fog.")._replace(
        events=(
            IndexedEvent("ACCUSE", (), ("CHL",), ("PER",), None, "body", 0, 0, 20),
            IndexedEvent("AGREE", (), ("CUB",), (), "2025-07-18", "body", 0, 25, 36),
        ),
    ),
)


# Ids that are alike in front, dates of all lengths, equal scores and different ones.
MANY = tuple(
    document(
        f"{'same-beginning-' * (number % 2)}{number:02}",
        ("Fog. " * (number % 3 + 1), "Old quay. " * (number % 4)),
        source=f"Paper {number % 3}",
        date=(None, "2024", "2025", "2025-07", "2025-07-18", "2025-07-18T00:00")[number % 6],
    )
    for number in range(40)
)


OnDisk = Callable[[], Engine]
