"""`dateline reannotate` shows what other rules and dictionaries would change, and does it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dateline import open_archive
from dateline.errors import NoArchive, QueryError, UsageError
from dateline.settings import load
from dateline.store import Store
from dateline.values.events import Annotated, EventFilter, Review
from tests.conftest import SEEDS, Command
from tests.databases import on_sqlite


@pytest.fixture
def old(dateline: Command, place: Path) -> str:
    """The seed, annotated by rules of before: without its agreements, but with a threat."""
    dateline("ingest", SEEDS)
    with Store.of(load(str(place), {})) as store:
        (id,) = store.ids()
        found = store.annotations.of(id)
        others = [report for report in found.reports if report.event_type != "AGREE"]
        others.append(replace(others[0], event_type="THREATEN"))
        found = replace(found, reports=tuple(others))
        store.annotations.write([Annotated(article=id, annotations=found)], "rules 0")
    return id


def events(place: Path) -> list[str]:
    with open_archive(place) as archive:
        return [event.report.event_type for event in archive.events.list()]


def test_it_shows_which_events_are_gone_and_which_are_new(
    dateline: Command, place: Path, old: str
) -> None:
    """And changes nothing: neither events nor what is still to be done."""
    before = events(place)
    ran = dateline("reannotate")

    lines = [line.split() for line in ran.out.splitlines()]
    assert ["-", "2025-07-18", "THREATEN"] in [line[:3] for line in lines]
    assert ["+", "2025-07-18", "AGREE"] in [line[:3] for line in lines]
    assert ran.out.splitlines()[-1] == (
        "1 article annotated again: 1 would change; events gone: 1 (THREATEN 1); new: 2 (AGREE 2)"
    )
    assert "--apply" in ran.err
    assert events(place) == before
    assert dateline("info", "--json").json["unannotated"] == 1


def test_apply_changes_the_archive(dateline: Command, place: Path, old: str) -> None:
    """Then there is nothing left to do, the index knows, and reviews are still there."""
    with open_archive(place) as archive:
        kept = next(e for e in archive.events.list() if e.report.event_type == "CONSULT")
        archive.events.judge(kept.id, Review(right=True, sampled=False))
    changes = dateline("reannotate", "--apply", "--json").json

    assert (changes["applied"], changes["annotated"], changes["changed"]) == (True, 1, 1)
    assert (changes["gone"], changes["new"]) == ({"THREATEN": 1}, {"AGREE": 2})
    (article,) = changes["articles"]
    assert article["id"] == old
    assert [event["type"] for event in article["gone"]] == ["THREATEN"]
    assert "AGREE" in events(place)
    info = dateline("info", "--json").json
    assert (info["unannotated"], info["pending"], info["indexed"]) == (0, 0, 1)
    with open_archive(place) as archive:
        assert archive.events.get(kept.id).review is not None
    again = dateline("reannotate")
    assert (again.code, again.out.split()[:3]) == (0, ["every", "article", "is"])


def test_only_articles_that_match_the_query_are_annotated_again(
    dateline: Command, place: Path, old: str
) -> None:
    """A query that matches nothing re-annotates nothing."""
    assert dateline("reannotate", "zebra", "--apply").code == 1
    assert dateline("info", "--json").json["unannotated"] == 1
    assert dateline("reannotate", "libya", "--apply").code == 0
    assert dateline("info", "--json").json["unannotated"] == 0


@pytest.mark.parametrize(
    "command", [("ingest", SEEDS), ("index", "sync"), ("reprocess", "--apply")]
)
def test_other_commands_that_write_annotate_too(
    dateline: Command, place: Path, old: str, command: tuple[str | Path, ...]
) -> None:
    """An archive is brought to the present rules by whatever writes to it."""
    assert dateline(*command).code == 0

    assert dateline("info", "--json").json["unannotated"] == 0
    assert "THREATEN" not in events(place)


def test_a_search_does_not_annotate(dateline: Command, place: Path, old: str) -> None:
    """It is to be quick: it finds what is there, and leaves the rest to do."""
    assert dateline("search", "libya", "--json").json["total"] == 1
    assert dateline("info", "--json").json["unannotated"] == 1
    assert dateline("search", "event:THREATEN", "--json").json["total"] == 1


def test_an_empty_answer_says_that_articles_are_not_annotated_yet(
    dateline: Command, old: str
) -> None:
    """Searches and lists of events say how many articles wait; others do not."""
    for command in (("search", "event:AGREE"), ("events", "--type", "AGREE")):
        ran = dateline(*command)
        assert ran.code == 1
        assert (
            "1 article is not annotated by the current rules yet: run “dateline index sync”"
            in ran.err
        )
    assert "annotated" not in dateline("search", "zebra").err

    dateline("index", "sync")
    assert dateline("search", "event:AGREE").code == 0
    assert "annotated" not in dateline("search", "event:PROTEST").err


@pytest.mark.parametrize("change", ["reannotate", "reprocess"])
def test_a_change_that_is_left_half_way_blocks_nothing(place: Path, old: str, change: str) -> None:
    """The next change of the same archive takes the write lock from it."""
    with open_archive(place) as archive:
        started = getattr(archive, change)(apply=True)
        assert next(started)
        assert archive.ingest([SEEDS]).adds_up
        with pytest.raises(UsageError):
            next(started)
        assert archive.unannotated() == 0


def test_arguments_are_checked_at_the_call(place: Path, old: str) -> None:
    """Not when the first of the results is asked for."""
    with open_archive(place) as archive:
        with pytest.raises(UsageError):
            archive.places(country="nowhere")
        with pytest.raises(UsageError):
            archive.events.list(wanted=EventFilter(type="WAR"))
        with pytest.raises(QueryError):
            archive.events.list(query="event:(")
        with pytest.raises(UsageError):
            archive.pages("libya", after="nothing")
    with open_archive(place / "empty") as archive:
        for question in (archive.places, archive.quotes, archive.reprocess, archive.reannotate):
            with pytest.raises(NoArchive):
                question()


@on_sqlite
@pytest.mark.parametrize("change", ["reannotate", "reprocess"])
def test_a_search_stops_no_change_that_is_under_way(place: Path, old: str, change: str) -> None:
    """It shows what is indexed so far, and says what it lacks."""
    with open_archive(place) as archive:
        for _ in getattr(archive, change)(apply=True):
            with pytest.warns(UserWarning, match="not searched yet"):
                assert archive.count("libya") == 1
        assert archive.unannotated() == 0
