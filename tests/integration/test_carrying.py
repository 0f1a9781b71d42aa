"""Articles go into the index while others are still annotated."""

from __future__ import annotations

import json
from pathlib import Path

import dateline


def test_a_batch_is_indexed_while_the_rest_is_annotated(place: Path) -> None:
    """The writing process has something to do while others annotate; in the end all is there."""
    dump = place / "notes.jsonl"
    lines = (json.dumps({"title": f"Tide note {n}", "text": f"Gauge {n}."}) for n in range(1300))
    dump.write_text("\n".join(lines))
    told: list[tuple[str, int]] = []

    with dateline.open_archive(place) as archive:
        archive.ingest(
            [dump],
            coding=lambda done: told.append(("annotated", done)),
            indexing=lambda done: told.append(("indexed", done)),
        )
        found = archive.search("tide").total

    assert told[-1] == ("indexed", 1300)
    assert told.index(("indexed", 1)) < told.index(("annotated", 1300))
    assert found == 1300
