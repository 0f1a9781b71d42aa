"""What is in memory at once is bounded by the length of texts, not only by their number."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.dictionaries.version import annotation_version
from dateline.ingest import annotate, run
from dateline.store import Store
from dateline.store.articles import read
from tests.conftest import Command, json_lines, story

Write = Callable[[str, str | bytes], Path]
LIMIT = 500  # characters: two or three of these articles


@pytest.fixture
def little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MOST_TEXT", LIMIT)
    monkeypatch.setattr(annotate, "MOST_TEXT", LIMIT)
    monkeypatch.setattr(run, "MOST_BYTES", LIMIT)


def test_pages_of_articles_end_at_a_length(
    dateline: Command, write: Write, place: Path, little_memory: None
) -> None:
    """Each page has as many articles as fit, and at least one; together they are all."""
    long = story(99, text="The council met. " * 200)
    stories = [*map(story, range(10)), long, *map(story, range(10, 15))]
    assert dateline("ingest", write("a.jsonl", json_lines(*stories))).code == 0

    with Store.open(place / "db") as store:
        pages = list(store.annotations.unannotated("another coder"))
        pending = store.pending.oldest(100)
        every = list(store.articles())

    assert [len(page) for page in pages if len(page) > 1]
    assert all(len(page) == 1 or sum(len(a.body) for a in page) <= LIMIT for page in pages)
    assert len({article.id for page in pages for article in page}) == len(stories)
    assert len({article.id for article in every}) == len(stories)
    assert pending == []


def test_an_archive_is_the_same_whatever_the_memory(
    dateline: Command, write: Write, place: Path, little_memory: None
) -> None:
    """Filing, annotating and indexing in small portions loses nothing."""
    stories = map(story, range(30))
    ran = dateline("ingest", write("a.jsonl", json_lines(*stories)), "--jobs", "2")
    assert ran.out == "30 found: 30 added\n"
    assert dateline("index", "check").code == 0
    with Store.open(place / "db") as store:
        assert store.annotations.unannotated_count(annotation_version()) == 0
    assert dateline("index", "rebuild").code == 0
    assert dateline("count", "council").out == "30\n"
