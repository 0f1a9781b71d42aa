"""What a query finds is the same in every engine."""

from __future__ import annotations

import pytest

from dateline.search.engine_query import Term, TermKind
from dateline.search.engines.base import Engine, put_all
from dateline.search.query.parser import parse
from dateline.search.results.pages import PageRequest, find
from dateline.web.pages.searching.facets import value_query
from tests.contract.builders import ANALYZER, ANNOTATED, ARTICLES, document, found_ids, search


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        # words find their inflected forms, in every part that people read
        ("bridge", "abf"),
        ("bridges", "abf"),
        ("ferry", "ace"),
        ("opening", "ab"),
        ("afp", "e"),
        ("zurich", "d"),
        ("fahrt", "d"),
        ("absent", ""),
        ("beispiel", ""),
        # phrases are exact and stay in their block
        ('"old bridge"', "a"),
        ('"bridges close"', "b"),
        ('"bridge close"', ""),
        ('"on monday"', "a"),
        ('"monday ferries"', ""),
        ('"opens the"', ""),
        ('"crossed"', "a"),
        ('"cross"', ""),
        ('"fog fog"', "e"),
        ('"fog fog fog"', ""),
        ('"fog fog and more fog"', "e"),
        ('"old old bridges"', "b"),
        ('"old old old"', ""),
        ('"old old"', "b"),
        ("F-16", "c"),
        ("U.S.", "c"),
        # all of them, any of them, none of them
        ("bridge harbour", "af"),
        ("bridge ferry", "a"),
        ("fog OR ferry", "acef"),
        ("absent OR ferry", "ace"),
        ("-bridge", "cde"),
        ("NOT absent", "abcdef"),
        ("bridge -harbour", "b"),
        ("-harbour -bridge", "de"),
        ("bridge -absent", "abf"),
        ("fog OR -bridge", "cdef"),
        ("-fog OR -bridge", "abcde"),
        ("-(fog OR bridge)", "cd"),
        ("-(fog bridge)", "abcde"),
        ("NOT NOT bridge", "abf"),
        ("NOT (bridge -harbour)", "acdef"),
        ("ferry (fog OR harbour)", "ace"),
        ("ferry -(fog OR monday)", "c"),
        ('harbour -"old bridge"', "cf"),
        ('"old bridge" OR "old old"', "ab"),
        ('"old bridge" "absent word"', ""),
        # fields
        ("title:open", "ab"),
        ("title:harbour", "a"),
        ("title:monday", ""),
        ('title:"harbour bridge"', "a"),
        ("-title:open", "cdef"),
        ("title:(open -harbour)", "b"),
        ("source:beispiel", "d"),
        ('source:"the example"', "abcef"),
        ("source:example.org", "abcdef"),
        ('source:="the example"', "abcef"),
        ('title:="Fog, fog and more fog!"', "e"),
        ('title:="fog"', ""),
        ('body:="The bridge is old. Old bridges close."', "b"),
        ('title:("opening" OR ="harbour bridge")', "b"),
        ('-title:="opening hours"', "acdef"),
        # dates: found where the whole printed date lies in the range
        ("date:2025-07-18", "a"),
        ("date:2025-07", "abc"),
        ("date:2025-07-01..2025-07-31", "abc"),
        ("date:2025-07-02..2025-07-31", "ac"),
        ("date:2025-07-19..2025-08-01", "cf"),
        ("date:2025", "abcf"),
        ("date:2024..2025", "abcdf"),
        ("date:2024-01-02..", "abcf"),
        ("date:..2025-07-17", "d"),
        ("date:0001..9999", "abcdf"),
        ("date:2023", ""),
        ("-date:2025", "de"),
        ("-date:0001..9999", "e"),
        ("bridge date:2025-07", "ab"),
        ("fog OR date:2025-07-11..2025-07-29", "aef"),
        ("date:(2024 OR 2025-08)", "df"),
        ("-bridge -date:2025", "de"),
    ],
)
def test_a_query_finds_these_articles_and_no_others(articles: Engine, text: str, ids: str) -> None:
    """A query finds these articles and no others."""

    assert found_ids(articles, text) == ids


def test_any_of_the_words_finds_articles_with_one_of_them(articles: Engine) -> None:
    """Words of which any may match find every article with one of them."""

    assert found_ids(articles, 'fog "ferry" (absent', plain=True) == "acef"


