"""`dateline index`: the index made anew, in another engine, brought up to date, and checked."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline import open_archive
from dateline.ingest.lock import writing_lock
from dateline.search import checksums
from dateline.search.analysis import Analyzer
from dateline.search.engines.base import Engine
from dateline.search.index import ENGINES
from dateline.search.indexed import Document
from dateline.settings import load
from dateline.store import Store
from tests.conftest import Command, Kept, json_lines, story
from tests.databases import on_sqlite

STORIES = 12
Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def filled(dateline: Command, kept: Kept, place: Path, write: Write) -> None:
    """An archive of twelve articles in this folder."""
    dump = write("dump.jsonl", json_lines(*map(story, range(STORIES))))
    kept("index commands", place, lambda: dateline("ingest", dump))


def in_use(place: Path) -> Path:
    """The folder of the engine in use."""
    return place / "index" / (place / "index" / "stamp").read_text().split()[-1]


def total(dateline: Command) -> int:
    found: int = dateline("search", "harbor", "--json").json["total"]
    return found


@pytest.mark.usefixtures("filled")
def test_the_engine_is_remembered(dateline: Command, place: Path, write: Write) -> None:
    """An index rebuilt in another engine stays in it: for searches, ingests, further rebuilds,
    and when it has to be made anew because of another language."""
    ran = dateline("index", "rebuild", "--engine", "tantivy")

    assert ran.code == 0
    assert ran.out.startswith(f"{STORIES} articles in a new tantivy index of ")
    assert total(dateline) == STORIES
    dateline("ingest", write("more.jsonl", json_lines(story(99))))
    assert total(dateline) == STORIES + 1
    dateline("index", "rebuild")
    assert dateline("index", "info", "--json").json["engine"] == "tantivy"

    with open_archive(place, language="de") as archive:
        assert archive.search("harbor").total == STORIES + 1
        info = archive.index.info()
    assert (info.engine, info.language, info.stale) == ("tantivy", "de", False)


@pytest.mark.usefixtures("filled")
def test_any_engine_can_follow_any(dateline: Command, place: Path) -> None:
    """A rebuild to any engine, also the same one, leaves nothing of the old index."""
    for engine in ("whoosh", "tantivy", "tantivy", "tantivy", "whoosh", "whoosh"):
        assert dateline("index", "rebuild", "--engine", engine).code == 0
        assert total(dateline) == STORIES
        folders = [path for path in (place / "index").iterdir() if path.is_dir()]
        assert folders == [in_use(place)]
        assert {path.name for path in (place / "index").iterdir()} == {folders[0].name, "stamp"}


@pytest.mark.usefixtures("filled")
def test_info_prints_the_state_of_the_index(dateline: Command) -> None:
    """The engine, versions, language, documents, size, and whether it is stale."""
    found = dateline("index", "info", "--json").json

    assert (found["engine"], found["language"], found["documents"]) == ("whoosh", "en", STORIES)
    assert found["library"].startswith("whoosh3 ")
    assert found["size_bytes"] > 1000
    assert int(found["schema"]) > 0
    assert int(found["analysis"]) > 0
    assert (found["stale"], found["pending"]) == (False, 0)
    assert "whoosh3" in dateline("index", "info").out


@pytest.mark.usefixtures("filled")
def test_sync_indexes_what_is_pending(dateline: Command, place: Path) -> None:
    """Pending changes are indexed and counted; then the index is current."""
    shutil.rmtree(place / "index")
    assert dateline("index", "info", "--json").json["stale"]

    assert dateline("index", "sync").out == f"{STORIES} articles indexed\n"
    assert dateline("index", "sync").out == "the index is current\n"
    assert not dateline("index", "info", "--json").json["stale"]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("engine", ENGINES)
def test_check_names_missing_and_surplus_articles(
    dateline: Command, place: Path, engine: str
) -> None:
    """Articles that the index lost, and those that are in it alone, are named; the exit code is
    4, and a rebuild mends it."""
    dateline("index", "rebuild", "--engine", engine)
    check = dateline("index", "check", "--json")
    assert check.code == 0
    assert check.json["agrees"]
    assert (check.json["articles"], check.json["indexed"]) == (STORIES, STORIES)
    lost = dateline("search", "harbor", "--format", "ids").out.splitlines()[:2]
    behind_our_back = ENGINES[engine](str(in_use(place)), Analyzer("en"))
    with behind_our_back.writing() as writer:
        for id in lost:
            writer.drop(id)
        writer.put(Document("f" * 16, {"body": ("Nobody filed this.",)}, "The Example"))
    behind_our_back.close()
    checksums.write(str(in_use(place)))  # else the files are damaged, and nothing is compared

    torn = dateline("index", "check")
    assert torn.code == 4
    assert torn.out == "12 articles, 11 in the index, 0 pending, 2 missing, 1 surplus\n"
    assert all(f"missing: {id}\n" in torn.err for id in lost)
    assert f"surplus: {'f' * 16}\n" in torn.err
    assert sorted(dateline("index", "check", "--json").json["missing"]) == sorted(lost)

    assert dateline("index", "rebuild").code == 0
    assert dateline("index", "check").code == 0


@pytest.mark.usefixtures("filled")
def test_what_is_pending_is_not_missing(dateline: Command, place: Path) -> None:
    """An index that is only stale agrees with the database."""
    with Store.of(load(str(place), {})) as store:
        store.pending.add_all()
    shutil.rmtree(place / "index")

    found = dateline("index", "check", "--json")
    assert found.code == 0
    assert (found.json["indexed"], found.json["pending"]) == (0, STORIES)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (r"schema=\d+", "schema=0", r"built with other versions \(schema 0, not \d+\)"),
        (r"analysis=\d+", "analysis=0", r"built with other versions \(analysis 0, not \d+\)"),
        (" en ", " de ", r"built with other versions \(language de, not en\)"),
        (r"whoosh$", "whoosh-2", "the files of the index are missing"),
        (".*", "", "there is no index yet"),
    ],
    ids=["schema", "analysis", "language", "files", "index"],
)
def test_an_index_to_be_rebuilt_is_not_compared(
    dateline: Command, place: Path, before: str, after: str, why: str
) -> None:
    """An index that the next search rebuilds is not at fault: one line says so, and no
    article of it is called missing."""
    stamp = place / "index" / "stamp"
    stamp.write_text(re.sub(before, after, stamp.read_text().strip()))

    check = dateline("index", "check")
    assert (check.code, check.err) == (0, "")
    (line,) = check.out.splitlines()
    assert re.search(f"{why}: the next search or “dateline index rebuild” rebuilds it$", line)
    found = dateline("index", "check", "--json").json
    assert (found["agrees"], found["pending"]) == (True, STORIES)
    assert line.startswith(found["rebuild_reason"])
    assert line in dateline("index", "info").out

    assert total(dateline) == STORIES
    assert dateline("index", "info", "--json").json["rebuild_reason"] == ""
    assert dateline("index", "check").out.startswith(f"{STORIES} articles, {STORIES} in the index")


@pytest.mark.usefixtures("filled")
def test_a_rebuild_indexes_what_was_pending(dateline: Command, place: Path) -> None:
    """The new index is current, whatever the old one lacked."""
    with Store.of(load(str(place), {})) as store:
        store.pending.add_all()

    dateline("index", "rebuild")

    info = dateline("index", "info", "--json").json
    assert (info["stale"], info["pending"], info["documents"]) == (False, 0, STORIES)


@pytest.mark.usefixtures("filled")
def test_an_open_archive_uses_the_rebuilt_index(dateline: Command, place: Path) -> None:
    """An archive that was open before somebody rebuilt the index answers from the new one."""
    with open_archive(place) as archive:
        assert archive.search("harbor").total == STORIES
        dateline("index", "rebuild", "--engine", "tantivy")
        assert archive.search("harbor").total == STORIES
        assert archive.index.info().engine == "tantivy"


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("command", ["sync", "rebuild"])
def test_a_busy_archive_is_refused(dateline: Command, place: Path, command: str) -> None:
    """While another process writes, these exit with 5, and the index still answers searches."""
    with writing_lock(load(str(place), {}), alone=True):
        assert dateline("index", command).code == 5
        assert total(dateline) == STORIES
        assert dateline("index", "check").code == 0


@pytest.mark.usefixtures("filled")
def test_check_refuses_a_state_that_changes(
    dateline: Command, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another process changes between the look at the database and that at the index would
    pass for a fault: then there is no answer, and the exit code is 5."""
    made = ENGINES["whoosh"]

    def after_a_change(folder: str, analyzer: Analyzer) -> Engine:
        with Store.of(load(str(place), {})) as store:
            store.pending.add_all()
        return made(folder, analyzer)

    monkeypatch.setitem(ENGINES, "whoosh", after_a_change)  # type: ignore[misc]

    assert dateline("index", "check").code == 5


