"""Events are listed, explained, clustered and exported on the command line."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from event_builders import events, id_of

from dateline import UsageError, open_archive
from dateline.values.events import EventFilter
from tests.conftest import Command


def test_events_of_the_seed_are_those_that_it_reports(reported: Command) -> None:
    """The deal and the meeting of the day, each with its actors; past events are flagged."""
    out = reported("events", "haftar", "--limit", "all").out

    assert re.search(r"^2025-07-18  AGREE  Pakistan \(PAK\), Libya \(LBY\)", out, re.M)
    assert re.search(
        r"^2025-07-18  CONSULT  Saddam Khalifa Haftar \(LBY-MIL\), Asim Munir \(PAK-MIL\)  "
        r"in Rawalpindi$",
        out,
        re.M,
    )
    assert re.search(r"^1974 .* in Lahore \[background\]$", out, re.M)
    assert re.search(r"AID  Pakistan \(PAK\) → Libyan officers \(LBY-\w+\) \[background\]", out)
    assert "Arab News · 2025-07-18 · 9a2d10a1fcee067e · event " in out


@pytest.mark.parametrize(
    ("option", "value", "field"),
    [
        ("--type", "agre", "event"),
        ("--mode", "vist", "mode"),
        ("--mode", "nothing like it", "mode"),
        ("--actor", "GB", "actor"),
        ("--target", "United Kingdon", "target"),
        ("--country", "GB", "country"),
        ("--country", "PAK-MIL", "country"),
    ],
)
def test_values_that_no_event_has_are_refused_as_in_a_query(
    reported: Command, option: str, value: str, field: str
) -> None:
    """Every command with these options prints the same message and hint as a search."""
    searched = reported("search", f'{field}:"{value}"')
    message, hint = (line for line in searched.err.splitlines() if not line.startswith("  "))
    assert searched.code == 2

    for command in (["events"], ["events", "happenings"], ["events", "export"], ["timeline"]):
        ran = reported(*command, option, value)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.splitlines() == [message, hint]


def test_a_code_that_does_not_exist_raises_usage_error(reported: Command, place: Path) -> None:
    """An unknown filter or country is an error, not an empty list."""
    with open_archive(place) as archive:
        with pytest.raises(UsageError, match="a country is its code"):
            list(archive.places(country="Atlantis"))
        with pytest.raises(UsageError, match="has no value"):
            list(archive.events.list(wanted=EventFilter(type="WAR")))
        assert {place.code for place in archive.places(country="per")} == {"PER"}
        assert {place.code for place in archive.places(country="Peru")} == {"PER"}


def test_names_in_place_of_codes(reported: Command) -> None:
    """Options and fields understand the name of a country, and of a kind of actor with it."""
    for name, code in (("Peru", "PER"), ("peruvian army", "PER-MIL"), ("troops", "MIL")):
        ran = reported("events", "--actor", name, "--all", "--csv")
        assert ran.code == 0
        assert ran.out == reported("events", "--actor", code, "--all", "--csv").out
        assert reported("count", f'actor:"{name}"').out == reported("count", f"actor:{code}").out
    assert reported("count", "country:peruvian").out == reported("count", "country:PER").out


def test_options_choose_among_the_events(reported: Command) -> None:
    """By type, actor, target, country, day and background; a query chooses the articles."""

    def types(*arguments: str) -> list[object]:
        return [event["type"] for event in events(reported("events", *arguments, "--json"))]

    assert set(types("--actor", "per", "--background", "exclude")) == {"ASSAULT", "CONSULT"}
    assert types("--actor", "PER", "--background", "only") == ["ASSAULT", "SUPPORT"]
    assert types("--type", "consult", "--target", "CHL") == ["CONSULT"]
    assert set(types("--country", "PAK", "--from", "2025", "--to", "2025-07")) == {"CONSULT"}
    assert types("--place", "Rawalpindi") == types("--place", "rawalpindi") == ["CONSULT"]
    assert types("--place", "pindi") == types("--place", "Rawalpindi", "--country", "PER") == []
    assert types("--mode", "heavy-weapons", "fishing") == []
    assert set(types("shelled")) == {"ASSAULT"}
    assert reported("events", "--type", "MOBILIZE").code == 1
    assert reported("events", "--type", "WAR").code == 2
    assert reported("events", "--from", "someday").code == 2


def test_a_query_that_asks_for_events_chooses_them(reported: Command) -> None:
    """Among the events of the articles that it matches, those that it asks for are shown."""

    def types(query: str) -> list[str]:
        ran = reported("events", query, "--limit", "all", "--json")
        return [str(event["type"]) for event in events(ran)]

    assert set(types("event:AGREE actor:PAK target:LBY")) == {"AGREE"}
    assert set(types("haftar event:(AGREE OR SUPPORT)")) == {"AGREE", "SUPPORT"}
    assert types("(event:CONSULT event-date:2024) OR (event:SUPPORT event-date:1951)") == [
        "CONSULT",
        "SUPPORT",
    ]
    assert set(types("haftar -(event:ASSAULT)")) == set(types("haftar"))
    assert types("event:CONSULT actor:-PAK actor:-LBY") == ["CONSULT"]
    assert reported("events", "event:WAR").code == 2


def test_events_are_data_for_scripts(reported: Command) -> None:
    """JSON, JSON lines and CSV have the same events, newest first."""
    listed = reported("events", "--json", "--limit", "all").json
    lines = reported("events", "--jsonl", "--limit", "all").out.splitlines()
    rows = list(csv.DictReader(io.StringIO(reported("events", "--csv", "--limit", "all").out)))
    ids = [event["id"] for event in listed["events"]]
    days = [event["date"]["value"] for event in listed["events"] if event["date"]]

    assert [json.loads(line)["id"] for line in lines] == ids == [row["id"] for row in rows]
    assert days == sorted(days, reverse=True)
    assert not listed["more"]
    assert reported("events", "--json", "-n", "1").json["more"]


def test_an_event_is_explained(reported: Command) -> None:
    """Words, rule, dictionary, actors, other reports, and why it has its day and place."""
    id = id_of(reported, "--type", "ASSAULT", "source:post")
    out = reported("events", "explain", id[:8]).out
    found = reported("events", "explain", id, "--json").json

    assert "words  “shelled”, body" in out
    assert re.search(r"rule  verb: \S+", out)
    assert re.search(r"dictionary  events \d", out)
    assert "date  2024-03-05: 'Tuesday' in the sentence" in out
    assert "place  Arica" in out
    assert re.search(r"actor  Peruvian troops \(PER-MIL\)", out)
    assert "also reported in" in out
    assert "they disagree on how many were killed: 12" in out
    assert found["event"]["trigger"]["text"] == "shelled"
    assert (found["happening"]["articles"], found["happening"]["texts"]) == (3, 2)
    assert reported("events", "explain", "0123456789abcdef").code == 2


def test_reports_of_one_event_form_a_happening(reported: Command) -> None:
    """Copies of a wire text count as one text, and each claim has its articles."""
    out = reported("events", "happenings", "--type", "ASSAULT").out
    (happening,) = reported("events", "happenings", "shelled", "--least", "2", "--json").json[
        "happenings"
    ]

    assert "3 articles, 2 independent texts" in out
    assert (happening["articles"], happening["texts"], happening["actors"]) == (3, 2, ["PER"])
    (disagreement,) = happening["disagreements"]
    assert disagreement["point"] == "killed"
    assert [(c["value"], len(c["articles"])) for c in disagreement["claims"]] == [
        ("12", 2),
        ("15", 1),
    ]
    assert reported("events", "happenings", "haftar", "--disagree").code == 1
    rows = csv.DictReader(io.StringIO(reported("events", "happenings", "--csv").out))
    assert {row["texts"] for row in rows} == {"1", "2"}


def test_events_are_exported(reported: Command) -> None:
    """As PLOVER records, GDELT rows and own records; reports of one happening have a link."""

    def lines(format: str) -> Iterator[str]:
        return iter(reported("events", "export", "shelled", "--format", format).out.splitlines())

    plover = [json.loads(line) for line in lines("plover")]
    rows = [line.split("\t") for line in lines("gdelt-csv")]

    assert {record["event"][0] for record in plover} == {"ASSAULT"}
    assert {record["size"]["dead"] for record in plover} == {12, 15}
    assert len({record["link"] for record in plover}) == 1
    assert {len(row) for row in rows} == {61}
    assert {(row[1], row[5], row[28]) for row in rows} == {("20240305", "PERMIL", "19")}
    assert {json.loads(line)["trigger"]["text"] for line in lines("jsonl")} == {"shelled"}
    assert reported("events", "export", "nosuchword").code == 1


def test_the_words_of_an_event_are_highlighted_on_a_terminal(reported: Command) -> None:
    """In its sentence, in bold red, and nothing else is."""
    arguments = ["events", "fishing", "--type", "CONSULT"]
    script = f"import pty, sys; pty.spawn([sys.executable, '-m', 'dateline', *{arguments!r}])"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert re.findall(r"\x1b\[31m\x1b\[1m(.*?)\x1b\[0m", ran.stdout) == ["met"]
