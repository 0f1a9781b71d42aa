"""Engines on a server, each with an index of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from dateline.search.analysis import Analyzer
from dateline.search.engines.base import Engine
from dateline.search.engines.opensearch.engine import OpenSearchEngine, create
from dateline.search.engines.opensearch.server import Server

_NUMBERS = "test-writings"
_names: dict[int, str] = {}


@contextmanager
def engine_on(address: str, analyzer: Analyzer) -> Iterator[Engine]:
    """A new, empty engine on the server, which is gone afterwards."""
    server, index = Server(address), f"test-{uuid4().hex}"
    create(server, index, _NUMBERS, {})
    engine = OpenSearchEngine(server, index, _NUMBERS, analyzer)
    _names[id(engine)] = index
    yield engine
    engine.close()
    server.ask("DELETE", f"/{_names.pop(id(engine))}")


def name_of(engine: Engine) -> str:
    """The name of its index on the server."""
    return _names[id(engine)]
