from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dateline.store import Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where an archive would keep its store; its name is as hard as a person may choose it."""
    return tmp_path / "50 % of all? #1" / "db"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with Store.open(folder, create=True, clock=lambda: datetime(2025, 7, 18, 12, tzinfo=UTC)) as it:
        yield it
