"""Tasks done in order, in this process or spread over others.

An item that crashes its process (a parser's fault, memory that runs out) or takes too long costs
the run that item and no more: its process is replaced, and its result says why. If the run is
given up or killed, its processes end with it.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from threading import Lock, local
from typing import Generic, Protocol, TypeVar

from dateline.ingest.time_limit import (
    WAITING,
    TimeIsUp,
    fatal_limit,
    limited,
    too_busy,
    too_slow,
)
from dateline.logs import LogSettings, get_logger, log_settings, log_to_stderr

_log = get_logger(__name__)

_R = TypeVar("_R")
_R_co = TypeVar("_R_co", covariant=True)

CRASHED = "crashed its process"


class Task(Protocol[_R_co]):
    """Work on several items that another process may do."""

    def __len__(self) -> int:
        """How many items there are."""

    def work(self, item: int) -> _R_co:
        """The result of the item at this place. Raises nothing, whatever the item is."""

    def lost(self, item: int, reason: str) -> _R_co:
        """The result of an item whose work "took more than 200 seconds" or `CRASHED`."""


class Pending(Protocol[_R_co]):
    """A task under way."""

    def results(self) -> Sequence[_R_co]:
        """The results of its items, in order; waits for them."""


class Pool(Protocol):
    """Where tasks are done."""

    def start(self, task: Task[_R]) -> Pending[_R]: ...


class _ThisProcess:
    """Works when the results are asked for, in this process."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def start(self, task: Task[_R]) -> Pending[_R]:
        return _Deferred(task, self._seconds)


class _Deferred(Generic[_R]):
    def __init__(self, task: Task[_R], seconds: float) -> None:
        self._task = task
        self._seconds = seconds

    def results(self) -> Sequence[_R]:
        return [self._result(item) for item in range(len(self._task))]

    def _result(self, item: int) -> _R:
        try:
            return limited(lambda: self._task.work(item), self._seconds)
        except TimeIsUp as error:
            return self._task.lost(item, str(error))


class _Submitted(Generic[_R]):
    """Keeps the results as they came, pickled, which takes a tenth of the memory."""

    def __init__(self, results: Future[list[bytes]]) -> None:
        self._results = results

    def results(self) -> Sequence[_R]:
        return [pickle.loads(result) for result in self._results.result()]


class _WorkerLost(Exception):
    """The process that worked on an item is there no more; the message says what the item did."""


class _Worker:
    """Another process, at the far end of a pipe of its own."""

    def __init__(self, process: BaseProcess, pipe: Connection, seconds: float) -> None:
        self._process = process
        self._pipe = pipe
        self._seconds = seconds

    def results(self, task: Task[object], first: int) -> Iterator[bytes]:
        """The pickled results of the items from `first` on. Raises _WorkerLost at the item that
        the process could not finish, and has ended the process then."""
        try:
            self._pipe.send((task, first))
            self._pipe.recv_bytes()  # it has loaded the code: from now on the time counts
            for _ in range(first, len(task)):
                if not self._pipe.poll(self._seconds * WAITING):
                    self.kill()
                    raise _WorkerLost(too_slow(self._seconds))
                yield self._pipe.recv_bytes()
        except (EOFError, OSError) as error:
            self.kill()
            self._process.join()
            was_busy = self._process.exitcode == -signal.SIGPROF
            raise _WorkerLost(too_busy(self._seconds) if was_busy else CRASHED) from error

    def kill(self) -> None:
        """Whatever it does, the process is about to end."""
        self._process.kill()

    def close(self) -> None:
        """The process has ended, after the item that it works on."""
        self._pipe.close()
        self._process.join()


