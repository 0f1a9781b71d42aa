"""A query about events selects the same events in the database as in the matcher."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import starmap
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_builders import intake_item, only_id

from dateline.search.analysis import Analyzer
from dateline.search.documents import document
from dateline.search.indexed import Document, IndexedEvent
from dateline.search.matching.matcher import Matcher
from dateline.search.query.ast import And, DateRange, Not, Or, Query, SameEvent, Value, Word
from dateline.search.query.events import event_query
from dateline.store import Store
from dateline.values.annotations import Actor, Annotations, Report, Rule, Span
from dateline.values.events import Annotated, CodedEvent, EventFilter, Review
from dateline.values.moment import Moment
from dateline.values.search.keys import event_key

TYPES = ("AGREE", "CONSULT", "ASSAULT")
MODES = ("visit", "meet")
CODES = (("PAK", "MIL"), ("PAK", None), ("LBY", "GOV"), (None, "GOV"))
DATES = ("2025", "2025-07", "2025-07-18", "2025-07-19T08", None)
WORDS = ("harbor", "bridge")
ANALYZER = Analyzer("en")


def reports(dice: Random, body: str) -> tuple[Report, ...]:
    """Up to four events in the only sentence of the body."""
    span = Span(part="body", start=0, end=len(body), text=body)

    def actors() -> tuple[Actor, ...]:
        chosen = dice.sample(CODES, dice.randint(0, 2))
        return tuple(Actor(span=span, name="N", code=code, sector=of) for code, of in chosen)

    found = (
        Report(
            event_type=dice.choice(TYPES),
            span=span,
            sentence=span,
            rule=Rule(name="by hand"),
            modes=tuple(dice.sample(MODES, dice.randint(0, 2))),
            actors=actors(),
            recipients=actors(),
            date=Moment(value=value, basis="test") if (value := dice.choice(DATES)) else None,
        )
        for _ in range(dice.randint(0, 4))
    )
    return tuple(found)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    dice = Random(7)
    with Store.open(tmp_path_factory.mktemp("store") / "db", create=True) as store:
        for number in range(25):
            body = f"{dice.choice(WORDS)} {number} {dice.choice(WORDS)}."
            id = only_id(store, intake_item(f"r{number}", ordinal=number, title=None, body=body))
            found = Annotations(reports=reports(dice, body))
            store.annotations.write([Annotated(article=id, annotations=found)], "test")
        for event in list(store.annotations.events()):
            if dice.random() < 0.2:
                store.annotations.judge(event.id, Review(right=False, sampled=False))
        yield store


@pytest.fixture(scope="module")
def indexed(filled: Store) -> dict[bool, dict[str, Document]]:
    """The searchable forms of all articles, without and with events that were marked as wrong."""
    return {with_wrong: documents(filled, with_wrong=with_wrong) for with_wrong in (False, True)}


values = st.one_of(
    st.sampled_from(TYPES).map(lambda text: Value(text.lower(), "event")),
    st.sampled_from(MODES).map(lambda text: Value(text, "mode")),
    st.builds(
        Value,
        st.sampled_from(["pak", "lby", "mil", "gov", "pak-mil"]),
        st.sampled_from(["actor", "target"]),
    ),
    st.builds(
        lambda first, last, loose: DateRange("event-date", first, last, loose),
        st.none() | st.just(date(2025, 7, 18)),
        st.none() | st.just(date(2025, 7, 18)) | st.just(date(2025, 12, 31)),
        st.booleans(),
    ),
)
event_parts: st.SearchStrategy[Query] = st.recursive(
    values,
    lambda parts: st.one_of(
        parts.map(Not),
        st.lists(parts, min_size=1, max_size=2).map(tuple).map(And),
        st.lists(parts, min_size=1, max_size=2).map(tuple).map(Or),
    ),
    max_leaves=4,
)
same_events = st.lists(event_parts, min_size=1, max_size=2).map(tuple).map(SameEvent)
queries: st.SearchStrategy[Query] = st.recursive(
    same_events | st.sampled_from(WORDS).map(Word),
    lambda parts: st.one_of(
        parts.map(Not),
        st.lists(parts, min_size=1, max_size=3).map(tuple).map(And),
        st.lists(parts, min_size=1, max_size=3).map(tuple).map(Or),
    ),
    max_leaves=5,
)


def positive_nodes(query: Query) -> Iterator[SameEvent]:
    """The parts about events that are not under a NOT."""
    if isinstance(query, And | Or):
        for part in query.parts:
            yield from positive_nodes(part)
    elif isinstance(query, SameEvent):
        yield query


def alone(event: CodedEvent) -> Document:
    """A document with this event and nothing else."""
    key = event_key(event.id, event.report)
    day = key.date.value[:10] if key.date else None
    indexed = IndexedEvent(key.type, key.modes, key.actors, key.targets, day, key.part, 0, 0, 0)
    return Document(id="", texts={}, source="", events=(indexed,))


def documents(store: Store, *, with_wrong: bool) -> dict[str, Document]:
    """The searchable form of every article, by id."""
    articles = list(store.articles())
    keys = store.annotations.search_keys(article.id for article in articles)
    found = [document(article, keys[article.id]) for article in articles]
    if with_wrong:
        found += starmap(document, store.annotations.with_wrong_events())
    return {item.id: item for item in found}


@settings(max_examples=100, deadline=None)
@given(queries, st.booleans())
def test_the_database_selects_the_events_that_the_matcher_does(
    filled: Store, indexed: dict[bool, dict[str, Document]], query: Query, with_wrong: bool
) -> None:
    """For random queries, with and without the events that were marked as wrong."""
    found = indexed[with_wrong]
    matching = {id for id, item in found.items() if Matcher(query, ANALYZER).matches(item)}
    nodes = [Matcher(node, ANALYZER) for node in positive_nodes(query)]
    expected = {
        event.id
        for event in filled.annotations.events()
        if event.heading.id in matching
        and (not nodes or any(node.matches(alone(event)) for node in nodes))
    }

    selection, rest = event_query(query, with_wrong=with_wrong)
    ids = None
    if rest is not None:
        ids = {id for id, item in found.items() if Matcher(rest, ANALYZER).matches(item)}
    selected = filled.annotations.events(ids, EventFilter(), selection)
    assert {event.id for event in selected} == expected
