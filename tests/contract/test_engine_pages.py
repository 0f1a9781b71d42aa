"""Pages, facets and filters are the same in every engine."""

from __future__ import annotations

from operator import itemgetter

import pytest

from dateline.search.engine_query import Term, TermKind
from dateline.search.engines.base import Check, Engine, EngineRequest, Order, put_all
from dateline.search.indexed import Document
from dateline.search.query.parser import parse
from dateline.search.results.pages import PageRequest, find, run_query
from dateline.values.search.results import Hit, Page
from tests.contract.builders import ANALYZER, ANNOTATED, MANY


@pytest.mark.parametrize("text", ["fog", "fog OR quay", "-absent", "date:2025", 'source:"paper 1"'])
@pytest.mark.parametrize("order", Order)
def test_pages_add_up_to_one_long_list(engine: Engine, text: str, order: Order) -> None:
    """Page after page by their cursors, every article comes once, in the order of one long list,
    with the same total on each page."""

    put_all(engine, MANY[:25])
    put_all(engine, MANY[25:])

    def page(limit: int | None, after: str | None) -> Page:
        return find(
            text, parse(text), engine, ANALYZER, PageRequest(limit, order, after, fragments=0)
        )

    whole = page(None, None)
    hits: list[Hit] = []
    cursor = None
    while len(hits) < whole.total:
        part = page(3, cursor)
        assert part.total == whole.total
        hits += part.hits
        cursor = part.next

    assert hits == list(whole.hits)
    keys = [((hit.published.value if hit.published else ""), hit.id) for hit in hits]
    if order is Order.NEWEST:
        assert keys == sorted(sorted(keys, key=itemgetter(1)), key=itemgetter(0), reverse=True)
    elif order is Order.OLDEST:
        assert [key for key, _ in keys] == sorted(
            (key for key, _ in keys), key=lambda key: f"{key}~" if key else "~"
        )
    else:
        assert hits == sorted(hits, key=lambda hit: (-hit.score, hit.id))


def test_what_a_check_rejects_is_not_counted(engine: Engine) -> None:
    """What a check turns down is in no total, on no page, and under no facet."""
    put_all(engine, MANY)
    engine_query = Term("fog", TermKind.STEMS)

    def odd(document: Document) -> bool:
        return int(document.id[-1]) % 2 == 1

    every = engine.search(engine_query, EngineRequest(limit=None, facets=("source", "year")))
    check = Check(engine_query, odd, {})
    kept = engine.search(
        engine_query, EngineRequest(limit=5, check=check, facets=("source", "month"))
    )

    assert every.total == 40
    assert list(every.facets["source"].items()) == [
        ("Paper 0", 14),
        ("Paper 1", 13),
        ("Paper 2", 13),
    ]
    assert every.facets["year"] == {"2025": 26, "2024": 7, "undated": 7}
    assert kept.total == 20
    assert [m.hit for m in kept.best] == [m.hit for m in every.best if odd(m.document)][:5]
    assert kept.facets["source"] == {"Paper 0": 7, "Paper 1": 7, "Paper 2": 6}
    assert kept.facets["month"] == {"2025-07": 13, "2024": 7}


def test_only_what_is_in_doubt_is_checked_and_once(engine: Engine) -> None:
    """What `doubtful` does not match is found without being read, and counted with the rest."""
    put_all(engine, MANY)
    fog, some = Term("fog", TermKind.STEMS), Term("paper 1", TermKind.VALUES, "source")
    every = engine.search(fog, EngineRequest(limit=None, facets=("source",)))
    asked: list[str] = []

    def none(document: Document) -> bool:
        asked.append(document.id)
        return False

    check = Check(some, none, {})
    for order in Order:
        request = EngineRequest(limit=None, order=order, check=check, facets=("source",))
        found = engine.search(fog, request)
        assert found.facets["source"] == {"Paper 0": 14, "Paper 2": 13}
        assert found.total == 27
        assert {hit.id: hit.score for hit in found.hits} == {
            hit.id: pytest.approx(hit.score) for hit in every.hits if hit.source != "Paper 1"
        }
    assert set(asked) == {hit.id for hit in every.hits if hit.source == "Paper 1"}
    assert engine.name == "memory" or len(asked) == 13
    assert engine.matching_ids(fog, check) == {hit.id for hit in found.hits}


def test_facets_count_event_types_and_countries(engine: Engine) -> None:
    """Articles are counted by the types of their events, and by country, in capitals."""
    put_all(engine, ANNOTATED)

    facets = run_query(
        parse("chile"), engine, ANALYZER, EngineRequest(facets=("event", "country"))
    )[0].facets
    assert facets["event"] == {"AGREE": 2, "ACCUSE": 1, "ASSAULT": 1}
    assert facets["country"] == {"CHL": 1, "PER": 1}
