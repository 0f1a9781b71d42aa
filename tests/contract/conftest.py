"""Every engine, empty and filled, in memory and on disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.search.engines.base import Engine, put_all
from dateline.search.engines.memory import MemoryEngine
from dateline.search.index import ENGINES
from tests.contract.builders import ANALYZER, ARTICLES, OnDisk
from tests.servers.engines import engine_on


@pytest.fixture(params=["memory", "whoosh", "tantivy", "opensearch"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    made: Engine
    if request.param == "opensearch":
        with engine_on(request.getfixturevalue("search_server"), ANALYZER) as made:
            yield made
        return
    if request.param == "memory":
        made = MemoryEngine(ANALYZER)
    else:
        made = ENGINES[request.param](str(tmp_path / "index"), ANALYZER)
    yield made
    made.close()


@pytest.fixture
def articles(engine: Engine) -> Engine:
    put_all(engine, ARTICLES)
    return engine


@pytest.fixture(params=ENGINES)
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Where an index of the engine is, which the folder is named after."""
    return tmp_path / "index" / request.param


@pytest.fixture
def open_engine(folder: Path) -> Iterator[OnDisk]:
    opened: list[Engine] = []

    def open_one() -> Engine:
        opened.append(ENGINES[folder.name](str(folder), ANALYZER))
        return opened[-1]

    yield open_one
    for each in opened:
        each.close()


@pytest.fixture
def written(open_engine: OnDisk) -> None:
    engine = open_engine()
    put_all(engine, ARTICLES)
    engine.close()
