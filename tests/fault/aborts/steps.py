"""Counts the steps by which a process changes the files of an archive, and stops it before one.

A step is a commit, a checkpoint or a VACUUM of the database, a file that is opened to be written,
and each fsync, rename, link, mkdir and removal. All of them are watched from outside: by audit
events of the interpreter, events of SQLAlchemy, SQLite's trace, and functions of `os` in place of
those that have no audit event. What was opened and not closed keeps what Python has not written
yet, so that a process that ends before its fsync leaves a torn file.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, event

STOPPED = 9  # the exit code of a process that stopped itself

_AUDITED = {
    "os.rename": "rename",
    "os.remove": "remove",
    "os.rmdir": "remove",
    "shutil.rmtree": "remove",
    "os.mkdir": "mkdir",
    "os.link": "link",
    "os.symlink": "link",
    "os.truncate": "truncate",
    "shutil.copyfile": "copy",
}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Steps:
    """The steps that this process has taken below a folder, by kind, from `watch` on.

    Before step number `stop`, counted from 1 (0: never), the process ends at once, or, if it is
    to `interrupt`, is interrupted as by Ctrl-C. A process can be watched once.
    """

    def __init__(self, folder: str, stop: int, *, interrupt: bool) -> None:
        self.taken: Counter[str] = Counter()
        self._folder = os.path.realpath(folder) + os.sep
        self._stop = stop
        self._interrupt = interrupt

    def watch(self) -> None:
        """Every step counts from now on."""
        event.listen(Engine, "commit", lambda _: self._step("commit"))
        event.listen(Engine, "connect", lambda made, _: made.set_trace_callback(self._executed))
        for name in ("fsync", "fdatasync"):
            setattr(os, name, self._before("fsync", getattr(os, name)))
        sys.addaudithook(self._audit)

    def _before(self, kind: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def stepping(*arguments: Any) -> Any:
            self._step(kind)
            return function(*arguments)

        return stepping

    def _step(self, kind: str) -> None:
        self.taken[kind] += 1
        if self.taken.total() == self._stop:
            if not self._interrupt or kind == "checkpoint":  # what a trace raises is ignored
                os._exit(STOPPED)
            signal.raise_signal(signal.SIGINT)

    def _audit(self, name: str, arguments: tuple[Any, ...]) -> None:
        if name == "open":
            path, mode, flags = arguments
            writes = flags & _WRITING if mode is None else set(mode) & set("wax+")
            if writes and self._is_below(path):
                self._step("write")
        elif name in _AUDITED and self._is_below(arguments[0]):
            self._step(_AUDITED[name])

    def _executed(self, statement: str) -> None:
        if statement.startswith(("VACUUM", "PRAGMA wal_checkpoint")):
            self._step("checkpoint")

    def _is_below(self, path: object) -> bool:
        if isinstance(path, bytes | str | os.PathLike):
            return f"{os.path.abspath(os.fsdecode(path))}{os.sep}".startswith(self._folder)
        return False
