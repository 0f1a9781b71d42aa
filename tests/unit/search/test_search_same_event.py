"""What is asked of an event, or of a quote, is asked of one and the same."""

from __future__ import annotations

import pytest

from dateline.annotation.events.grammar.lexicon import event_lexicon
from dateline.errors import QueryError
from dateline.plover import MODES, TYPES, mode_by_act
from dateline.search.analysis import Analyzer
from dateline.search.fields import EVENT_TYPES
from dateline.search.indexed import Document, IndexedEvent, IndexedQuote
from dateline.search.matching.matcher import Matcher
from dateline.search.query.ast import And, Not, Or, SameEvent, SameQuote, Value, Word
from dateline.search.query.format import format_query
from dateline.search.query.parser import parse
from dateline.search.results.snippets import snippets
from dateline.values.search.results import Snippet
from tests.conftest import lines_run

BODY = (
    "Peru condemned the raid on Monday. Chile agreed with Cuba on tariffs, and fog came.",
    "“Tariffs hurt the harbor,” Ann Example said. “We want fog,” Bob Example said.",
)


def at(text: str, block: int) -> tuple[str, int, int, int]:
    start = BODY[block].index(text)
    return "body", block, start, start + len(text)


AGREED = at("Chile agreed with Cuba on tariffs, and fog came.", 0)
DOCUMENT = Document(
    id="1",
    texts={
        "title": ("Peru speaks",),
        "body": BODY,
        "speaker": ("Ann Example", "Envoy Example", "Bob Example"),
    },
    source="",
    events=(
        IndexedEvent(
            "ACCUSE", ("disapprove",), ("PER",), (), None, *at("Peru condemned the raid", 0)
        ),
        IndexedEvent("AGREE", (), ("CHL", "GOV", "CHL-GOV"), ("CUB",), "2025-07-18", *AGREED),
        IndexedEvent("CONSULT", ("visit",), ("CHL",), ("PER",), "2024-01", "title", 0, 0, 4),
    ),
    quotes=(
        IndexedQuote(*at("“Tariffs hurt the harbor,”", 1), (0, 1)),
        IndexedQuote(*at("“We want fog,”", 1), (2,)),
    ),
)


def holds(query: str) -> bool:
    return Matcher(parse(query), Analyzer("en")).matches(DOCUMENT)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("event:agree", True),
        ("event:AGREE actor:chl target:CUB event-date:2025-07", True),
        ("event:AGREE actor:CHL-GOV", True),
        ("event:AGREE actor:PER", False),
        ("actor:PER fog event:AGREE", False),
        ("(event:AGREE) (actor:PER)", True),
        ("event:AGREE (actor:PER)", True),
        ("event:AGREE OR actor:XXX", True),
        ("event:AGREE event-date:2024", False),
        ("event:CONSULT event-date:2024", True),
        ("event:CONSULT event-date:2024-01-05", False),
        ("event:CONSULT event-date:2024-01-05~", True),
        ("event:CONSULT mode:visit", True),
        ("event:AGREE mode:visit", False),
        ("event:AGREE actor:(PER OR CHL)", True),
        ("event:AGREE actor:(PER OR CUB)", False),
        ("actor:(CHL GOV)", True),
        ("actor:(CHL PER)", False),
        # a minus before the field leaves out the article, one behind the colon the event
        ("event:AGREE -actor:PER", False),
        ("event:AGREE actor:-PER", True),
        ("event:ACCUSE actor:-PER", False),
        ("event:AGREE -actor:XXX", True),
        ("-(event:AGREE actor:PER)", True),
        ("-(event:AGREE actor:CHL)", False),
        # quotes
        ("quote:tariff", True),
        ("quote:raid", False),
        ("quote:said", False),
        ('quote:"hurt the harbor"', True),
        ("speaker:ann quote:tariffs", True),
        ("speaker:envoy quote:tariffs", True),
        ("speaker:bob quote:tariffs", False),
        ("(speaker:bob) (quote:tariffs)", True),
        ("quote:(tariffs fog)", False),
        ("(quote:tariffs) (quote:fog)", True),
        ("quote:(tariffs NEAR/3 harbor)", True),
        ("quote:(tariffs -harbor)", False),
        ('speaker:"example envoy"', False),
    ],
)
def test_one_and_the_same(query: str, expected: bool) -> None:
    """Side by side they speak of one; in brackets of their own, of any."""

    assert holds(query) is expected


AGREE, PER, GOV = Value("agree", "event"), Value("per", "actor"), Value("gov", "actor")


