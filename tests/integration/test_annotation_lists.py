"""Quotes, places, entities and timelines are listed on the command line."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Command, json_lines


def test_quotes_are_listed_with_their_speaker(reported: Command) -> None:
    """The seed's two direct quotes are the ISPR's."""
    ran = reported("quotes", "--kind", "direct")
    found = reported("quotes", "--kind", "direct", "--json").json["quotes"]
    row = next(csv.DictReader(io.StringIO(reported("quotes", "--csv", "--kind", "direct").out)))

    assert ran.out.count("Inter-Services Public Relations [direct]") == 2
    assert {quote["speaker"] for quote in found} == {"Inter-Services Public Relations"}
    assert row["source"] == "Arab News"
    assert reported("quotes", "--speaker", "Muammar Qaddafi").code == 0
    assert len(reported("quotes", "--speaker", "ispr", "--json").json["quotes"]) == 4
    assert reported("quotes", "--speaker", "nobody").code == 1


def test_places_are_listed_and_mapped(reported: Command) -> None:
    """As a table and as GeoJSON, longitude first."""
    names = reported("places", "haftar").out
    found = reported("places", "haftar", "--format", "geojson").json
    (rawalpindi,) = (f for f in found["features"] if f["properties"]["name"] == "Rawalpindi")

    assert all(name in names for name in ("Rawalpindi", "Lahore", "Pakistan", "Libya"))
    assert found["type"] == "FeatureCollection"
    assert rawalpindi["geometry"]["coordinates"] == pytest.approx([73.05, 33.6], abs=0.1)
    assert reported("places", "nosuchword").code == 1


def test_entities_can_be_corrected(reported: Command) -> None:
    """Names are merged, split, given aliases and hidden; decisions are kept and listed."""

    def names(*arguments: str) -> list[str]:
        ran = reported("entities", "--kind", "person", *arguments, "--json")
        return [entity["name"] for entity in ran.json["entities"]]

    assert {"Asim Munir", "Saddam Khalifa Haftar", "Muammar Qaddafi"} <= set(names("haftar"))
    assert reported("entities", "merge", "Muammar Qaddafi", "Asim Munir").code == 0
    assert "Muammar Qaddafi" not in names()
    assert reported("entities", "split", "Asim Munir", "Muammar Qaddafi").code == 0
    assert "Muammar Qaddafi" in names()
    assert reported("entities", "hide", "Muammar Qaddafi").code == 0
    assert "Muammar Qaddafi" not in names()
    assert "Muammar Qaddafi" in names("--hidden")
    assert reported("search", "person:qaddafi").code == 1
    assert reported("entities", "restore", "Muammar Qaddafi").code == 0
    assert "Muammar Qaddafi" in names()
    assert reported("search", "person:qaddafi").code == 0
    assert reported("entities", "alias", "Asim Munir", "The Field Marshal").code == 0
    assert names("--name", "the field marshal") == ["Asim Munir"]
    assert reported("entities", "hide", "Nobody Atall").code == 2
    changes = [d["change"] for d in reported("entities", "decisions", "--json").json["decisions"]]
    assert changes == ["merge", "split", "hide", "restore", "alias"]


def test_a_short_name_is_read_as_the_full_name(
    reported: Command, write: Callable[[str, str | bytes], Path]
) -> None:
    """An acronym or a short form is taken for the full name, and that is said; one that several
    have is none of theirs, and they are listed. A name in full means itself."""

    def decided(*arguments: str) -> tuple[object, ...]:
        assert reported("entities", *arguments).code == 0
        last = reported("entities", "decisions", "--json").json["decisions"][-1]
        return last["change"], last["kind"], last["name"], last["other"]

    full, oic = "Inter-Services Public Relations", "Organization of Islamic Cooperation"
    assert decided("alias", "I.S.P.R.", "OIC Press") == ("alias", "organization", full, "OIC Press")
    assert decided("merge", "OIC", "ISPR") == ("merge", "organization", oic, full)
    assert reported("entities", "split", full, "OIC").code == 2  # a name of the same one by now
    assert decided("split", "ISPR", oic) == ("split", "organization", full, oic)
    assert decided("hide", "haftar") == ("hide", "person", "Saddam Khalifa Haftar", None)
    assert decided("merge", "ISPR", "Army Media") == ("merge", "organization", full, "Army Media")
    ran = reported("entities", "restore", "Haftar")
    assert ran.err == "'Haftar' is read as 'Saddam Khalifa Haftar'\n"
    assert reported("entities", "restore", "Saddam Khalifa Haftar").err == ""

    text = "General Belqasem Haftar spoke in Tripoli on Monday. Haftar asked for calm in the city."
    reported("ingest", write("another.jsonl", json_lines({"title": "A speech", "text": text})))
    ran = reported("entities", "hide", "Haftar")
    assert ran.code == 2
    assert "Belqasem Haftar (person); Saddam Khalifa Haftar (person)" in ran.err
    assert reported("entities", "merge", "Asim Munir", "Haftar").code == 2
    assert reported("entities", "hide", "Haftar", "--kind", "organization").code == 2


def test_ties_say_who_is_named_with_whom(
    dateline: Command, write: Callable[[str, str | bytes], Path]
) -> None:
    """By any name; a line for each two, first those of the name that was asked for."""
    texts = (
        "Minister Jane Example met John Sample and Chairman Paul Bell in Paris on Monday.",
        "Minister Jane Example met John Sample in Rome on Tuesday.",
        "Chairman Paul Bell met John Sample in Madrid.",
    )
    stories = ({"title": f"Council {n}", "text": text} for n, text in enumerate(texts))
    dateline("ingest", write("met.jsonl", json_lines(*stories)))
    found = dateline("entities", "ties", "Jane Example", "--json").json
    assert [(other["name"], other["articles"]) for other in found["others"]] == [
        ("John Sample", 2),
        ("Paul Bell", 1),
    ]
    assert len(dateline("search", found["query"], "--format", "ids").out.split()) == 2
    assert dateline("entities", "ties", "Jane Example", "--csv").out.splitlines()[1:] == [
        "2,person,Jane Example,person,John Sample",
        "1,person,Jane Example,person,Paul Bell",
        "1,person,John Sample,person,Paul Bell",
    ]
    table = dateline("entities", "ties", "Jane Example").out
    assert re.search(r"^ +1 +person +Paul Bell +John Sample 1 *$", table, re.M)
    fewer = dateline("entities", "ties", "Jane Example", "--limit", "1", "--jsonl").out
    assert [json.loads(line)["other"] for line in fewer.splitlines()] == ["John Sample"]
    assert dateline("entities", "ties", "Nobody Atall").code == 2


def test_a_timeline_is_drawn(reported: Command) -> None:
    """Bars, CSV, JSON and SVG have the same counts; background is left out by default."""
    bars = reported("timeline", "--every", "month").out
    rows = list(
        csv.reader(io.StringIO(reported("timeline", "--every", "month", "--format", "csv").out))
    )
    found = reported(
        "timeline", "--every", "year", "--background", "include", "--format", "json"
    ).json
    svg = reported("timeline", "libya", "--format", "svg").out

    full = [line.split()[0] for line in bars.splitlines() if "█" in line]
    assert full == ["2024-03", "2025-07"]
    assert "\n…  15 months without events\n" in bars
    assert rows[0] == ["month", "events"]
    drawn = [line.split()[1] for line in bars.splitlines() if "…" not in line]
    assert drawn == [row[1] for row in rows[1:]]
    assert {"1951", "1974"} <= {stretch["name"] for stretch in found["stretches"]}
    assert '<title id="title">Events: libya</title>' in svg
    assert reported("timeline", "--by", "published", "nosuchword").code == 1
    points = reported("timeline", "shelled", "--every", "month", "--format", "geojson").json
    (arica,) = points["features"]
    assert arica["geometry"]["coordinates"] == pytest.approx([-70.3, -18.5], abs=0.2)
    assert (arica["properties"]["month"], arica["properties"]["events"]) == ("2024-03", 2)


def test_show_prints_the_annotations(reported: Command) -> None:
    """People, organizations, places, times, quotes and events of the seed, each with its marks."""
    out = reported("show", "9a2d", "--evidence").out
    found = reported("show", "9a2d", "--json").json["annotations"]

    assert "Saddam Khalifa Haftar (LBY-MIL)" in out
    assert "Organization of Islamic Cooperation (IGO); also OIC" in out
    assert "2025-07-18: “Friday”, “July 18, 2025”" in out
    assert "1974: “1974” [background]" in out
    assert "Rawalpindi, PAK (33.60, 73.05)" in out
    assert {event["type"] for event in found["events"]} >= {"AGREE", "CONSULT"}
    assert {time["value"] for time in found["times"]} >= {"2025-07-18", "1951", "2022/2023"}


@pytest.mark.parametrize(
    "command",
    ["events", "events happenings", "events export", "timeline", "quotes", "places", "entities"],
)
def test_a_word_with_a_minus_is_part_of_the_query(reported: Command, command: str) -> None:
    """-word excludes articles that have the word, as in a search, and is not an option."""
    assert reported(*command.split(), "haftar", "-zebra").code == 0
    assert reported(*command.split(), "haftar", "-rawalpindi").code == 1
