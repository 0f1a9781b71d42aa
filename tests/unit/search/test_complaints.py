"""What people complain of in searches elsewhere, a test for each complaint."""

from __future__ import annotations

import pytest

from dateline.errors import QueryError
from dateline.search.analysis import Analyzer
from dateline.search.engines.base import put_all
from dateline.search.engines.memory import MemoryEngine
from dateline.search.indexed import Document
from dateline.search.planner import MAX_EXPANSION
from dateline.search.query.parser import parse
from dateline.search.results.explain import why
from dateline.search.results.pages import PageRequest, find
from dateline.search.results.suggestions import part_counts
from dateline.values.moment import Moment
from dateline.values.search.results import Hit

ANALYZER = Analyzer("en")


def hits(text: str, *documents: Document, plain: bool = False) -> tuple[Hit, ...]:
    engine = MemoryEngine(ANALYZER)
    put_all(engine, documents)
    return find(text, parse(text, plain=plain), engine, ANALYZER, PageRequest()).hits


def found(text: str, body: str, *, plain: bool = False) -> bool:
    return bool(hits(text, Document("1", {"body": (body,)}, ""), plain=plain))


TYPED = [
    "F-16",
    "U.S.",
    "AT&T",
    "co-operation",
    "O'Neill",
    "O’Neill",
    "10:30",
    "C++",
    "C#",
    "3,000,000",
    "$5.2m",
    "50%",
    "http://example.org/a?b=1&c=2",
    "someone@example.org",
    "and/or",
    "#harbour",
    "«quai»",
    "¿Qué?",
    "don't",
    "Fog…",
    "[sic]",
    "{x}",
    "a/b\\c",
    "100€",
    "½",
    "日本語。",
]


@pytest.mark.parametrize("text", TYPED)
def test_punctuation_breaks_the_query(text: str) -> None:
    """It does not: what stands in an article, typed bare, is a query that finds the article."""

    assert found(text, f"It said {text} on Monday.")
    assert found(text, f"It said {text} on Monday.", plain=True)
    assert not found(text, "It said nothing of it on Monday.")


HEADLINES = [
    'Fog: harbour (still) closed, "for now"',
    "Talks: 5 things – and one more",
    "Ship sinks NEAR port; crew OR cargo lost?",
    "-5°C: title:cold* ~ and =more",
]


@pytest.mark.parametrize("text", HEADLINES)
def test_a_pasted_headline_breaks_the_query(text: str) -> None:
    """It does not with --plain: the headline finds itself, whatever signs are in it."""

    assert found(text, text, plain=True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('"old bridge', "this quote is never closed"),
        ("(fog bridge", "this bracket is never closed"),
        ("fog OR", "OR needs a word on each side"),
        ("subject:fog", "there is no field"),
        ("title: fog", "needs a word right after its colon"),
        ("fog NEAR bridge", "NEAR needs a slash and a number"),
        ("fog || bridge", "|| is not an operator"),
        ('"old bridge"~3', "~ works with a single word only"),
        ("harbur~3", "~ takes 1 or 2"),
        ("harbur~0.8", "~ takes 1 or 2"),
        ("fog --bridge", "-- before a word has no meaning"),
        ('"old bridge"-fog', "this hyphen may exclude"),
        ("date:2025-07-01 .. 2025-07-31", "write a range without spaces"),
        ("fog -*", "a minus needs a word after it"),
        ("title:(fog -=*)", "a minus needs a word after it"),
        ("=bridg*", "= finds a word exactly as written"),
        ("=(old bridge)", "= works with a single word only"),
        ("date:03/07/2025", "may begin with its day or with its month"),
        ("date:July", "has no year of four digits"),
        ("lang:klingon", "a language is two letters"),
    ],
)
def test_a_query_quietly_means_something_else(text: str, message: str) -> None:
    """It never does: what is not understood is an error that points at the place."""

    with pytest.raises(QueryError, match=message.replace("|", r"\|")) as raised:
        parse(text)

    assert 0 <= raised.value.position <= len(text)


@pytest.mark.parametrize(
    ("text", "body", "expected"),
    [
        ('"to be or not to be"', "To be, or not to be.", True),
        ('"to be or not to be"', "Be not, or be to.", False),
        ('"the old bridge"', "An old bridge.", False),
        ('"bridge opens"', "Bridges opened.", False),
        ('"bridge opens"', "The bridge now opens.", False),
        ('"old bridge"', "It was old. Bridge it.", True),
        ('"organ"', "An organization.", False),
        ("=organ", "An organization.", False),
        ("=policy", "The police.", False),
        ("“old bridge”", "The old bridge.", True),
        ("“old bridge”", "The old, grey bridge.", False),
    ],
)
def test_exact_is_not_exact(text: str, body: str, expected: bool) -> None:
    """It is: every word as written, no stems, none left out, none in between."""

    assert found(text, body) is expected


