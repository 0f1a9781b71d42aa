from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from store_builders import SERVERS, open_store

from dateline.store import Store


@pytest.fixture
def folder(tmp_path: Path, server: str | None) -> Path:
    """A folder for a store in each database system, with a difficult name that a person might
    choose."""
    folder = tmp_path / "50 % of all? #1" / "db"
    SERVERS[folder] = server
    return folder


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with open_store(folder, create=True, clock=lambda: datetime(2025, 7, 18, 12, tzinfo=UTC)) as it:
        yield it
