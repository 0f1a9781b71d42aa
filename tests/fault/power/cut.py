"""Cuts the power while an operation changes an archive, and looks at what is left.

    python -m tests.fault.power.cut OPERATION [--states 300] [--seed 0]

The operation is one of tests/fault/aborts/operations.py. It is done once, and what it asks of the
system is recorded. From that record come the states of the disk that a power cut may leave at any
moment: see disk.py. In each the archive is verified and repaired, or searched, and the operation,
done again, ends in the undisturbed state. After a cut at the end nothing is done again: all that
was acknowledged is there. Prints a report in JSON.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from dateline import open_archive
from dateline.errors import NoArchive
from tests.fault.aborts.abort import Bench, difference, said_by
from tests.fault.aborts.operations import OPERATIONS
from tests.fault.aborts.whole_state import whole_state
from tests.fault.power.disk import Disk, Keeps, everything, files
from tests.fault.power.trace import Call, traced


@dataclass
class Report:
    """How many changes and syncs an operation has, after how many states of the disk it went on,
    and what was wrong in which."""

    operation: str
    changes: int = 0
    syncs: int = 0
    states: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Cut:
    """The power goes after so many calls, and of what was not synced is kept what `how` says."""

    calls: int
    how: str
    seed: int = 0

    def keeps(self, changes: int) -> Keeps:
        """Which of so many changes are kept."""
        chance = random.Random(self.seed)
        share, last = chance.random(), chance.randint(0, changes)
        kept = [chance.random() < share for _ in range(changes + 1)]
        return {
            "nothing": lambda _number, _is_name: False,
            "names": lambda _number, is_name: is_name,
            "bytes": lambda _number, is_name: not is_name,
            "any": lambda number, _is_name: kept[number],
            "first": lambda number, _is_name: number <= last,
            "first names, any bytes": lambda number, is_name: (
                number <= last if is_name else kept[number]
            ),
        }[self.how]


HOW = ("nothing", "names", "bytes", "any", "first", "first names, any bytes")


def cuts(calls: list[Call], most: int, seed: int) -> Iterator[Cut]:
    """At the end, in all ways that need no chance; before and after syncs, of which the last
    changes are lost; and at random moments."""
    chance = random.Random(seed)
    for how in HOW[:3]:
        yield Cut(len(calls), how)
    syncs = [at for at, call in enumerate(calls) if call.name in ("fsync", "fdatasync")]
    near = [(at + after, how) for at in syncs for after in (0, 1) for how in HOW[:3]]
    for at, how in chance.sample(near, min(len(near), most // 2)):
        yield Cut(at, how)
    while True:
        yield Cut(chance.randrange(len(calls) + 1), chance.choice(HOW), chance.randrange(2**32))


def acknowledged(place: Path) -> dict[str, Any]:
    """What is there after an operation, if nothing is done again: the state of the archive, that of
    one that was restored in it, and the backups."""
    restored, backups = place / "restored", place / "backups"
    return {
        **whole_state(place),
        "restored": whole_state(restored) if restored.exists() else None,
        "backups": dict(files(backups)) if backups.exists() else None,
    }


class Power:
    """A bench whose operation was recorded."""

    def __init__(self, folder: Path, name: str) -> None:
        self.bench = Bench(folder, OPERATIONS[name])
        self.bench.restore()
        self._before = folder / "unplugged"
        shutil.copytree(self.bench.place, self._before)
        act = [sys.executable, "-m", "tests.fault.power.act", name]
        command = [*act, str(self.bench.place), str(self.bench.files)]
        self.calls = traced(command, folder / "trace")
        (folder / "trace").unlink()
        self._check_record()
        self._acknowledged = acknowledged(self.bench.place)

    def _check_record(self) -> None:
        """The record explains every byte that the operation left."""
        found = dict(files(self.bench.place))
        shutil.rmtree(self.bench.place)
        self._disk(len(self.calls)).write(self.bench.place, everything)
        assert dict(files(self.bench.place)) == found

    def changes(self) -> int:
        return self._disk(len(self.calls)).changes

    def after(self, cut: Cut) -> str:
        """What is wrong after the power was cut; "" if nothing is."""
        disk = self._disk(cut.calls)
        shutil.rmtree(self.bench.place)
        disk.write(self.bench.place, cut.keeps(disk.changes))
        return said_by(lambda: self._recovered(cut))

    def _recovered(self, cut: Cut) -> str:
        if cut.seed % 2:
            with open_archive(self.bench.place) as archive, suppress(NoArchive):
                archive.verify(repair=True)
                if left := archive.verify().damages:
                    return f"not repaired: {left}"
        if cut.calls == len(self.calls):
            return difference(acknowledged(self.bench.place), self._acknowledged)
        return self.bench.recover()

    def _disk(self, calls: int) -> Disk:
        """The disk after so many calls."""
        disk = Disk(self.bench.place, like=self._before)
        for call in self.calls[:calls]:
            disk.apply(call)
        return disk


def cut_off(name: str, states: int, seed: int) -> Report:
    """The report on so many states of the disk after the operation with this name was cut off."""
    report = Report(name)
    with tempfile.TemporaryDirectory() as folder:
        power = Power(Path(folder), name)
        report.changes = power.changes()
        report.syncs = sum(call.name in ("fsync", "fdatasync") for call in power.calls)
        for cut in islice(cuts(power.calls, states, seed), states):
            if wrong := power.after(cut):
                report.wrong.append(f"{cut}: {wrong}")
            report.states += 1
    return report


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("operation", choices=OPERATIONS)
    parser.add_argument("--states", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    report = cut_off(options.operation, options.states, options.seed)
    print(json.dumps(vars(report), indent=1))
    sys.exit(bool(report.wrong))


if __name__ == "__main__":
    main()
