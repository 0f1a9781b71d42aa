"""Locks of a PostgreSQL archive that outlast a transaction: the server's advisory locks, each held
by a connection of its own. The server lets go of them when the process ends, however it ends.

https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import IntEnum
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from dateline.errors import ArchiveBusy
from dateline.store.backends.base import Backend

FAMILY = 0x44415445
"""The first key of all locks of Dateline, "DATE": other programs may have locks of their own."""


class Lock(IntEnum):
    """What is locked, the second key.

    WRITING is held by a transaction that writes. ARCHIVE is shared by all that change the archive;
    who removes files holds it alone. INDEX is held by who writes to the index. From CLAIM on, a
    number is the claim to a block of articles.
    """

    WRITING = 1
    ARCHIVE = 2
    INDEX = 3
    CLAIM = 1000


class ServerLocks:
    """A connection that holds locks. Closing it lets go of all of them."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._engine = backend.engine()
        try:
            self._connection: Connection = self._engine.connect()
        except DBAPIError as error:
            raise self._backend.translated(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """All locks are let go of: at once, while the server ends a session in its own time."""
        with suppress(DBAPIError):  # it may be gone
            self._connection.execute(text("SELECT pg_advisory_unlock_all()"))
        self._connection.close()
        self._engine.dispose()

    def take(self, number: int, *, shared: bool = False, wait_s: float | None = 0) -> bool:
        """Whether this connection has the lock now. Waits for up to `wait_s` seconds (None: as long
        as it takes)."""
        kind = "_shared" if shared else ""
        if wait_s == 0:
            return bool(self._ask(f"SELECT pg_try_advisory_lock{kind}({FAMILY}, {number})"))
        try:
            self._ask(f"SET lock_timeout = {0 if wait_s is None else max(1, int(wait_s * 1000))}")
            self._ask(f"SELECT pg_advisory_lock{kind}({FAMILY}, {number})")
        except ArchiveBusy:
            return False
        return True

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Whether no other connection has the archive's lock, which is so until the block ends."""
        is_alone = self.take(Lock.ARCHIVE)
        try:
            yield is_alone
        finally:
            if is_alone:
                self.let_go(Lock.ARCHIVE)

    def let_go(self, number: int, *, shared: bool = False) -> None:
        """This connection has the lock once less."""
        kind = "_shared" if shared else ""
        self._ask(f"SELECT pg_advisory_unlock{kind}({FAMILY}, {number})")

    def _ask(self, statement: str) -> object:
        try:
            result = self._connection.execute(text(statement))
            return result.scalar() if result.returns_rows else None
        except DBAPIError as error:
            raise self._backend.translated(error) from error


@contextmanager
def advisory_lock(
    backend: Backend, lock: Lock, *, shared: bool = False, wait_s: float | None = 0
) -> Iterator[ServerLocks]:
    """Hold the lock. Raises ArchiveBusy if another process has it for longer than `wait_s` seconds
    (None: waits as long as it takes)."""
    with ServerLocks(backend) as locks:
        if not locks.take(lock, shared=shared, wait_s=wait_s):
            raise ArchiveBusy(
                "another process is writing to this archive", hint="try again when it has finished"
            )
        yield locks
