"""No exception of an engine's library reaches people: each becomes one of Dateline's."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import random
import re
import sys
from pathlib import Path

import pytest
import tantivy
import whoosh

from dateline.errors import ArchiveDamaged, UsageError
from dateline.search.analysis import Analyzer
from dateline.search.engine_query import Everything, TermKind
from dateline.search.engines.base import Check, Engine, EngineRequest, Order, put_all
from dateline.search.index import ENGINES
from dateline.search.indexed import Document
from dateline.search.planner import plan
from dateline.search.query.parser import parse

ANALYZER = Analyzer("en")


def stories(number: int) -> list[Document]:
    return [
        Document(f"{n:016x}", {"title": (f"Fog {n}",), "body": ("Old quay. " * n,)}, "The Example")
        for n in range(number)
    ]


def ask_everything(engine: Engine) -> None:
    for text in ("fog", '"old quay"', "-fog", "title:fog", "date:2025", "quay*"):
        engine_query = plan(parse(text), ANALYZER, engine).engine_query
        engine.search(engine_query, EngineRequest(limit=None, facets=("source",)))
        engine.search(engine_query, EngineRequest(order=Order.NEWEST))
    list(engine.terms("id", TermKind.VALUES))
    engine.count()


# What tantivy's Rust can raise in Python, by the names that its library is linked to, and what
# the engine makes of it. A new one here is to be looked at.
OF_TANTIVY = {
    "ValueError": "whatever goes wrong in tantivy itself: ArchiveDamaged",
    "BaseException": "the root of a panic: ArchiveDamaged",
    "SystemError": "the root of a panic where Python has no better: as that",
    "KeyError": "a document's field that is not there, as only a bug would ask for",
    "OverflowError": "a number out of range, as only a bug would give",
    "TypeError": "a wrong argument, as only a bug would give",
    "RuntimeError": "a writer used after its end, as only a bug would do",
    "AttributeError": "the import of the module",
    "ImportError": "the import of the module",
    "Exception": "the root of others",
    "UnicodeDecodeError": "a text from Python that is none; is a ValueError",
    "DeprecationWarning": "not an error",
    "UserWarning": "not an error",
}


def test_all_that_tantivy_raises_is_known() -> None:
    """Every exception that the compiled library names has been decided on."""
    library = next(Path(tantivy.__file__).parent.glob("tantivy*.so")).read_bytes()

    named = {name.decode() for name in re.findall(rb"PyExc_([A-Za-z]+)", library)}
    assert named
    assert named <= set(OF_TANTIVY)
    own = {name for name, found in vars(tantivy).items() if isinstance(found, type)}
    assert not [name for name in own if issubclass(getattr(tantivy, name), BaseException)]


# Whoosh's own exceptions. Those that its files can cause become ArchiveDamaged, which is tested
# with damaged files; the others no call of the engine can raise.
OF_WHOOSH = {
    "whoosh.filedb.filestore.StorageError": "ArchiveDamaged",
    "whoosh.filedb.filestore.ReadOnlyError": "a StorageError",
    "whoosh.filedb.filetables.FileFormatError": "ArchiveDamaged",
    "whoosh.index.LockError": "ArchiveBusy",
    "whoosh.index.IndexError": "ArchiveDamaged",
    "whoosh.index.IndexVersionError": "an IndexError",
    "whoosh.index.OutOfDateError": "an IndexError",
    "whoosh.index.EmptyIndexError": "an IndexError",
    "whoosh.reading.CorruptIndexError": "ArchiveDamaged",
    "whoosh.reading.TermNotFound": "postings are asked for through matchers, which look first",
    "whoosh.reading.ReaderClosed": "a reader is closed when its searcher is given up",
    "whoosh.codec.base.OutOfOrderError": "terms are sorted before they are written",
    "whoosh.fields.FieldConfigurationError": "the schema is fixed",
    "whoosh.fields.UnknownFieldError": "fields are those of the schema",
    "whoosh.matching.mcore.ReadTooFar": "matchers are asked whether they are active",
    "whoosh.matching.mcore.NoQualityAvailable": "qualities are not asked for",
    "whoosh.query.qcore.QueryError": "queries are built, not parsed",
    "whoosh.searching.NoTermsException": "terms of matches are not asked for",
    "whoosh.searching.TimeLimit": "no collector with a time limit is used",
    "whoosh.writing.IndexingError": "a writer is used once, by its engine",
}
# The parts of Whoosh that are not used, or that cannot be imported any more.
NOT_USED = re.compile(
    r"whoosh\.(analysis|automata|codec\.whoosh2|lang|qparser|support|util"
    r"|filedb\.(filepostings|filereading|filewriting|gae|misc|pools))"
)


@pytest.mark.filterwarnings("ignore")
def test_all_that_whoosh_raises_is_known() -> None:
    """Every exception that the parts of Whoosh in use define has been decided on."""
    found = set()
    for module in pkgutil.walk_packages(whoosh.__path__, "whoosh."):
        if NOT_USED.match(module.name):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, type) and issubclass(value, Exception):
                found.add(f"{value.__module__}.{name}")

    assert {name for name in found if name.startswith("whoosh.")} - set(OF_WHOOSH) == set()


# Whoosh leaves the file that it failed to read to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("name", ENGINES)
def test_any_wrong_byte_is_an_answer_or_damage(
    tmp_path: Path, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Whatever single byte is changed, and however far down Rust gives up, nothing but
    ArchiveDamaged comes out."""
    folder = tmp_path / name
    engine = ENGINES[name](str(folder), ANALYZER)
    put_all(engine, stories(60))
    dice = random.Random(3)
    files = [path for path in sorted(folder.iterdir()) if path.stat().st_size]
    hints = set()
    answered = 0
    for _ in range(150):
        path = dice.choice(files)
        data = path.read_bytes()
        at = dice.randrange(len(data))
        path.unlink()  # the old bytes stay as they are for whoever has them mapped
        path.write_bytes(data[:at] + bytes([data[at] ^ dice.randrange(1, 256)]) + data[at + 1 :])
        try:
            ask_everything(ENGINES[name](str(folder), ANALYZER))
            answered += 1
        except ArchiveDamaged as error:
            hints.add(error.hint)
        path.unlink()
        path.write_bytes(data)
    assert answered < 120
    assert len(hints) == 1
    assert "dateline index rebuild" in str(hints)
    gc.collect()  # here, where the warnings about those files are ignored
    assert capfd.readouterr().err == ""  # Rust reports nothing of its own when it gives up


@pytest.mark.parametrize("name", ENGINES)
def test_a_bug_of_ours_is_no_damage(tmp_path: Path, name: str) -> None:
    """What the caller's own test of a document raises comes out as it is."""
    engine = ENGINES[name](str(tmp_path / name), ANALYZER)
    put_all(engine, stories(3))

    def broken(_document: Document) -> bool:
        raise ValueError("on purpose")

    with pytest.raises(ValueError, match="on purpose"):
        engine.search(Everything(), EngineRequest(check=Check(Everything(), broken, {})))
    engine.close()


def test_tantivy_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, the engine is wrong usage, and the hint is the line that installs it."""
    monkeypatch.setitem(sys.modules, "tantivy", None)
    monkeypatch.delitem(sys.modules, "dateline.search.engines.tantivy.engine", raising=False)

    with pytest.raises(UsageError) as raised:
        ENGINES["tantivy"](str(tmp_path / "tantivy"), ANALYZER)
    assert 'pip install "dateline[tantivy]"' in (raised.value.hint or "")
    assert not (tmp_path / "tantivy").exists()
