"""A limit on how long one step of reading may take.

A parser that a hostile file sends round in circles costs its record and not the run. What counts
is processor time: where many programs run, a step waits for its turn, and its file is not at
fault. What waits for something else (a disk that does not answer) uses none, so that there is a
limit by the clock as well, WAITING times as long.

In a process of its own (see `pool`) the system ends a step at the limit; here a signal interrupts
it. Python handles signals between two steps of its own code and inside regular expressions, so
that the limit holds for those. A call into other compiled code is interrupted as soon as it
returns.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType
from typing import TypeVar

_R = TypeVar("_R")


WAITING = 10  # times the limit: how long a step may take by the clock


class TimeIsUp(BaseException):
    """The step took too long; the message says how long. No Exception, so that no parser takes it
    for a fault in its file."""


def too_busy(seconds: float) -> str:
    """What to say of a step that used so much processor time."""
    return f"took more than {_seconds(seconds)} of processor time"


def too_slow(seconds: float) -> str:
    """What to say of a step with this limit that took too long by the clock."""
    return f"took more than {_seconds(seconds * WAITING)}"


def _seconds(number: float) -> str:
    return f"{number:g} second{'' if number == 1 else 's'}"


@contextmanager
def fatal_limit(seconds: float) -> Iterator[None]:
    """What is done inside, in any code, ends this process with SIGPROF once it has used so many
    seconds of processor time."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def limited(
    work: Callable[[], _R], seconds: float, progress: Callable[[], object] | None = None
) -> _R:
    """The result of `work`. Raises TimeIsUp after so many seconds of processor time, or WAITING
    times as many by the clock; with `progress` only if its value has been the same for that long.

    In any thread but the main one there is no limit: Python handles signals in that one alone.
    """
    if current_thread() is not main_thread():
        return work()
    last = progress() if progress else None
    cpu, clock = time.thread_time(), time.monotonic()

    def ring(_number: int, _frame: FrameType | None) -> None:
        nonlocal last, cpu, clock
        if progress and (now := progress()) != last:
            last, cpu, clock = now, time.thread_time(), time.monotonic()
        busy = seconds - (time.thread_time() - cpu)
        slow = seconds * WAITING - (time.monotonic() - clock)
        if busy <= 0 or slow <= 0:
            raise TimeIsUp(too_busy(seconds) if busy <= 0 else too_slow(seconds))
        signal.setitimer(signal.ITIMER_REAL, max(min(busy, slow), 0.001), seconds)

    previous = signal.signal(signal.SIGALRM, ring)
    # Again and again: Python drops what is raised in a callback of its garbage collector.
    remaining, interval = signal.setitimer(signal.ITIMER_REAL, seconds, seconds)
    begun = time.monotonic()
    try:
        try:
            return work()
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    finally:  # once more: the signal may have come just before the timer was stopped
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous or signal.SIG_DFL)
        if remaining:  # an alarm that the caller has set
            elapsed = time.monotonic() - begun
            signal.setitimer(signal.ITIMER_REAL, max(remaining - elapsed, 0.001), interval)
