"""A receipt says what a search found, in which state of the archive; a replay says what changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from dateline import Archive, ArchiveBusy, UsageError, open_archive
from dateline.archive.receipts.file import SCHEMA_VERSION
from dateline.dictionaries.version import annotation_version
from dateline.ingest.lock import writing_lock
from dateline.normalize import NORMALIZER_VERSION
from dateline.schemas.shape import SCHEMA_VERSION as OF_SHAPES
from dateline.search.analysis import ANALYSIS_VERSION
from dateline.search.fields import SCHEMA_VERSION as FIELDS_VERSION
from dateline.settings import load
from tests.conftest import Command, assert_follows, json_lines, story

UNKNOWN = {"language": "en", "normalizer": NORMALIZER_VERSION, "schema": FIELDS_VERSION}
URL = "https://post.example.org/{}"


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    file = tmp_path / "dump.jsonl"
    file.write_text(json_lines(*(story(n, url=URL.format(n)) for n in range(30))))
    return file


@pytest.fixture
def stocked(dateline: Command, dump: Path) -> Command:
    assert dateline("ingest", dump).code == 0
    return dateline


def id_of(archive: Archive, number: int) -> str:
    (id,) = archive.ids(f'title:"Council {number} agrees"')
    return id


def test_a_receipt_has_every_article_that_matches(
    stocked: Command, place: Path, dump: Path
) -> None:
    """All that `count` promises, though a page of two is shown, by id, with the digest of their
    file; and the query, the options and the archive."""
    shown = stocked("search", "--receipt", "r.json", "--limit", "2", "harbor -30", "--json").json
    receipt = json.loads((place / "r.json").read_text())

    assert_follows("receipt", receipt)
    assert SCHEMA_VERSION == OF_SHAPES
    ids = [article["id"] for article in receipt["articles"]]
    with open_archive() as archive:
        assert set(ids) == archive.ids("harbor -30")
        assert ids == sorted(ids)
    assert len(ids) == receipt["total"] == shown["total"] == 30
    assert {each["original"] for each in receipt["articles"]} == {
        sha256(dump.read_bytes()).hexdigest()
    }
    assert {each["coder"] for each in receipt["articles"]} == {annotation_version()}
    assert len({each["content"] for each in receipt["articles"]}) == 30
    assert receipt["archive"]["articles"] == receipt["archive"]["arrival"] == 30
    assert (receipt["parsed"], receipt["options"]["limit"]) == ("harbor NOT 30", 2)
    assert receipt["tree"] == {
        "node": "And",
        "parts": [
            {"node": "Word", "text": "harbor", "field": None},
            {"node": "Not", "part": {"node": "Word", "text": "30", "field": None}},
        ],
    }


def test_nothing_differs_if_nothing_happened(stocked: Command) -> None:
    """Exit code 0, also for a query that nothing matches, and after a rebuild of the index."""
    assert stocked("search", "--receipt", "none.json", "zebra").code == 1
    stocked("search", "--receipt", "all.json", "*")
    stocked("index", "rebuild")

    assert stocked("replay", "none.json").code == 0
    replayed = stocked("replay", "all.json", "--json")
    assert (replayed.code, replayed.json["same"], replayed.json["articles"]) == (0, 30, [])


def test_a_replay_says_what_is_different_and_why(
    stocked: Command, place: Path, tmp_path: Path
) -> None:
    """Added, deleted, a new version, a correction, a tag that is gone: each with its reason."""
    with open_archive() as archive:
        ids = {
            name: id_of(archive, n)
            for n, name in enumerate(["deleted", "edited", "newer", "tagged"])
        }
        archive.curation.tag([ids["tagged"]], add=["port"])
        archive.receipt("harbor OR tag:port", "r.json")
        archive.receipt("tag:port", "t.json")
        archive.deletions.delete([ids["deleted"]], reason="a court says so")
        archive.curation.edit(ids["edited"], {"section": "World"}, reason="printed above it")
        archive.curation.tag([ids["tagged"]], remove=["port"])
    changed = story(2, url=URL.format(2))
    changed["text"] = f"{changed['text']} The towns object."
    (tmp_path / "more.jsonl").write_text(json_lines(changed, story(99, url=URL.format(99))))
    stocked("ingest", tmp_path / "more.jsonl")

    replayed = stocked("replay", "r.json", "--json")
    why = {
        each["id"]: (each["change"], " ".join(each["why"])) for each in replayed.json["articles"]
    }
    with open_archive() as archive:
        added = id_of(archive, 99)

    assert (replayed.code, replayed.json["same"], len(why)) == (1, 27, 4)
    assert why[added][0] == "new"
    assert why[added][1].startswith("added on 20")
    assert why[ids["deleted"]][0] == "gone"
    assert why[ids["deleted"]][1].startswith("deleted by ")
    assert why[ids["deleted"]][1].endswith(": a court says so")
    assert why[ids["edited"]][0] == "changed"
    assert why[ids["edited"]][1].startswith("section corrected by ")
    assert why[ids["newer"]][0] == "changed"
    assert why[ids["newer"]][1].startswith("version 2, added on 20")
    tags = stocked("replay", "t.json", "--jsonl")
    (line,) = map(json.loads, tags.out.splitlines())
    assert (line["id"], line["change"]) == (ids["tagged"], "gone")
    assert "tag “port” taken away by " in line["why"][0]
    table = stocked("replay", "r.json")
    assert "1 new, 1 gone, 2 changed, 27 the same since 20" in table.out
    assert table.out.count("\n") == 9


def test_what_another_archive_finds_is_compared_too(
    stocked: Command, dump: Path, tmp_path: Path
) -> None:
    """The same articles are the same; that it is another archive is said, and is why some lack."""
    stocked("search", "--receipt", "r.json", "harbor")
    lines = dump.read_text().splitlines(keepends=True)
    (tmp_path / "fewer.jsonl").write_text("".join(lines))
    other, less = tmp_path / "other", tmp_path / "less"
    stocked("--archive", other, "ingest", dump)
    dump.write_text("".join(lines[1:]))
    stocked("--archive", less, "ingest", dump)

    same = stocked("--archive", other, "replay", "r.json")
    assert (same.code, "not the archive of the receipt" in same.err) == (0, True)
    gone = stocked("--archive", less, "replay", "r.json", "--json").json
    assert (gone["same_archive"], gone["same"]) == (False, 0)  # it is in another file
    assert {each["change"]: each["why"] for each in gone["articles"]} == {
        "gone": ["it is not in this archive"],
        "changed": ["it comes from another file now"],
    }


def test_yesterday_is_the_day_before_the_receipt(stocked: Command, tmp_path: Path) -> None:
    """A relative date means what it meant."""
    (tmp_path / "dated.jsonl").write_text(json_lines(story(50, date="2024-03-02")))
    stocked("ingest", tmp_path / "dated.jsonl")
    with open_archive() as archive:
        receipt = archive.receipt("date:yesterday", "r.json", today=date(2024, 3, 3))
        assert (receipt.total, receipt.parsed) == (1, "date:2024-03-02..2024-03-02")
        replay = archive.replay("r.json")

    assert (replay.same, replay.articles) == (1, ())


def test_rules_that_changed_are_reasons(stocked: Command, place: Path) -> None:
    """A later Dateline may read the query, or split words, in another way: no article changed."""
    stocked("search", "--receipt", "r.json", "harbor")
    older = edited(lambda values: values.update(query="zebra", rules={"analysis": "6"}))
    (place / "r.json").write_text(older((place / "r.json").read_text()))

    replayed = stocked("replay", "r.json", "--json").json
    assert {tuple(each["why"]) for each in replayed["articles"]} == {
        (
            "the query is read differently: zebra",
            f"analysis 6, now {ANALYSIS_VERSION}",
            *(f"{name} unknown, now {now}" for name, now in UNKNOWN.items()),
        )
    }
    assert {"name": "analysis", "then": "6", "now": str(ANALYSIS_VERSION)} in replayed["rules"]
    assert "note: the query is understood differently" in stocked("replay", "r.json").err


def test_a_receipt_is_exact_or_refused(stocked: Command, place: Path, tmp_path: Path) -> None:
    """While somebody changes the archive, the command says so; the file there stays."""
    stocked("search", "--receipt", "r.json", "harbor")
    before = (place / "r.json").read_bytes()
    with open_archive() as archive, writing_lock(load(".", {}), alone=True):
        archive.ids("harbor")
        archive._connections.store().curation.tag(list(archive.ids("*")), add=["x"])  # unindexed
        with pytest.raises(ArchiveBusy), pytest.warns(UserWarning, match="not searched yet"):
            archive.receipt("harbor", "r.json")
    assert (place / "r.json").read_bytes() == before
    refused = stocked("search", "--receipt", tmp_path / "none" / "r.json", "harbor")
    assert (refused.code, "cannot write" in refused.err) == (2, True)
    assert [path.name for path in place.iterdir() if "r.json" in path.name] == ["r.json"]


def edited(change: Callable[[dict[str, Any]], object]) -> Callable[[str], str]:
    def text(receipt: str) -> str:
        head, _, rest = receipt.partition("\n")
        values = json.loads(head + "]}")
        change(values)
        return f"{json.dumps(values).removesuffix(']}')}\n{rest}"

    return text


NO_RECEIPTS: dict[str, Callable[[str], str]] = {
    "empty": lambda _: "",
    "json": lambda _: "{}",
    "reformatted": lambda text: json.dumps(json.loads(text), indent=1),
    "cut": lambda text: text[: len(text) // 2],
    "cut at a line": lambda text: "".join(text.splitlines(keepends=True)[:5]),
    "longer": lambda text: text + "x\n",
    "deep": lambda text: "[" * 100_000 + text,
    "long line": lambda text: text.replace('"reader": "', '"reader": "' + "x" * 3000),
    "unsorted": lambda text: "\n".join(
        [*text.split("\n")[:1], *reversed(text.split("\n")[1:-2]), *text.split("\n")[-2:]]
    ),
    "digest": lambda text: text.replace('"content": "', '"content": "g', 1),
    "version": edited(lambda values: values.update(schema_version=1)),
    "total": edited(lambda values: values.update(total=10**12)),
    "fewer": edited(lambda values: values.update(total=1)),
    "day": edited(lambda values: values.update(day="yesterday")),
    "match": edited(lambda values: values.update(match="some")),
    "key": edited(lambda values: values.update(more=1)),
    "archive": edited(lambda values: values["archive"].update(id="../etc")),
    "rules": edited(lambda values: values.update(rules={"language": 5})),
    "no query": edited(lambda values: values.update(query="(((")),
}


@pytest.mark.parametrize("kind", NO_RECEIPTS)
def test_what_is_not_a_receipt_is_refused(stocked: Command, place: Path, kind: str) -> None:
    """Exit code 2 and one line, whatever is in the file."""
    stocked("search", "--receipt", "r.json", "harbor")
    (place / "r.json").write_text(NO_RECEIPTS[kind]((place / "r.json").read_text()))

    refused = stocked("replay", "r.json")

    assert (refused.code, refused.out) == (2, "")
    assert "Traceback" not in refused.err


def test_a_pipe_and_a_folder_are_no_receipts(stocked: Command, place: Path) -> None:
    """Nothing waits for what will never come."""
    import os

    os.mkfifo(place / "pipe")
    for name in ("pipe", "db", "nothing"):
        assert stocked("replay", name).code == 2
    with open_archive() as archive, pytest.raises(UsageError, match="cannot be read"):
        archive.replay("nothing")


def test_the_last_run_is_the_one_before_the_receipt(stocked: Command, tmp_path: Path) -> None:
    """A later run is another one; one that is taken back is why its articles are gone."""
    stocked("search", "--receipt", "r.json", "run:last")
    (tmp_path / "more.jsonl").write_text(json_lines(story(99)))
    stocked("ingest", tmp_path / "more.jsonl")
    assert stocked("replay", "r.json", "--json").json["same"] == 30
    stocked("search", "--receipt", "all.json", "*")

    stocked("runs", "undo", "2", "--yes")

    (gone,) = stocked("replay", "all.json", "--json").json["articles"]
    assert gone["change"] == "gone"
    assert gone["why"][0].startswith("run 2 taken back by ")
