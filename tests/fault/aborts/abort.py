"""Stops an operation at its steps, one after the other, and compares what it ends in.

    python -m tests.fault.aborts.abort OPERATION [MOST]

Counts the steps of the operation, see steps.py, in a process that is left alone. Then it stops a
process before every step, or before MOST of them at equal distances: by the end of the process, and
by an interruption. After each the archive answers a search, and the operation, done again, ends in
the state of the process that was left alone. Prints a report in JSON.

Each process is a fork of this one, which has loaded everything and has nothing open.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline import open_archive
from dateline.errors import NoArchive
from tests.fault.aborts.operations import OPERATIONS, Operation
from tests.fault.aborts.prepared import write_files
from tests.fault.aborts.steps import STOPPED, Steps
from tests.fault.aborts.whole_state import whole_state


@dataclass
class Report:
    """The steps of an operation by kind, before how many of them it was stopped, and what was
    wrong afterwards."""

    operation: str
    steps: dict[str, int] = field(default_factory=dict)
    stopped: int = 0
    wrong: list[str] = field(default_factory=list)


class Bench:
    """A folder with an archive in which an operation is about to be done, to be copied; the copy is
    in this folder too, or on another `disk`."""

    def __init__(self, folder: Path, operation: Operation, disk: Path | None = None) -> None:
        self.place = (disk or folder) / "archive"
        self.files = folder / "files"
        self._before = folder / "before"
        self._operation = operation
        write_files(self.files)
        # In this process, so that its forks need load nothing.
        operation.prepare(self._before, self.files)
        self.restore()
        self.act()
        self.undisturbed = whole_state(self.place)

    def restore(self) -> None:
        """The archive is as it was before the operation."""
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self._before, self.place)

    def act(self) -> None:
        """The operation."""
        with open_archive(self.place) as archive:
            self._operation.act(archive, self.files)

    def recover(self) -> str:
        """The archive answers, and the operation is done again; return what is wrong then."""
        return said_by(self._recover)

    def _recover(self) -> str:
        with open_archive(self.place) as archive, suppress(NoArchive):
            archive.search("harbor")
        with open_archive(self.place) as archive:
            self._operation.again(archive, self.files)
        word = self._operation.gone.encode()
        files = (file for file in self.place.rglob("*") if word and file.is_file())
        if any(word in file.read_bytes() for file in files):
            return f"a file still has the word {self._operation.gone}"
        return difference(whole_state(self.place), self.undisturbed)


def difference(found: dict[str, Any], expected: dict[str, Any]) -> str:
    """The first difference of two states, in words; "" if there is none."""
    for name in sorted({*found, *expected}):
        one, other = found.get(name), expected.get(name)
        if one != other:
            ours = {*map(repr, (one or {}).items())}
            theirs = {*map(repr, (other or {}).items())}
            return f"{name}: {sorted(ours - theirs)[:3]}, not {sorted(theirs - ours)[:3]}"
    return ""


def forked(work: Callable[[], object]) -> int:
    """A process that does the work; it exits with 0 at the end, 9 after an interruption, and 1 with
    a traceback after any other error."""
    sys.stdout.flush()
    if pid := os.fork():
        return pid
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        work()
        code = 0
    except KeyboardInterrupt:
        code = STOPPED
    except Exception:  # noqa: BLE001 - a fork must not go on with what its parent does
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def said_by(work: Callable[[], str]) -> str:
    """What the work returns, done in a process of its own, or the error that it ends with."""
    with tempfile.TemporaryFile("w+") as file:

        def say() -> None:
            try:
                file.write(work())
            except Exception:  # noqa: BLE001 - it is what is said
                file.write(traceback.format_exc())
            file.flush()

        os.waitpid(forked(say), 0)
        file.seek(0)
        return file.read()


def counted(bench: Bench) -> dict[str, int]:
    """The steps of the operation, by kind."""

    def count() -> str:
        steps = Steps(str(bench.place), 0, interrupt=False)
        steps.watch()
        bench.act()
        return json.dumps(steps.taken)

    bench.restore()
    found: dict[str, int] = json.loads(said_by(count))
    return found


def stopped(bench: Bench, step: int, *, interrupt: bool) -> int:
    """Do the operation in a process that stops before this step; return its exit code."""

    def work() -> None:
        Steps(str(bench.place), step, interrupt=interrupt).watch()
        bench.act()

    bench.restore()
    return os.waitstatus_to_exitcode(os.waitpid(forked(work), 0)[1])


def aborted(name: str, most: int | None = None) -> Report:
    """The report on the operation with this name, stopped before `most` of its steps (None: all)
    in each of the two ways."""
    report = Report(name)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), OPERATIONS[name])
        report.steps = counted(bench)
        total = sum(report.steps.values())
        if total < OPERATIONS[name].floor:
            report.wrong.append(f"only {total} steps were met")
        stride = max(1, -(-total // most)) if most else 1
        for at, step in enumerate(range(1, total + 1, stride)):
            for interrupt in (False, True) if not most else (bool(at % 2),):
                code = stopped(bench, step, interrupt=interrupt)
                how = f"{'interrupted' if interrupt else 'ended'} at step {step} of {total}"
                if code != STOPPED:
                    report.wrong.append(f"{how}: exit code {code}")
                elif wrong := bench.recover():
                    report.wrong.append(f"{how}: {wrong}")
                report.stopped += 1
    return report


if __name__ == "__main__":
    print(json.dumps(vars(aborted(sys.argv[1], int(sys.argv[2]) if sys.argv[2:] else None))))
