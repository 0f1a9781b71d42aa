"""Progress bars on stderr; this module is imported only if stderr is a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars
from rich.text import Text

from dateline.ingest.progress import Observer, Progress, Stage

_LABELS = {
    Stage.READ: "reading",
    Stage.ANNOTATE: "annotating",
    Stage.INDEX: "indexing",
    Stage.EXPORT: "exporting",
    Stage.COMPARE: "comparing",
    Stage.CHECK: "checking",
    Stage.COPY: "copying",
}
_FILES = {Stage.CHECK, Stage.COPY}
_COUNTED = {Stage.INDEX, Stage.EXPORT, *_FILES}
_EACH = 16  # articles for which a bar is drawn once


class _Rate(ProgressColumn):
    """Articles, or files, a second since the bar began."""

    def render(self, task: Task) -> Text:
        done, elapsed = task.fields["done"], task.elapsed or 0
        noun = task.fields["noun"]
        return Text(f"{done} {noun}, {done / elapsed:.0f}/s" if elapsed else "")


@contextmanager
def bars() -> Iterator[Observer]:
    """An observer that draws a bar for each stage: over the bytes read, with the rate and the
    time left, over the articles annotated and over those indexed. All are gone at the end."""
    columns = (TextColumn("{task.description:10}"), BarColumn(), _Rate(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as drawn:
        tasks = {
            stage: drawn.add_task(
                label,
                total=None,
                start=False,
                visible=False,
                done=0,
                noun="files" if stage in _FILES else "articles",
            )
            for stage, label in _LABELS.items()
        }
        found = None

        def observe(now: Progress) -> None:
            nonlocal found
            task = tasks[now.stage]
            completed: float = now.done
            total: float | None = now.total or found
            if now.stage is Stage.READ:
                found = now.done
                completed, total = now.bytes_done, now.bytes_total or None
            else:
                drawn.stop_task(tasks[Stage.READ])
            if not drawn.tasks[task].started:
                drawn.start_task(task)
            elif now.stage in _COUNTED and now.done % _EACH and now.done != total:
                return
            drawn.update(task, completed=completed, total=total, visible=True, done=now.done)

        yield observe
