"""The checks of the store's tables."""

from __future__ import annotations

from pathlib import Path

from sqlite_steps import counted_steps
from store_builders import intake_item, open_store

from tests.databases import on_sqlite


@on_sqlite
def test_checks_of_twice_as_many_articles_take_twice_as_long(folder: Path) -> None:
    """In steps of SQLite's machine; four times as many would mean that each article is compared
    with all."""
    few, many = _steps(folder / "few", 300), _steps(folder / "many", 600)

    assert few > 10
    assert many < 2.5 * few


def _steps(folder: Path, articles: int) -> int:
    with open_store(folder, create=True) as store:
        store.file([intake_item(f"record {number}", ordinal=number) for number in range(articles)])
    with counted_steps() as steps, open_store(folder) as store:
        begun = next(steps)
        assert [*store.checks.damages()]
        return next(steps) - begun