class _Processes:
    """Other processes, and for each a thread that gives it one task after the other and waits
    for the results.

    The standard library's pools have their processes share queues, under locks in shared memory:
    one that is killed while it writes to a queue stops all of them for good, and a run that is
    killed leaves workers and locks behind. Here a process that dies closes a pipe, and no more.
    """

    def __init__(self, jobs: int, seconds: float) -> None:
        self._seconds = seconds
        self._context = _context()
        self._threads = ThreadPoolExecutor(jobs)
        self._own = local()  # of each thread: its worker
        self._workers: list[_Worker] = []
        self._starting = Lock()
        self._abandoned = False

    def start(self, task: Task[_R]) -> Pending[_R]:
        return _Submitted(self._threads.submit(self._results, task))

    def close(self) -> None:
        """All work is done, and the processes have ended."""
        self._threads.shutdown(cancel_futures=self._abandoned)
        for worker in self._workers:
            worker.close()

    def abandon(self) -> None:
        """The processes have ended, whatever work is left."""
        with self._starting:
            self._abandoned = True
        for worker in tuple(self._workers):
            worker.kill()
        _log.info("workers killed", extra={"processes": len(self._workers)})
        self.close()

    def _results(self, task: Task[object]) -> list[bytes]:
        results: list[bytes] = []
        while len(results) < len(task):
            try:
                for result in self._worker().results(task, len(results)):
                    results.append(result)
            except _WorkerLost as lost:
                _log.warning("a worker was lost", extra={"task": type(task).__name__})
                self._dismiss_worker()
                results.append(pickle.dumps(task.lost(len(results), str(lost))))
        return results

    def _worker(self) -> _Worker:
        """This thread's worker; a new one if it has none or has lost it."""
        worker: _Worker | None = getattr(self._own, "worker", None)
        if worker is None:
            worker = self._own.worker = self._new_worker()
        return worker

    def _dismiss_worker(self) -> None:
        worker: _Worker | None = getattr(self._own, "worker", None)
        if worker is not None:
            self._own.worker = None
            with self._starting:
                self._workers.remove(worker)
            worker.close()

    def _new_worker(self) -> _Worker:
        with self._starting:
            if self._abandoned:
                raise _WorkerLost(CRASHED)
            ours, theirs = self._context.Pipe()
            process = self._context.Process(
                target=_work, args=(theirs, log_settings(), self._seconds), daemon=True
            )
            process.start()
            _log.debug("worker started", extra={"pid": process.pid})
            theirs.close()
            worker = _Worker(process, ours, self._seconds)
            self._workers.append(worker)
            return worker


def _work(pipe: Connection, log: LogSettings | None, seconds: float) -> None:
    """Do the tasks that come through the pipe until it is closed, each item in so many seconds of
    processor time; log as the main process does."""
    # As in the command line: what tasks make is soon let go, and looking for garbage in it after
    # every 700 objects takes a twelfth of the time.
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal's Ctrl-C: the run will end this
    signal.signal(signal.SIGPROF, signal.SIG_DFL)  # the end of the process: see fatal_limit
    with log_to_stderr(log), suppress(EOFError, OSError):
        while True:
            task, first = pipe.recv()
            pipe.send_bytes(b"")
            for item in range(first, len(task)):
                with fatal_limit(seconds):
                    result = task.work(item)
                pipe.send(result)


def _context() -> ForkServerContext | SpawnContext:
    """How processes are started: never by fork, which would copy open database handles. A fork
    server loads the code once for all workers, where there is one (not on Windows)."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["dateline.ingest.tasks"])
    # While the server loads code, a terminal's Ctrl-C would have it print a traceback. What is
    # blocked here stays blocked there. The tracker comes first: its own start unblocks SIGINT.
    resource_tracker.ensure_running()
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
    return context


def cores() -> int:
    """How many cores this process may use, which may be fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def pool_of(jobs: int, *, item_timeout_s: float) -> Iterator[Pool]:
    """A pool for a run: `jobs` other processes, or this one if that is 0. An item that takes more
    than `item_timeout_s` seconds of processor time, or WAITING times that by the clock, is lost."""
    if not jobs:
        yield _ThisProcess(item_timeout_s)
        return
    processes = _Processes(jobs, item_timeout_s)
    try:
        yield processes
    except BaseException:
        processes.abandon()
        raise
    processes.close()
