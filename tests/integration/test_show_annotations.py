"""`dateline show` prints what was read in an article, for people and for programs."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from tests.conftest import SEEDS, Command, json_lines

Write: TypeAlias = Callable[[str, str | bytes], Path]


@pytest.fixture
def seed(dateline: Command) -> str:
    dateline("ingest", SEEDS)
    return dateline("search", "libya", "--format", "ids").out.strip()


def section(out: str, heading: str) -> list[str]:
    """The lines beside and below a heading on the left."""
    lines = out.split(f"\n{heading:>13}  ", 1)[1].splitlines()
    below = takewhile(lambda line: line.startswith(" " * 15), lines[1:])
    return [lines[0], *(line[15:] for line in below)]


def test_show_prints_each_annotation_once(dateline: Command, seed: str) -> None:
    """Who with what office, where, when, who said what, and what happened, each once."""
    out = dateline("show", seed, "--evidence").out

    assert section(out, "people") == [
        "Saddam Khalifa Haftar (LBY-MIL), Armed Forces Commander-in-Chief Lt Gen; also Haftar",
        "Asim Munir (PAK-MIL), Army Chief Field Marshal",
        "Muammar Qaddafi (LBY), leader; also Qaddafi",
    ]
    assert {
        "Inter-Services Public Relations (PAK-MIL); also ISPR",
        "Organization of Islamic Cooperation (IGO); also OIC",
    } <= set(section(out, "organizations"))
    places = {line.split()[0].rstrip(",") for line in section(out, "places")}
    assert places == {"Rawalpindi", "Islamabad", "Lahore", "Pakistan", "Libya"}
    times = section(out, "times")
    assert "2025-07-18: “Friday”, “July 18, 2025”" in times
    assert "1974: “1974” [background]" in times
    assert {"1951", "2022 to 2023"} <= {line.split(":")[0] for line in times}
    direct = [line for line in section(out, "quotes") if line.endswith("”")]
    assert len(direct) == 2
    assert all(line.startswith("Inter-Services Public Relations: “") for line in direct)


def test_the_events_of_the_seed(dateline: Command, seed: str) -> None:
    """With ids, actors and their codes, day, place, flags, and the sentence."""
    lines = section(dateline("show", seed, "--evidence").out, "events")
    events = [line.partition("  ")[2] for line in lines if not line.startswith("  ")]

    assert "2025-07-18  AGREE  Pakistan (PAK), Libya (LBY)" in events
    met = "CONSULT  Saddam Khalifa Haftar (LBY-MIL), Asim Munir (PAK-MIL)"
    assert f"2025-07-18  {met} in Rawalpindi" in events
    past = [line for line in events if line.startswith("1974") or "officers" in line]
    assert len(past) > 1
    assert all("[background]" in line for line in past)
    assert len(lines) == 2 * len(events)
    id = lines[0].partition("  ")[0]
    assert dateline("events", "explain", id).code == 0


def test_json_has_every_annotation(dateline: Command, seed: str) -> None:
    """Every annotation with its span, its rule and its dictionary; events with their ids."""
    document = dateline("show", seed, "--json").json
    read: dict[str, Any] = document["annotations"]

    texts = {"body": document["body"], "title": document["title"]}
    kinds = ("sentences", "mentions", "places", "times", "quotes")
    spans = [annotation["span"] for kind in kinds for annotation in read[kind]]
    assert len(spans) > 50
    for span in spans:
        if text := texts.get(span["part"]):
            assert text[span["start"] : span["end"]] == span["text"]
    assert all(annotation["rule"] for kind in kinds[1:] for annotation in read[kind])
    (name,) = {
        mention["name"] for mention in read["mentions"] if mention["span"]["text"] == "Haftar"
    }
    assert name == "Saddam Khalifa Haftar"
    assert {place["country"] for place in read["places"]} == {"PAK", "LBY"}
    assert {(time["value"], time["history"]) for time in read["times"]} >= {("1974", True)}
    assert len({event["id"] for event in read["events"]}) == len(read["events"]) > 5
    starts = [e["sentence"]["start"] for e in read["events"] if e["sentence"]["part"] == "body"]
    assert starts == sorted(starts)


def test_an_older_version_has_no_annotations(dateline: Command, write: Write) -> None:
    """Annotations belong to the current version and are not shown with another text."""
    url = "https://example.org/harbor/plan"
    for text in ("Peru and Chile agreed on a plan.", "Brazil rejected the plan on Monday."):
        story = {"title": "Harbor plan and the towns", "language": "en", "url": url, "text": text}
        dateline("ingest", write("a.jsonl", json_lines(story)))
    id = dateline("search", "harbor", "--format", "ids").out.strip()

    def places(*options: str) -> list[str]:
        read = dateline("show", id, *options, "--json").json["annotations"]
        return [place["name"] for place in read["places"]]

    assert places() == places("--version", "2") == ["Brazil"]
    assert places("--version", "1") == []


def test_without_annotations_no_section_is_printed(dateline: Command, write: Write) -> None:
    """An article in a language that the rules do not know has no such sections."""
    text = "Der Hafen wird ausgebaut, und die Stadt und das Land teilen sich die Kosten. " * 3
    page = write("a.txt", f"Der Hafen und die Stadt\n\n{text}")
    dateline("ingest", page)
    id = dateline("search", "hafen", "--format", "ids").out.strip()

    out = dateline("show", id, "--evidence").out
    assert "people" not in out
    assert "events" not in out
    assert "evidence" in out
    assert dateline("show", id).out.endswith("Kosten.\n")
