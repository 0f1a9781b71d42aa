"""The connections of an open archive: to its database and to its index."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar
from weakref import ReferenceType, ref

from dateline.errors import ArchiveBusy, NoArchive, ReadOnlyArchive
from dateline.search.index import Index, Stamp
from dateline.settings import Settings
from dateline.values.results import All

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


class Connections:
    """The database and the index of an archive. Both stay open between calls, until `close`. A
    forked process opens its own."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.index = Index(settings.index_folder, settings.language)
        self._store: Store | None = None
        self._engine: Engine | None = None
        self._unfinished: ReferenceType[Generator[object]] | None = None
        self._opened_stamp: Stamp | None = None

    def store(self) -> Store:
        """The database, which stays open. Raises NoArchive if nothing has been ingested yet."""
        if self._store is not None and self._store.is_current:
            return self._store
        self._close_store()
        if not self.settings.exists:
            raise NoArchive(
                f"there is no archive in {self.settings.root}",
                hint="“dateline ingest FOLDER” creates one, --archive names another place",
            )
        from pathlib import Path

        from dateline.store import Store

        self._store = Store.open(Path(self.settings.database_folder))
        return self._store

    @contextmanager
    def changing(self) -> Iterator[Store]:
        """The database, for a change that the next search indexes. Raises ArchiveBusy if another
        process is writing."""
        from dateline.ingest.lock import writing_lock

        store = self.store()
        self.close_unfinished()
        with writing_lock(self.settings.database_folder):
            self.index.mark_stale()
            yield store

    def begin(self, changes: Generator[_T]) -> Iterator[_T]:
        """The iterator, which changes the archive step by step and holds its write lock until it
        ends. If it is abandoned, it is closed before the next change of this archive."""
        self.close()
        self._unfinished = ref(changes)
        return changes

    def close_unfinished(self) -> None:
        """An abandoned change no longer holds the write lock."""
        changes = self._unfinished() if self._unfinished is not None else None
        if changes is not None:
            changes.close()
        self._unfinished = None

    def engine(self) -> Engine | None:
        """The index as it is; None if there is none yet."""
        stamp = self.index.stamp
        if stamp != self._opened_stamp:  # another process has rebuilt the index
            self.close_index()
        if self._engine is None:
            self._engine, self._opened_stamp = self.index.open(), stamp
        return self._engine

    def current_engine(self) -> Engine:
        """The index, brought up to date if that is possible now. Raises ArchiveBusy while the
        first ingest of the archive is running."""
        if self.index.stale:
            self.catch_up()
        engine = self.engine()
        if engine is None:
            raise ArchiveBusy("another process is building the index")
        return engine

    def catch_up(self) -> int:
        """The index holds all that the database holds, unless another process is writing or this
        process may not write. Returns how many changes are still not indexed. Raises
        ReadOnlyArchive if the index must be rebuilt and this process may not write."""
        from dateline.ingest.index import index_pending
        from dateline.ingest.lock import writing_lock

        store = self.store()
        self.close_unfinished()
        try:
            with writing_lock(self.settings.database_folder):
                self.close_index()
                index_pending(store, self.index)
        except ArchiveBusy:
            pass
        except ReadOnlyArchive as error:
            if self.engine() is None:
                raise ReadOnlyArchive(
                    self.settings.index_folder,
                    "the index must be rebuilt by this version of Dateline before a search",
                    hint="ask someone who may write there to run “dateline index sync”",
                ) from error
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
