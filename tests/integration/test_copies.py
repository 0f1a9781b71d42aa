"""`show --copies` lists the near copies of an article; none of them is dropped."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from tests.conftest import Command, json_lines

REPORT = [
    f"Sentence {n} of the agency's report tells of harbor {n * 13} and tide {n}." for n in range(12)
]


def report(title: str, *, dropped: int | None = None) -> dict[str, object]:
    return {
        "title": title,
        "source": title.split()[0],
        "text": "\n\n".join(sentence for n, sentence in enumerate(REPORT) if n != dropped),
    }


def test_near_copies_are_listed_and_kept(dateline: Command, tmp_path: Path) -> None:
    """Each paper's form of one report is an article, found by a search, and lists the others
    with their similarity; an article without copies exits with 1."""
    other = {"title": "Zebra found", "text": "A zebra was found on Monday, and nobody knows why."}
    lines = json_lines(report("Post first"), report("Herald cut", dropped=5), report("Post again"))
    (tmp_path / "all.jsonl").write_text(lines + json_lines(other))
    ran = dateline("ingest", tmp_path / "all.jsonl", "--json").json
    first, cut, again, zebra = (article["id"] for article in ran["articles"])

    assert (ran["added"], ran["copies"]) == (3, 1)
    assert dateline("search", "harbor", "--json").json["total"] == 3
    found = dateline("show", first, "--copies", "--json").json
    assert (found["id"], found["story"]) == (first, first)
    assert [(c["id"], c["same"], c["source"]) for c in found["copies"]] == [
        (cut, False, "Herald"),
        (again, True, "Post"),
    ]
    assert 0.7 < found["copies"][0]["similarity"] < 1
    rows = list(csv.DictReader(io.StringIO(dateline("show", cut, "--copies", "--csv").out)))
    assert [row["title"] for row in rows] == ["Post first", "Post again"]
    table = dateline("show", first, "--copies").out.splitlines()
    assert table[1].split()[1:3] == [str(int(100 * found["copies"][0]["similarity"])), "%"]
    assert table[2].split()[1] == "same"
    assert len(dateline("show", first, "--copies", "--jsonl").out.splitlines()) == 2
    assert f"near copies: story:{first}" in dateline("show", cut).out
    assert dateline("show", zebra, "--copies").code == 1
    assert "story" not in dateline("show", zebra).out


def test_is_copy_includes_near_copies(dateline: Command, tmp_path: Path) -> None:
    """-is:copy leaves the first of each story. An article that becomes a copy, since a later
    text ties its story to an older one, is one for the next search."""
    rest = [
        f"Sentence {n} of another report tells of {n * 17} boats at pier {n}." for n in range(6)
    ]
    tied = {"title": "Both reports", "text": "\n\n".join((*REPORT, *rest))}
    reports = [report("Post first"), report("Herald cut", dropped=5), report("Post again")]
    reports.append({"title": "Other report", "text": "\n\n".join((*REPORT[6:], *rest))})
    (tmp_path / "first.jsonl").write_text(json_lines(*reports))
    (tmp_path / "then.jsonl").write_text(json_lines(tied))
    dateline("ingest", tmp_path / "first.jsonl")

    def titles(query: str) -> set[str]:
        return {hit["title"] for hit in dateline("search", query, "--json").json["hits"]}

    assert titles("is:copy") == {"Herald cut", "Post again"}
    assert titles("-is:copy") == {"Post first", "Other report"}
    dateline("ingest", tmp_path / "then.jsonl")
    assert titles("is:copy") == {"Herald cut", "Post again", "Other report", "Both reports"}
    assert titles("-is:copy") == {"Post first"}
