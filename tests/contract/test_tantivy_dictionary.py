"""tantivy's documents are packed with a dictionary as soon as there are enough of them."""

from __future__ import annotations

from pathlib import Path
from random import Random
from string import ascii_lowercase

import pytest

from dateline.errors import ArchiveDamaged
from dateline.search.analysis import Analyzer
from dateline.search.engine_query import Everything
from dateline.search.engines.base import EngineRequest, put_all
from dateline.search.engines.tantivy.engine import TantivyEngine
from dateline.search.indexed import Document

ANALYZER = Analyzer("en")
ENOUGH = 300
WORDS = ["".join(Random(number).choices(ascii_lowercase, k=9)) for number in range(500)]


def document(number: int) -> Document:
    dice = Random(number)
    parts = (" ".join(dice.choices(WORDS, k=30)) for _ in range(2))
    return Document(
        f"{number:016x}", {"title": (f"Report {number}",), "body": tuple(parts)}, "The Example"
    )


def everything(engine: TantivyEngine) -> dict[str, Document]:
    return {m.hit.id: m.document for m in engine.search(Everything(), EngineRequest(None)).best}


def size_bytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.glob("*.store"))


def test_documents_from_before_and_after_it(tmp_path: Path) -> None:
    """What was packed without a dictionary, with one, and while one was waited for reads back
    the same, replaced and dropped ones too, by an engine that was open all the time."""
    few, many = [document(n) for n in range(9)], [document(n) for n in range(9, 9 + 2 * ENOUGH)]
    engine, reader = (TantivyEngine(str(tmp_path / "index"), ANALYZER) for _ in range(2))

    put_all(engine, few)
    assert everything(reader) == {one.id: one for one in few}
    assert not (tmp_path / "index" / "dictionary").exists()

    with engine.writing() as writer:
        writer.put(many[0]._replace(source="Another"))
        writer.put(many[1])
        writer.drop(many[1].id)
        for one in (many[0], *many[2:]):
            writer.put(one)

    kept = {one.id: one for one in (*few, many[0], *many[2:])}
    assert (tmp_path / "index" / "dictionary").exists()
    assert everything(reader) == everything(engine) == kept
    assert everything(TantivyEngine(str(tmp_path / "index"), ANALYZER)) == kept


def test_it_makes_the_index_smaller(tmp_path: Path) -> None:
    """So many documents in one writing take less than two thirds of what they take in two, of
    which neither has enough to make a dictionary."""
    documents = [document(number) for number in range(2 * ENOUGH - 2)]
    for name, step in (("with", len(documents)), ("without", ENOUGH - 1)):
        engine = TantivyEngine(str(tmp_path / name), ANALYZER)
        for start in range(0, len(documents), step):
            put_all(engine, documents[start : start + step])

    assert 3 * size_bytes(tmp_path / "with") < 2 * size_bytes(tmp_path / "without")


@pytest.mark.parametrize("torn", [b"", b"torn", None])
def test_a_torn_dictionary(tmp_path: Path, torn: bytes | None) -> None:
    """An index whose dictionary is torn or gone still lists, and says that it is damaged where
    a document is to be read."""
    folder = tmp_path / "index"
    put_all(TantivyEngine(str(folder), ANALYZER), map(document, range(ENOUGH)))
    if torn is None:
        (folder / "dictionary").unlink()
    else:
        (folder / "dictionary").write_bytes(torn)

    best = TantivyEngine(str(folder), ANALYZER).search(Everything(), EngineRequest(1)).best

    assert best[0].hit.title == "Report 0"
    with pytest.raises(ArchiveDamaged):
        best[0].read()