@pytest.mark.parametrize(
    ("text", "tree", "printed"),
    [
        ("event:AGREE", SameEvent((AGREE,)), "event:agree"),
        (
            "actor:per fog event:Agree",
            And((SameEvent((PER, AGREE)), Word("fog"))),
            "(actor:per event:agree) fog",
        ),
        (
            "event:agree AND actor:-PER",
            SameEvent((AGREE, Not(PER))),
            "event:agree actor:NOT per",
        ),
        (
            "(event:agree) actor:per",
            And((SameEvent((AGREE,)), SameEvent((PER,)))),
            "(event:agree) (actor:per)",
        ),
        (
            "event:agree actor:(per OR gov)",
            SameEvent((AGREE, Or((PER, GOV)))),
            "event:agree actor:(per OR gov)",
        ),
        (
            "quote:a event:agree speaker:b",
            And((SameQuote((Word("a", "quote"), Word("b", "speaker"))), SameEvent((AGREE,)))),
            "(quote:a speaker:b) (event:agree)",
        ),
    ],
)
def test_tree(text: str, tree: object, printed: str) -> None:
    """What is of one event stands under one node, and is printed in one bracket."""

    assert parse(text) == tree
    assert format_query(parse(text)) == printed
    assert parse(printed) == tree


def shown(query: str) -> list[Snippet]:
    matched = Matcher(parse(query), Analyzer("en")).matched(DOCUMENT)
    return list(snippets(DOCUMENT, matched))


def lit(query: str) -> list[str]:
    return [f"{s.about}: {s.text[a:b]}" for s in shown(query) for a, b in s.highlights]


def test_an_events_sentence_is_shown_and_named() -> None:
    """The sentence of the event that was asked for lights up, and of no other; a quote's words
    that were asked for, or all of it where only its speaker was."""

    sentence = "Chile agreed with Cuba on tariffs, and fog came"
    assert lit("event:AGREE actor:CHL") == [f"event AGREE: CHL-GOV → CUB: {sentence}"]
    assert [s.text for s in shown("event:AGREE")] == [BODY[0][35:]]
    assert lit("actor:CHL event:CONSULT") == ["event CONSULT: CHL → PER: Peru"]
    assert lit("event:ACCUSE -actor:XXX") == ["event ACCUSE: PER: Peru condemned the raid"]
    assert lit("speaker:ann quote:harbor") == ["quote of Ann Example: harbor"]
    assert lit("speaker:envoy") == ["quote of Ann Example: Tariffs hurt the harbor"]
    assert lit("event-date:..2020") == []


def test_a_long_sentence_is_cut() -> None:
    """A sentence that is longer than a fragment lights up as far as the fragment goes."""

    text = "Chile agreed with Cuba " + "and with others " * 60
    event = IndexedEvent("AGREE", (), ("CHL",), (), None, "body", 0, 0, len(text))
    document = Document("1", {"body": (text,)}, "", events=(event,))
    matched = Matcher(parse("event:agree"), Analyzer("en")).matched(document)
    (snippet,) = snippets(document, matched)

    assert 100 < len(snippet.text) < 300
    ((start, end),) = snippet.highlights
    assert (start, text[: end - start]) == (0, snippet.text[:end])


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("event:agreed", "“event:” has no value “agreed”", "did you mean agree?"),
        ("mode:vist", "“mode:” has no value “vist”", "did you mean visit?"),
        ("country:atlantis", "a country is its code (PAK, as in ISO 3166-1) or its name", "place:"),
        (
            "actor:atlantis",
            "an actor or target is a country (PAK, pakistan)",
            "person:",
        ),
        (
            "target:P-MIL",
            "an actor or target is a country (PAK, pakistan)",
            "person:",
        ),
    ],
)
def test_what_is_no_code_is_an_error(text: str, message: str, hint: str) -> None:
    """An unknown type, mode or code is an error that says what there is."""

    with pytest.raises(QueryError) as raised:
        parse(text)

    assert raised.value.message.startswith(message)
    assert hint in (raised.value.hint or "")


def test_codes_are_those_of_the_coder() -> None:
    """The types that can be searched for are the coder's, and the modes hold all of its own."""

    assert tuple(name.lower() for name in TYPES) == EVENT_TYPES
    entries = event_lexicon().entries.values()
    named = {
        pattern.mode
        for entry in entries
        for pattern in (*entry.verb_patterns, *entry.noun_patterns)
    }
    spoken_of = {
        mode_by_act(actor_type, target_type, None) for actor_type in TYPES for target_type in TYPES
    }
    assert (named | spoken_of) - {None} <= set(MODES)
    assert len(named) > 30


@pytest.mark.parametrize("paragraphs", ["one", "many"])
@pytest.mark.parametrize("query", ['quote:"fog is"', "quote:fog speaker:ann"])
def test_thousands_of_quotes(paragraphs: str, query: str) -> None:
    """The words of a quote are looked up by where it stands: neither its paragraph nor the
    article is gone through for each. Twice as many quotes take twice the work."""

    def work(times: int) -> int:
        sentence = "He said fog is here. "
        if paragraphs == "one":
            body: tuple[str, ...] = (sentence * times,)
            quotes = [IndexedQuote("body", 0, at * 21, at * 21 + 20, (0,)) for at in range(times)]
        else:
            body = (sentence,) * times
            quotes = [IndexedQuote("body", at, 0, 20, (0,)) for at in range(times)]
        texts = {"body": body, "speaker": ("Ann",)}
        article = Document("1", texts, "", quotes=tuple(quotes))
        matcher = Matcher(parse(query), Analyzer("en"))
        assert matcher.matches(article)
        return lines_run(lambda: matcher.spans(article))

    few, many = work(200), work(400)

    assert many < 2.5 * few
