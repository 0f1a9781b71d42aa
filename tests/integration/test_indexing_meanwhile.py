"""Articles go into the index while others are still annotated."""

from __future__ import annotations

import json
from pathlib import Path

from dateline import Stage, open_archive


def test_a_batch_is_indexed_while_the_rest_is_annotated(place: Path) -> None:
    """The writing process has something to do while others annotate; in the end all is there."""
    dump = place / "notes.jsonl"
    lines = (json.dumps({"title": f"Tide note {n}", "text": f"Gauge {n}."}) for n in range(1300))
    dump.write_text("\n".join(lines))
    steps: list[tuple[Stage, int]] = []

    with open_archive(place) as archive:
        archive.ingest(
            [dump],
            progress=lambda now: steps.append((now.stage, now.done)),
        )
        found = archive.search("tide").total

    assert steps[-1] == (Stage.INDEX, 1300)
    assert steps.index((Stage.INDEX, 1)) < steps.index((Stage.ANNOTATE, 1300))
    assert found == 1300
