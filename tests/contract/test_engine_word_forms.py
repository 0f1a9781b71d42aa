"""A word of several forms is one word: its stems in several languages, the words of a pattern."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.search.engine_query import OneWord, Term, TermKind
from dateline.search.engines.base import Engine, put_all
from dateline.search.engines.memory import MemoryEngine
from dateline.search.engines.ranking import bm25, idf, of_forms
from dateline.search.index import ENGINES
from dateline.search.planner import plan
from dateline.search.query.ast import And
from dateline.search.query.parser import parse
from dateline.search.results.explain import why
from dateline.search.results.pages import PageRequest, find
from dateline.search.results.similar import distinctive_words
from tests.contract.builders import ANALYZER, document, search

# Fourteen articles in English, of which two are labelled otherwise, and two in other languages.
ENGLISH = tuple(
    document(f"en{number:02}", f"Blair spoke on Iraq {'and on Iraq again ' * (number % 3)}today.")
    for number in range(12)
)
MIXED = (
    *ENGLISH,
    document("cs", "Blair spoke on Iraq and on ships.")._replace(language="cs"),
    document("de", "Blair spoke on Iraq and on ferries.")._replace(language="de"),
    document("fr1", "Blair a parlé de l’Irak. Un navire.")._replace(language="fr"),
    document("fr2", "Blair en Iraq, les navires. Blair de Londres.")._replace(language="fr"),
)


@pytest.fixture
def mixed(engine: Engine) -> Engine:
    put_all(engine, MIXED)
    return engine


@pytest.mark.parametrize("text", ["blair", "iraq", "blair iraq", "blair OR iraq", "blair tony~2"])
def test_a_language_of_few_articles_adds_nothing(mixed: Engine, text: str) -> None:
    """Articles score as if all were in one language: a label that is rare, or wrong, lifts none."""

    plainly = MemoryEngine(ANALYZER)
    put_all(plainly, [document._replace(language="en") for document in MIXED])
    expected = {m.hit.id: m.score for m in search(plainly, parse(text), limit=99).best}

    got = {m.hit.id: m.score for m in search(mixed, parse(text), limit=99).best}

    assert got == pytest.approx(expected, rel=0.13 if mixed.name == "tantivy" else 1e-6)


def test_all_forms_of_a_word_have_one_frequency(mixed: Engine) -> None:
    """A word's number of articles is that of those with any form, each once, as is its idf."""

    planned = plan(parse("blair"), ANALYZER, mixed).engine_query
    assert isinstance(planned, OneWord)
    assert mixed.frequency(planned) == len(MIXED)
    ships = OneWord(tuple(Term(word, TermKind.WORDS) for word in ("ships", "ferries", "on", "no")))
    assert mixed.frequency(ships) == 14

    scores = {m.hit.id: m.score for m in search(mixed, parse("blair"), limit=99).best}
    summand = why(parse("blair"), mixed, ANALYZER, "fr2").summands[0]
    assert (summand.text, summand.articles, summand.frequency) == ("fr:blair", len(MIXED), 2)
    assert summand.idf == pytest.approx(idf(len(MIXED), len(MIXED)))
    assert summand.score == pytest.approx(scores["fr2"])


@pytest.mark.parametrize(
    ("language", "printed", "typed"),
    [
        ("hi", "हिन्दी", "हिंदी हिन्दी हिन्\u200dदी"),
        ("hi", "मुंबई", "मुम्बई मुंबई"),
        ("hi", "ज़मीन", "जमीन ज़मीन"),
        ("hi", "जमीन", "ज़मीन"),
        ("uk", "ґанок", "ганок ґанок"),
        ("az", "Azərbaycan", "azerbaycan azarbaycan AZƏRBAYCAN"),
        ("az", "Əliyev", "aliyev eliyev"),
    ],
)
def test_plain_letters_find_and_mark_the_word(
    engine: Engine, language: str, printed: str, typed: str
) -> None:
    """However a word is spelled, it is found in each other spelling, and marked as printed."""
    text = f"1999 {printed}, {printed}. 2001"
    put_all(engine, [document("a", text)._replace(language=language), document("b", "2000")])

    for word in typed.split():
        (hit,) = find(word, parse(word), engine, ANALYZER, PageRequest()).hits
        (snippet,) = hit.snippets
        marked = [snippet.text[start:end] for start, end in snippet.highlights]
        assert (hit.id, marked) == ("a", [printed, printed]), word


