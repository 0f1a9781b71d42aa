"""A query has limits in length, words and patterns, and costs what its distinct words cost."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import QueryError
from dateline.search.analysis import Analyzer
from dateline.search.engine_query import EngineQuery
from dateline.search.engines.base import Engine, EngineRequest, EngineResult, put_all
from dateline.search.engines.whoosh.engine import WhooshEngine
from dateline.search.engines.whoosh.segments import SegmentReader
from dateline.search.indexed import Document, IndexedQuote
from dateline.search.matching.matcher import Matcher
from dateline.search.planner import MAX_EXPANSIONS, plan
from dateline.search.query.leaf import MAX_PHRASE_WORDS
from dateline.search.query.limits import MAX_LENGTH, MAX_PATTERNS, MAX_WORDS
from dateline.search.query.parser import parse
from dateline.search.results.pages import PageRequest, find, pages
from dateline.search.results.suggestions import MAX_PARTS, MAX_SPELLINGS, part_counts
from tests.conftest import lines_run
from tests.contract.builders import document as doc

ANALYZER = Analyzer("en")
TEXT = "The mayor of the port and the towns of the coast said that the works go on. " * 3


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    engine = WhooshEngine(str(tmp_path / "whoosh"), ANALYZER)
    put_all(engine, (doc(f"{n:04}", TEXT) for n in range(300)))
    return engine


@pytest.mark.parametrize(
    ("query", "position"),
    [
        pytest.param("a-" * 4_000, 2 * MAX_PHRASE_WORDS, id="many hyphens"),
        pytest.param("a-" * (MAX_PHRASE_WORDS + 50), 2 * MAX_PHRASE_WORDS, id="hyphens"),
        pytest.param("a." * 9_000, 2 * MAX_PHRASE_WORDS, id="dots"),
        pytest.param("a." * 50_001, MAX_LENGTH, id="far too many dots"),
        pytest.param('x "' + "the " * 300 + '"', 3 + 4 * MAX_PHRASE_WORDS, id="quotes"),
        pytest.param("the " * 12_000, 4 * MAX_WORDS, id="words"),
        pytest.param("漢" * 3_000, MAX_PHRASE_WORDS, id="unspaced letters"),
        pytest.param('"a b" ' * 2_600, 6 * MAX_WORDS // 2, id="many phrases"),
        pytest.param("(" * 100_001, MAX_LENGTH, id="brackets"),
        pytest.param("a" * 100_001, MAX_LENGTH, id="one word"),
        pytest.param("a* " * (MAX_PATTERNS + 5), 3 * MAX_PATTERNS, id="patterns"),
        pytest.param("OR ".join(["ab~ "] * 101), 7 * MAX_PATTERNS, id="fuzzy words"),
    ],
)
def test_a_query_that_is_too_large_is_refused_where_it_becomes_so(
    query: str, position: int
) -> None:
    """The message says what a query or a phrase may have."""
    with pytest.raises(QueryError, match=r"may have [\d,]+ (words|characters)") as raised:
        parse(query)
    assert raised.value.position == position


def test_the_largest_queries_are_parsed() -> None:
    """A paragraph in quotes, and a long list of words."""
    parse('"' + "word " * MAX_PHRASE_WORDS + '"')
    parse(" OR ".join(f"word{number}" for number in range(MAX_WORDS)))
    with pytest.raises(QueryError, match="5,000 words"):
        parse("word " * (MAX_WORDS + 1), plain=True)


def test_each_distinct_word_is_read_once(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a word is repeated in a phrase or in a query: its postings are read once."""
    read: list[bytes] = []
    postings = SegmentReader.postings

    def counting(reader: SegmentReader, field: str, term: bytes) -> object:
        read.append(term)
        return postings(reader, field, term)

    monkeypatch.setattr(SegmentReader, "postings", counting)
    for query in ('"' + "the " * 190 + '"', "the " * 900, " OR ".join(["the"] * 400)):
        read.clear()
        find(query, parse(query), engine, ANALYZER, PageRequest(fragments=0))
        assert read == [b"the"]


