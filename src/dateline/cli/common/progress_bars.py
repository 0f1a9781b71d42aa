"""Progress bars on stderr; this module is imported only if stderr is a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from dateline.ingest.run import Progress as Reading
from dateline.ingest.run import Watch


class _Rate(ProgressColumn):
    """Articles a second since the bar began."""

    def render(self, task: Task) -> Text:
        found, elapsed = task.fields["found"], task.elapsed or 0
        return Text(f"{found} articles, {found / elapsed:.0f}/s" if elapsed else "")


@contextmanager
def bars() -> Iterator[tuple[Watch, Callable[[int], None], Callable[[int], None]]]:
    """A bar over the bytes read, with the rate and the time left, then one over the articles
    annotated and one over those carried into the index; all are gone when the run is over."""
    columns = (TextColumn("{task.description}"), BarColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        reading = progress.add_task("reading ", total=None, found=0)
        coding = progress.add_task("coding  ", total=None, found=0, visible=False)
        indexing = progress.add_task("indexing", total=None, found=0, visible=False)
        found = 0

        def read(now: Reading) -> None:
            nonlocal found
            found = now.found
            total = now.bytes_total or None
            progress.update(reading, completed=now.bytes_done, total=total, found=now.found)

        def coded(done: int) -> None:
            if not progress.tasks[coding].visible:
                progress.stop_task(reading)
                progress.reset(coding, total=found, found=0, visible=True)
            progress.update(coding, completed=done, found=done)

        def indexed(done: int) -> None:
            if done == 1:
                progress.stop_task(reading)
                progress.reset(indexing, total=found, found=0, visible=True)
            if done % 16 == 0 or done == found:
                progress.update(indexing, completed=done, found=done)

        yield read, coded, indexed


@contextmanager
def index_bar() -> Iterator[Callable[[int, int | None], None]]:
    """A bar over the articles carried into the index; it is gone at the end."""
    columns = (TextColumn("indexing"), BarColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("indexing", total=None, found=0)

        def moved(done: int, total: int | None) -> None:
            progress.update(task, completed=done, total=total, found=done)

        yield moved
