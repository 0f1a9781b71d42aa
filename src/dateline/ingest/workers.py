"""Batches worked off in order, in this process or spread over others.

A worker that dies (a parser's crash, memory run out) costs the run one record, not the run: the
batch it died of is tried again record by record, and the culprit becomes a failure.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from typing import Protocol, TypeAlias

from dateline.errors import ReadError
from dateline.ingest.work import Batch, lost, work
from dateline.values.account import Failure
from dateline.values.filing import Filing

Results: TypeAlias = list[Filing | Failure]
Work: TypeAlias = Callable[[Batch], Results]


class Pending(Protocol):
    """A batch under way."""

    def result(self) -> Results:
        """What became of its records; waits for it."""


class Workers(Protocol):
    def start(self, batch: Batch) -> Pending: ...


class _Here:
    """Works when the result is asked for, in this process."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def start(self, batch: Batch) -> Pending:
        return _Lazy(self._work, batch)


class _Lazy:
    def __init__(self, work: Work, batch: Batch) -> None:
        self._work = work
        self._batch = batch

    def result(self) -> Results:
        return self._work(self._batch)


class _Pool:
    """Processes that are started anew when one of them dies."""

    def __init__(self, jobs: int, work: Work) -> None:
        self._jobs = jobs
        self._work = work
        self._context = _context()
        self._executor = self._fresh()

    def _fresh(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._jobs, mp_context=self._context)

    def start(self, batch: Batch) -> Pending:
        return _Submitted(self, batch, self._submit(batch))

    def again(self, batch: Batch) -> Results:
        """The batch's results, each record alone in a pool that may die of it."""
        results: Results = []
        for record in batch.records:
            alone = replace(batch, records=(record,))
            try:
                results += self._submit(alone).result()
            except BrokenProcessPool:
                died = ReadError("the process that read it died of it")
                results.append(lost(batch.path, died, batch.format, batch.original, record))
        return results

    def close(self) -> None:
        self._executor.shutdown(cancel_futures=True)

    def _submit(self, batch: Batch) -> Future[Results]:
        try:
            return self._executor.submit(self._work, batch)
        except BrokenProcessPool:
            self._executor.shutdown()
            self._executor = self._fresh()
            return self._executor.submit(self._work, batch)


class _Submitted:
    def __init__(self, pool: _Pool, batch: Batch, future: Future[Results]) -> None:
        self._pool = pool
        self._batch = batch
        self._future = future

    def result(self) -> Results:
        try:
            return self._future.result()
        except BrokenProcessPool:
            return self._pool.again(self._batch)


def _context() -> multiprocessing.context.BaseContext:
    """How processes are started: never by fork, which would copy open database handles. A fork
    server loads the code once for all workers, where there is one (not on Windows)."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["dateline.ingest.work"])
    return context


@contextmanager
def workers(jobs: int, work: Work = work) -> Iterator[Workers]:
    """Workers for a run: `jobs` other processes, or this one where that is 0."""
    if not jobs:
        yield _Here(work)
        return
    pool = _Pool(jobs, work)
    try:
        yield pool
    finally:
        pool.close()
