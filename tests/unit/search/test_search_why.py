"""No idea why something matched: the parts that hold, where, and what the score is made of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from dateline.errors import NoSuchArticle
from dateline.search.analysis import Analyzer
from dateline.search.engines.base import Engine, EngineRequest, put_all
from dateline.search.engines.memory import MemoryEngine
from dateline.search.index import ENGINES
from dateline.search.indexed import Document, IndexedQuote
from dateline.search.query.parser import parse
from dateline.search.results.explain import why
from dateline.search.results.pages import run_query
from dateline.values.moment import Moment
from tests.conftest import lines_run
from tests.property.search_builders import Dice

ANALYZER = Analyzer("en")
ARTICLES = (
    Document(
        "1a2b",
        {"title": ("Old bridge",), "body": ("Fog.", "The bridge hid in fog; bridges do.")},
        "",
        published=Moment(value="2025-07-18"),
    ),
    Document("2b3c", {"body": ("A ferry in fog.",)}, ""),
    Document("3c4d", {"body": ("A quay.",)}, ""),
)


@pytest.fixture(params=["memory", *ENGINES])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    made: Engine = (
        MemoryEngine(ANALYZER)
        if request.param == "memory"
        else ENGINES[request.param](str(tmp_path / "index"), ANALYZER)
    )
    put_all(made, ARTICLES)
    yield made
    made.close()


def test_no_idea_why_something_matched(engine: Engine) -> None:
    """Each part of the query says whether it holds, and by which words in which place."""

    answer = why(parse("bridge (fog OR ferry) -quay date:2025"), engine, ANALYZER, "1a2b")

    parts = [
        (part.text, part.holds, [(p.field, p.block, p.text) for p in part.places])
        for part in answer.parts
    ]
    assert parts == [
        ("bridge", True, [("title", 0, "bridge"), ("body", 1, "bridge"), ("body", 1, "bridges")]),
        ("fog", True, [("body", 0, "Fog"), ("body", 1, "fog")]),
        ("ferry", False, []),
        ("NOT quay", True, []),
        ("date:2025-01-01..2025-12-31", True, []),
    ]
    for part in answer.parts:
        for p in part.places:
            assert ARTICLES[0].texts[p.field][p.block][p.start : p.end] == p.text


def test_how_the_score_came_about(engine: Engine) -> None:
    """The terms that add are there with what they are made of, and their sum is the score."""

    answer = why(parse("bridge fog OR (ferry bridge)"), engine, ANALYZER, "1a2b")

    bridge, fog = sorted(answer.summands)
    assert (bridge.text, bridge.articles, bridge.frequency, bridge.length) == ("bridg", 1, 4, 12)
    assert (fog.text, fog.articles, fog.frequency, fog.length) == ("fog", 2, 2, 12)
    assert bridge.idf is not None
    assert fog.idf is not None
    assert bridge.idf > fog.idf > 0
    assert answer.score == pytest.approx(bridge.score + fog.score)


@pytest.mark.parametrize(
    "text",
    [
        "fog",
        "fog fog",
        '"old bridge" OR fog',
        "title:bridge",
        "body:bridge",
        "bri* OR fog~",
        "bridge NEAR/3 fog",
        "ATLEAST/2 fog",
        "fog -quay",
        "date:2025",
        "-quay",
        "fog OR (bridge ferry)",
    ],
)
def test_the_summands_make_the_score_of_the_search(engine: Engine, text: str) -> None:
    """What is summed up is what the search itself gave, for every kind of part."""

    query = parse(text)
    (match,) = (
        m
        for m in run_query(query, engine, ANALYZER, EngineRequest())[0].best
        if m.document.id == "1a2b"
    )
    answer = why(query, engine, ANALYZER, "1a2b")

    assert answer.score == pytest.approx(match.score)
    assert sum(summand.score for summand in answer.summands) == pytest.approx(match.score)


def test_why_not(engine: Engine) -> None:
    """Of an article that does not match, the parts that hold and those that do not are told."""

    answer = why(parse("bridge ferry"), engine, ANALYZER, "1a2b")

    assert [(part.text, part.holds) for part in answer.parts] == [
        ("bridge", True),
        ("ferry", False),
    ]
    assert answer.score is None
    assert answer.summands == ()


def test_an_article_that_the_index_lacks(engine: Engine) -> None:
    """An article that the index lacks is an error."""

    with pytest.raises(NoSuchArticle, match="does not have"):
        why(parse("fog"), engine, ANALYZER, "9f9f")


def test_a_pattern_of_many_words_on_a_long_article(engine: Engine) -> None:
    """The article is not read once more for each term: the work is that of the terms and that of
    the article, not one times the other."""

    def work(terms: int, quotes: int) -> int:
        words = " ".join(f"e{number}" for number in range(terms))
        quote = IndexedQuote("body", 0, 0, 2, ())
        put_all(engine, [Document("4d5e", {"body": (words,)}, "", quotes=(quote,) * quotes)])
        return lines_run(lambda: why(parse("e*"), engine, ANALYZER, "4d5e"))

    many_terms, much_text, both = work(200, 1), work(1, 2000), work(200, 2000)

    assert both < 1.5 * (many_terms + much_text)


def test_generated_queries_add_up() -> None:
    """The sum is the score for any query and article."""
    dice = Dice(Random(3))
    engine = MemoryEngine(ANALYZER)
    put_all(engine, [dice.document(f"{number:06}") for number in range(8)])
    seen = 0
    for _ in range(60):
        query = dice.query(3)
        for match in run_query(query, engine, ANALYZER, EngineRequest(3))[0].best:
            answer = why(query, engine, ANALYZER, match.document.id)
            assert sum(s.score for s in answer.summands) == pytest.approx(match.score), query
            seen += match.score > 0
    assert seen > 20
