"""What an engine on disk does: reopening, other processes, damage."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from dateline.errors import ArchiveBusy, ArchiveDamaged
from dateline.search.engines.base import EngineRequest, Order, put_all
from dateline.search.query.parser import parse
from dateline.search.results.pages import run_query
from tests.contract.builders import ANALYZER, ARTICLES, OnDisk, document, found_ids, search


def test_a_reopened_index_has_what_was_written(open_engine: OnDisk) -> None:
    """What was written is there when the index is opened again."""

    first = open_engine()
    put_all(first, ARTICLES)
    first.close()

    again = open_engine()
    assert again.count() == len(ARTICLES)
    assert found_ids(again, '"old bridge"') == "a"


def test_a_second_writer_is_refused_as_busy(open_engine: OnDisk) -> None:
    """While one writing is open, another is refused as busy, and searches go on."""

    one, other = open_engine(), open_engine()
    put_all(one, ARTICLES)

    with one.writing() as writer:
        writer.put(document("g", "Sun."))
        for each in (one, other):
            with pytest.raises(ArchiveBusy), each.writing():
                pass
        assert found_ids(other, "bridge") == "abf"

    assert found_ids(other, "sun") == "g"
    put_all(other, [document("h", "Sun.")])
    assert found_ids(one, "sun") == "gh"


OTHER_PROCESS = """
import os, sys
from dateline.search.analysis import Analyzer
from dateline.search.indexed import Document
from dateline.search.index import ENGINES
engine = ENGINES[os.path.basename(sys.argv[1])](sys.argv[1], Analyzer("en"))
with engine.writing() as writer:
    writer.put(Document("g", {"body": ("Sun.",)}, "The Example"))
    writer.drop("a")
    print("writing", flush=True)
    sys.stdin.readline()
print("written", flush=True)
"""


def test_another_process_keeps_this_one_from_writing(open_engine: OnDisk, folder: Path) -> None:
    """A writing of another process keeps this one from writing, and is seen once it ends."""

    engine = open_engine()
    put_all(engine, ARTICLES)
    with subprocess.Popen(
        [sys.executable, "-c", OTHER_PROCESS, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdin
        assert other.stdout
        assert other.stdout.readline() == "writing\n"
        with pytest.raises(ArchiveBusy), engine.writing():
            pass
        assert found_ids(engine, "bridge OR sun") == "abf"

        print(file=other.stdin, flush=True)
        assert other.stdout.readline() == "written\n"

    assert found_ids(engine, "bridge OR sun") == "bfg"
    assert engine.count() == len(ARTICLES)


def test_a_killed_writer_leaves_nothing_behind(open_engine: OnDisk, folder: Path) -> None:
    """A writing whose process is killed leaves nothing behind, not even a lock."""

    engine = open_engine()
    put_all(engine, ARTICLES)
    with subprocess.Popen(
        [sys.executable, "-c", OTHER_PROCESS, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == "writing\n"
        other.kill()

    assert found_ids(engine, "bridge OR sun") == "abf"
    put_all(engine, [document("g", "Sun.")])
    assert found_ids(engine, "bridge OR sun") == "abfg"


def ask_everything(open_engine: OnDisk) -> None:
    engine = open_engine()
    for text in (
        *("fog", "-fog", '"old bridge"', "date:2025", "title:fog", "lead:fog", "caption:ferry"),
        *("source:beispiel", "url:example"),
    ):
        search(engine, parse(text), limit=9)
    run_query(parse("fog"), engine, ANALYZER, EngineRequest(order=Order.NEWEST))
    engine.count()


def damage_reported(open_engine: OnDisk) -> tuple[str, str, int]:
    with pytest.raises(ArchiveDamaged) as raised:
        ask_everything(open_engine)
    return raised.value.message, raised.value.hint or "", raised.value.exit_code


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.usefixtures("written")
@pytest.mark.parametrize("damage", ["emptied", "cut", "removed"])
def test_any_damaged_file_is_reported_as_damage(
    open_engine: OnDisk, folder: Path, damage: str
) -> None:
    """Whichever of an index's files is damaged, it is reported as damage with what to do."""

    files = {path: path.read_bytes() for path in folder.iterdir()}
    errors = []
    for path, data in files.items():
        if not data or path.name == ".managed.json":
            continue  # a lock, or tantivy's list of what it may clear away
        if damage == "removed":
            path.unlink()
        else:
            path.write_bytes(data[: len(data) // 2] if damage == "cut" else b"")
        errors.append(damage_reported(open_engine))
        path.write_bytes(data)
    gc.collect()  # here, where the warnings about those files are ignored

    assert len(errors) >= 2  # a table of contents and a segment, at the least
    for message, hint, exit_code in errors:
        assert str(folder) in message
        assert "dateline index rebuild" in hint
        assert exit_code == 4
    ask_everything(open_engine)


@pytest.mark.usefixtures("written")
def test_a_folder_with_other_files_is_no_index(open_engine: OnDisk, folder: Path) -> None:
    """A folder with other files in it is no index, and is not taken for an empty one."""

    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "notes.txt").write_text("Not an index.", encoding="utf-8")

    with pytest.raises(ArchiveDamaged):
        open_engine()
    assert [path.name for path in folder.iterdir()] == ["notes.txt"]


@pytest.mark.usefixtures("written")
def test_a_writing_that_is_interrupted_as_it_ends_is_whole(
    open_engine: OnDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C at each moment at which files are brought to the disk: the index has the change or has
    it not, and can be opened; another writing goes on."""
    fsync, left = os.fsync, 0

    def interrupted(descriptor: int) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise KeyboardInterrupt
        fsync(descriptor)

    for at in range(1, 9):
        engine = open_engine()
        left = at
        with monkeypatch.context() as patched, suppress(KeyboardInterrupt):
            patched.setattr(os, "fsync", interrupted)
            put_all(engine, [document(f"new{at}", "Sun over the quay.")])
        engine.close()
        again = open_engine()
        assert again.count() == len(list(again.ids()))
        put_all(again, [document(f"new{at}", "Sun over the quay.")])
        assert again.count() == len(ARTICLES) + at
        again.close()
