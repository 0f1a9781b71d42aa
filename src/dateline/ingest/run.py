"""One run of ingest: from paths to filed articles, with an account of everything found.

The main process finds files, keeps their bytes, splits them into records and writes to the
database; reading and normalizing may be spread over workers. Everything stays in the order
found, and a fixed number of batches is under way at a time, so memory does not grow with the
size of a file or a folder.
"""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import BinaryIO, TypeAlias

from dateline import readers
from dateline.errors import NotAnArticle, ReadError
from dateline.ingest.batches import BATCH_BYTES, Done, Rest, groups
from dateline.ingest.discover import FoundFile
from dateline.ingest.pool import Pending, Workers
from dateline.ingest.tasks import Batch, lost, tool, tool_of
from dateline.store import Store
from dateline.values.article import Original
from dateline.values.context import Context, UserHints
from dateline.values.draft import RecordError
from dateline.values.intake import FullyRead, IntakeItem
from dateline.values.listing import Failure
from dateline.values.outcome import Balance, Count, Outcome

TRANSACTION = 256  # articles filed at once
UNDER_WAY = 8  # batches sent to workers and not yet filed


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is: bytes read of all, and things found so far."""

    bytes_done: int
    bytes_total: int
    found: int


Watch: TypeAlias = Callable[[Progress], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stdin:
    """Bytes that come without a file; `path` is what they are called."""

    stream: BinaryIO
    path: str = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredOriginal:
    """An original of the archive that is read again, `size` bytes, as if found at `path`,
    without what is `done`."""

    path: str
    sha256: str
    size: int
    done: Done = frozenset()


Thing: TypeAlias = FoundFile | Stdin | StoredOriginal | Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """An original that was read to its end before, found at `path`."""

    path: str
    sha256: str


class Run:
    """A run over one store. `context` is what is known of all files; each adds its own.
    `field_map` says which keys hold which fields."""

    def __init__(
        self,
        store: Store,
        workers: Workers,
        *,
        context: Context,
        field_map: readers.FieldMap = (),
        watch: Watch,
    ) -> None:
        self._store = store
        self._workers = workers
        self._context = context
        self._field_map = field_map
        self._hints = UserHints(source=context.source, field_map=field_map)
        self._watch = watch
        self._found = 0
        self._found_in: Counter[str] = Counter()
        self._counts: dict[str, tuple[Count, ...]] = {}
        self._bytes_done = 0
        self._bytes_total = 0
        self._queue: deque[Pending[IntakeItem | Failure] | Failure | FullyRead | _Known] = deque()
        self._ready: list[IntakeItem | Failure] = []
        self._settled: list[FullyRead] = []
        self._outcomes: list[Outcome] = []

    def over(self, things: Iterable[Thing]) -> Balance:
        """Read all of them and file what comes out. What was filed stays, whatever happens."""
        things = tuple(things)
        self._bytes_total = sum(
            thing.size for thing in things if isinstance(thing, FoundFile | StoredOriginal)
        )
        for thing in things:
            if isinstance(thing, Failure):
                self._lose(thing)
            elif isinstance(thing, Stdin):
                self._read_spooled(thing.stream, thing.path)
            elif isinstance(thing, StoredOriginal):
                self._read_kept(thing)
            else:
                self._read_file(thing)
        self._drain(leave=0)
        self._file()
        return Balance(found_in=self._found_in, outcomes=tuple(self._outcomes), counts=self._counts)

    # Finding: whatever is counted here comes out of the queue with an outcome of its own.

    def _count(self, path: str, found: int) -> None:
        self._found += found
        self._found_in[path] += found

    def _lose(self, failure: Failure) -> None:
        self._count(failure.path, 1)
        self._queue.append(failure)

    def _read_file(self, file: FoundFile) -> None:
        after = self._bytes_done + file.size
        try:
            with open(file.path, "rb") as stream:
                self._read(stream, file.path)
        except OSError as error:
            reason = ReadError(f"it cannot be read: {error.strerror}", stage="open")
            self._lose(lost(file.path, reason, "open"))
        self._bytes_done = after
        self._report()

    def _read_kept(self, kept: StoredOriginal) -> None:
        after = self._bytes_done + kept.size
        with self._store.originals.open(kept.sha256) as stream:
            self._read_spooled(stream, kept.path, kept.done)
        self._bytes_done = after
        self._report()

    def _read_spooled(self, stream: BinaryIO, path: str, done: Done = frozenset()) -> None:
        with TemporaryFile() as spooled:  # read twice: to keep the bytes, and to make sense of them
            copyfileobj(stream, spooled, BATCH_BYTES)
            spooled.seek(0)
            self._read(spooled, path, done)

    def _read(self, stream: BinaryIO, path: str, done: Done = frozenset()) -> None:
        state = _state(stream)
        digest, size = self._store.originals.put(stream)
        original = Original(sha256=digest, size=size, media_type="application/octet-stream")
        try:
            file = readers.unpack(stream, path, field_map=self._field_map)
        except ReadError as error:
            self._lose(lost(path, error, "choose", original))
            return
        original = replace(original, media_type=file.media_type)
        known = self._store.settled(digest, tool(file.tool))
        if known is None:
            self._split(file, stream, path, original, done)
            if _state(stream) != state:  # then the original kept may not hold what was read
                changed = ReadError("it changed while it was read: take it in again")
                self._lose(lost(path, changed, tool(file.tool), original))
        else:
            self._count(path, known)
            self._queue.append(_Known(path=path, sha256=digest))

    def _split(
        self,
        file: readers.UnpackedFile,
        stream: BinaryIO,
        path: str,
        original: Original,
        done: Done,
    ) -> None:
        before, begun, by = self._found, self._bytes_done, tool(file.tool)
        rest = Rest(file.records, done)
        try:
            for format, group in groups(rest):
                if isinstance(group, RecordError):
                    self._lose(lost(path, group, tool_of(format), original))
                    continue
                self._count(path, len(group))
                batch = Batch(
                    format=format,
                    path=path,
                    original=original,
                    context=replace(self._context, path=path, modified=_modified(stream)),
                    field_map=self._field_map,
                    records=group,
                )
                self._queue.append(self._workers.start(batch))
                self._drain(leave=UNDER_WAY)
                self._bytes_done = begun + min(stream.tell(), original.size)
                self._report()
        except ReadError as error:  # the rest of the file cannot be had
            self._lose(lost(path, error, by, original))
        if file.counts:
            self._counts[path] = (*self._counts.get(path, ()), *file.counts)
        if self._found == before and not rest.passed_over:
            self._lose(lost(path, NotAnArticle("there is no article in it"), by, original))
        articles = self._found - before + rest.passed_over
        self._queue.append(FullyRead(sha256=original.sha256, tool=by, articles=articles))

    # Filing

    def _drain(self, *, leave: int) -> None:
        """File what is done, oldest first, until `leave` steps are left in the queue."""
        while len(self._queue) > leave:
            step = self._queue.popleft()
            if isinstance(step, Failure):
                self._ready.append(step)
            elif isinstance(step, FullyRead):
                self._settled.append(step)
            elif isinstance(step, _Known):
                self._file()
                self._outcomes += self._store.found_again(step.sha256, step.path)
            else:
                self._ready += step.result()
            if len(self._ready) >= TRANSACTION:
                self._file()

    def _file(self) -> None:
        if self._ready or self._settled:
            self._outcomes += self._store.file(
                self._ready, settled=self._settled, hints=self._hints
            )
            self._ready, self._settled = [], []

    def _report(self) -> None:
        self._watch(
            Progress(bytes_done=self._bytes_done, bytes_total=self._bytes_total, found=self._found)
        )


def _state(stream: BinaryIO) -> tuple[int, int]:
    """The size of an open file and its time of change, in nanoseconds."""
    status = os.fstat(stream.fileno())
    return status.st_size, status.st_mtime_ns


def _modified(stream: BinaryIO) -> datetime | None:
    """The time of the file that is read; None for standard input, whose copy has its own."""
    if not isinstance(stream.name, str):
        return None
    return datetime.fromtimestamp(os.fstat(stream.fileno()).st_mtime, UTC)
