"""Events are listed, explained, clustered, reviewed and exported on the command line."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dateline import UsageError, open_archive
from dateline.values.events import EventFilter
from tests.conftest import SEEDS, Command, Ran, json_lines

WIRE = (
    "Peruvian troops shelled Chilean positions near Arica on Tuesday, killing 12 soldiers. "
    "The shelling went on for the whole of the night, and nobody could tell when it was to end."
)
OTHER = (
    "On Tuesday near Arica, 15 soldiers were killed as Peruvian troops shelled Chilean positions. "
    "Doctors in the town were still counting, and roads to the south of it were closed by then."
)
TALKS = (
    "The foreign ministers of Peru and Chile met in Lima on Monday. In 1974, Peru signed a treaty "
    "with Chile. Both sides hope that fishing boats can soon leave the ports of the north again."
)


@pytest.fixture
def stocked(dateline: Command, write: Callable[[str, str | bytes], Path]) -> Command:
    """An archive with the seed, a wire text in two papers, another text, and a meeting."""
    stories = [
        {"title": f"Story {number}", "text": text, "date": "2024-03-06", "source": source}
        for number, (text, source) in enumerate(
            ((WIRE, "Post"), (WIRE, "Herald"), (OTHER, "Courier"), (TALKS, "Courier"))
        )
    ]
    assert dateline("ingest", write("stories.jsonl", json_lines(*stories))).code == 0
    assert dateline("ingest", SEEDS, "--source", "Arab News").code == 0
    return dateline


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Set what a person types."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


def events(ran: Ran) -> list[dict[str, object]]:
    return ran.json["events"] if ran.out else []


def id_of(dateline: Command, *arguments: str) -> str:
    (event,) = events(dateline("events", *arguments, "--json"))
    return str(event["id"])


def test_events_of_the_seed_are_those_that_it_reports(stocked: Command) -> None:
    """The deal and the meeting of the day, each with its actors; past events are flagged."""
    out = stocked("events", "haftar", "--limit", "all").out

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
        ("--target", "United Kingdom", "target"),
        ("--country", "GB", "country"),
        ("--country", "PAK-MIL", "country"),
    ],
)
def test_values_that_no_event_has_are_refused_as_in_a_query(
    stocked: Command, option: str, value: str, field: str
) -> None:
    """Every command with these options prints the same message and hint as a search."""
    searched = stocked("search", f'{field}:"{value}"')
    message, hint = (line for line in searched.err.splitlines() if not line.startswith("  "))
    assert searched.code == 2

    for command in (["events"], ["events", "happenings"], ["events", "export"], ["timeline"]):
        ran = stocked(*command, option, value)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.splitlines() == [message, hint]


def test_a_code_that_does_not_exist_raises_usage_error(stocked: Command, place: Path) -> None:
    """An unknown filter or country is an error, not an empty list."""
    with open_archive(place) as archive:
        with pytest.raises(UsageError, match="three letters"):
            list(archive.places(country="Peru"))
        with pytest.raises(UsageError, match="has no value"):
            list(archive.events.list(wanted=EventFilter(type="WAR")))
        assert {one.code for one in archive.places(country="per")} == {"PER"}


def test_options_choose_among_the_events(stocked: Command) -> None:
    """By type, actor, target, country, day and background; a query chooses the articles."""

    def types(*arguments: str) -> list[object]:
        return [event["type"] for event in events(stocked("events", *arguments, "--json"))]

    assert set(types("--actor", "per", "--background", "exclude")) == {"ASSAULT", "CONSULT"}
    assert types("--actor", "PER", "--background", "only") == ["ASSAULT", "SUPPORT"]
    assert types("--type", "consult", "--target", "CHL") == ["CONSULT"]
    assert set(types("--country", "PAK", "--from", "2025", "--to", "2025-07")) == {"CONSULT"}
    assert types("--mode", "heavy-weapons", "fishing") == []
    assert set(types("shelled")) == {"ASSAULT"}
    assert stocked("events", "--type", "MOBILIZE").code == 1
    assert stocked("events", "--type", "WAR").code == 2
    assert stocked("events", "--from", "someday").code == 2


def test_a_query_that_asks_for_events_chooses_them(stocked: Command) -> None:
    """Among the events of the articles that it matches, those that it asks for are shown."""

    def types(query: str) -> list[str]:
        ran = stocked("events", query, "--limit", "all", "--json")
        return [str(event["type"]) for event in events(ran)]

    assert set(types("event:AGREE actor:PAK target:LBY")) == {"AGREE"}
    assert set(types("haftar event:(AGREE OR SUPPORT)")) == {"AGREE", "SUPPORT"}
    assert types("(event:CONSULT event-date:2024) OR (event:SUPPORT event-date:1951)") == [
        "CONSULT",
        "SUPPORT",
    ]
    assert set(types("haftar -(event:ASSAULT)")) == set(types("haftar"))
    assert types("event:CONSULT actor:-PAK actor:-LBY") == ["CONSULT"]
    assert stocked("events", "event:WAR").code == 2


def test_an_event_marked_as_wrong_is_not_found(
    stocked: Command, answer: Callable[[str], None]
) -> None:
    """A search for the event no longer finds its article; only --all does, in every command that
    chooses events, and as if nobody had judged it."""
    query = "event:CONSULT actor:PER"
    assert stocked("search", query).code == 0
    (met,) = events(stocked("events", query, "--json"))
    answer("n\n")
    stocked("events", "review", query)

    assert stocked("search", query).code == 1
    assert stocked("events", query).code == 1
    (again,) = events(stocked("events", query, "--all", "--json"))
    assert again["id"] == met["id"]
    assert json.loads(stocked("events", "export", query, "--all").out)["id"] == met["id"]
    assert stocked("timeline", query, "--all", "--csv").out.splitlines()[-1].endswith(",1")
    assert stocked("events", f"{query} -ministers", "--all").code == 1
    both = [stocked("events", "fishing -event:CONSULT", *every).code for every in ([], ["--all"])]
    assert both == [0, 1]
    answer("y\n")
    stocked("events", "review", query, "--all")
    assert stocked("search", query).code == 0


def test_events_are_data_for_scripts(stocked: Command) -> None:
    """JSON, JSON lines and CSV have the same events, newest first; `more` is true if some are left."""
    whole = stocked("events", "--json", "--limit", "all").json
    lines = stocked("events", "--jsonl", "--limit", "all").out.splitlines()
    rows = list(csv.DictReader(io.StringIO(stocked("events", "--csv", "--limit", "all").out)))
    ids = [event["id"] for event in whole["events"]]
    days = [event["date"]["value"] for event in whole["events"] if event["date"]]

    assert [json.loads(line)["id"] for line in lines] == ids == [row["id"] for row in rows]
    assert days == sorted(days, reverse=True)
    assert not whole["more"]
    assert stocked("events", "--json", "-n", "1").json["more"]


def test_an_event_is_explained(stocked: Command) -> None:
    """Words, rule, dictionary, actors, other reports, and why it has its day and place."""
    id = id_of(stocked, "--type", "ASSAULT", "source:post")
    out = stocked("events", "explain", id[:8]).out
    found = stocked("events", "explain", id, "--json").json

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
    assert stocked("events", "explain", "0123456789abcdef").code == 2


def test_reports_of_one_event_form_a_happening(stocked: Command) -> None:
    """Copies of a wire text count as one text, and each claim has its articles."""
    out = stocked("events", "happenings", "--type", "ASSAULT").out
    (one,) = stocked("events", "happenings", "shelled", "--least", "2", "--json").json["happenings"]

    assert "3 articles, 2 independent texts" in out
    assert (one["articles"], one["texts"], one["actors"]) == (3, 2, ["PER"])
    (disagreement,) = one["disagreements"]
    assert disagreement["point"] == "killed"
    assert [(c["value"], len(c["articles"])) for c in disagreement["claims"]] == [
        ("12", 2),
        ("15", 1),
    ]
    assert stocked("events", "happenings", "haftar", "--disagree").code == 1
    rows = csv.DictReader(io.StringIO(stocked("events", "happenings", "--csv").out))
    assert {row["texts"] for row in rows} == {"1", "2"}


def test_an_event_marked_as_wrong_is_not_listed(
    stocked: Command, answer: Callable[[str], None]
) -> None:
    """It is listed with --all only; the note is kept, and nothing is asked twice."""
    agree = id_of(stocked, "--type", "CONSULT", "fishing")
    answer("n the other way round\n")
    ran = stocked("events", "review", "fishing", "--type", "CONSULT")

    assert ran.code == 0
    assert "1 event reviewed, of 1" in ran.err
    assert stocked("events", "fishing", "--type", "CONSULT").code == 1
    (event,) = events(stocked("events", "fishing", "--type", "CONSULT", "--all", "--json"))
    assert event["id"] == agree
    assert isinstance(event["review"], dict)
    assert (event["review"]["right"], event["review"]["note"]) == (False, "the other way round")
    assert stocked("events", "review", "fishing", "--type", "CONSULT").code == 1


def test_a_review_can_be_interrupted_and_resumed(
    stocked: Command, answer: Callable[[str], None]
) -> None:
    """Each answer counts at once; skipped events and those after q are asked again."""
    answer("what?\ny\nskip\nq\n")
    first = stocked("events", "review", "--background", "include")
    answer("")
    second = stocked("events", "review")

    assert first.err.count("right?") == 4
    assert "1 event reviewed" in first.err
    assert (
        int(re.findall(r"of (\d+)", second.err)[0])
        == int(re.findall(r"of (\d+)", first.err)[0]) - 1
    )
    assert "0 events reviewed" in second.err


def test_an_audit_estimates_precision(stocked: Command, answer: Callable[[str], None]) -> None:
    """A sample is drawn by the seed, reviewed, interrupted, resumed, and reported."""
    answer("y\nn\n")
    first = stocked("events", "audit", "--sample", "4", "--json").json
    answer("y\ny\n")
    second = stocked("events", "audit", "--sample", "4", "--json").json
    report = stocked("events", "audit", "--sample", "4", "--report")

    assert [first["precision"][0][name] for name in ("judged", "right")] == [2, 1]
    assert (first["sample"], first["seed"]) == (4, 1)
    whole = second["precision"][0]
    assert (whole["type"], whole["judged"], whole["right"]) == ("all", 4, 3)
    assert (whole["precision"], whole["low"], whole["high"]) == (0.75, 0.3006, 0.9544)
    assert sum(line["judged"] for line in second["precision"][1:]) == 4
    assert "with seed 1, 4 reviewed" in report.err
    assert "75.0%" in report.out
    reviews = [event["review"] for event in events(stocked("events", "--all", "--json"))]
    assert sum(bool(one and one["sampled"]) for one in reviews) == 4  # type: ignore[index]


def test_an_audit_counts_what_was_reviewed(stocked: Command, answer: Callable[[str], None]) -> None:
    """Events reviewed before are not asked again; without any review there is no report."""
    assert stocked("events", "audit", "--report").code == 1
    answer("y\n" * 50)
    stocked("events", "review")
    asked = stocked("events", "audit", "--sample", "3")

    assert "right?" not in asked.err
    assert "3 reviewed" in asked.err


def test_events_are_exported(stocked: Command) -> None:
    """As PLOVER records, GDELT rows and own records; reports of one happening have a link."""

    def lines(format: str) -> Iterator[str]:
        return iter(stocked("events", "export", "shelled", "--format", format).out.splitlines())

    plover = [json.loads(line) for line in lines("plover")]
    rows = [line.split("\t") for line in lines("gdelt-csv")]

    assert {one["event"][0] for one in plover} == {"ASSAULT"}
    assert {one["size"]["dead"] for one in plover} == {12, 15}
    assert len({one["link"] for one in plover}) == 1
    assert {len(row) for row in rows} == {61}
    assert {(row[1], row[5], row[28]) for row in rows} == {("20240305", "PERMIL", "19")}
    assert {json.loads(line)["trigger"]["text"] for line in lines("jsonl")} == {"shelled"}
    assert stocked("events", "export", "nosuchword").code == 1


def test_quotes_are_listed_with_their_speaker(stocked: Command) -> None:
    """The seed's two direct quotes are the ISPR's."""
    ran = stocked("quotes", "--kind", "direct")
    found = stocked("quotes", "--kind", "direct", "--json").json["quotes"]
    row = next(csv.DictReader(io.StringIO(stocked("quotes", "--csv", "--kind", "direct").out)))

    assert ran.out.count("Inter-Services Public Relations [direct]") == 2
    assert {one["speaker"] for one in found} == {"Inter-Services Public Relations"}
    assert row["source"] == "Arab News"
    assert stocked("quotes", "--speaker", "Muammar Qaddafi").code == 0
    assert len(stocked("quotes", "--speaker", "ispr", "--json").json["quotes"]) == 4
    assert stocked("quotes", "--speaker", "nobody").code == 1


def test_places_are_listed_and_mapped(stocked: Command) -> None:
    """As a table and as GeoJSON, longitude first."""
    names = stocked("places", "haftar").out
    found = stocked("places", "haftar", "--format", "geojson").json
    (rawalpindi,) = (f for f in found["features"] if f["properties"]["name"] == "Rawalpindi")

    assert all(name in names for name in ("Rawalpindi", "Lahore", "Pakistan", "Libya"))
    assert found["type"] == "FeatureCollection"
    assert rawalpindi["geometry"]["coordinates"] == pytest.approx([73.05, 33.6], abs=0.1)
    assert stocked("places", "nosuchword").code == 1


def test_entities_can_be_corrected(stocked: Command) -> None:
    """Names are merged, split, given aliases and hidden; decisions are kept and listed."""

    def names(*arguments: str) -> list[str]:
        ran = stocked("entities", "--kind", "person", *arguments, "--json")
        return [one["name"] for one in ran.json["entities"]]

    assert {"Asim Munir", "Saddam Khalifa Haftar", "Muammar Qaddafi"} <= set(names("haftar"))
    assert stocked("entities", "merge", "Muammar Qaddafi", "Asim Munir").code == 0
    assert "Muammar Qaddafi" not in names()
    assert stocked("entities", "split", "Asim Munir", "Muammar Qaddafi").code == 0
    assert "Muammar Qaddafi" in names()
    assert stocked("entities", "hide", "Muammar Qaddafi").code == 0
    assert "Muammar Qaddafi" not in names()
    assert "Muammar Qaddafi" in names("--hidden")
    assert stocked("search", "person:qaddafi").code == 1
    assert stocked("entities", "restore", "Muammar Qaddafi").code == 0
    assert "Muammar Qaddafi" in names()
    assert stocked("search", "person:qaddafi").code == 0
    assert stocked("entities", "alias", "Asim Munir", "The Field Marshal").code == 0
    assert names("--name", "the field marshal") == ["Asim Munir"]
    assert stocked("entities", "hide", "Nobody Atall").code == 2
    changes = [d["change"] for d in stocked("entities", "decisions", "--json").json["decisions"]]
    assert changes == ["merge", "split", "hide", "restore", "alias"]


def test_a_short_name_is_read_as_the_full_name(
    stocked: Command, write: Callable[[str, str | bytes], Path]
) -> None:
    """An acronym or a short form is taken for the full name, and that is said; one that several
    have is none of theirs, and they are listed. A name in full means itself."""

    def decided(*arguments: str) -> tuple[object, ...]:
        assert stocked("entities", *arguments).code == 0
        last = stocked("entities", "decisions", "--json").json["decisions"][-1]
        return last["change"], last["kind"], last["name"], last["other"]

    full, oic = "Inter-Services Public Relations", "Organization of Islamic Cooperation"
    assert decided("alias", "I.S.P.R.", "OIC Press") == ("alias", "organization", full, "OIC Press")
    assert decided("merge", "OIC", "ISPR") == ("merge", "organization", oic, full)
    assert stocked("entities", "split", full, "OIC").code == 2  # a name of the same one by now
    assert decided("split", "ISPR", oic) == ("split", "organization", full, oic)
    assert decided("hide", "haftar") == ("hide", "person", "Saddam Khalifa Haftar", None)
    assert decided("merge", "ISPR", "Army Media") == ("merge", "organization", full, "Army Media")
    ran = stocked("entities", "restore", "Haftar")
    assert ran.err == "'Haftar' is read as 'Saddam Khalifa Haftar'\n"
    assert stocked("entities", "restore", "Saddam Khalifa Haftar").err == ""

    text = "General Belqasem Haftar spoke in Tripoli on Monday. Haftar asked for calm in the city."
    stocked("ingest", write("another.jsonl", json_lines({"title": "A speech", "text": text})))
    ran = stocked("entities", "hide", "Haftar")
    assert ran.code == 2
    assert "Belqasem Haftar (person); Saddam Khalifa Haftar (person)" in ran.err
    assert stocked("entities", "merge", "Asim Munir", "Haftar").code == 2
    assert stocked("entities", "hide", "Haftar", "--kind", "organization").code == 2


def test_a_timeline_is_drawn(stocked: Command) -> None:
    """Bars, CSV, JSON and SVG have the same counts; background is left out by default."""
    bars = stocked("timeline", "--every", "month").out
    rows = list(
        csv.reader(io.StringIO(stocked("timeline", "--every", "month", "--format", "csv").out))
    )
    found = stocked(
        "timeline", "--every", "year", "--background", "include", "--format", "json"
    ).json
    svg = stocked("timeline", "libya", "--format", "svg").out

    assert [line.split()[0] for line in bars.splitlines()] == ["2024-03", "2025-07"]
    assert rows[0] == ["month", "events"]
    assert [line.split()[1] for line in bars.splitlines()] == [row[1] for row in rows[1:]]
    assert {"1951", "1974"} <= {one["name"] for one in found["stretches"]}
    assert '<title id="title">Events: libya</title>' in svg
    assert stocked("timeline", "--by", "published", "nosuchword").code == 1
    points = stocked("timeline", "shelled", "--every", "month", "--format", "geojson").json
    (arica,) = points["features"]
    assert arica["geometry"]["coordinates"] == pytest.approx([-70.3, -18.5], abs=0.2)
    assert (arica["properties"]["month"], arica["properties"]["events"]) == ("2024-03", 2)


def test_the_words_of_an_event_are_highlighted_on_a_terminal(stocked: Command) -> None:
    """In its sentence, in bold yellow, and nothing else is."""
    arguments = ["events", "fishing", "--type", "CONSULT"]
    script = f"import pty, sys; pty.spawn([sys.executable, '-m', 'dateline', *{arguments!r}])"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert re.findall(r"\x1b\[33m\x1b\[1m(.*?)\x1b\[0m", ran.stdout) == ["met"]


def test_show_prints_the_annotations(stocked: Command) -> None:
    """People, organizations, places, times, quotes and events of the seed, each with its marks."""
    out = stocked("show", "9a2d").out
    found = stocked("show", "9a2d", "--json").json["annotations"]

    assert "Saddam Khalifa Haftar (LBY-MIL)" in out
    assert "Organization of Islamic Cooperation (IGO); also OIC" in out
    assert "2025-07-18: “Friday”, “July 18, 2025”" in out
    assert "1974: “1974” [background]" in out
    assert "Rawalpindi, PAK (33.60, 73.05)" in out
    assert {event["type"] for event in found["events"]} >= {"AGREE", "CONSULT"}
    assert {one["value"] for one in found["times"]} >= {"2025-07-18", "1951", "2022/2023"}


@pytest.mark.parametrize(
    "command",
    ["events", "events happenings", "events export", "timeline", "quotes", "places", "entities"],
)
def test_a_word_with_a_minus_is_part_of_the_query(stocked: Command, command: str) -> None:
    """-word excludes articles that have the word, as in a search, and is not an option."""
    assert stocked(*command.split(), "haftar", "-zebra").code == 0
    assert stocked(*command.split(), "haftar", "-rawalpindi").code == 1
