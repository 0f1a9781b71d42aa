"""A run that is killed while it annotates resumes where it stopped, with no article twice."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Command
from tests.fault.builders import kill_at

STORIES = 600  # annotated in three transactions


def test_killed_at_each_stage_every_article_ends_annotated_and_indexed_once(
    dateline: Command, place: Path, tmp_path: Path
) -> None:
    """Killed after each transaction of annotations and while indexing, then run to the end."""
    dump = tmp_path / "dump.jsonl"
    with dump.open("w") as file:
        for number in range(STORIES):
            text = f"Peru and Chile signed a treaty on port {number} in Lima on 3 May 2024."
            story = {"title": f"Treaty on port {number}", "language": "en", "text": text}
            file.write(json.dumps(story) + "\n")

    unannotated = []
    for stage in ("annotate", "annotate", "index"):
        kill_at("ingest", stage, 1, dump)
        unannotated.append(dateline("info", "--json").json["unannotated"])
    assert unannotated == [STORIES - 256, STORIES - 512, 0]

    assert dateline("ingest", dump, "--json").json["unchanged"] == STORIES
    info = dateline("info", "--json").json
    assert (info["articles"], info["indexed"]) == (STORIES, STORIES)
    assert (info["pending"], info["unannotated"], info["failed"]) == (0, 0, 0)
    assert dateline("search", "place:Lima", "--json").json["total"] == STORIES
    lines = dateline("events", "--type", "SUPPORT", "--limit", "all", "--jsonl").out.splitlines()
    articles = [json.loads(line)["article"]["id"] for line in lines]
    assert len(articles) == len(set(articles)) == STORIES