def test_a_repeated_word_scores_as_often(engine: Engine) -> None:
    """Each repetition adds the same."""

    def score(query: str) -> float:
        return find(query, parse(query), engine, ANALYZER, PageRequest(limit=1)).hits[0].score

    assert score("mayor mayor port") == pytest.approx(2 * score("mayor") + score("port"))
    assert score("mayor OR port OR mayor") == pytest.approx(score("mayor mayor port"))
    phrase = score('"the port and the towns"')
    assert phrase == pytest.approx(sum(map(score, ("=the", "=the", "=port", "=and", "=towns"))))


def test_patterns_share_the_words_that_a_query_may_stand_for(engine: Engine) -> None:
    """However many patterns there are, the index looks for so many words; a note says so."""
    words = " ".join(
        f"{first}{second}{n}" for first in "abcde" for second in "vw" for n in range(900)
    )
    put_all(engine, [doc("x", words)])
    planned = plan(parse(" OR ".join(f"{letter}*" for letter in "abcde")), ANALYZER, engine)
    assert str(planned.engine_query).count("Term(") <= MAX_EXPANSIONS
    assert len(planned.notes) == 5
    assert "only the 400 that are in most articles" in planned.notes[0]


def test_hints_for_a_query_that_matches_nothing_are_bounded(engine: Engine) -> None:
    """Of many unknown words the first are counted, and fewer compared with other spellings."""
    query = parse(" ".join(f"pork{number}" for number in range(900)) + " porr")
    parts = part_counts(query, engine, ANALYZER)
    assert len(parts) == MAX_PARTS
    few = parse(" ".join(f"por{letter}" for letter in "abcdefghijklmn"))
    assert sum(bool(part.like) for part in part_counts(few, engine, ANALYZER)) == MAX_SPELLINGS


@pytest.mark.parametrize(
    "query", ["the NEAR/1000 of", "the SAMESENT of", "the SAMEPARA of", "ATLEAST/2 the"]
)
def test_the_matcher_stops_at_the_first_evidence(query: str) -> None:
    """Blocks after the one that decides are not analyzed: a long document costs as little as a
    short one."""
    matcher = Matcher(parse(query), ANALYZER)
    short, long = (doc("x", (TEXT,) + ("Fog on the coast of the sea.",) * n) for n in (1, 400))
    assert matcher.matches(short)
    assert lines_run(lambda: matcher.matches(long)) < 2 * lines_run(lambda: matcher.matches(short))


def test_only_what_the_index_does_not_decide_is_looked_for_in_texts(engine: Engine) -> None:
    """Words beside a NEAR are not looked for again, however many there are."""
    checked = plan(parse("mayor port (the NEAR/3 of) NOT fog"), ANALYZER, engine).checked
    assert checked == parse("the NEAR/3 of")


@pytest.mark.parametrize("sign", ["", "="])
def test_thousands_of_alternatives_are_looked_for_at_once(sign: str) -> None:
    """In an OR with a NEAR, and for highlights, a word costs no walk through the text."""
    words = [f"{sign}word{number}" for number in range(2_000)]
    document = doc("x", ("Fog on the coast of the sea.",) * 50)
    one, many = (
        Matcher(parse(f"(fog NEAR/9 sea) OR {' OR '.join(n)}"), ANALYZER)
        for n in ([f"{sign}x"], words)
    )
    first = [lines_run(lambda m=m: m.matches(document)) for m in (one, many)]
    again = [lines_run(lambda m=m: m.matches(document)) for m in (one, many)]
    assert first[1] < first[0] + 15 * len(words)
    assert again[1] == again[0]
    spans = [lines_run(lambda m=m: m.spans(document)) for m in (one, many)]
    assert spans[1] < spans[0] + len(words)


