"""Lists that count the same articles say the same numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Command, json_lines, story

_SOURCES = (
    ("Post", "post.example"),
    ("Post", "money.post.example"),
    ("POST", None),
    ("Washington Post", "washington.example"),
    ("Post Opinion", "post.example"),
    (None, "post.example"),
    ("El País", None),
    ("El Pais", None),
    ("El País", None),
    (None, None),
)


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_sources(
    dateline: Command,
    write: Callable[[str, str | bytes], Path],
    monkeypatch: pytest.MonkeyPatch,
    engine: str,
) -> None:
    """`sources`, the facet, and `source:` with the whole name find the same articles."""
    monkeypatch.setenv("DATELINE_ENGINE", engine)
    stories = [
        {**story(number), "source": {"name": name, "domain": domain}}
        for number, (name, domain) in enumerate(_SOURCES)
    ]
    assert dateline("ingest", write("stories.jsonl", json_lines(*stories))).code == 0

    listed = dateline("sources", "--articles", "--json").json["sources"]
    sources = {
        source["name"] or source["domain"] or "unknown": source["articles"] for source in listed
    }
    facet = dateline("search", "*", "--facet", "source", "--json").json["facets"]["source"]

    assert sources == {
        "Post": 3,
        "El País": 3,
        "Washington Post": 1,
        "Post Opinion": 1,
        "post.example": 1,
        "unknown": 1,
    }
    assert {value["value"]: value["articles"] for value in facet} == sources
    assert [len(source["listed"]) for source in listed] == [s["articles"] for s in listed]
    for name, articles in sources.items():
        own_domain = name == "post.example"  # two articles with a name have this domain as well
        found = dateline("count", f'source:"{name}"', "--json").json["articles"]
        assert found == articles + 2 * own_domain, name
    assert dateline("count", "source:post").out == "6\n"
    assert dateline("count", "-has:source").out == "1\n"


def test_copies(dateline: Command, write: Callable[[str, str | bytes], Path]) -> None:
    """`info` and `is:copy` count exact and near copies of earlier articles."""
    lines = [f"Sentence {n} of the report tells of harbor {n * 13} and tide {n}." for n in range(9)]
    texts = ("\n\n".join(lines), "\n\n".join(lines[1:]), "\n\n".join(lines), "A zebra was found.")
    stories = [{"title": f"Title {n}", "text": text} for n, text in enumerate(texts)]
    assert dateline("ingest", write("stories.jsonl", json_lines(*stories))).code == 0

    assert dateline("info", "--json").json["copies"] == 2
    assert dateline("count", "is:copy").out == "2\n"


def test_facets_of_time(dateline: Command, write: Callable[[str, str | bytes], Path]) -> None:
    """All years and months in order of time, as CSV; the most frequent ones keep that order. They
    add up to the total: what has no month counts as its year, and what has no date as undated."""
    dates = ["2024-12-01", *(f"2025-{month:02}-03" for month in range(1, 13))]
    dates += ["2025-07", "2024", ""]
    stories = [{**story(number), "date": date} for number, date in enumerate(dates)]
    assert dateline("ingest", write("stories.jsonl", json_lines(*stories))).code == 0

    ran = dateline("search", "*", "--facet", "month=all", "--limit", "0", "--csv")
    assert ran.code == 0
    months = [f"2025-{month:02}" for month in range(1, 13)]
    counts = {"2025-07": 2}
    assert ran.out.splitlines() == [
        "facet,value,articles",
        "month,2024,1",
        "month,2024-12,1",
        *(f"month,{month},{counts.get(month, 1)}" for month in months),
        "month,undated,1",
    ]
    assert dateline("count", "*").out == "16\n"
    both = ("--facet", "year", "--facet", "month=2")
    found = dateline("search", "*", *both, "-n", "0", "--json").json
    assert found["hits"] == []
    assert found["facets"]["year"] == [
        {"value": "2024", "articles": 2},
        {"value": "2025", "articles": 13},
        {"value": "undated", "articles": 1},
    ]
    assert [value["value"] for value in found["facets"]["month"]] == ["2024", "2025-07"]
    table = dateline("search", "*", *both, "-n", "0")
    assert table.out.split() == [
        *("year", "2", "2024", "13", "2025", "1", "undated"),
        *("month", "1", "2024", "2", "2025-07", "and", "13", "more"),
    ]
    assert dateline("search", "zebra", "--facet", "year=all", "-n", "0", "--csv").code == 1
    for wrong in (("--csv",), ("--jsonl", "-n", "0"), ("--count", "-n", "0")):
        assert dateline("search", "*", "--facet", "year", *wrong).code == 2
    assert dateline("search", "*", "--facet", "year=few").code == 2
