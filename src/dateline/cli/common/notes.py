"""Notes on stderr that several commands print."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dateline.cli.common.counting import counted
from dateline.cli.terminal.echo import echo

if TYPE_CHECKING:
    from dateline.archive import Archive
    from dateline.values.listing import RecordedFailure


def print_unannotated(archive: Archive) -> None:
    """If articles are not annotated yet, say so: it may be why nothing was found."""
    if waiting := archive.unannotated():
        articles = counted(waiting, "article is", "articles are")
        note = f"{articles} not annotated by the current rules yet: run “dateline index sync”"
        echo(f"note: {note}", err=True)


@contextmanager
def naming_unannotated(archive: Archive) -> Iterator[list[RecordedFailure]]:
    """At its end each article that could not be annotated meanwhile has a line, and is in the list
    that it yields."""
    before = {(failure.article, failure.at) for failure in _of_annotating(archive)}
    failed: list[RecordedFailure] = []
    yield failed
    for failure in _of_annotating(archive):
        if (failure.article, failure.at) not in before:
            failed.append(failure)
            echo(f"not annotated: {failure.article}: {failure.reason}", err=True)


def _of_annotating(archive: Archive) -> tuple[RecordedFailure, ...]:
    from dateline.values.listing import FailureFilter  # a search does not need it

    return archive.failures.all(FailureFilter(stage="annotate"))
