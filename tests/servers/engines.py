"""Engines on a server, each with an index of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from dateline.search.analysis import Analyzer
from dateline.search.engines.base import Engine
from dateline.search.engines.opensearch.engine import OpenSearchEngine, create
from dateline.search.engines.opensearch.server import Server


@contextmanager
def engine_on(address: str, analyzer: Analyzer) -> Iterator[Engine]:
    """A new, empty engine on the server, which is gone afterwards."""
    server, index = Server(address), f"test-{uuid4().hex}"
    create(server, index, "test-writings", {})
    engine = OpenSearchEngine(server, index, "test-writings", analyzer)
    yield engine
    engine.close()
    server.ask("DELETE", f"/{index}")