@pytest.mark.usefixtures("filled")
def test_engines_that_are_missing_are_refused(
    dateline: Command, monkeypatch: pytest.MonkeyPatch, place: Path
) -> None:
    """An unknown engine, or one that is not installed, changes nothing and prints a hint."""
    unknown = dateline("index", "rebuild", "--engine", "xapian")
    assert unknown.code == 2
    assert "whoosh, tantivy" in unknown.err

    monkeypatch.setitem(sys.modules, "tantivy", None)
    monkeypatch.delitem(sys.modules, "dateline.search.engines.tantivy.engine", raising=False)
    missing = dateline("index", "rebuild", "--engine", "tantivy")
    assert missing.code == 2
    assert 'pip install "dateline[tantivy]"' in missing.err
    assert total(dateline) == STORIES


@on_sqlite
def test_without_an_archive_there_is_no_index(dateline: Command) -> None:
    """If nothing was ingested, the index commands exit with an error."""
    for command in ("sync", "rebuild", "check", "info"):
        assert dateline("index", command).code == 2


def test_a_rebuild_that_is_interrupted_has_its_own_words(
    filled: None, dateline: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was being ingested: what remains is the old index."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dateline.ingest.index.put_all", interrupted)
    ran = dateline("index", "rebuild")
    assert ran.code == 130
    assert ran.err.strip() == (
        "interrupted; the old index stays in use, and the next “dateline index rebuild” resumes"
    )
