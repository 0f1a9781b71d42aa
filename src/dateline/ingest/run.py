"""One run of ingest: from inputs to filed articles, with an account of everything found.

The main process stores the bytes of each file, splits them into records and writes to the
database; reading and normalizing may be spread over workers. Everything stays in the order
found, and a fixed number of batches is under way at a time, so memory does not grow with the
size of a file or a folder.
"""

from __future__ import annotations

import errno
import os
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from shutil import copyfileobj
from tempfile import TemporaryFile, gettempdir
from typing import BinaryIO, TypeAlias

from dateline import readers
from dateline.errors import NotAnArticle, ReadError, StorageFailed
from dateline.ingest.batches import COPY_BYTES, DonePlaces, RemainingPlaces, batches, unpack
from dateline.ingest.discover import FoundFile, Input, Stdin, StoredOriginal
from dateline.ingest.pool import Pending, Pool
from dateline.ingest.progress import Observer, Progress, Stage
from dateline.ingest.tasks import ReadRecords, failure_of
from dateline.reading import tool_label, tool_of_format
from dateline.settings import Settings
from dateline.store import Store
from dateline.values.article import Original
from dateline.values.context import Context, UserHints
from dateline.values.draft import RecordError
from dateline.values.intake import FullyRead, IntakeItem
from dateline.values.listing import Failure
from dateline.values.outcome import Balance, Count, Outcome

TRANSACTION = 256  # articles filed at once
UNDER_WAY = 8  # batches sent to workers and not yet filed
MOST_BYTES = 8 * 1024 * 1024  # of the records in them, and of the texts that are filed at once


