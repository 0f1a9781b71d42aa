"""How well an archive in one language ranks when other languages are in it."""

from __future__ import annotations

import pytest
from benchmarks import ranking

from dateline.search.index import ENGINES
from tests.eval.floors import DATA, data_folder

pytestmark = pytest.mark.data


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", ranking.SOURCES)
def test_other_languages_change_no_ranking(name: str, engine: str) -> None:
    """One article in a hundred with a wrong language, and one in another language, change the
    measure of an English collection by at most .002."""
    data_folder("retrieval", name)
    data_folder("pages", "fu_odd")
    collection = ranking.load(DATA, name)
    documents = ranking.indexed(collection)
    alone = ranking.engine_score(engine, collection, documents)

    found = ranking.engine_score(engine, collection, list(ranking.mixed(documents, DATA)))
    print(f"{name}, {engine}: {found:.4f} with other languages, {alone:.4f} alone")
    assert abs(found - alone) <= 0.002
