"""A limit on how long one step of reading may take in this process.

A parser that a hostile file sends round in circles costs its record and not the run. In a
process of its own (see `pool`) it is killed; here a signal interrupts it. Python handles signals
between two steps of its own code and inside regular expressions, so that the limit holds for
those. A call into other compiled code is interrupted as soon as it returns.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from threading import current_thread, main_thread
from types import FrameType
from typing import TypeVar

_R = TypeVar("_R")


class TimeIsUp(BaseException):
    """The step took too long. No Exception, so that no parser takes it for a fault in its file."""


def too_long(seconds: float) -> str:
    """What to say of it: "took more than 20 seconds"."""
    return f"took more than {seconds:g} second{'' if seconds == 1 else 's'}"


def limited(
    work: Callable[[], _R], seconds: float, progress: Callable[[], object] | None = None
) -> _R:
    """The result of `work`. Raises TimeIsUp after so many seconds by the clock; with `progress`
    only if its value has been the same for that long.

    In any thread but the main one there is no limit: Python handles signals in that one alone.
    """
    if current_thread() is not main_thread():
        return work()
    last = progress() if progress else None

    def ring(_number: int, _frame: FrameType | None) -> None:
        nonlocal last
        if progress and (now := progress()) != last:
            last = now
        else:
            raise TimeIsUp

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
