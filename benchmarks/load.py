"""Lets processes ingest, edit, tag, search and rebuild at once in one archive, and compares what it
has at the end with what each of them was told.

    python -m benchmarks.load [--minutes 2] [--processes 8] [--engine whoosh] [--seed 0]

The only error that a process may get is ArchiveBusy. At the end the archive must have exactly the
articles and versions that the balances add up to, a run for each balance, each tag on the articles
that it was put on, the last correction of each article, every article in the index, and nothing
that `verify` finds damaged. With --operations N, each process does so many, however long it takes.

Every second process keeps the archive open; the others open it for each operation, as commands do.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from dateline import Archive, ArchiveBusy, Disposition, open_archive
from tests.conftest import json_lines, story

_SHARED = 40  # stories that several processes bring, in more than one version
_PATIENCE_S = 0.5  # how long at most somebody waits before the next try
_NO_CLOCK = "record_timeout = 3600\n"  # else a busy machine would make a record a failure


@dataclass
class Told:
    """What one process did, and what the archive told it."""

    done: Counter[str] = field(default_factory=Counter)
    busy: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    ended: Counter[Disposition] = field(default_factory=Counter)
    runs: int = 0
    tags: dict[str, str] = field(default_factory=dict)  # the article of each tag
    sections: dict[str, str] = field(default_factory=dict)  # the last one of each article
    texts: list[str] = field(default_factory=list)  # a word that each ingested file brought


class Worker:
    """One process: what it does is chosen by chance, of its seed and number."""

    def __init__(self, place: Path, number: int, own: str, options: argparse.Namespace) -> None:
        self._place, self._number, self._options = place, number, options
        self._chance = random.Random(f"{options.seed} {number}")
        self._own = [own]
        self._count = 0
        self.told = Told()

    def work(self) -> Told:
        """Work for so many minutes or operations as the options say."""
        until = time.monotonic() + self._options.minutes * 60
        operations = self._options.operations
        actions: list[Callable[[Archive], None]] = [
            *(self._ingest, self._tag, self._edit, self._search) * 4,
            self._rebuild,
        ]
        stays = open_archive(self._place) if self._number % 2 else None
        while self._count < operations if operations else time.monotonic() < until:
            self._count += 1
            opened: AbstractContextManager[Archive] = (
                nullcontext(stays) if stays else open_archive(self._place)
            )
            self._try(self._chance.choice(actions), opened)
        if stays:
            stays.close()
        return self.told

    def _try(
        self, action: Callable[[Archive], None], opened: AbstractContextManager[Archive]
    ) -> None:
        name = action.__name__.lstrip("_")
        try:
            with opened as archive:
                action(archive)
            self.told.done[name] += 1
        except ArchiveBusy:
            self.told.busy[name] += 1
            time.sleep(self._chance.uniform(0, _PATIENCE_S))
        except Exception:  # noqa: BLE001 - it is what the report is about
            self.told.wrong.append(f"{name}: {traceback.format_exc()}")

    def _ingest(self, archive: Archive) -> None:
        word = f"word{self._number}x{self._count}"
        own = [
            story(number, text=f"The harbor of {word} has {number} piers.", url=f"https://a.org/{word}/{number}")
            for number in range(self._chance.randint(1, 5))
        ]  # fmt: skip
        shared = self._chance.randrange(_SHARED)
        text = f"Edition {self._chance.randrange(3)} on the harbor of town {shared}."
        own.append(story(shared, text=text, url=f"https://b.org/{shared}"))
        file = self._place.parent / f"{word}.jsonl"
        file.write_text(json_lines(*own))
        balance = archive.ingest([file])
        self.told.runs += 1
        self.told.texts.append(word)
        self.told.ended.update(outcome.disposition for outcome in balance.outcomes)
        if not balance.adds_up or balance.failures:
            self.told.wrong.append(f"a balance does not add up: {balance}")
        self._own += [one.id for one in balance.outcomes[:-1] if one.id]

    def _tag(self, archive: Archive) -> None:
        id = self._chance.choice(sorted(archive.ids("harbor")))
        name = f"tag{self._number}x{self._count}"
        archive.curation.tag([id], add=[name])
        self.told.tags[name] = id

    def _edit(self, archive: Archive) -> None:
        # Nobody else edits these articles, so that it is known which edit was the last.
        id, section = self._chance.choice(self._own), f"section {self._count}"
        archive.curation.edit(id, {"section": section})
        self.told.sections[id] = section

    def _search(self, archive: Archive) -> None:
        found = archive.search("harbor", limit=20)
        for hit in found.hits:
            assert archive.article(hit.id).id == hit.id

    def _rebuild(self, archive: Archive) -> None:
        archive.index.rebuild(self._options.engine)


def worked(place: Path, number: int, own: str, options: argparse.Namespace) -> Told:
    """The work of one process, which has one article of its own."""
    warnings.simplefilter("ignore", UserWarning)  # of changes that are not searched yet
    return Worker(place, number, own, options).work()


def wrong_sums(place: Path, told: list[Told]) -> list[str]:
    """What the archive has that nobody was told, and the reverse."""
    ended = sum((one.ended for one in told), Counter[Disposition]())
    with open_archive(place) as archive:
        counts = archive.counts()
        versions = ended[Disposition.ADDED] + ended[Disposition.COPY] + ended[Disposition.VERSION]
        sums = {
            "versions": (counts.versions, versions),
            "articles": (counts.articles, versions - ended[Disposition.VERSION]),
            "articles in the index": (archive.count("*"), counts.articles),
            "runs": (len(archive.runs.all()), sum(one.runs for one in told)),
            "damages": (archive.verify().damages, ()),
            "index agrees": (archive.index.check().agrees, True),
        }
        for one in told:
            sums |= {
                f"tag {tag}": (archive.ids(f"tag:{tag}"), {id}) for tag, id in one.tags.items()
            }
            sums |= {
                f"section of {id}": (archive.article(id).section, section)
                for id, section in one.sections.items()
            }
            sums |= {f"search {word}": (archive.count(word) > 0, True) for word in one.texts}
    return [f"{what}: {has}, not {be}" for what, (has, be) in sums.items() if has != be]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=2)
    parser.add_argument("--operations", type=int, default=0)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--engine", default="whoosh")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place, first = Path(folder) / "archive", Path(folder) / "first.jsonl"
        first.write_text(json_lines(*map(story, range(options.processes))))
        place.mkdir()
        (place / "dateline.toml").write_text(_NO_CLOCK)
        with open_archive(place) as archive:
            balance = archive.ingest([first])
            archive.index.rebuild(options.engine)
        owned = [str(outcome.id) for outcome in balance.outcomes]
        with ProcessPoolExecutor(options.processes, multiprocessing.get_context("spawn")) as pool:
            jobs = [
                pool.submit(worked, place, number, own, options) for number, own in enumerate(owned)
            ]
            told = [job.result() for job in jobs]
        told.append(Told(ended=Counter(each.disposition for each in balance.outcomes), runs=1))
        wrong = [line for one in told for line in one.wrong] + wrong_sums(place, told)
    done, busy = Counter[str](), Counter[str]()
    for one in told:
        done += one.done
        busy += one.busy
    print(json.dumps({"done": done, "busy": busy, "wrong": wrong}, indent=1))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