def test_a_query_may_have_thousands_of_words(articles: Engine) -> None:
    """Thousands of words are one query like another."""

    many = " ".join(f"absent{number}" for number in range(3000))

    assert found_ids(articles, f"{many} fog monday", plain=True) == "aef"
    assert found_ids(articles, " OR ".join([*many.split(), "date:2024", "-bridge"])) == "cde"


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("event:AGREE", "gh"),
        ("event:AGREE actor:CHL", "g"),
        ("event:AGREE actor:CHL-GOV target:CUB mode:visit event-date:2025", "g"),
        ("(event:AGREE) (actor:CHL)", "gh"),
        ("event:ASSAULT event-date:2025", ""),
        ("event:AGREE -actor:CHL", ""),
        ("event:AGREE actor:-CHL", "h"),
        ("-(event:AGREE actor:CHL)", "h"),
        ("event-date:2025-07", "gh"),
        ("event-date:2025-07-18", "h"),
        ("event-date:2025-07-18~", "gh"),
        ("event-date:..2024", "g"),
        ("actor:(CHL OR PER) -country:chl", "h"),
        ("quote:fog", "g"),
        ("quote:said", ""),
        ("speaker:ann quote:fog", "g"),
        ("-quote:fog fog", "h"),
        ('person:"a. envoy"', "g"),
        ("person:annexed", ""),
        ('date-basis:"json key"', "g"),
    ],
)
def test_events_quotes_and_names_are_found(engine: Engine, text: str, ids: str) -> None:
    """Events, quotes, names and codes are found in every engine, one event at a time."""
    put_all(engine, ANNOTATED)

    assert found_ids(engine, text) == ids


def test_a_single_letter_of_a_script_without_spaces_is_found(engine: Engine) -> None:
    """It finds every text that it stands in: first, last, within, and alone."""
    texts = {
        "a": "的人来",
        "b": "人来的",
        "c": "人的来",
        "d": "of 的 alone",
        "e": "人来",
        "f": "了",
    }
    put_all(engine, [document(id, body) for id, body in texts.items()])

    assert found_ids(engine, "的") == found_ids(engine, "的", plain=True) == "abcd"
    assert found_ids(engine, "人 -的") == "e"
    assert found_ids(engine, "=的") == "d"


def test_documents_come_back_as_they_were_put(articles: Engine) -> None:
    """A match carries the document exactly as it was put, for screens and snippets."""

    put_all(articles, ANNOTATED)
    everything = search(articles, parse("NOT absent"), limit=9).best

    assert tuple(match.document for match in everything) == (*ARTICLES, *ANNOTATED)


def test_an_empty_engine_finds_nothing(engine: Engine) -> None:
    """An engine with nothing in it finds nothing, whatever it is asked."""

    assert engine.count() == 0
    for text in ("fog", '"fog fog"', "-fog", "fog OR -fog", "date:2025", "title:fog date:..2025"):
        assert found_ids(engine, text) == ""


def test_terms_are_in_order_with_their_frequencies(articles: Engine) -> None:
    """The terms of a field come in order, those with a prefix or all, with how many have each."""

    found = list(articles.terms(None, TermKind.WORDS, "o"))
    assert found == ["old", "on", "opened", "opening", "opens", "over"]
    assert list(articles.terms("title", TermKind.WORDS)) == sorted(
        {"harbour", "bridge", "opens", "opening", "hours", "fog", "and", "more"}
    )
    assert list(articles.terms("id", TermKind.VALUES)) == list("abcdef")
    assert articles.frequency(Term("old", TermKind.WORDS)) == 3
    assert articles.frequency(Term("absent", TermKind.WORDS)) == 0
    assert articles.frequency(Term("a", TermKind.VALUES, "id")) == 1


def test_values_that_facets_count_are_found_as_they_count_them(engine: Engine) -> None:
    """Also where a name is part of another, is spelt otherwise, or has a sign of the language."""
    sections = ("World", "WORLD", "World News", 'The "Post"', "Wałęsa", "walesa", "!")
    authors = ("Ann Lee", "ANN LEE", "Mary Ann Lee", "Ann", "Lee; Ann", 'ארה"ב', "Lée")
    put_all(
        engine,
        [
            document(f"{number:016x}", "fog")._replace(
                texts={
                    "body": ("fog",),
                    "section": (sections[number % len(sections)],),
                    "by": (authors[number % len(authors)], authors[number // 3 % len(authors)]),
                }
            )
            for number in range(43)
        ],
    )
    request = PageRequest(facets=("section", "author"))
    facets = find("fog", parse("fog"), engine, ANALYZER, request).facets
    assert facets["section"]["World"] == 13
    assert "WORLD" not in facets["section"]
    assert "!" not in facets["section"]
    assert set(facets["author"]) >= {"Ann", "Mary Ann Lee", 'ארה"ב'}
    for facet, counts in facets.items():
        for value, articles in counts.items():
            found = search(engine, parse(value_query(facet, value)), limit=0)
            assert found.total == articles, value_query(facet, value)
