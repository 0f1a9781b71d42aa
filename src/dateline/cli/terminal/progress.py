"""Progress of a long run on stderr, if that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.ingest.progress import Observer


@contextmanager
def progress_bars() -> Iterator[Observer | None]:
    """An observer that moves bars on stderr while a run reads, annotates and indexes; None if
    stderr is not a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from dateline.cli.terminal.progress_bars import bars

    with bars() as observer:
        yield observer