@dataclass(frozen=True, slots=True, kw_only=True)
class _KnownOriginal:
    """An original that was read to its end before, found at `path`."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """Records of `size` bytes that are being read."""

    pending: Pending[IntakeItem | Failure]
    size: int


_Step: TypeAlias = _Reading | Failure | FullyRead | _KnownOriginal


class Run:
    """A run over inputs of which a person gave the same `hints`. Its `number` is that of the whole
    run in the archive, which may have parts with other hints. `now` is the clock of the run;
    `observer` is called with the progress of reading. With `again` what people deleted is not
    refused."""

    def __init__(
        self,
        store: Store,
        pool: Pool,
        settings: Settings,
        *,
        hints: UserHints,
        now: datetime,
        observer: Observer,
        number: int,
        again: bool = False,
    ) -> None:
        self._store = store
        self._number = number
        self._again = again
        self._found_again: set[str] = set()
        self._refuses = not again and store.deletions.any_refused
        self._pool = pool
        self._record_timeout_s = settings.record_timeout_s
        self._context = Context(
            source=hints.source, now=now, sources=settings.sources, language=settings.language
        )
        self._hints = hints
        self._observer = observer
        self._found = 0
        self._found_in: Counter[str] = Counter()
        self._counts: dict[str, tuple[Count, ...]] = {}
        self._bytes_done = 0
        self._bytes_total = 0
        self._steps: deque[_Step] = deque()
        self._under_way_bytes = 0
        self._ready_size = 0
        self._ready: list[IntakeItem | Failure] = []
        self._fully_read: list[FullyRead] = []
        self._outcomes: list[Outcome] = []

    def over(self, inputs: Iterable[Input]) -> Balance:
        """The inputs are read, and what comes out of them is filed. What was filed stays,
        whatever happens."""
        inputs = tuple(inputs)
        self._bytes_total = sum(
            input.size for input in inputs if isinstance(input, FoundFile | StoredOriginal)
        )
        for input in inputs:
            if isinstance(input, Failure):
                self._fail(input)
            elif isinstance(input, Stdin):
                self._read_copy(input.stream, input.path)
            elif isinstance(input, StoredOriginal):
                self._read_original(input)
            else:
                self._read_file(input)
        self._drain(leave=0)
        self._file()
        self._store.runs.found(self._number, self._found_again)
        return Balance(found_in=self._found_in, outcomes=tuple(self._outcomes), counts=self._counts)

    # Finding: whatever is counted here becomes a step, and comes out with an outcome of its own.

    def _count(self, path: str, found: int) -> None:
        self._found += found
        self._found_in[path] += found

    def _fail(self, failure: Failure) -> None:
        self._count(failure.path, 1)
        self._steps.append(failure)

    def _read_file(self, file: FoundFile) -> None:
        after = self._bytes_done + file.size
        try:
            with open(file.path, "rb") as stream:
                self._read(stream, file.path)
        except OSError as error:
            if error.errno not in (errno.EACCES, errno.EPERM, errno.EIO):
                refusal = StorageFailed.of(error, error.filename or gettempdir())
                if refusal:  # no other file can be read either: the run ends
                    raise refusal from error
            unreadable = ReadError(f"it cannot be read: {error.strerror}", stage="open")
            self._fail(failure_of(file.path, unreadable, "open"))
        self._bytes_done = after
        self._report()

    def _read_original(self, original: StoredOriginal) -> None:
        after = self._bytes_done + original.size
        with self._store.originals.open(original.sha256) as stream:
            self._read_copy(stream, original.path, original.done)
        self._bytes_done = after
        self._report()

    def _read_copy(self, stream: BinaryIO, path: str, done: DonePlaces = frozenset()) -> None:
        with TemporaryFile() as copy:  # the bytes are read twice: to store them, and to split them
            copyfileobj(stream, copy, COPY_BYTES)
            copy.seek(0)
            self._read(copy, path, done)

    def _read(self, stream: BinaryIO, path: str, done: DonePlaces = frozenset()) -> None:
        if self._refuses and (reason := self._refusal(stream)) is not None:
            self._fail(failure_of(path, NotAnArticle(reason, stage="store"), "store"))
            return
        state = _state(stream)
        digest, size = self._store.originals.put(stream)
        original = Original(sha256=digest, size=size, media_type="application/octet-stream")
        try:
            file = unpack(
                stream, path, self._hints.field_map, record_timeout_s=self._record_timeout_s
            )
        except ReadError as error:
            self._fail(failure_of(path, error, "choose", original))
            return
        original = replace(original, media_type=file.media_type)
        known = self._store.fully_read(digest, tool_label(file.tool))
        if known is None:
            self._split(file, stream, path, original, done)
            if _state(stream) != state:  # then the stored original may not hold what was read
                changed = ReadError("it changed while it was read: ingest it again")
                self._fail(failure_of(path, changed, tool_label(file.tool), original))
        else:
            self._count(path, known)
            self._steps.append(_KnownOriginal(path=path, sha256=digest))

    def _refusal(self, stream: BinaryIO) -> str | None:
        """Why this file is refused, if a person deleted all that was in it: before it is stored."""
        hashed = sha256()
        while chunk := stream.read(COPY_BYTES):
            hashed.update(chunk)
        stream.seek(0)
        return self._store.deletions.refusal(hashed.hexdigest())

    def _split(
        self,
        file: readers.UnpackedFile,
        stream: BinaryIO,
        path: str,
        original: Original,
        done: DonePlaces,
    ) -> None:
        found_before, bytes_before, tool = self._found, self._bytes_done, tool_label(file.tool)
        places = RemainingPlaces(file.records, done)
        try:
            for format, batch in batches(places):
                if isinstance(batch, RecordError):
                    self._fail(failure_of(path, batch, tool_of_format(format), original))
                    continue
                self._count(path, len(batch))
                task = ReadRecords(
                    format=format,
                    path=path,
                    original=original,
                    context=replace(self._context, path=path, modified=_modified(stream)),
                    field_map=self._hints.field_map,
                    records=batch,
                )
                size = sum(len(record.data) for record in batch)
                self._steps.append(_Reading(pending=self._pool.start(task), size=size))
                self._under_way_bytes += size
                self._drain(leave=UNDER_WAY)
                self._bytes_done = bytes_before + min(stream.tell(), original.size)
                self._report()
        except ReadError as error:  # the rest of the file cannot be read
            self._fail(failure_of(path, error, tool, original))
        if file.counts:
            self._counts[path] = (*self._counts.get(path, ()), *file.counts)
        if self._found == found_before and not places.skipped:
            empty = NotAnArticle("there is no article in it")
            self._fail(failure_of(path, empty, tool, original))
        articles = self._found - found_before + places.skipped
        self._steps.append(FullyRead(sha256=original.sha256, tool=tool, articles=articles))

    # Filing

    def _drain(self, *, leave: int) -> None:
        """What the steps gave is filed, oldest first, until `leave` of them are left, with records
        of MOST_BYTES at most."""
        while len(self._steps) > leave or self._under_way_bytes > MOST_BYTES:
            step = self._steps.popleft()
            if isinstance(step, Failure):
                self._ready.append(step)
            elif isinstance(step, FullyRead):
                self._fully_read.append(step)
            elif isinstance(step, _KnownOriginal):
                self._file()
                self._outcomes += self._store.found_again(step.sha256, step.path, self._number)
                self._found_again.add(step.sha256)
            else:
                self._under_way_bytes -= step.size
                self._ready_size += step.size
                self._ready += step.pending.results()
            if len(self._ready) >= TRANSACTION or self._ready_size > MOST_BYTES:
                self._file()

    def _file(self) -> None:
        if self._ready or self._fully_read:
            self._outcomes += self._store.file(
                self._ready,
                fully_read=self._fully_read,
                hints=self._hints,
                again=self._again,
                run=self._number,
            )
            self._ready, self._fully_read, self._ready_size = [], [], 0

    def _report(self) -> None:
        self._observer(
            Progress(
                stage=Stage.READ,
                done=self._found,
                bytes_done=self._bytes_done,
                bytes_total=self._bytes_total,
            )
        )


def _state(stream: BinaryIO) -> tuple[int, int]:
    """The size of an open file and its time of change, in nanoseconds."""
    status = os.fstat(stream.fileno())
    return status.st_size, status.st_mtime_ns


def _modified(stream: BinaryIO) -> datetime | None:
    """The time of the file that is read; None for a temporary copy, whose time is its own."""
    if not isinstance(stream.name, str):
        return None
    return datetime.fromtimestamp(os.fstat(stream.fileno()).st_mtime, UTC)
