"""What Dateline exports, Dateline reads, with the same fields."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import dateline as library
from dateline import Article, open_archive
from tests.conftest import Command, json_lines

_FIELDS = (
    *("title", "subtitle", "authors", "credit", "dateline", "language", "section", "source", "url"),
    *("summary", "body", "captions"),
)
_BODY = (
    "Ministers of both ports met on Monday to sign a treaty on fishing.\n\n"
    "“We agree,” said one of them, * and 5 < 6 & [that] was `all`.\n\n"
    "1. is no list, # is no heading, and _nothing_ here is markup."
)
STORIES = [
    {
        "title": "Harbor plan: -agreed- #1",
        "subtitle": "The tides decide",
        "text": _BODY,
        "authors": ["Ann Lee", "José Ñandú"],
        "creditline": "AFP",
        "published": "2025-07-18T14:30:00+05:00",
        "updated": "2025-07-19T10:00:00+05:00",
        "url": "https://post.example/a/plan",
        "publisher": "Harbor Post",
        "section": "World",
        "language": "en",
        "summary": ["The first of the points", "And the second of them"],
        "caption": "A ship in the harbor. Photo: Jim Lens",
        "keywords": ["harbor", "tides"],
    },
    {"title": "Only a month", "text": _BODY.replace("Monday", "Friday"), "published": "2025-03"},
    {"title": "Only a year", "text": _BODY.replace("Monday", "Sunday"), "published": "1987"},
]


def _archived(dateline: Command, write: Any, place: Path) -> dict[str, Article]:
    dateline("ingest", write("stories.jsonl", json_lines(*STORIES)))
    assert dateline("tag", "+to cite", "*").code == 0
    with open_archive(place) as archive:
        articles = map(archive.article, archive.ids("*"))
        return {str(article.title): article for article in articles}


def _read(path: Path) -> list[Article]:
    files = path.iterdir() if path.is_dir() else (path,)
    return [one for file in files for one in library.read(file.read_bytes(), name=file.name)]


@pytest.mark.parametrize("form", ["jsonl", "csv", "md"])
def test_what_is_read_back_has_the_same_fields(
    form: str, dateline: Command, write: Any, place: Path, tmp_path: Path
) -> None:
    """Every field with its value, and dates as precise as they were printed. A note in Markdown has
    keywords and tags, which both are words that it is under; in a table a summary is one text."""
    was = _archived(dateline, write, place)
    out = tmp_path / f"out.{form}"
    assert dateline("export", "--to", form, "--out", out).code == 0
    read = {str(article.title): article for article in _read(out)}

    assert sorted(read) == sorted(was)
    for title, article in read.items():
        for field in _FIELDS:
            now, before = getattr(article, field), getattr(was[title], field)
            if (form, field) == ("csv", "summary"):
                now, before = " ".join(now), " ".join(before)
            assert now == before, field
        for field in ("published", "updated"):
            now, before = getattr(article, field), getattr(was[title], field)
            assert (now and (now.value, now.offset)) == (before and (before.value, before.offset))
        tags = ("to cite",) if form == "md" else ()
        assert [word.replace("-", " ") for word in article.keywords] == [
            *was[title].keywords,
            *tags,
        ]
