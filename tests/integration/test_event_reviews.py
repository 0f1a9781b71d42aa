"""Events are reviewed on the command line, one by one or as a random sample."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from event_builders import events, id_of

from tests.conftest import Command


def test_an_event_marked_as_wrong_is_not_found(
    reported: Command, answer: Callable[[str], None]
) -> None:
    """A search for the event no longer finds its article; only --all does, in every command that
    chooses events, and as if nobody had judged it."""
    query = "event:CONSULT actor:PER"
    assert reported("search", query).code == 0
    (met,) = events(reported("events", query, "--json"))
    answer("n\n")
    reported("events", "review", query)

    assert reported("search", query).code == 1
    assert reported("events", query).code == 1
    (again,) = events(reported("events", query, "--all", "--json"))
    assert again["id"] == met["id"]
    assert json.loads(reported("events", "export", query, "--all").out)["id"] == met["id"]
    assert reported("timeline", query, "--all", "--csv").out.splitlines()[-1].endswith(",1")
    assert reported("events", f"{query} -ministers", "--all").code == 1
    codes = [reported("events", "fishing -event:CONSULT", *every).code for every in ([], ["--all"])]
    assert codes == [0, 1]
    answer("y\n")
    reported("events", "review", query, "--all")
    assert reported("search", query).code == 0


def test_an_event_marked_as_wrong_is_not_listed(
    reported: Command, answer: Callable[[str], None]
) -> None:
    """It is listed with --all only; the note is kept, and nothing is asked twice."""
    agree = id_of(reported, "--type", "CONSULT", "fishing")
    answer("n the other way round\n")
    ran = reported("events", "review", "fishing", "--type", "CONSULT")

    assert ran.code == 0
    assert "1 event reviewed, of 1" in ran.err
    assert reported("events", "fishing", "--type", "CONSULT").code == 1
    (event,) = events(reported("events", "fishing", "--type", "CONSULT", "--all", "--json"))
    assert event["id"] == agree
    assert isinstance(event["review"], dict)
    assert (event["review"]["right"], event["review"]["note"]) == (False, "the other way round")
    assert reported("events", "review", "fishing", "--type", "CONSULT").code == 1


def test_a_review_can_be_interrupted_and_resumed(
    reported: Command, answer: Callable[[str], None]
) -> None:
    """Each answer counts at once; skipped events and those after q are asked again."""
    answer("what?\ny\nskip\nq\n")
    first = reported("events", "review", "--background", "include")
    answer("")
    second = reported("events", "review")

    assert first.err.count("right?") == 4
    assert "1 event reviewed" in first.err
    assert (
        int(re.findall(r"of (\d+)", second.err)[0])
        == int(re.findall(r"of (\d+)", first.err)[0]) - 1
    )
    assert "0 events reviewed" in second.err


def test_an_audit_estimates_precision(reported: Command, answer: Callable[[str], None]) -> None:
    """A sample is drawn by the seed, reviewed, interrupted, resumed, and reported."""
    answer("y\nn\n")
    first = reported("events", "audit", "--sample", "4", "--json").json
    answer("y\ny\n")
    second = reported("events", "audit", "--sample", "4", "--json").json
    report = reported("events", "audit", "--sample", "4", "--report")

    assert [first["precision"][0][name] for name in ("judged", "right")] == [2, 1]
    assert (first["sample"], first["seed"]) == (4, 1)
    total = second["precision"][0]
    assert (total["type"], total["judged"], total["right"]) == ("all", 4, 3)
    assert (total["precision"], total["low"], total["high"]) == (0.75, 0.3006, 0.9544)
    assert sum(line["judged"] for line in second["precision"][1:]) == 4
    assert "with seed 1, 4 reviewed" in report.err
    assert "75.0%" in report.out
    reviews = [event["review"] for event in events(reported("events", "--all", "--json"))]
    assert sum(bool(review and review["sampled"]) for review in reviews) == 4  # type: ignore[index]


def test_an_audit_counts_what_was_reviewed(
    reported: Command, answer: Callable[[str], None]
) -> None:
    """Events reviewed before are not asked again; without any review there is no report."""
    assert reported("events", "audit", "--report").code == 1
    answer("y\n" * 50)
    reported("events", "review")
    asked = reported("events", "audit", "--sample", "3")

    assert "right?" not in asked.err
    assert "3 reviewed" in asked.err
