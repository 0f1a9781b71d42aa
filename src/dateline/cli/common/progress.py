"""Progress of a long run on stderr, if that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.ingest.run import Watch


@contextmanager
def progress() -> Iterator[tuple[Watch, Callable[[int], None], Callable[[int], None]]]:
    """Callables that move bars on stderr for reading, annotating and indexing. They do nothing if
    stderr is not a terminal."""
    if not sys.stderr.isatty():
        yield (lambda _: None), (lambda _: None), (lambda _: None)
        return
    from dateline.cli.common.progress_bars import bars

    with bars() as moved:
        yield moved


@contextmanager
def index_progress() -> Iterator[Callable[[int, int | None], None]]:
    """A callable that moves a bar on stderr for the articles that are indexed. It does nothing if
    stderr is not a terminal."""
    if not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    from dateline.cli.common.progress_bars import index_bar

    with index_bar() as moved:
        yield moved
