"""An archive of a stranger is opened: whatever its index files hold, none of it is run."""

from __future__ import annotations

import os
import pickle
import re
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.errors import ArchiveDamaged
from dateline.search.analysis import Analyzer
from dateline.search.engine_query import Everything
from dateline.search.engines.base import EngineRequest, put_all
from dateline.search.engines.tantivy import schema as tantivy_schema
from dateline.search.engines.whoosh import writer as whoosh_writer
from dateline.search.index import ENGINES
from dateline.search.indexed import Document
from tests.conftest import ROOT, Command, json_lines, story

STORIES = 3
Write = Callable[[str, str | bytes], Path]


class _Command:
    """Unpickling it makes a folder: it could as well run any command."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, (str(self._folder),)


@pytest.fixture
def folder_made_if_run(tmp_path: Path) -> Path:
    return tmp_path / "run"


@pytest.fixture
def pickled(folder_made_if_run: Path) -> bytes:
    """A pickle that makes the folder; that it does so is seen here."""
    data = pickle.dumps(_Command(folder_made_if_run))
    pickle.loads(data)
    folder_made_if_run.rmdir()
    return data


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, dateline: Command, write: Write) -> str:
    """An archive of a few articles in this engine."""
    dateline("ingest", write("dump.jsonl", json_lines(*map(story, range(STORIES)))))
    assert dateline("index", "rebuild", "--engine", request.param).code == 0
    return str(request.param)


def forms_of(pickled: bytes) -> dict[str, bytes]:
    """The pickle where a reader of some format may come upon it."""
    packed = zlib.compress(pickled)
    return {
        "bare": pickled,
        "packed": packed,
        "with a checksum": b"%08x\n" % zlib.crc32(pickled) + pickled,
        "as the directory at the end": b"-" + pickled + (len(pickled) + 1).to_bytes(8, "big"),
        "as the packed directory": b"z" + packed + (len(packed) + 1).to_bytes(8, "big"),
        "as text": pickled.hex().encode(),
    }


@pytest.mark.usefixtures("engine")
def test_a_pickle_in_any_file_of_an_index_is_not_run(
    dateline: Command,
    place: Path,
    tmp_path: Path,
    pickled: bytes,
    folder_made_if_run: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """From the archive's folder and from one below it. The files that the engine reads are damaged:
    one line, a hint, exit code 4. Without the stamp or the commit the index is rebuilt."""
    below = place / "notes" / "july"
    below.mkdir(parents=True)
    index = place / "index"
    whole = shutil.copytree(place, tmp_path / "whole")
    damaged = set()
    for name in [path.relative_to(index) for path in index.rglob("*") if path.is_file()]:
        for form, data in forms_of(pickled).items():
            for part in ("db", "index"):  # a rebuild changes both
                shutil.rmtree(place / part)
                shutil.copytree(whole / part, place / part)
            (index / name).write_bytes(data)
            for folder in (below, place):
                monkeypatch.chdir(folder)
                ran = dateline("search", "--count", "harbor")
                assert not folder_made_if_run.exists(), (name, form)
                if ran.code == 4:
                    damaged.add(name.name)
                    message, hint = ran.err.splitlines()
                    assert message.startswith("dateline: the index in ")
                    assert "dateline index rebuild" in hint
                else:
                    assert (ran.code, ran.out) == (0, f"{STORIES}\n"), (name, form, ran)
    assert len(damaged) >= 2
    assert not damaged & {"stamp", "commit"}
    assert dateline("index", "rebuild").code == 0
    assert dateline("search", "--count", "harbor").out == f"{STORIES}\n"


@pytest.mark.parametrize("name", ENGINES)
def test_a_pickle_as_a_stored_document_is_not_run(
    tmp_path: Path,
    name: str,
    pickled: bytes,
    folder_made_if_run: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nor where an article would be, in an index that is whole otherwise."""
    for module in (tantivy_schema, whoosh_writer):
        monkeypatch.setattr(module, "to_bytes", lambda _stored: pickled)
    engine = ENGINES[name](str(tmp_path / name), Analyzer("en"))
    put_all(engine, [Document("1" * 16, {"title": ("Fog",), "body": ("Fog.",)}, "The Example")])
    engine.close()
    monkeypatch.undo()

    engine = ENGINES[name](str(tmp_path / name), Analyzer("en"))
    with pytest.raises(ArchiveDamaged):
        engine.search(Everything(), EngineRequest()).read(0)
    assert not folder_made_if_run.exists()
    engine.close()


# Pickles between processes of one run never lie in an archive.
ALLOWED = {
    "ingest/pool.py": "results of our own worker processes, through pipes of their own",
    "values/fast_pickle.py": "how values pickle; it reads none",
    "values/annotations.py": "values that workers return",
    "readers/text/markdown.py": "yaml.load with BaseLoader, which makes texts, lists and dicts",
}
RUNS_CODE = re.compile(
    r"\b(pickle|marshal|shelve|dill|yaml\.load|yaml\.unsafe\w*)\b|\b(eval|exec)\("
)


def test_no_module_reads_what_can_run_code() -> None:
    """Neither pickles nor marshal, eval, exec or YAML objects, but for the modules that say why."""
    source = ROOT / "src" / "dateline"
    found = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if any(
            RUNS_CODE.search(line)
            for line in path.read_text(encoding="utf-8").splitlines()
            if not line.lstrip().startswith("#")
        )
    }

    assert found - set(ALLOWED) == set()
    markdown = (source / "readers" / "text" / "markdown.py").read_text(encoding="utf-8")
    assert set(re.findall(r"yaml\.load\(.*", markdown)) == {"yaml.load(text, yaml.BaseLoader)"}
