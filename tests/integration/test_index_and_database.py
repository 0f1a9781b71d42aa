"""An index belongs to its database: any other pair is noticed before the first answer."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from dateline import open_archive
from dateline.ingest.lock import writing_lock
from dateline.search.index import ENGINES
from dateline.settings import load
from dateline.store import Store
from dateline.store.pending import PendingChanges
from tests.conftest import SEEDS, Command, json_lines, story

Write = Callable[[str, str | bytes], Path]
Ingest = Callable[[range], Path]


@pytest.fixture
def ingest(dateline: Command, write: Write) -> Ingest:
    """Ingest these stories, each of which has the word “harbor”; return their file."""

    def run(numbers: range) -> Path:
        file = write(f"{numbers.start}-{numbers.stop}.jsonl", json_lines(*map(story, numbers)))
        assert dateline("ingest", file).code == 0
        return file

    return run


def put_back(saved: Path, place: Path) -> None:
    """The folder is as it was saved."""
    shutil.rmtree(place)
    shutil.copytree(saved, place)


def rebuilt(dateline: Command, engine: str) -> None:
    assert dateline("index", "rebuild", "--engine", engine).code == 0


def older_index(dateline: Command, place: Path, ingest: Ingest, saved: Path) -> int:
    """index/ of a backup, and db/ of today."""
    ingest(range(3))
    shutil.copytree(place / "index", saved)
    ingest(range(3, 5))
    put_back(saved, place / "index")
    return 5


def older_database(dateline: Command, place: Path, ingest: Ingest, saved: Path) -> int:
    """db/ of a backup, and index/ of today."""
    ingest(range(3))
    shutil.copytree(place / "db", saved)
    ingest(range(3, 5))
    put_back(saved, place / "db")
    return 3


def parted_database(dateline: Command, place: Path, ingest: Ingest, saved: Path) -> int:
    """db/ of a backup, which got as many other articles since, and index/ of today."""
    ingest(range(3))
    shutil.copytree(place, saved)
    ingest(range(3, 5))
    shutil.copytree(place / "index", saved.with_name("newer"))
    for part in ("db", "index"):
        put_back(saved / part, place / part)
    ingest(range(5, 7))
    put_back(saved.with_name("newer"), place / "index")
    return 5


def other_archive(dateline: Command, place: Path, ingest: Ingest, saved: Path) -> int:
    """index/ of another archive, with as many articles and changes."""
    ingest(range(10, 13))
    shutil.copytree(place / "index", saved)
    for part in ("db", "index"):
        shutil.rmtree(place / part)
    ingest(range(2))
    put_back(saved, place / "index")
    return 2


def new_database(dateline: Command, place: Path, ingest: Ingest, saved: Path) -> int:
    """db/ moved away, and some of the files ingested again."""
    ingest(range(3))
    shutil.move(place / "db", saved)
    ingest(range(2))
    return 2


def ingested_again(dateline: Command, place: Path, ingest: Ingest, saved: Path) -> int:
    """index/ of a backup, and the newest files ingested again, which changes nothing."""
    articles = older_index(dateline, place, ingest, saved)
    ingest(range(3, 5))
    return articles


PAIRS = (older_index, older_database, parted_database, other_archive, new_database, ingested_again)


CASES = (
    *(("whoosh", pair, "search") for pair in PAIRS),
    *(
        ("whoosh", pair, first)
        for pair in (older_index, older_database)
        for first in ("info", "index info", "index check", "index sync", "index rebuild")
    ),
    ("tantivy", older_database, "search"),
)


@pytest.mark.parametrize(("engine", "pair", "first"), CASES)
def test_a_wrong_pair_never_counts_wrong(
    dateline: Command,
    place: Path,
    ingest: Ingest,
    tmp_path: Path,
    engine: str,
    pair: Callable[..., int],
    first: str,
) -> None:
    """Whatever is asked first, and whichever engine it is: no command states a wrong number, and
    the next search has all articles of the database, and no others."""
    ingest(range(20, 21))
    rebuilt(dateline, engine)
    articles = pair(dateline, place, ingest, tmp_path / "saved")
    articles += pair is not other_archive and pair is not new_database

    if first == "search":
        assert dateline("search", "--count", "harbor").out == f"{articles}\n"
    elif first == "info":
        found = dateline("info", "--json").json
        assert (found["articles"], found["indexed"] in (0, articles)) == (articles, True)
    elif first == "index info":
        found = dateline("index", "info", "--json").json
        assert found["documents"] in (0, articles)
        assert found["documents"] or found["rebuild_reason"]
    elif first == "index check":
        ran = dateline("index", "check")
        assert ran.code == 0
        assert "rebuilds it" in ran.out or ran.out.startswith(f"{articles} articles, {articles} in")
    else:
        assert dateline(*first.split()).code == 0

    assert dateline("search", "--count", "harbor").out == f"{articles}\n"
    for id in dateline("search", "harbor", "--format", "ids").out.split():
        assert dateline("show", id).code == 0
    assert dateline("index", "check").code == 0
    assert dateline("info", "--json").json["indexed"] == articles


@pytest.mark.parametrize("engine", ENGINES)
def test_a_commit_that_was_not_confirmed_is_known(
    dateline: Command, place: Path, ingest: Ingest, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that ends between the commit of the index and the one of the database leaves no
    reason to rebuild."""
    ingest(range(3))
    rebuilt(dateline, engine)

    def killed(_self: PendingChanges, _changes: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(PendingChanges, "clear", killed)
        with pytest.raises(SystemExit), open_archive(place) as archive:
            archive.ingest([_file(place, range(3, 5))])
    folder = place / "index" / (place / "index" / "stamp").read_text().split()[-1]
    kept = {path.name for path in folder.iterdir()}

    found = dateline("index", "info", "--json").json
    assert (found["documents"], found["rebuild_reason"], found["stale"]) == (5, "", True)
    assert dateline("search", "--count", "harbor").out == "5\n"
    assert kept & {path.name for path in folder.iterdir()} > {"commit"}


def _file(place: Path, numbers: range) -> Path:
    file = place / "more.jsonl"
    file.write_text(json_lines(*map(story, numbers)), encoding="utf-8")
    return file


def test_changed_tables_are_looked_at_and_then_trusted(
    dateline: Command, place: Path, ingest: Ingest
) -> None:
    """VACUUM changes the count of table changes: the index stays as it is, and once it has been
    compared, searches need no database again."""
    ingest(range(3))
    contents = place / "index" / "whoosh" / "contents"
    written = contents.stat().st_mtime_ns
    with closing(sqlite3.connect(place / "db" / "dateline.sqlite")) as connection:
        connection.execute("VACUUM")

    for _ in range(2):
        assert dateline("search", "--count", "harbor").out == "3\n"
    assert contents.stat().st_mtime_ns == written
    os.rename(place / "db" / "originals", place / "elsewhere")
    assert dateline("search", "--count", "harbor").out == "3\n"


def test_changes_of_another_process_are_seen_at_once(place: Path, ingest: Ingest) -> None:
    """Also while their process has the database open, and they are in SQLite's log alone."""
    ingest(range(3))
    with open_archive(place) as archive:
        assert archive.search("harbor").total == 3
        with Store.of(load(str(place), {})) as store, open_archive(place) as other:
            assert store.counts().articles == 3
            other.ingest([_file(place, range(3, 5))])
            assert archive.search("harbor").total == 5
            store.pending.add_all()
            assert (place / "db" / "dateline.sqlite-wal").stat().st_size > 0
            assert archive.index.info().stale
            assert archive.search("harbor").total == 5
            assert not archive.index.info().stale


def test_a_wrong_index_that_cannot_be_rebuilt_now_counts_nothing(
    dateline: Command, place: Path, ingest: Ingest, tmp_path: Path
) -> None:
    """While another process writes, a search says that it found nothing yet because nothing is
    searched, and a count has no answer: the archive is busy."""
    articles = older_database(dateline, place, ingest, tmp_path / "saved")

    with writing_lock(load(str(place), {}), alone=True):
        search = dateline("search", "harbor")
        assert f"{articles} changes are not searched yet" in search.err
        for command in (
            ("count", "harbor"),
            ("events", "harbor"),
            ("similar", str(next(SEEDS.iterdir()))),
        ):
            ran = dateline(*command)
            assert (ran.code, ran.out) == (5, ""), command

    assert dateline("count", "harbor").out == f"{articles}\n"
