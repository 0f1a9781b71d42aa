"""Events, quotes and places of many articles, and reviews of events."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from annotation_builders import (
    actor,
    add_annotated,
    place,
    quote,
    reannotate,
    report,
    search_keys,
    shifted,
)

from dateline.errors import NoSuchEvent
from dateline.values.annotations import Annotations, Resolution
from dateline.values.events import EventFilter, Review

BODY = "Ports met on Monday. Troops left Lahore. “It is over,” a speaker said. Nothing else."
MET = "Ports met on Monday."
LEFT = "Troops left Lahore."
PORTS = (actor(BODY, "Ports", "PAK", "GOV"), actor(BODY, "speaker", "LBY"))


def met(day: str | None = "2025-07-18"):
    return report(BODY, "CONSULT", MET, day, modes=("visit",), actors=PORTS)


def left(day: str | None = "2025-07"):
    lahore = place(BODY, "Lahore", code="PAK", geonameid=7)
    troops = (actor(BODY, "Troops", "IGO", "MIL"),)
    fields = {"actors": troops, "recipients": PORTS[1:], "place": lahore, "background": True}
    return report(BODY, "RETREAT", LEFT, day, **fields)


@pytest.fixture
def ids(store):
    """Three articles: both events, one of them on another day, and one without a day."""
    return [
        add_annotated(store, "one", BODY, Annotations(reports=(met(), left()))),
        add_annotated(store, "two", BODY, Annotations(reports=(met("2025-07-20"),)), title="Two"),
        add_annotated(store, "three", BODY, Annotations(reports=(left(None),))),
    ]


def found(store, ids=None, **wanted):
    events = store.annotations.events(ids, EventFilter(**wanted))
    return [(event.report.event_type, event.report.date and event.report.date.value)
            for event in events]  # fmt: skip


def test_events_come_by_day_those_without_one_last(store, ids):
    """Newest first or oldest first, as many as are asked for."""
    newest = [("CONSULT", "2025-07-20"), ("CONSULT", "2025-07-18"), ("RETREAT", "2025-07")]

    assert found(store) == [*newest, ("RETREAT", None)]
    oldest = [e.report.date for e in store.annotations.events(newest_first=False)]
    assert [day and day.value for day in oldest] == ["2025-07", "2025-07-18", "2025-07-20", None]
    assert len(list(store.annotations.events(limit=2))) == 2


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({"type": "consult"}, 2),
        ({"mode": "VISIT"}, 2),
        ({"actor": "pak"}, 2),
        ({"actor": "PAK-GOV"}, 2),
        ({"actor": "MIL"}, 2),
        ({"actor": "PA"}, 0),
        ({"actor": "%"}, 0),
        ({"target": "LBY"}, 4),  # in a meeting, actors are targets too
        ({"target": "PAK"}, 2),
        ({"country": "PAK"}, 2),
        ({"start": date(2025, 7, 19)}, 1),
        ({"end": date(2025, 7, 30)}, 2),  # not every day of July is before it
        ({"end": date(2025, 7, 31)}, 3),
        ({"type": "CONSULT", "actor": "LBY", "end": date(2025, 7, 19)}, 1),
    ],
)
def test_a_filter_selects_the_events_that_it_fits(store, ids, wanted, count):
    """Codes match as a whole and in any case; days match if they are certainly within the range."""
    assert len(found(store, **wanted)) == count


def test_only_the_events_of_some_articles(store, ids):
    """No ids means no events; there may be many ids."""
    assert len(found(store, ids[1:])) == 2
    assert found(store, []) == []
    assert len(found(store, {*ids, *(f"{n:016x}" for n in range(3000))})) == 4


def test_an_event_comes_with_its_article_and_its_words(store, ids):
    """And the name of its coder."""
    (event,) = store.annotations.events([ids[1]])

    assert event.report == met("2025-07-20")
    assert (event.heading.id, event.heading.title) == (ids[1], "Two")
    assert (event.heading.version, event.heading.source) == (1, "unknown")
    assert (event.coder, event.review) == ("rules 1", None)
    assert store.annotations.event(event.id[:9].upper()) == event


def test_the_id_of_an_event_survives_annotating_again(store, ids):
    """The same sentence, type, actors and targets have the same id at any place in the text;
    equal events are distinguished."""
    before = {event.id for event in store.annotations.events([ids[0]])}
    other = report(BODY, "THREATEN", "Nothing else.", "2025-07-19")
    reannotate(
        store, ids[0], Annotations(reports=(other, replace(left(), background=False), met()))
    )

    after = {event.id: event.report.event_type for event in store.annotations.events([ids[0]])}
    assert before < set(after)
    assert after[(set(after) - before).pop()] == "THREATEN"

    reannotate(store, ids[0], Annotations(reports=(met(), shifted(met(), 0))))
    twice = [event.id for event in store.annotations.events([ids[0]])]
    assert len(set(twice)) == 2
    assert len(before & set(twice)) == 1


def test_no_such_event_says_what_to_do(store, ids):
    """Too short, not hexadecimal, or unknown."""
    for wrong in ("12", "zzzz", "0000000000000000"):
        with pytest.raises(NoSuchEvent) as raised:
            store.annotations.event(wrong)
        assert raised.value.hint


def test_a_review_stays_with_its_event(store, ids):
    """It is dated, and kept even if its event no longer exists."""
    event = next(store.annotations.events([ids[1]]))
    store.annotations.judge(event.id[:8], Review(right=False, sampled=True, note="it was a call"))

    review = Review(right=False, sampled=True, note="it was a call", at="2025-07-18T12:00:00Z")
    assert store.annotations.event(event.id).review == review
    reannotate(store, ids[1], Annotations())
    (reviewed,) = store.annotations.reviews()
    assert (reviewed.id, reviewed.review, reviewed.article) == (event.id, review, ids[1])
    assert (reviewed.type, reviewed.sentence) == ("CONSULT", MET)
    assert (reviewed.actors, reviewed.recipients) == (("Ports", "speaker"), ())
    reannotate(store, ids[1], Annotations(reports=(met("2025-07-20"),)))
    assert store.annotations.event(event.id).review == review


def test_a_search_does_not_find_events_marked_as_wrong(store, ids):
    """The article becomes pending; annotating again keeps the mark, and a later review removes
    it."""
    event = next(store.annotations.events([ids[1]]))
    store.annotations.judge(event.id, Review(right=False, sampled=False))

    assert store.pending.ids() == {ids[1]}
    assert search_keys(store, ids[1]).events == ()
    reannotate(store, ids[1], Annotations(reports=(met("2025-07-20"),)))
    assert search_keys(store, ids[1]).events == ()
    store.annotations.judge(event.id, Review(right=True, sampled=False))
    assert [key.id for key in search_keys(store, ids[1]).events] == [event.id]
    assert len(store.annotations.reviews()) == 1


def test_a_review_that_changes_nothing_is_not_pending(store, ids):
    """An event without a review counts as right."""
    event = next(store.annotations.events([ids[1]]))
    store.annotations.judge(event.id, Review(right=True, sampled=False))

    assert not store.pending.ids()


def test_quotes_by_who_said_them(store):
    """By a part of the name, in any case; newest article first."""
    annotations = Annotations(
        quotes=(quote(BODY, "“It is over,”", "Omar Harbor"), quote(BODY, MET))
    )
    old = add_annotated(store, "one", BODY, annotations, published="2025-07-01")
    new = add_annotated(store, "two", BODY, annotations, published="2025-07-02")
    add_annotated(store, "three", BODY, Annotations(quotes=(quote(BODY, LEFT, "Lina Tide"),)))

    lines = list(store.annotations.quotes(speaker="harbor"))
    assert [line.heading.id for line in lines] == [new, old]
    assert {line.quote for line in lines} == {annotations.quotes[0]}
    assert list(store.annotations.quotes(speaker="arbor")) == []
    assert len(list(store.annotations.quotes())) == 5
    assert len(list(store.annotations.quotes([old], limit=1))) == 1


def test_places_by_how_many_articles_name_them(store):
    """Each place once, with its coordinates and its number of mentions."""
    lahore = place(BODY, "Lahore", code="PAK", geonameid=7)
    ports = place(BODY, "Ports", code="LBY", resolution=Resolution.COUNTRY)
    again = replace(lahore, span=replace(lahore.span, start=0, end=5, text="Ports"))
    first = add_annotated(store, "one", BODY, Annotations(places=(again, lahore)))
    add_annotated(store, "two", BODY, Annotations(places=(ports, lahore)))

    line, other = store.annotations.places()
    assert (line.name, line.articles, line.mentions) == ("Lahore", 2, 3)
    assert (line.latitude, line.longitude, line.code, line.geonameid) == (1.5, -2.5, "PAK", 7)
    assert (other.name, other.resolution, other.articles) == ("Ports", Resolution.COUNTRY, 1)
    assert [line.name for line in store.annotations.places(country="lby")] == ["Ports"]
    assert [line.mentions for line in store.annotations.places([first])] == [2]


def test_an_article_is_annotated_with_its_events_in_the_order_of_its_text(store, ids):
    """With their ids and reviews, as the list of events has them."""
    found = store.annotations.annotated(ids[0][:8])
    assert found.version == 1
    assert found.annotations == store.annotations.of(ids[0])
    assert tuple(event.report for event in found.events) == found.annotations.reports
    assert set(found.events) == set(store.annotations.events([ids[0]]))
