"""The job that makes a backup, in the folder that the server was started with."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from dateline.archive import Archive
from dateline.errors import DatelineError
from dateline.ingest.progress import Progress
from dateline.settings import Settings, load
from dateline.web.jobs.state import Kind, Report, folder_of, launch, new_name


def start(settings: Settings, backups: Path, *, user: str) -> str:
    """A process of its own makes a backup in the folder `backups`; returns the name of the job."""
    name = new_name()
    folder = folder_of(settings, name)
    folder.mkdir(parents=True)
    launch(folder, Kind.BACKUP, __name__, settings.root, name, str(backups), user=user)
    return name


def run(settings: Settings, name: str, backups: Path) -> None:
    """There is a backup, and the state of the job has what it took."""
    report = Report(folder_of(settings, name), Kind.BACKUP)

    def watch(progress: Progress) -> None:
        report.at(progress.done, progress.total or 0)

    try:
        with Archive(settings) as archive:
            made = archive.backup(backups, progress=watch)
    except DatelineError as error:
        report.end(fault=error.message)
        return
    report.end(
        result={
            "originals": made.originals,
            "copied": made.copied,
            "bytes_copied": made.bytes_copied,
        },
        refused=tuple((damage.item, damage.problem) for damage in made.damages),
    )


if __name__ == "__main__":
    root, job, folder = sys.argv[1:]
    run(load(root, os.environ), job, Path(folder))
