"""Whatever several writers file at once, the archive ends as if one had come after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from pathlib import Path
from threading import Barrier

import pytest
from file_dice import Dice

from dateline.store import Store
from dateline.values.intake import IntakeItem
from tests.databases import PostgreSql

Batch = list[IntakeItem]
State = frozenset[tuple[object, ...]]


def state(store: Store) -> State:
    """Of each article its versions, the article that it is a copy of, and the first one of its
    story, all by the names of their records."""
    versions = {id: store.versions(id) for id in store.ids()}
    names = {id: found[0].title for id, found in versions.items()}
    return frozenset(
        (
            *(version.title for version in found),
            ("copy of", names.get(found[-1].copy_of or "")),
            ("in story", names[found[-1].story]),
            ("pending", id in store.pending.ids()),
        )
        for id, found in versions.items()
    )


def orders(one: Sequence[Batch], other: Sequence[Batch]) -> Iterator[list[Batch]]:
    """Every order of the batches of two writers, each of which keeps its own order."""
    number = len(one) + len(other)
    for places in combinations(range(number), len(one)):
        mine, theirs = iter(one), iter(other)
        yield [next(mine) if place in places else next(theirs) for place in range(number)]


@pytest.mark.parametrize("seed", range(12))
def test_two_writers_at_once_are_one_after_the_other(
    seed: int, postgresql: PostgreSql, tmp_path: Path
) -> None:
    """Both file articles, versions of the same addresses and near copies of the same texts; some
    files come to both."""
    dice = Dice(seed)
    one = [dice.file(addresses=True) for _ in range(2)]
    other = [
        dice.file(addresses=True),
        one[seed % 2] if seed % 3 == 0 else dice.file(addresses=True),
    ]
    address = postgresql.new()
    start = Barrier(2)

    def write(batches: Sequence[Batch]) -> None:
        with Store.open(tmp_path / "db", server=address) as store:
            start.wait()
            for batch in batches:
                store.file(batch)

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(write, (one, other)))

    with Store.open(tmp_path / "db", server=address) as store:
        found = state(store)
    expected = set[State]()
    for number, order in enumerate(orders(one, other)):
        with Store.open(tmp_path / str(number), create=True) as store:
            for batch in order:
                store.file(batch)
            expected.add(state(store))
    assert found in expected
