"""Every engine finds exactly what the matcher says, on generated articles and queries."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from datetime import date
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given

from dateline.search.analysis import Analyzer, words
from dateline.search.engines.base import Engine, EngineRequest, EngineResult, Order, put_all
from dateline.search.engines.facets import FACETS
from dateline.search.engines.memory import MemoryEngine
from dateline.search.index import ENGINES
from dateline.search.indexed import Document
from dateline.search.matching.evidence import MatchSpan
from dateline.search.matching.matcher import Matcher
from dateline.search.query.ast import And, Not, Or, Query, Word
from dateline.search.query.parser import parse
from dateline.search.results.pages import PageRequest, find, pages, run_query
from tests.property.search_builders import Dice, documents, queries
from tests.servers.engines import engine_on

ANALYZER = Analyzer("en")
# By hand, for the long run: DATELINE_PARITY_SEEDS=1000 is 100,000 queries.
SEEDS = int(os.environ.get("DATELINE_PARITY_SEEDS", "20"))
QUERIES = 100
# The same of an engine on a server, where each query takes several requests.
SERVER_SEEDS = int(os.environ.get("DATELINE_PARITY_SERVER_SEEDS", "4"))
SERVER_QUERIES = 50


def search(engine: Engine, query: Query, *, limit: int) -> EngineResult:
    """The engine asked for a query as an archive does."""
    return run_query(query, engine, ANALYZER, EngineRequest(limit=limit))[0]


@contextmanager
def every_engine() -> Iterator[tuple[Engine, ...]]:
    """The memory engine, and each engine on disk, with nothing in them."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        on_disk = (make(f"{folder}/{name}", ANALYZER) for name, make in ENGINES.items())
        yield MemoryEngine(ANALYZER), *(stack.enter_context(closing(engine)) for engine in on_disk)


@contextmanager
def on_server(address: str) -> Iterator[tuple[Engine, ...]]:
    """The memory engine, and the engine on a server, with nothing in them."""
    with engine_on(address, ANALYZER) as engine:
        yield MemoryEngine(ANALYZER), engine


def found(engine: Engine, query: Query) -> dict[str, float]:
    """The ids that a query finds, each with its score."""
    matches = search(engine, query, limit=100)
    assert matches.total == len(matches.best)
    return {match.document.id: match.score for match in matches.best}


@pytest.mark.parametrize("seed", range(SEEDS))
def test_parity(seed: int) -> None:
    """After any two writings, with replaced and dropped articles, every query finds the same
    ids in each engine as article by article."""

    check_parity(seed, every_engine(), QUERIES)


@pytest.mark.parametrize("seed", range(1000, 1000 + SERVER_SEEDS))
def test_parity_on_a_server(search_server: str, seed: int) -> None:
    """An engine on a server finds the same."""
    check_parity(seed, on_server(search_server), SERVER_QUERIES)


def check_parity(
    seed: int, empty_engines: AbstractContextManager[tuple[Engine, ...]], queries: int
) -> None:
    dice = Dice(Random(seed))
    first, second, gone = dice.documents(30), dice.documents(30), dice.ids(10)
    indexed = {document.id: document for document in (*first, *second)}
    with empty_engines as engines:
        for engine in engines:
            put_all(engine, first)
            search(engine, dice.query(), limit=1)  # what it keeps of these must not be seen again
            with engine.writing() as writer:
                for document in second:
                    writer.put(document)
                for id in gone:
                    writer.drop(id)
        for id in gone:
            indexed.pop(id, None)
        assert {engine.count() for engine in engines} == {len(indexed)}
        empty = 0
        for _ in range(queries):
            query = dice.query()
            matcher = Matcher(query, ANALYZER)
            expected = sorted(id for id, document in indexed.items() if matcher.matches(document))
            for engine in engines:
                assert sorted(found(engine, query)) == expected, (engine.name, query)
            empty += not expected
    assert not indexed or empty < queries * 0.9


