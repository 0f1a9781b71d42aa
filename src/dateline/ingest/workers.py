"""Work done in order, in this process or spread over others.

A worker that dies (a parser's crash, memory run out) costs the run one record, not the run: the
task it died of is tried again item by item, and the culprit's result says so.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Generic, Protocol, TypeVar

_R = TypeVar("_R")
_R_co = TypeVar("_R_co", covariant=True)


class Task(Protocol[_R_co]):
    """Work on several items that another process may do; it gives a result for each."""

    def work(self) -> Sequence[_R_co]: ...

    def alone(self) -> Sequence[Task[_R_co]]:
        """A task for each item, in their order."""

    def died(self) -> Sequence[_R_co]:
        """The results of a task that processes die of."""


class Pending(Protocol[_R_co]):
    """A task under way."""

    def result(self) -> Sequence[_R_co]:
        """The results of its items; waits for them."""


class Workers(Protocol):
    def start(self, task: Task[_R]) -> Pending[_R]: ...


class _Here:
    """Works when the result is asked for, in this process."""

    def start(self, task: Task[_R]) -> Pending[_R]:
        return _Lazy(task)


class _Lazy(Generic[_R]):
    def __init__(self, task: Task[_R]) -> None:
        self._task = task

    def result(self) -> Sequence[_R]:
        return self._task.work()


class _Pool:
    """Processes that are started anew when one of them dies."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._context = _context()
        self._executor = self._fresh()

    def _fresh(self) -> ProcessPoolExecutor:
        # A terminal's Ctrl-C reaches the workers too: they end without a word, and at once.
        return ProcessPoolExecutor(
            self._jobs,
            mp_context=self._context,
            initializer=signal.signal,
            initargs=(signal.SIGINT, signal.SIG_DFL),
        )

    def start(self, task: Task[_R]) -> Pending[_R]:
        return _Submitted(self, task, self._submit(task))

    def again(self, task: Task[_R]) -> Sequence[_R]:
        """The task's results, each item alone in a pool that may die of it."""
        results: list[_R] = []
        for alone in task.alone():
            try:
                results += self._submit(alone).result()
            except BrokenProcessPool:
                results += alone.died()
        return results

    def close(self) -> None:
        self._executor.shutdown(cancel_futures=True)

    def _submit(self, task: Task[_R]) -> Future[Sequence[_R]]:
        try:
            return self._executor.submit(task.work)
        except BrokenProcessPool:
            self._executor.shutdown()
            self._executor = self._fresh()
            return self._executor.submit(task.work)


class _Submitted(Generic[_R]):
    def __init__(self, pool: _Pool, task: Task[_R], future: Future[Sequence[_R]]) -> None:
        self._pool = pool
        self._task = task
        self._future = future

    def result(self) -> Sequence[_R]:
        try:
            return self._future.result()
        except BrokenProcessPool:
            return self._pool.again(self._task)


def _context() -> multiprocessing.context.BaseContext:
    """How processes are started: never by fork, which would copy open database handles. A fork
    server loads the code once for all workers, where there is one (not on Windows)."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["dateline.ingest.work"])
    return context


@contextmanager
def workers(jobs: int) -> Iterator[Workers]:
    """Workers for a run: `jobs` other processes, or this one where that is 0."""
    if not jobs:
        yield _Here()
        return
    pool = _Pool(jobs)
    try:
        yield pool
    finally:
        pool.close()
