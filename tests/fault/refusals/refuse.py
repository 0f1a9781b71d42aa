"""Hinders an operation at each of its steps, one after the other, and compares what it ends in.

    python -m tests.fault.refusals.refuse OPERATION [HINDRANCE [MOST]]

HINDRANCE is an error of errno, ENOSPC if none is given, with which a disk refuses what needs room,
see disk.py; or "files", of which too few may be open. The operation is hindered from each of its
steps on, or from MOST of them at equal distances. It must end with an error that says so, or must
have done all of its work. The archive answers a search while it is hindered. Then the operation,
done again without hindrance, ends in the state of one that nothing hindered. Prints a report in
JSON.
"""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from dateline import open_archive
from dateline.errors import NoArchive, ReadError, StorageFailed
from tests.fault.aborts.abort import Bench, difference, said_by
from tests.fault.aborts.operations import OPERATIONS
from tests.fault.aborts.whole_state import whole_state
from tests.fault.refusals.disk import mounted
from tests.fault.refusals.hindrances import DISK, FewFiles, FullDisk, Hindrance, LittleMemory

_DONE = "done"


@dataclass
class Report:
    """How many steps an operation has, at how many of them it was hindered, how often it did all of
    its work nevertheless, and what was wrong."""

    operation: str
    steps: int = 0
    hindered: int = 0
    done: int = 0
    wrong: list[str] = field(default_factory=list)


class Trial:
    """An operation that is hindered."""

    def __init__(self, bench: Bench, hindrance: Hindrance) -> None:
        self._bench, self._hindrance = bench, hindrance

    def steps(self) -> int:
        """How many steps the operation has."""
        return self._hindrance.steps(
            self._bench.restore,
            lambda: said_by(self._act) == said_by(self._said_of_a_record) == _DONE,
        )

    def at(self, step: int) -> tuple[bool, str]:
        """Whether the operation was done in spite of being hindered from this step on, and what was
        wrong, if anything."""
        self._bench.restore()
        self._hindrance.on(step)
        said = said_by(self._act)
        answered = said_by(self._search)
        self._hindrance.off()
        searched = "" if answered == _DONE else f"the search: {answered or 'it died'}"
        if said == _DONE:
            said = said_by(self._said_of_a_record)
        if said == _DONE:
            return True, searched or said_by(self._difference)
        if not self._is_true(said):
            return False, said or "it died"
        return False, searched or self._bench.recover()

    def _act(self) -> str:
        try:
            with self._hindrance.here():
                self._bench.act()
        except Exception as error:  # noqa: BLE001 - it is what is said
            return _message(error)
        return _DONE

    def _said_of_a_record(self) -> str:
        """Why a record of an ingest failed, if it was hindered; else that it is done."""
        with open_archive(self._bench.place) as archive:
            reasons = [failure.reason for failure in archive.failures.all()]
        return next((reason for reason in reasons if self._is_true(reason)), _DONE)

    def _search(self) -> str:
        """That it is done, if a search answers, or says truly why it cannot."""
        try:
            with self._hindrance.here(), open_archive(self._bench.place) as archive:
                archive.search("harbor")
        except NoArchive:  # of a first ingest that could not begin
            return _DONE if not (self._bench.place / "index" / "stamp").exists() else "no archive"
        except Exception as error:  # noqa: BLE001 - it is what is said
            message = _message(error)
            return _DONE if self._is_true(message) else message
        return _DONE

    def _is_true(self, message: str) -> bool:
        """Whether it is one line and says what was refused, by which disk or for which file."""
        _, _, of_file = message.partition(": ")
        begins = (each.startswith(self._hindrance.says) for each in (message, of_file))
        return any(begins) and "\n" not in message

    def _difference(self) -> str:
        return difference(whole_state(self._bench.place), self._bench.undisturbed)


def _message(error: Exception) -> str:
    """As the command line says it; raises it if that would call it a bug."""
    told = error if isinstance(error, StorageFailed | ReadError) else StorageFailed.of(error, None)
    if told is None:
        raise error
    return told.message


def hindered(name: str, hindrance: str = "ENOSPC", most: int | None = None) -> Report:
    """The report on the operation with this name, hindered at `most` of its steps (None: all)."""
    report = Report(name)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        if hindrance in DISK:
            with mounted(folder) as (disk, orders):
                bench = Bench(folder, OPERATIONS[name], disk)
                _try(Trial(bench, FullDisk(orders, hindrance, bench.place)), report, most)
        else:
            limit = {"files": FewFiles, "memory": LittleMemory}[hindrance]()
            _try(Trial(Bench(folder, OPERATIONS[name]), limit), report, most)
    return report


def _try(trial: Trial, report: Report, most: int | None) -> None:
    report.steps = trial.steps()
    stride = max(1, -(-report.steps // most)) if most else 1
    for step in range(1, report.steps + 1, stride):
        done, wrong = trial.at(step)
        if wrong:
            report.wrong.append(f"hindered from step {step} of {report.steps} on: {wrong}")
        report.hindered += 1
        report.done += done


if __name__ == "__main__":
    _, operation, *rest = sys.argv
    told = hindered(operation, *rest[:1], *map(int, rest[1:]))
    print(json.dumps(vars(told), indent=1))
