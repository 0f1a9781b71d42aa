"""Articles read again, from the originals, by the present readers and normalizer.

What a person said of a file counts as it did; the clock is that of the first reading, so that a
date that lay in the future then is not believed now.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby, islice
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import TypeAlias

from dateline import readers
from dateline.comparing import FieldChange, changes
from dateline.errors import ArchiveDamaged, ReadError
from dateline.ingest.annotate import code
from dateline.ingest.batches import groups
from dateline.ingest.index import carry
from dateline.ingest.lock import writing_lock
from dateline.ingest.pool import Pending, Workers, workers
from dateline.ingest.run import TRANSACTION, UNDER_WAY
from dateline.ingest.tasks import Batch
from dateline.search.index import Index
from dateline.settings import Settings
from dateline.store import Store
from dateline.values.article import ArchivedArticle, Article
from dateline.values.context import Context
from dateline.values.draft import Record, RecordError
from dateline.values.intake import IntakeItem, Reading
from dateline.values.listing import Failure

_NOT_THERE = "the present readers find no such article in its original"
_FIELDS = tuple(field.name for field in fields(Article))
_Read: TypeAlias = tuple[Reading, IntakeItem]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rereading:
    """What came of reading a version of an article again.

    `changes` are the fields that read otherwise. `explained` tells that a field came to be in
    another way or that the ledger of dates is another, whether or not a value changed.
    `failure` says why there is no new reading; the old one is kept.
    """

    article: str
    version: int
    title: str | None
    changes: tuple[FieldChange, ...] = ()
    explained: bool = False
    failure: str | None = None


def reprocess(
    settings: Settings, index: Index, ids: Collection[str] | None, *, apply: bool, jobs: int
) -> Iterator[Rereading]:
    """See `Archive.reprocess`."""
    with ExitStack() as stack:
        if apply:
            stack.enter_context(writing_lock(settings.database_folder))
            index.mark_stale()
        store = stack.enter_context(Store.open(Path(settings.database_folder)))
        pool = stack.enter_context(workers(jobs))
        results = _results(store, pool, settings, ids)
        while some := list(islice(results, TRANSACTION)):
            read = [(one, result) for one, result in some if isinstance(result, IntakeItem)]
            for one, result in some:
                if not isinstance(result, IntakeItem):
                    yield _lost(store, one, result)
            pairs = store.compared(read)
            if apply:
                changed = zip(read, pairs, strict=True)
                store.revise([new for new, (old, now) in changed if not _same(old, now)])
            for old, now in pairs:
                yield _told(old, now)
        if apply:
            code(store, pool)
            carry(store, index)


def _same(old: ArchivedArticle, now: Article) -> bool:
    return all(getattr(old, name) == getattr(now, name) for name in _FIELDS)


def _told(old: ArchivedArticle, now: Article) -> Rereading:
    return Rereading(
        article=old.id,
        version=old.version,
        title=old.title,
        changes=changes(old, now),
        explained=(old.evidence, old.dates) != (now.evidence, now.dates),
    )


def _lost(store: Store, one: Reading, reason: str) -> Rereading:
    title = store.versions(one.article)[one.version - 1].title
    return Rereading(article=one.article, version=one.version, title=title, failure=reason)


def _results(
    store: Store, pool: Workers, settings: Settings, ids: Collection[str] | None
) -> Iterator[tuple[Reading, IntakeItem | str]]:
    """For each reading what is read now, or why nothing is."""
    under_way: deque[tuple[Sequence[Reading], Pending[IntakeItem | Failure] | str]] = deque()
    for of_one_original in store.readings(ids):
        for some, batch in _batches(store, of_one_original, settings):
            pending = batch if isinstance(batch, str) else pool.start(batch)
            under_way.append((some, pending))
            while len(under_way) > UNDER_WAY:
                yield from _finished(*under_way.popleft())
    while under_way:
        yield from _finished(*under_way.popleft())


def _finished(
    some: Sequence[Reading], pending: Pending[IntakeItem | Failure] | str
) -> Iterator[tuple[Reading, IntakeItem | str]]:
    if isinstance(pending, str):
        yield from ((one, pending) for one in some)
        return
    for one, result in zip(some, pending.result(), strict=True):
        yield one, result if isinstance(result, IntakeItem) else result.reason


def _batches(
    store: Store, of_one_original: Sequence[Reading], settings: Settings
) -> Iterator[tuple[Sequence[Reading], Batch | str]]:
    """The records that these were read from, in batches; what has none, with the reason."""
    by_hints = sorted(of_one_original, key=lambda one: repr(one.hints))
    for _, alike in groupby(by_hints, key=lambda one: repr(one.hints)):
        some = list(alike)
        wanted = {one.record_digest: one for one in some if one.record_digest is not None}
        reason = _NOT_THERE
        try:
            yield from _found(store, some[0], wanted, settings)
        except (ReadError, ArchiveDamaged) as error:
            reason = error.message
        lost = [one for one in some if one.record_digest is None or one.record_digest in wanted]
        if lost:
            yield lost, reason


def _found(
    store: Store, first: Reading, wanted: dict[str, Reading], settings: Settings
) -> Iterator[tuple[Sequence[Reading], Batch]]:
    """Batches of the wanted records, by digest; what was found is wanted no more."""
    with store.originals.open(first.original.sha256) as kept, TemporaryFile() as spooled:
        copyfileobj(kept, spooled)
        file = readers.unpack(spooled, first.path, field_map=first.hints.field_map)
        for format, group in groups(file.records):
            found = [] if isinstance(group, RecordError) else list(_wanted(group, wanted))
            if found:
                yield (
                    [one for one, _ in found],
                    Batch(
                        format=format,
                        path=first.path,
                        original=first.original,
                        context=_context(store, first, settings),
                        field_map=first.hints.field_map,
                        records=tuple(record for _, record in found),
                    ),
                )


def _wanted(
    records: Iterable[Record], wanted: dict[str, Reading]
) -> Iterator[tuple[Reading, Record]]:
    for record in records:
        one = wanted.pop(sha256(record.data).hexdigest(), None)
        if one is not None:
            yield one, record


def _context(store: Store, one: Reading, settings: Settings) -> Context:
    """What was known of the file when it was read, with today's patterns of sources."""
    return Context(
        source=one.hints.source,
        path=one.path,
        modified=_modified(store.versions(one.article)[one.version - 1]),
        now=datetime.fromisoformat(one.added),
        sources=settings.sources,
    )


def _modified(version: ArchivedArticle) -> datetime | None:
    """The file's own time then, which the ledger has kept."""
    for date in version.dates:
        if date.method == "file time":
            return datetime.fromisoformat(date.text).replace(tzinfo=UTC)
    return None
