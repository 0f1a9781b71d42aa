"""What becomes of a job: it stands in the archive's folder, so that a closed tab or a server that
starts again loses nothing.

A job is a folder below db/uploads. Its `state.json` is written by the process of the job.
"""

from __future__ import annotations

import dataclasses
import json
import os
import secrets
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Any

from dateline.durable import replace
from dateline.errors import UsageError
from dateline.settings import Settings

_EVERY_S = 0.3  # how often the state is written
_NAME_BYTES = 12


class Kind(StrEnum):
    """What a job does."""

    ADDING = "adding"
    BACKUP = "backup"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobState:
    """How far a job of a `process` is: `done` of `total` (bytes read, or files copied). When it
    has `ended`: its result in numbers, the items that it refused with the reasons, and what
    stopped it, if something did."""

    kind: Kind
    process: int = 0
    ended: bool = False
    done: int = 0
    total: int = 0
    result: Mapping[str, int] = field(default_factory=dict)
    refused: tuple[tuple[str, str], ...] = ()
    fault: str | None = None


class NoSuchJob(UsageError):
    """No job has this name."""

    def __init__(self) -> None:
        super().__init__("there is no such job")


def folder_of(settings: Settings, name: str) -> Path:
    """The folder of the job of this name, whether or not there is one. Raises NoSuchJob for what
    is no name."""
    if not name.isalnum():
        raise NoSuchJob
    return Path(settings.database_folder) / "uploads" / name


def new_name() -> str:
    """A name that nobody can guess."""
    return secrets.token_hex(_NAME_BYTES)


def state_of(settings: Settings, name: str, kind: Kind) -> JobState:
    """How far the job is. Raises NoSuchJob if there is none of this name and kind."""
    try:
        kept = json.loads((folder_of(settings, name) / "state.json").read_text())
        found, refused = Kind(kept.pop("kind")), tuple(map(tuple, kept.pop("refused")))
        state = JobState(kind=found, refused=refused, **kept)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NoSuchJob from error
    if state.kind is not kind:
        raise NoSuchJob
    if not state.ended and not _is_running(state.process):
        return dataclasses.replace(state, ended=True, fault="it was interrupted")
    return state


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)  # asks, and sends nothing
    except ProcessLookupError:
        return False
    except PermissionError:  # it runs as somebody else
        return True
    return True


class Report:
    """Writes the state of a job of this process."""

    def __init__(self, folder: Path, kind: Kind) -> None:
        self._folder = folder
        self._state = JobState(kind=kind, process=os.getpid())
        self._last = 0.0
        self._write()

    def at(self, done: int, total: int) -> None:
        """So much is done. It is written a few times a second."""
        if monotonic() - self._last > _EVERY_S:
            self._last = monotonic()
            self._write(done=done, total=total)

    def end(self, **values: Any) -> None:
        """The job has ended, with these values of JobState."""
        self._write(ended=True, **values)

    def _write(self, **values: Any) -> None:
        state = dataclasses.replace(self._state, **values)
        replace(str(self._folder / "state.json"), json.dumps(asdict(state)).encode())


def launch(folder: Path, kind: Kind, module: str, *arguments: str, user: str) -> None:
    """A process of its own runs the module for the job; it goes on when the server ends."""
    Report(folder, kind)  # until the other process writes
    started = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        env={**os.environ, "DATELINE_USER": user},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    Thread(target=started.wait, daemon=True).start()  # its exit code is taken, so that it can go