@pytest.mark.parametrize("text", ["govern*", "government~2", "govermnent~2"])
def test_a_rare_misspelling_does_not_outscore_the_word(engine: Engine, text: str) -> None:
    """Of articles that differ in the spelling alone, none scores more than the others."""

    spellings = ("government",) * 8 + ("governmnet", "goverment", "governmennt")
    put_all(engine, [document(f"{n:02}", f"The {word} met.") for n, word in enumerate(spellings)])

    best = search(engine, parse(text), limit=99).best
    assert len(best) >= 9
    assert [m.score for m in best] == pytest.approx([best[0].score] * len(best))


def test_several_forms_in_one_article_count_little_more_than_one(tmp_path: Path) -> None:
    """The form that scores most makes the score, and the others add three tenths of theirs."""

    both = document("a", "Economy, economics.")
    others = [document("b", "Economy twice."), document("c", "No such."), document("d", "Ferry.")]
    for name, make in ENGINES.items():
        engine = make(str(tmp_path / name), ANALYZER)
        put_all(engine, [both, *others])
        scores = {m.hit.id: m.score for m in search(engine, parse("econom*"), limit=9).best}
        assert scores["a"] == pytest.approx(1.3 * scores["b"], rel=1e-5)
        engine.close()
    assert of_forms([2.0, 1.0, 1.0]) == pytest.approx(2.6)


def test_a_stopword_weighs_a_quarter_in_its_own_language(engine: Engine) -> None:
    """“Die” says little in German, and as much as another rare word in English."""

    put_all(
        engine,
        [
            document("en", "Dice die.")._replace(language="en"),
            document("de", "Die Fähre.")._replace(language="de"),
            document("other", "Fog bound.")._replace(language="en"),
        ],
    )
    scores = {m.hit.id: m.score for m in search(engine, parse("die"), limit=9).best}

    assert scores["de"] == pytest.approx(scores["en"] / 4, rel=1e-5)
    exact = {m.hit.id: m.score for m in search(engine, parse('"die"'), limit=9).best}
    assert exact["de"] == pytest.approx(exact["en"], rel=1e-5)


def test_words_of_another_language_are_distinctive_only_if_they_are_rare(mixed: Engine) -> None:
    """What makes an article distinctive is reckoned over all languages: a name that every article
    has is the least of it, though few articles have it in this language."""

    words = distinctive_words(MIXED[-1], mixed, ANALYZER)
    assert words[-1] == "blair" or "blair" not in words
    assert "navires" in words


def test_parts_of_a_query_are_planned_as_words(mixed: Engine) -> None:
    """Each word of a query is one word, with a stem for each language of the articles."""

    planned = plan(And((parse("blair"), parse("ships"))), ANALYZER, mixed).engine_query
    stems = [[form.text for form in word.forms] for word in planned.parts]
    assert stems == [
        ["blair", "cs:blair", "de:blair", "fr:blair"],
        ["ship", "cs:ships", "de:ships", "fr:ship"],
    ]


def test_a_score_by_hand(tmp_path: Path) -> None:
    """BM25 with the frequency of all forms: two of three articles have the word."""

    whoosh = ENGINES["whoosh"](str(tmp_path / "whoosh"), ANALYZER)
    put_all(whoosh, [ENGLISH[0], MIXED[-1], document("x", "Fog on the old quay.")])

    got = {m.hit.id: m.score for m in search(whoosh, parse("iraq"), limit=9).best}
    average = (5 + 8 + 5) / 3
    assert got["en00"] == pytest.approx(bm25(idf(3, 2), 1, 5, average))
    assert got["fr2"] == pytest.approx(bm25(idf(3, 2), 1, 8, average))
    whoosh.close()