@pytest.mark.parametrize("seed", range(4))
def test_scores(seed: int) -> None:
    """Whoosh's scores are the memory engine's, but for what its one-byte lengths make of them:
    they are exact up to ten words and rounded up above, by an eleventh at the most. Those of
    tantivy, whose k1 is 1.2 and not 1.5, are 0.88 to 1.1 of them, with its lengths exact up to
    40 words and rounded down above, by an eighth at the most."""

    dice = Dice(Random(seed))
    documents = dice.documents(20)
    with every_engine() as (memory, whoosh, tantivy):
        for engine in (memory, whoosh, tantivy):
            put_all(engine, documents)
        for _ in range(QUERIES // 2):
            query = dice.query(3)
            expected, got, near = (found(engine, query) for engine in (memory, whoosh, tantivy))
            assert got == pytest.approx(expected, rel=1 / 11), query
            for id, score in expected.items():
                assert 0.879 * score <= near[id] * 1.15, query
                assert near[id] <= 1.101 * score * 1.15, query


def test_scores_on_a_server(search_server: str) -> None:
    """OpenSearch's scores are the memory engine's, with lengths exact up to 40 words and rounded
    down above, by an eighth at the most."""

    dice = Dice(Random(9))
    documents = dice.documents(20)
    with on_server(search_server) as (memory, server):
        for engine in (memory, server):
            put_all(engine, documents)
        for _ in range(SERVER_QUERIES):
            query = dice.query(3)
            assert found(server, query) == pytest.approx(found(memory, query), rel=1 / 8), query


@pytest.mark.parametrize("order", Order)
def test_pages(order: Order) -> None:
    """Pages of any size, glued together, are the whole answer in its order, each article once;
    of stories, those that come first in it. Pages one after another are the same."""
    check_pages(order, every_engine(), 60)


@pytest.mark.parametrize("order", Order)
def test_pages_on_a_server(search_server: str, order: Order) -> None:
    """So they are with an engine on a server."""
    check_pages(order, on_server(search_server), 10)


def check_pages(
    order: Order, empty_engines: AbstractContextManager[tuple[Engine, ...]], queries: int
) -> None:
    dice = Dice(Random(order))
    with empty_engines as engines:
        documents = {document.id: document for document in dice.documents(40)}
        for engine in engines:
            put_all(engine, documents.values())
        for number in range(queries):
            query, size, collapse = dice.query(2), dice.number(1, 7), number % 2 == 1
            for engine in engines:
                whole = find("", query, engine, ANALYZER, PageRequest(None, order, fragments=0))
                request = PageRequest(size, order, fragments=0, collapse=collapse)
                glued = list(pages("", query, engine, ANALYZER, request))
                for last, page in pairwise(glued):
                    assert (
                        find("", query, engine, ANALYZER, request._replace(after=last.next)) == page
                    )
                assert glued[-1].next is None
                assert {page.total for page in glued} == {whole.total}
                hits = [hit for page in glued for hit in page.hits]
                assert len(whole.hits) == whole.total == len({hit.id for hit in whole.hits})
                firsts = {story(documents[hit.id]): hit for hit in reversed(whole.hits)}
                expected = [hit for hit in whole.hits if firsts[story(documents[hit.id])] == hit]
                assert hits == (expected if collapse else list(whole.hits)), (engine.name, query)


def story(document: Document) -> str:
    return (*document.value("story"), document.id)[0]


@pytest.mark.parametrize("order", [Order.NEWEST, Order.OLDEST])
def test_orders_by_date(order: Order) -> None:
    """By date means by the printed date, what is known less exactly after all that it may be,
    undated ones last, and equal ones by id."""

    documents = Dice(Random(order)).documents(60)
    dated = [document for document in documents if document.published]
    dated.sort(key=lambda document: document.id)
    if order is Order.NEWEST:
        dated.sort(key=lambda document: document.published.value, reverse=True)
    else:
        dated.sort(key=lambda document: f"{document.published.value}~")
    undated = sorted(document.id for document in documents if not document.published)
    with every_engine() as engines:
        for engine in engines:
            put_all(engine, documents)
            best = run_query(Not(Word("nowhere")), engine, ANALYZER, EngineRequest(None, order))[
                0
            ].best
            assert [match.document.id for match in best] == [
                *(document.id for document in dated),
                *undated,
            ]


def test_facets() -> None:
    """Facets are a plain count of the values of what matched, most first."""
    check_facets(every_engine(), 60)


def test_facets_on_a_server(search_server: str) -> None:
    """So they are with an engine on a server."""
    check_facets(on_server(search_server), 20)


def check_facets(empty_engines: AbstractContextManager[tuple[Engine, ...]], queries: int) -> None:
    dice = Dice(Random(7))
    documents = dice.documents(60)
    with empty_engines as engines:
        for engine in engines:
            put_all(engine, documents)
            for _ in range(queries):
                query = dice.query(2)
                matcher = Matcher(query, ANALYZER)
                meant = [document for document in documents if matcher.matches(document)]
                facets = run_query(query, engine, ANALYZER, EngineRequest(1, facets=FACETS))[
                    0
                ].facets
                for name, values in facets.items():
                    expected = Counter(
                        value for document in meant for value in facet_values(name, document)
                    )
                    assert values == expected, (name, query)
                    assert list(values) == sorted(values, key=lambda v: (-values[v], v))


def facet_values(name: str, document: Document) -> set[str]:
    printed = document.published.value if document.published else ""
    return {
        "source": {document.source},
        "year": {printed[:4] or "undated"},
        "month": {printed[:7] or "undated"},
        "week": {week(printed[:10]) or "undated"},
        "day": {printed[:10] or "undated"},
        "lang": {document.language or ""},
        "section": set(document.texts.get("section", ())),
        "author": set(document.texts.get("by", ())),
        "tag": set(document.values.get("tag", ())),
        "event": {event.type for event in document.events},
        "country": {code.upper() for code in document.values.get("country", ())},
    }[name] - {""}


def week(printed: str) -> str:
    """As GNU date prints it."""
    return f"{date.fromisoformat(printed):%G-W%V}" if len(printed) == 10 else printed


@given(documents, queries)
def test_a_query_of_many_words(document: Document, query: Query) -> None:
    """What matches is found in another way if there are many parts: at the same places."""
    many = Or((query, *(Word(f"absent{number}", None) for number in range(30))))

    def places(asked: Query) -> list[MatchSpan]:
        spans = Matcher(asked, ANALYZER).spans(document)
        return sorted({span._replace(leaf=0) for span in spans})  # a leaf's number is any

    assert places(many) == places(query)
    assert Matcher(many, ANALYZER).matches(document) == Matcher(query, ANALYZER).matches(document)


@given(documents, queries, queries)
def test_laws(document: Document, first: Query, second: Query) -> None:
    """NOT, AND and OR are those of logic, on every article."""

    def holds(query: Query) -> bool:
        return Matcher(query, ANALYZER).matches(document)

    assert holds(Or((first, Not(first))))
    assert not holds(And((first, Not(first))))
    assert holds(Not(Not(first))) == holds(first)
    assert holds(Not(And((first, second)))) == holds(Or((Not(first), Not(second))))
    assert holds(Not(Or((first, second)))) == holds(And((Not(first), Not(second))))
    assert (
        holds(And((first, second)))
        == holds(And((second, first)))
        == (holds(first) and holds(second))
    )


@given(documents, queries)
def test_spans_are_what_matched(document: Document, query: Query) -> None:
    """Each span is a word or phrase of the query, or the words that an event or a quote rests on,
    and only an article that matches has any."""

    matcher = Matcher(query, ANALYZER)
    spans = matcher.spans(document)

    assert matcher.matches(document) or not spans
    for span in spans:
        text = document.texts[span.part][span.block][span.start : span.end]
        if span.about:
            found = words(text)
            assert (found[0][1], found[-1][2]) == (0, len(text))
            continue
        alone = Document("1", {"body": (text,)}, "")
        assert any(
            Matcher(parse(leaf), ANALYZER).spans(alone)[0][2:4] == (0, len(text))
            for leaf in (f'"{text}"', text)
        )
