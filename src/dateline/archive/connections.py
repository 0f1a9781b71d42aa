"""The connections of an open archive: to its database and to its index."""

from __future__ import annotations

import os
import warnings
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import ReferenceType, ref

from dateline.archive.database_header import holds_all_of
from dateline.durable import storing
from dateline.errors import (
    ArchiveBusy,
    ArchiveDamaged,
    NoArchive,
    ReadOnlyArchive,
    StorageFailed,
    UsageError,
)
from dateline.search.index import Index, storage
from dateline.search.query.ast import Query
from dateline.search.query.parser import MatchMode, parse
from dateline.search.stamp import Stamp
from dateline.settings import Settings
from dateline.values.search.results import All

if TYPE_CHECKING:  # a search that finds its index up to date loads no database
    from dateline.search.engines.base import Engine
    from dateline.store import Store


_T = TypeVar("_T")


def local_day() -> date:
    """The day on this machine's calendar: what "yesterday" counts from."""
    return datetime.now().astimezone().date()


def none_if_all(value: _T | All) -> _T | None:
    """The value; None for ALL, as the rooms below expect it."""
    return None if isinstance(value, All) else value


class _Changes(Iterator[_T]):
    """Changes of an archive that are made step by step, until another change stops them."""

    def __init__(self, changes: Generator[_T]) -> None:
        self._changes = changes
        self._ended = False
        self._stopped = False

    def __next__(self) -> _T:
        if self._stopped:
            raise UsageError("another change of this archive began before this one had ended")
        try:
            return next(self._changes)
        except StopIteration:
            self._ended = True
            raise

    def stop(self) -> None:
        """The write lock is released. If the changes have not ended, the next step raises
        UsageError."""
        self._stopped = not self._ended
        self._changes.close()


class Connections:
    """The database and the index of an archive. Both stay open between calls, until `close`. A
    forked process opens its own."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        place = storage(settings.index_folder, settings.index_address)
        self.index = Index(place, settings.language)
        self._store: Store | None = None
        self._engine: Engine | None = None
        self._unfinished: ReferenceType[_Changes[Any]] | None = None
        self._opened_stamp: Stamp | None = None

    def store(self) -> Store:
        """The database, which stays open. Raises NoArchive if nothing has been ingested yet."""
        if self._store is not None and self._store.is_current:
            return self._store
        self._close_store()
        try:
            if not self.settings.exists:
                self._check_permission()
                raise NoArchive(
                    f"there is no archive in {self.settings.root}",
                    hint="“dateline ingest FOLDER” creates one, --archive names another place",
                )
            from dateline.store import Store

            self._store = Store.of(self.settings)
        except NoArchive as error:
            if self.index.stamp is None:
                raise
            raise ArchiveDamaged(
                f"the database of this archive is gone: {self.settings.database_file}",
                hint="restore db/ from a backup, or ingest the files again",
            ) from error
        return self._store

    def _check_permission(self) -> None:
        """Raises StorageFailed if nobody can say whether there is a database: this process may not
        look into the folder."""
        with (
            storing(self.settings.database_folder),
            suppress(FileNotFoundError, NotADirectoryError),
        ):
            os.stat(self.settings.database_file)

    @contextmanager
    def changing(self, *, alone: bool = False) -> Iterator[Store]:
        """The database, for a change that the next search indexes. Raises ArchiveBusy if another
        process is writing: on a server only if one of them must be `alone`."""
        from dateline.ingest.lock import patience_s, writing_lock

        store = self.store()
        self.close_unfinished()
        with writing_lock(self.settings, wait_s=patience_s(self.settings), alone=alone):
            yield store

    def begin(self, changes: Generator[_T]) -> Iterator[_T]:
        """An iterator over `changes`, which change the archive step by step and hold its write lock
        until they end. If it is abandoned, the next change of this archive stops it."""
        self.close()
        iterator = _Changes(changes)
        self._unfinished = ref(iterator)
        return iterator

    def close_unfinished(self) -> None:
        """An abandoned change no longer holds the write lock."""
        changes = self._unfinished() if self._unfinished is not None else None
        if changes is not None:
            changes.stop()
        self._unfinished = None

    def parsed(
        self,
        text: str,
        *,
        match: MatchMode = "all",
        plain: bool = False,
        today: date | None = None,
    ) -> Query:
        """The query, with what its words mean today (or at `today`) and in this archive. Raises
        QueryError."""
        today = today or local_day()
        return parse(text, match=match, plain=plain, today=today, last_run=self._last_run)

    def _last_run(self) -> int:
        return self.store().runs.last() or 0

    def engine(self) -> Engine | None:
        """The index as it is; None if there is none yet, or if the database does not know it."""
        if self.is_current or self.store().pending.index_state().knows(self.index.commit):
            return self._opened_engine()
        return None

    def caught_up(self) -> tuple[Engine | None, int]:
        """The index, brought up to date if that is possible now, and how many changes it lacks."""
        if self.is_current:
            return self._opened_engine(), 0
        lacking = self.catch_up()
        return self.engine(), lacking

    def _opened_engine(self) -> Engine | None:
        stamp = self.index.stamp
        if stamp != self._opened_stamp:  # another process has rebuilt the index
            self.close_index()
        if self._engine is None:
            self._engine, self._opened_stamp = self.index.open(), stamp
        return self._engine

    @property
    def is_current(self) -> bool:
        """Whether the index holds all that the database holds. Mostly the database need not be
        opened for that."""
        commit = self.index.commit
        if commit is None or not self.index.is_readable:
            return False
        return holds_all_of(
            self.settings.database_file, commit
        ) or self.store().pending.index_state().is_all_in(commit)

    def current_engine(self) -> Engine:
        """The index, brought up to date if that is possible now; warns (UserWarning) of what it
        lacks. Raises ArchiveBusy while the first ingest of the archive is running."""
        engine, lacking = self.caught_up()
        if lacking and engine is not None:
            warnings.warn(unsearched(lacking), stacklevel=2)
        if engine is None:
            raise ArchiveBusy("another process is building the index")
        return engine

    def catch_up(self) -> int:
        """The index holds all that the database holds, unless another process is writing, this
        process may not write, or the disk is full. Returns how many changes are still not indexed.
        Raises ReadOnlyArchive or StorageFailed if there is no index that could be used."""
        from dateline.ingest.index import index_pending, rebuild_reason
        from dateline.ingest.lock import writing_lock

        store = self.store()
        try:
            with writing_lock(self.settings):
                self.close_index()
                index_pending(store, self.index, wait_s=0)
        except ArchiveBusy:
            pass
        except ReadOnlyArchive as error:
            if self.engine() is None:
                why = rebuild_reason(self.index, store.pending.index_state())
                raise ReadOnlyArchive(
                    f"{why}, and you may not write there: {self.settings.index_folder}",
                    hint="ask someone who may write there to run “dateline index sync” with "
                    "this version of Dateline, or search a copy that you may write; listing "
                    "and showing work without an index",
                ) from error
        except StorageFailed:
            if self.engine() is None:
                raise
        return store.pending.count()

    def close_index(self) -> None:
        """The files of the index are closed; the next call opens them again."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None

    def close(self) -> None:
        """The index and the database are closed; the next call opens them again."""
        self.close_unfinished()
        self.close_index()
        self._close_store()

    def _close_store(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None


def unsearched(changes: int) -> str:
    """What to tell whoever asks an index that lacks so many changes."""
    articles = "1 change is" if changes == 1 else f"{changes:,} changes are"
    return (
        f"{articles} not searched yet: another process is writing, the disk is full, or you may "
        "only read this archive"
    )
