"""An export reads the archive in bounded memory."""

from __future__ import annotations

import gc
import tracemalloc
from pathlib import Path
from typing import Any

from dateline import ALL, All, open_archive
from tests.conftest import Command, json_lines, story

_WORDS = "Ministers of Peru and Chile met in Lima on Monday to sign a treaty on fishing. " * 10


def test_memory_does_not_grow_with_the_number_of_articles(
    dateline: Command, place: Path, tmp_path: Path, write: Any
) -> None:
    """With twice as many articles, whose texts and annotations are megabytes more, no more than
    their ids are more in memory."""
    number = 240
    stories = (story(one, text=f"Number {one}. {_WORDS}") for one in range(number))
    assert dateline("ingest", write("stories.jsonl", json_lines(*stories))).code == 0
    size = 0

    def peak(ids: list[str] | All) -> int:
        nonlocal size
        gc.collect()
        tracemalloc.start()
        try:
            archive.export("jsonl", tmp_path / "out", ids=ids)
            size = (tmp_path / "out").stat().st_size
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    with open_archive(place) as archive:
        some = sorted(archive.ids("*"))[: number // 2]
        peak(some[:1])  # what is loaded once
        few, few_size = peak(some), size
        many = peak(ALL)

    assert size - few_size > 1_500_000
    assert many - few < 300_000
