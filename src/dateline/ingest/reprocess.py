"""Articles read again from their originals by the current readers and normalizer.

What a person said of a file counts as it did. The clock is that of the first reading, so that a
date that was in the future then is not believed now.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby, islice
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import TypeAlias

from dateline.comparing import FieldChange, changes
from dateline.errors import ArchiveDamaged, ReadError
from dateline.ingest.annotate import annotate_all
from dateline.ingest.batches import COPY_BYTES, batches, unpack
from dateline.ingest.index import index_pending
from dateline.ingest.lock import writing_lock
from dateline.ingest.pool import Pending, Pool, pool_of
from dateline.ingest.run import TRANSACTION, UNDER_WAY
from dateline.ingest.tasks import ReadRecords
from dateline.search.index import Index
from dateline.settings import Settings
from dateline.store import Store
from dateline.values.article import ArchivedArticle, Article
from dateline.values.context import Context
from dateline.values.draft import Record, RecordError
from dateline.values.intake import IntakeItem, Reading
from dateline.values.listing import Failure

_NOT_FOUND = "the current readers find no such article in its original"
_FIELDS = tuple(field.name for field in fields(Article))

# Some readings of one file, and what is under way for them, or why nothing is.
_Started: TypeAlias = tuple[Sequence[Reading], Pending[IntakeItem | Failure] | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rereading:
    """The result of reading a version of an article again.

    `changes` are the fields that have another value now. `explained` says that where a value
    comes from, or the ledger of dates, is different, whether or not a value changed. `failure`
    says why there is no new reading; the old one is kept.
    """

    article: str
    version: int
    title: str | None
    changes: tuple[FieldChange, ...] = ()
    explained: bool = False
    failure: str | None = None


def reprocess(
    settings: Settings,
    index: Index,
    ids: Collection[str] | None,
    *,
    apply: bool,
    jobs: int,
    rewrite: bool = False,
) -> Generator[Rereading]:
    """See `Archive.reprocess`. With `rewrite` also those versions are written again whose reading
    is as before. The lock, the database and the workers are released when the iterator ends or is
    closed."""
    with ExitStack() as stack:
        if apply:
            stack.enter_context(writing_lock(settings))
        store = stack.enter_context(Store.of(settings))
        pool = stack.enter_context(pool_of(jobs, item_timeout_s=settings.record_timeout_s))
        results = stack.enter_context(closing(_Reprocessing(store, pool, settings).results(ids)))
        while batch := list(islice(results, TRANSACTION)):
            read = [(old, new) for old, new in batch if isinstance(new, IntakeItem)]
            for old, new in batch:
                if not isinstance(new, IntakeItem):
                    yield _failed(store, old, new)
            pairs = store.compared(read)
            if apply:
                compared = zip(read, pairs, strict=True)
                store.revise(
                    [new for new, (old, now) in compared if rewrite or not _same(old, now)]
                )
            for version, now in pairs:
                yield _rereading(version, now)
        if apply:
            annotate_all(store, pool)
            index_pending(store, index)


def _same(version: ArchivedArticle, now: Article) -> bool:
    return all(getattr(version, name) == getattr(now, name) for name in _FIELDS)


def _rereading(version: ArchivedArticle, now: Article) -> Rereading:
    return Rereading(
        article=version.id,
        version=version.version,
        title=version.title,
        changes=changes(version, now),
        explained=(version.evidence, version.dates) != (now.evidence, now.dates),
    )


def _failed(store: Store, reading: Reading, reason: str) -> Rereading:
    return Rereading(
        article=reading.article,
        version=reading.version,
        title=_version(store, reading).title,
        failure=reason,
    )


def _version(store: Store, reading: Reading) -> ArchivedArticle:
    versions = store.versions(reading.article)  # a number may be missing: see store/removal
    return next(version for version in versions if version.version == reading.version)


class _Reprocessing:
    def __init__(self, store: Store, pool: Pool, settings: Settings) -> None:
        self._store = store
        self._pool = pool
        self._settings = settings

    def results(
        self, ids: Collection[str] | None
    ) -> Generator[tuple[Reading, IntakeItem | str], None, None]:
        """For each reading the new one, or why there is none."""
        under_way: deque[_Started] = deque()
        for of_one_original in self._store.readings(ids):
            for started in self._started(of_one_original):
                under_way.append(started)
                while len(under_way) > UNDER_WAY:
                    yield from _finished(under_way.popleft())
        while under_way:
            yield from _finished(under_way.popleft())

    def _started(self, of_one_original: Sequence[Reading]) -> Iterator[_Started]:
        """The records that these were read from, being read; what has none, with the reason."""
        by_hints = sorted(of_one_original, key=lambda reading: repr(reading.hints))
        for _, alike in groupby(by_hints, key=lambda reading: repr(reading.hints)):
            readings = list(alike)
            wanted = {
                reading.record_digest: reading
                for reading in readings
                if reading.record_digest is not None
            }
            reason = readings[0].original.withdrawn or _NOT_FOUND
            try:
                for found, task in self._tasks(readings[0], wanted):
                    yield found, self._pool.start(task)
            except (ReadError, ArchiveDamaged) as error:
                reason = error.message
            missing = [
                reading
                for reading in readings
                if reading.record_digest is None or reading.record_digest in wanted
            ]
            if missing:
                yield missing, reason

    def _tasks(
        self, first: Reading, wanted: dict[str, Reading]
    ) -> Iterator[tuple[Sequence[Reading], ReadRecords]]:
        """Tasks to read the wanted records, by digest; what was found is wanted no more."""
        if first.original.withdrawn:
            return
        hints = first.hints
        with self._store.originals.open(first.original.sha256) as stored, TemporaryFile() as copy:
            copyfileobj(stored, copy, COPY_BYTES)
            file = unpack(
                copy,
                first.path,
                hints.field_map,
                record_timeout_s=self._settings.record_timeout_s,
            )
            for format, batch in batches(file.records):
                found = [] if isinstance(batch, RecordError) else list(_wanted(batch, wanted))
                if found:
                    yield (
                        [reading for reading, _ in found],
                        ReadRecords(
                            format=format,
                            path=first.path,
                            original=first.original,
                            context=self._context(first),
                            field_map=hints.field_map,
                            records=tuple(record for _, record in found),
                        ),
                    )

    def _context(self, reading: Reading) -> Context:
        """What was known of the file when it was read, with the current patterns of sources."""
        version = _version(self._store, reading)
        return Context(
            source=reading.hints.source,
            path=reading.path,
            modified=_modified(version),
            now=datetime.fromisoformat(reading.added),
            sources=self._settings.sources,
            language=self._settings.language,
        )


def _finished(started: _Started) -> Iterator[tuple[Reading, IntakeItem | str]]:
    readings, pending = started
    if isinstance(pending, str):
        yield from ((reading, pending) for reading in readings)
        return
    for reading, result in zip(readings, pending.results(), strict=True):
        yield reading, result if isinstance(result, IntakeItem) else result.reason


def _wanted(
    records: Iterable[Record], wanted: dict[str, Reading]
) -> Iterator[tuple[Reading, Record]]:
    for record in records:
        reading = wanted.pop(sha256(record.data).hexdigest(), None)
        if reading is not None:
            yield reading, record


def _modified(version: ArchivedArticle) -> datetime | None:
    """The file's own time then, which the ledger has kept."""
    for date in version.dates:
        if date.method == "file time":
            return datetime.fromisoformat(date.text).replace(tzinfo=UTC)
    return None