@pytest.mark.parametrize(
    ("text", "lit"),
    [
        ("bridges", ["bridge", "bridged"]),
        ('"old bridge"', ["old bridge"]),
        ("old NEAR/1 bridge", ["old", "bridge"]),
        ("fog -ferry", ["Fog"]),
        ("fog OR absent", ["Fog"]),
        ("bridge*", ["bridge", "bridged"]),
        ("quai~", ["quay"]),
        ("(old absent) OR fog", ["Fog"]),
        ("fog title:bridge", ["Fog", "title: Bridge"]),
        ("caption:fog", ["caption: fog"]),
    ],
)
def test_highlights_of_words_that_did_not_match(text: str, lit: list[str]) -> None:
    """Lit is what made the article match, all of it that is shown, and nothing beside it."""

    article = Document(
        "1",
        {
            "title": ("Bridge",) if "title" in text else (),
            "body": ("The old bridge is old; old boats bridged it, at the quay. Fog.",),
            "caption": ("In fog",) if "caption" in text else (),
        },
        "",
    )
    (hit,) = hits(text, article)
    shown = [
        ("" if snippet.field == "body" else f"{snippet.field}: ") + snippet.text[start:end]
        for snippet in hit.snippets
        for start, end in snippet.highlights
    ]

    assert sorted(shown) == sorted(lit)


def test_no_highlights_at_all() -> None:
    """An article that matched by its text shows where, however far down it stands."""

    far = Document("1", {"body": (*("Nothing here.",) * 2000, "pad " * 2000 + "the quay")}, "")
    (hit,) = hits("quay", far)

    (snippet,) = hit.snippets
    assert [snippet.text[start:end] for start, end in snippet.highlights] == ["quay"]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("date:2025-07", "bcd"),
        ("date:2025-07-01..2025-07-31", "bcd"),
        ("date:2025-07-01..2025-07-30", "b"),
        ("date:2025-07-02..", "cef"),
        ("date:>2025-07-01", "cef"),
        ("date:>=2025-07-01", "bcdef"),
        ("date:<2025-07-01", "a"),
        ("date:<=2025-07-01", "ab"),
        ("date:..2025-06-30", "a"),
        ("date:2025-08", "e"),
        ("date:2025-07-31", "c"),
        ("date:2025-07-15~", "d"),
        ("date:2025", "abcdef"),
        ("-date:2025-07", "aef"),
    ],
)
def test_date_ranges_off_by_one(text: str, ids: str) -> None:
    """They are not: both ends are in, by the printed day, and a month only where all of it is."""

    printed = {
        "a": "2025-06-30T23:59",
        "b": "2025-07-01T00:00",
        "c": "2025-07-31T23:59",
        "d": "2025-07",
        "e": "2025-08-01",
        "f": "2025-12-31",
    }
    documents = [
        Document(id, {"body": ("Fog.",)}, "", published=Moment(value=value, offset="-11:00"))
        for id, value in printed.items()
    ]

    assert "".join(sorted(hit.id for hit in hits(text, *documents))) == ids


def test_a_pattern_leaves_words_out_in_silence() -> None:
    """It does not: past the limit a note says so, and NOT leaves out all that the pattern means."""

    engine = MemoryEngine(ANALYZER)
    many = " ".join(f"fog{number}" for number in range(MAX_EXPANSION))
    put_all(
        engine,
        [
            Document("1", {"body": (many,)}, ""),
            Document("2", {"body": ("fogzz",)}, ""),
            Document("3", {"body": ("Quay.",)}, ""),
        ],
    )

    page = find("", parse("fog*"), engine, ANALYZER, PageRequest())
    assert page.notes[0].startswith("fog* matches 1,001 words; only the 1,000")
    without = find("", parse("-fog*"), engine, ANALYZER, PageRequest())
    assert ([hit.id for hit in without.hits], without.notes) == (["3"], ())


def test_no_idea_why_something_matched() -> None:
    """Of an article that was found each part of the query has its places, its words as they stand
    there, and what it adds to the score; and what does not hold is told as well."""

    engine = MemoryEngine(ANALYZER)
    put_all(
        engine,
        [
            Document(
                "1", {"title": ("Fog",), "body": ("Ministers met.", "The bridge is old.")}, ""
            ),
            Document("2", {"body": ("Sun.",)}, ""),
        ],
    )

    answer = why(parse('minister ("old bridge" OR fog) -sun'), engine, ANALYZER, "1")

    assert [(part.text, part.holds) for part in answer.parts] == [
        ("minister", True),
        ('"old bridge"', False),
        ("fog", True),
        ("NOT sun", True),
    ]
    places = [
        (place.field, place.block, place.text) for part in answer.parts for place in part.places
    ]
    assert places == [("body", 0, "Ministers"), ("title", 0, "Fog")]
    assert [summand.text for summand in answer.summands] == ["fog", "minist"]
    assert answer.score == pytest.approx(sum(summand.score for summand in answer.summands))


def test_no_idea_why_nothing_matched() -> None:
    """Of a query that finds nothing each part is counted, with like words of the archive; the
    query itself is left as it is."""

    engine = MemoryEngine(ANALYZER)
    put_all(
        engine,
        [
            Document("1", {"body": ("The government met in fog.",)}, ""),
            Document("2", {"body": ("The governments met.",)}, ""),
            Document("3", {"body": ("A government fell.",)}, ""),
        ],
    )

    parts = part_counts(parse("goverment fog -met title:fell"), engine, ANALYZER)

    assert [(part.text, part.articles) for part in parts] == [
        ("goverment", 0),
        ("fog", 1),
        ("title:fell", 0),
    ]
    assert parts[0].like == (("government", 2), ("governments", 1))
