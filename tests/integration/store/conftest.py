from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dateline.store import Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for a store, with a difficult name that a person might choose."""
    return tmp_path / "50 % of all? #1" / "db"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with Store.open(folder, create=True, clock=lambda: datetime(2025, 7, 18, 12, tzinfo=UTC)) as it:
        yield it
