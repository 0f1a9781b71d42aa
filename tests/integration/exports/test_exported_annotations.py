"""What JSON lines have of annotations is what the archive has of them."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from dateline import open_archive
from dateline.values.annotations import Annotations, Span
from tests.conftest import Command


def span(value: Span | None) -> dict[str, Any] | None:
    keys = ("part", "start", "end", "text")
    return None if value is None else {key: getattr(value, key) for key in keys}


def as_printed(found: Annotations) -> dict[str, list[dict[str, Any]]]:
    """The annotations with the keys that the schema gives them, without events."""

    def rule(one: Any) -> dict[str, Any]:
        return {"span": span(one.span), "rule": one.rule.name, "dictionary": one.rule.dictionary}

    return {
        "sentences": [
            {"paragraph": one.paragraph, "quoted": one.quoted, "span": span(one.span)}
            for one in found.sentences
        ],
        "mentions": [
            {key: getattr(one, key) for key in ("kind", "name", "role", "code", "sector")}
            | rule(one)
            for one in found.mentions
        ],
        "places": [
            {
                key: getattr(one, key)
                for key in ("name", "latitude", "longitude", "resolution", "geonameid")
            }
            | {"country": one.code, "confidence": one.confidence}
            | rule(one)
            for one in found.places
        ],
        "times": [
            {key: getattr(one, key) for key in ("value", "kind", "history")} | rule(one)
            for one in found.times
        ],
        "quotes": [
            {"kind": one.kind, "speaker": one.name, "role": one.role}
            | {"named": span(one.speaker), "cue": span(one.cue)}
            | rule(one)
            for one in found.quotes
        ],
    }


def test_every_annotation_is_exported(reported: Command, place: Path) -> None:
    """Each with its words, its rule and all else, in the order of the text, as
    `Archive.annotations` returns it; and so does `show --json` print it."""
    lines = [json.loads(line) for line in reported("export", "--to", "jsonl").out.splitlines()]
    kinds = set[str]()
    with open_archive(place) as archive:
        assert len(lines) == archive.counts().articles
        for line in lines:
            wanted = as_printed(archive.annotations(line["id"]))
            events = [event["id"] for event in line["annotations"].pop("events")]
            assert line["annotations"] == wanted
            assert events == [event.id for event in archive.annotated(line["id"]).events]
            kinds |= {kind for kind, found in wanted.items() if found} | (
                {"events"} if events else set()
            )
            shown = json.loads(reported("show", line["id"], "--json").out)
            shown["annotations"].pop("events")
            assert shown == line
    assert kinds == {"sentences", "mentions", "places", "times", "quotes", "events"}


def test_annotations_that_are_left_out_are_not_read(reported: Command, place: Path) -> None:
    """An export whose fields are others succeeds where annotations cannot be read."""
    with closing(sqlite3.connect(place / "db" / "dateline.sqlite")) as database, database:
        database.execute("UPDATE names SET spans = '[['")

    assert reported("export", "--to", "jsonl", "--fields", "id,title,body").code == 0
    with pytest.raises(ValueError, match="Expecting value"):
        reported("export", "--to", "jsonl", "--fields", "id,annotations")
