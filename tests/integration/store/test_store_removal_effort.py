"""The work of removing many articles, while as many others stay."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_steps import counted_statements, counted_steps
from store_builders import intake_item

from dateline.store import Store


def _deleted(store: Store, run: int, ids: list[str]) -> None:
    assert len(store.deletions.delete(ids, reason="measured").articles) == len(ids)


def _taken_back(store: Store, run: int, ids: list[str]) -> None:
    assert len(store.runs.undo(run).articles) == len(ids)


@pytest.mark.parametrize("remove", [_deleted, _taken_back])
def test_twice_as_many_articles_are_twice_the_work(
    folder: Path, remove: Callable[[Store, int, list[str]], None]
) -> None:
    """In steps of SQLite's machine; four times as many would mean that each article that goes is
    compared with all that stay. Statements do not grow with the articles, but by thousands."""
    steps, statements = _work(folder / "few", 300, remove)
    more_steps, more_statements = _work(folder / "many", 600, remove)

    assert steps > 100
    assert more_steps < 2.5 * steps
    assert more_statements < 1.2 * statements + 20


def _work(
    folder: Path, articles: int, remove: Callable[[Store, int, list[str]], None]
) -> tuple[int, int]:
    """The thousands of steps, and the statements, to remove so many of twice as many."""
    with Store.open(folder, create=True) as store:
        runs = [store.runs.begin("ingest", [name]) for name in ("stay", "go")]
        for run in runs:
            items = [_item(f"{run} {number}", number) for number in range(articles)]
            ids = [outcome.id or "" for outcome in store.file(items, run=run)]
    with counted_steps() as steps, counted_statements() as statements, Store.open(folder) as store:
        begun = next(steps), next(statements)
        remove(store, runs[-1], ids)
        return next(steps) - begun[0], next(statements) - begun[1]


def _item(record: str, ordinal: int):
    """An article with a file and a text of its own, long enough to have sixteen keys."""
    body = " ".join(f"{record}-{word}" for word in range(60))
    return intake_item(record, body=body, file=record.encode(), path=record, ordinal=ordinal)
