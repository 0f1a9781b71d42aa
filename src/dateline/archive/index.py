"""archive.index: the search index, which is derived from the database and can be rebuilt."""

from __future__ import annotations

from dateline.archive.connections import Connections, none_if_all
from dateline.errors import ArchiveBusy
from dateline.ingest.index import indexing, rebuild, rebuild_reason
from dateline.ingest.lock import writing_lock
from dateline.ingest.progress import Observer, Progress, Stage, ignore
from dateline.search.index import library
from dateline.values.listing import IndexCheck, IndexInfo
from dateline.values.search.results import All


class ArchiveIndex:
    """The index of an archive. Changing it raises ArchiveBusy if another process is writing."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def count(self) -> int:
        """How many articles the index holds; 0 if there is no index."""
        engine = self._connections.engine()
        return engine.count() if engine else 0

    def sync(self, *, jobs: int | All = 0, progress: Observer | None = None) -> int:
        """The index holds all that the database holds, and every article is annotated. Returns how
        many changes were indexed. `progress` and `jobs` are as for `Archive.ingest`."""
        from dateline.ingest.annotate import annotate_all, annotation_pool

        indexed = 0

        def count(now: Progress) -> None:
            nonlocal indexed
            if now.stage is Stage.INDEX:
                indexed = now.done
            if progress:
                progress(now)

        store, settings = self._connections.store(), self._connections.settings
        self._connections.close_unfinished()
        with writing_lock(settings):
            self._connections.close_index()
            with (
                indexing(store, self._connections.index, count) as index_batch,
                annotation_pool(store, settings, none_if_all(jobs)) as pool,
            ):
                annotate_all(store, pool, count, index_batch)
        return indexed

    def rebuild(self, engine: str | None = None, *, progress: Observer | None = None) -> int:
        """The index is rebuilt from the database, in this engine (None: the same as before).
        Returns how many articles it holds.

        The old index answers until the new one is complete. A rebuild that was interrupted
        resumes where it stopped, if the database is the same. `progress` is called with how many
        articles are indexed, and how many there are. Raises UsageError for an engine that does
        not exist or is not installed.
        """
        index = self._connections.index
        store = self._connections.store()
        wanted = index.checked_engine(
            engine or index.engine_name(store.pending.index_state().engine)
        )
        self._connections.close_unfinished()
        with writing_lock(self._connections.settings, alone=True):
            self._connections.close_index()
            return rebuild(store, index, wanted, progress or ignore)

    def check(self) -> IndexCheck:
        """The ids in the database compared with those in the index, and the files of the index with
        their checksums. Raises ArchiveBusy if another process changed one of them in the
        meantime."""
        index, store = self._connections.index, self._connections.store()
        change, pending = store.pending.last_number(), store.pending.ids()
        articles, commit = set(store.ids()), index.commit
        state = store.pending.index_state()
        reason = rebuild_reason(index, state)
        damaged = () if reason else index.damaged_files(settled=state.is_all_in(commit))
        engine = None if damaged else self._connections.engine()
        indexed = set(engine.ids()) if engine else set[str]()
        now = store.pending.last_number(), store.pending.ids(), index.commit
        if (change, pending, commit) != now:
            raise ArchiveBusy(
                "another process is writing to this archive",
                hint="try again when it has finished",
            )
        if engine is None:
            pending = frozenset(articles)
        return IndexCheck(
            articles=len(articles),
            indexed=len(indexed),
            pending=len(pending),
            missing=tuple(sorted(articles - indexed - pending)),
            surplus=tuple(sorted(indexed - articles - pending)),
            damaged=damaged,
            rebuild_reason=reason,
        )

    def info(self) -> IndexInfo:
        """The engine of the index, what it was made with, and whether it is stale."""
        index = self._connections.index
        store, stamp = self._connections.store(), index.stamp
        state = store.pending.index_state()
        engine = index.engine_name(state.engine)
        return IndexInfo(
            engine=engine,
            library=library(engine),
            schema=stamp.schema.partition("=")[2] if stamp else "",
            analysis=stamp.analysis.partition("=")[2] if stamp else "",
            language=stamp.language if stamp else "",
            documents=self.count(),
            size_bytes=index.size_bytes(),
            stale=not self._connections.is_current,
            pending=store.pending.count(),
            rebuild_reason=rebuild_reason(index, state),
        )
