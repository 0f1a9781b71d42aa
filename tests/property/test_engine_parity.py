"""Each engine finds exactly what the matcher says, on generated articles and queries."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from hypothesis import given
from search_builders import Dice, documents, queries

from dateline.search.analysis import Analyzer
from dateline.search.engine import Ask, Engine, Matches, put_all
from dateline.search.engines.memory import MemoryEngine
from dateline.search.fields import Document
from dateline.search.finding import matches
from dateline.search.index import ENGINES
from dateline.search.language import parse
from dateline.search.matching import Matcher
from dateline.search.query import And, Not, Or, Query

ANALYZER = Analyzer("en")
# By hand, for the long run: DATELINE_PARITY_SEEDS=250 is 25,000 queries.
SEEDS = int(os.environ.get("DATELINE_PARITY_SEEDS", "16"))
QUERIES = 100


def search(engine: Engine, query: Query, *, limit: int) -> Matches:
    """The engine asked for a query as an archive does."""
    return matches(query, engine, ANALYZER, Ask(limit=limit))[0]


@contextmanager
def new_engine(name: str) -> Iterator[Engine]:
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(ENGINES[name](f"{folder}/index", ANALYZER)) as engine,
    ):
        yield engine


def found(engine: Engine, query: Query) -> list[str]:
    matches = search(engine, query, limit=100)
    assert matches.total == len(matches.best)
    return sorted(match.document.id for match in matches.best)


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("seed", range(SEEDS))
def test_parity(seed: int, name: str) -> None:
    """After any two writings, with replaced and dropped articles, every query finds the same
    ids in the engine as article by article."""

    dice = Dice(seed)
    first, second, gone = dice.documents(30), dice.documents(30), dice.ids(10)
    held = {document.id: document for document in (*first, *second)}
    with new_engine(name) as engine:
        put_all(engine, first)
        search(engine, dice.query(), limit=1)  # what it keeps of the first must not be seen again
        with engine.writing() as writer:
            for document in second:
                writer.put(document)
            for id in gone:
                writer.drop(id)
                held.pop(id, None)
        assert engine.count() == len(held)
        empty = 0
        for _ in range(QUERIES):
            query = dice.query()
            matcher = Matcher(query, ANALYZER)
            expected = sorted(id for id, each in held.items() if matcher.matches(each))
            assert found(engine, query) == expected, query
            empty += not expected
    assert not held or empty < QUERIES * 0.9


@pytest.mark.parametrize("seed", range(SEEDS // 4))
def test_scores(seed: int) -> None:
    """Whoosh's scores are the memory engine's, but for what its one-byte lengths make of them:
    they are exact up to ten words and rounded up above, by an eleventh at the most."""

    dice = Dice(seed)
    documents = dice.documents(20)
    memory = MemoryEngine(ANALYZER)
    put_all(memory, documents)
    with new_engine("whoosh") as whoosh:
        put_all(whoosh, documents)
        for _ in range(QUERIES // 2):
            query = dice.query(3)
            expected, got = (
                {match.document.id: match.score for match in search(engine, query, limit=99).best}
                for engine in (memory, whoosh)
            )
            assert got == pytest.approx(expected, rel=1 / 11), query


@given(documents(), queries, queries)
def test_laws(document: Document, one: Query, other: Query) -> None:
    """NOT, AND and OR are those of logic, on every article."""

    def holds(query: Query) -> bool:
        return Matcher(query, ANALYZER).matches(document)

    assert holds(Or((one, Not(one))))
    assert not holds(And((one, Not(one))))
    assert holds(Not(Not(one))) == holds(one)
    assert holds(Not(And((one, other)))) == holds(Or((Not(one), Not(other))))
    assert holds(Not(Or((one, other)))) == holds(And((Not(one), Not(other))))
    assert holds(And((one, other))) == holds(And((other, one))) == (holds(one) and holds(other))


@given(documents(), queries)
def test_spans_are_what_matched(document: Document, query: Query) -> None:
    """Each span is a word or phrase of the query, and only an article that matches has any."""

    matcher = Matcher(query, ANALYZER)
    spans = matcher.spans(document)

    assert matcher.matches(document) or not spans
    for span in spans:
        text = document.texts[span.part][span.block][span.start : span.end]
        alone = Document("1", {"body": (text,)}, "")
        assert any(
            Matcher(parse(leaf), ANALYZER).spans(alone)[0][2:4] == (0, len(text))
            for leaf in (f'"{text}"', text)
        )
