"""Whatever is removed, the archive is as if it had never come, and the index follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from file_dice import Dice

from dateline.store import Store
from dateline.values.article import ArchivedArticle
from dateline.values.intake import IntakeItem


class Followed:
    """A store, and what an index would have that only ever looks at what is pending."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._indexed: dict[str, ArchivedArticle] = {}

    def state(self) -> dict[str, object]:
        """All that the store gives out."""
        pending = self.store.pending
        for _, id in (removed := pending.removed()):
            self._indexed.pop(id, None)
        changes = pending.oldest(999)
        self._indexed.update((article.id, article) for _, article in changes)
        pending.clear([*removed, *((number, article.id) for number, article in changes)])
        articles = list(self.store.articles())
        assert self._indexed == {article.id: article for article in articles}
        versions = {id: self.store.versions(id) for id in self.store.ids()}
        assert_copies_are_right(versions)
        originals = {one.original.sha256 for each in versions.values() for one in each}
        return {
            "articles": articles,
            "versions": versions,
            "stories": {id: self.store.story(id) for id in versions},
            "occurred": {sha: self.store.occurred(sha) for sha in originals},
            "failures": self.store.failures(),
            "counts": self.store.counts(),
        }

    def without_copies(self) -> dict[str, object]:
        """The state but for which of several articles with one text is the copy: once texts have
        changed, that depends on the order of all that was ever done."""
        state = self.state()
        versions = {id: list(map(uncopied, self.store.versions(id))) for id in self.store.ids()}
        counts = replace(self.store.counts(), copies=0)
        articles = list(map(uncopied, self.store.articles()))
        return {**state, "articles": articles, "versions": versions, "counts": counts}

    def run(self, files: list[list[IntakeItem]]) -> int:
        number = self.store.runs.begin("ingest", [])
        for items in files:
            self.store.file(items, run=number)
        self.store.runs.end(number, {"found": 0})
        return number


def uncopied(article: ArchivedArticle) -> ArchivedArticle:
    return replace(article, copy_of=None)


def assert_copies_are_right(versions: dict[str, tuple[ArchivedArticle, ...]]) -> None:
    """What an article is a copy of is here, is no copy, and has or had its text."""
    for *_, article in versions.values():
        if article.copy_of is not None:
            first = versions[article.copy_of]
            assert first[-1].copy_of is None
            assert article.body in {version.body for version in first}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Followed]:
    with opened(tmp_path / "db") as it:
        yield Followed(it)


def opened(folder: Path) -> Store:
    return Store.open(folder, create=True, clock=lambda: datetime(2025, 7, 18, 12, tzinfo=UTC))


@pytest.mark.parametrize("addresses", [False, True])
@pytest.mark.parametrize("seed", range(5))
def test_runs_taken_back_one_by_one(store: Followed, seed: int, addresses: bool) -> None:
    """From the last to the first, each leaves the state before it: articles, stories and paths;
    also of files and records that several runs found. With addresses, versions too. Then it can be
    done again."""
    state = store.without_copies if addresses else store.state
    dice, chance = Dice(seed), Random(seed)
    known: list[list[IntakeItem]] = []
    states, batches = [state()], []
    for _ in range(4):
        files = [dice.file(addresses=addresses) for _ in range(4)]
        files += chance.sample(known, min(2, len(known)))
        known += files
        batches.append(files)
    for _ in range(2):
        runs = []
        for files in batches:
            runs.append(store.run(files))
            states.append(state())
        for number in reversed(runs):
            states.pop()
            previewed = store.store.runs.preview(number)
            assert store.store.runs.undo(number) == previewed
            assert state() == states[-1]


@pytest.mark.parametrize("seed", range(8))
def test_what_is_removed_has_never_been(store: Followed, tmp_path: Path, seed: int) -> None:
    """Runs taken back in any order, and articles deleted, leave what an archive has that got only
    the rest."""
    dice, chance = Dice(seed), Random(seed)
    runs = {}
    for _ in range(4):
        files = [dice.file(addresses=False) for _ in range(4)]
        runs[store.run(files)] = files
    for number in chance.sample(list(runs), 2):
        store.store.runs.undo(number)
        del runs[number]
    deleted = set(chance.sample(store.store.ids(), 3))
    store.store.deletions.delete(deleted, reason="court")
    left = store.state()
    with opened(tmp_path / "other") as other:
        fresh = Followed(other)
        gone = {title_of(left, id) for id in deleted}
        assert gone == {None}
        for files in runs.values():
            kept = [[item for item in items if id_of(item) not in deleted] for items in files]
            fresh.run([items for items in kept if items])
        assert shown(left) == shown(fresh.state())


def id_of(item: IntakeItem) -> str:
    return sha256(f"record:{item.record_digest}".encode()).hexdigest()[:16]


def title_of(state: dict[str, object], id: str) -> str | None:
    articles = state["articles"]
    assert isinstance(articles, list)
    return next((article.title for article in articles if article.id == id), None)


def shown(state: dict[str, object]) -> list[tuple[object, ...]]:
    """Of each article what does not depend on the numbers of runs."""
    articles = state["articles"]
    assert isinstance(articles, list)
    return [
        (article.id, article.title, article.body, article.copy_of, article.story, article.version)
        for article in articles
    ]