def test_words_without_a_stop_between_them_are_in_one_sentence_at_once() -> None:
    """The sentences of the whole text are not looked for, nor the places of all its words."""
    matcher = Matcher(parse("fog SAMESENT sea"), ANALYZER)
    short, long = (doc("x", "Fog on the sea. " + "Mr. Example said so. " * n) for n in (2, 150))
    assert matcher.matches(short)
    assert lines_run(lambda: matcher.matches(long)) < lines_run(lambda: matcher.matches(short)) + 20


def test_a_form_of_several_fuzzy_words_is_scored_once(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words that differ by two letters from many words of a query cost what one costs."""
    asked: list[int] = []
    lengths = SegmentReader.lengths

    def counting(reader: SegmentReader, field: str) -> bytes:
        asked.append(1)
        return lengths(reader, field)

    monkeypatch.setattr(SegmentReader, "lengths", counting)
    words = ("works", "work", "words", "forks", "corks")
    find("", parse(" OR ".join(f"{word}~2" for word in words)), engine, ANALYZER, PageRequest(0))
    assert len(asked) == 3  # works, works, port


@pytest.mark.parametrize(
    ("query", "total", "read"),
    [
        ("NOT (fog NEAR/3 sea)", 301, 2),
        ("port NOT (fog SAMESENT sea)", 300, 0),
        ("(fog NEAR/3 sea) OR mayor", 301, 2),
        ("(fog NEAR/3 sea) fog", 1, 2),
        ("NOT (NOT (fog NEAR/3 sea))", 1, 2),
        ("body:fog", 2, 0),
        ("body:calm", 0, 1),
        ('body:"calm sea"', 0, 1),
        ("body:ca*", 0, 1),
        ("body:mayo*", 300, 0),
        ("NOT body:fog", 300, 0),
        ("NOT body:calm", 302, 1),
        ("(body:calm) OR (body:fog)", 2, 1),
        ("lead:fog", 2, 0),
        ("quote:seen", 1, 0),
    ],
)
@pytest.mark.parametrize("collapse", [False, True])
def test_only_texts_that_the_index_leaves_in_doubt_are_read(
    engine: Engine, query: str, total: int, read: int, collapse: bool
) -> None:
    """Articles without the words of a NEAR need not be read to know that they do not have them near
    each other, nor those whose headline lacks a word to know that it is in the body; none is read
    twice, on however many pages."""
    seen_from = IndexedQuote("body", 0, 5, 30)
    y = doc("y", "Fog. It was seen from the sea.")._replace(quotes=(seen_from,))
    put_all(engine, [doc("x", "Fog on the sea.", title="Calm sea"), y])
    seen: list[str] = []
    matches = Matcher.matches

    def counted(matcher: Matcher, document: Document) -> bool:
        seen.append(document.id)
        return matches(matcher, document)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Matcher, "matches", counted)
        request = PageRequest(limit=100, fragments=0, collapse=collapse)
        found = list(pages(query, parse(query), engine, ANALYZER, request))
    assert found[0].total == total
    assert len(seen) == len(set(seen)) == read


@pytest.mark.parametrize("after", [False, True])
def test_copies_of_one_story_are_left_out_in_few_steps(tmp_path: Path, after: bool) -> None:
    """The engine is asked a few times, however many copies are between two stories."""
    engine = WhooshEngine(str(tmp_path / "copies"), ANALYZER)
    copies = [doc(f"a{n:04}", "Fog.")._replace(values={"story": ("one",)}) for n in range(600)]
    put_all(engine, [*copies, doc("b", "Fog, and more of it.")._replace(values={"story": ("b",)})])
    asked: list[int | None] = []
    search = engine.search

    def counted(query: EngineQuery, request: EngineRequest) -> EngineResult:
        asked.append(request.limit)
        return search(query, request)

    engine.search = counted  # type: ignore[method-assign]
    page = find("fog", parse("fog"), engine, ANALYZER, PageRequest(limit=1, collapse=True))
    if after:
        asked.clear()
        request = PageRequest(limit=1, collapse=True, after=page.next)
        page = find("fog", parse("fog"), engine, ANALYZER, request)
    assert [hit.id for hit in page.hits] == (["b"] if after else ["a0000"])
    assert len(asked) < 15
