"""Open archives for requests: an archive answers one request at a time, so there are several."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from queue import Empty, LifoQueue

from dateline.archive import Archive
from dateline.errors import DatelineError
from dateline.settings import Settings

_WAIT_S = 10.0  # a search that brings the index up to date writes for a moment


class Archives:
    """The archive of these settings, opened as often as it is asked for at the same time. Opened
    archives are kept for the next request: opening one costs more than many an answer."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._idle: LifoQueue[Archive] = LifoQueue()

    @contextmanager
    def reading(self) -> Iterator[Archive]:
        """An archive that nobody else uses meanwhile."""
        try:
            archive = self._idle.get_nowait()
        except Empty:
            archive = Archive(self.settings)
        try:
            yield archive
        except BaseException:
            archive.close()  # what failed may have left something half open
            raise
        self._idle.put(archive)

    @contextmanager
    def apart(self) -> Iterator[Archive]:
        """An archive for long work, which no other request waits for."""
        with Archive(self.settings) as archive:
            yield archive

    @contextmanager
    def deciding(self, user: str) -> Iterator[Archive]:
        """An archive in whose log decisions are this user's."""
        patient = self.settings._replace(user=user, lock_wait_s=_WAIT_S)
        with Archive(patient) as archive:
            yield archive

    def warm_up(self) -> None:
        """What searches need while somebody writes is loaded, the database above all: that takes
        half a second, and the first such search would wait for it."""
        with suppress(DatelineError), self.apart() as archive:
            archive.index.info()

    def close(self) -> None:
        """The archives that no request uses are closed."""
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                return
