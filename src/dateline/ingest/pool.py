"""Work done in order, in this process or spread over others.

A worker that dies (a parser's crash, memory run out) costs the run one record, not the run: the
task it died of is tried again item by item, and the culprit's result says so. Where the run is
given up or killed, its workers end with it.
"""

from __future__ import annotations

import gc
import multiprocessing
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

from dateline.logs import LogSettings, get_logger, log_settings, log_to_stderr

_log = get_logger(__name__)

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


class _Handed(Generic[_R]):
    """Has the results as they came, pickled, which takes a tenth of the memory."""

    def __init__(self, answers: Future[list[bytes]]) -> None:
        self._answers = answers

    def result(self) -> Sequence[_R]:
        return [one for answer in self._answers.result() for one in pickle.loads(answer)]


class _Died(Exception):
    """The process that worked on a task is there no more."""


class _Pool:
    """Other processes, each at the far end of a pipe of its own, and for each a thread that
    hands it one task after the other and waits for the results.

    The standard library's pools have their processes share queues, under locks in shared memory:
    one that is killed while it writes to a queue stops all of them for good, and a run that is
    killed leaves workers and locks behind. Here whoever dies closes a pipe, and no more.
    """

    def __init__(self, jobs: int) -> None:
        self._context = _context()
        self._threads = ThreadPoolExecutor(jobs)
        self._own = local()  # of each thread: the pipe to its process
        self._all: list[tuple[BaseProcess, Connection]] = []
        self._starting = Lock()
        self._abandoned = False

    def start(self, task: Task[_R]) -> Pending[_R]:
        return _Handed(self._threads.submit(self._answers, task))

    def close(self) -> None:
        """All work is done, and the processes have ended."""
        self._threads.shutdown(cancel_futures=self._abandoned)
        for process, pipe in self._all:
            pipe.close()
            process.join()

    def abandon(self) -> None:
        """The processes have ended, whatever work is left."""
        with self._starting:
            self._abandoned = True
        for process, _ in self._all:
            process.kill()
        _log.info("workers killed", extra={"processes": len(self._all)})
        self.close()

    def _answers(self, task: Task[_R]) -> list[bytes]:
        """The results of the task or, where a process dies of it, of each item alone."""
        try:
            return [self._hand(task)]
        except _Died:
            answers = []
            for alone in task.alone():
                try:
                    answers.append(self._hand(alone))
                except _Died:
                    answers.append(pickle.dumps(alone.died()))
            return answers

    def _hand(self, task: Task[_R]) -> bytes:
        pipe: Connection = getattr(self._own, "pipe", None) or self._fresh()
        try:
            pipe.send(task)
            answer = pipe.recv_bytes()
        except (EOFError, OSError) as error:
            self._own.pipe = None
            _log.warning("a worker process died", extra={"task": type(task).__name__})
            raise _Died from error
        self._own.pipe = pipe
        return answer

    def _fresh(self) -> Connection:
        with self._starting:
            if self._abandoned:
                raise _Died
            ours, theirs = self._context.Pipe()
            process = self._context.Process(
                target=_work, args=(theirs, log_settings()), daemon=True
            )
            process.start()
            _log.debug("worker started", extra={"pid": process.pid})
            theirs.close()
            self._all.append((process, ours))
            return ours


def _work(pipe: Connection, log: LogSettings | None) -> None:
    """Do the tasks that come through the pipe until it is closed; log as the main process does."""
    # As in the command line: what tasks make is soon let go, and looking for garbage in it after
    # every 700 objects takes a twelfth of the time.
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal's Ctrl-C: the run will end this
    with log_to_stderr(log), suppress(EOFError, OSError):
        while True:
            task: Task[object] = pipe.recv()
            pipe.send(task.work())


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


@contextmanager
def workers(jobs: int) -> Iterator[Workers]:
    """Workers for a run: `jobs` other processes, or this one where that is 0."""
    if not jobs:
        yield _Here()
        return
    pool = _Pool(jobs)
    try:
        yield pool
    except BaseException:
        pool.abandon()
        raise
    pool.close()
