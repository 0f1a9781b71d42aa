"""The job that adds files: `files/` in its folder, which go when they are ingested."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path, PurePath
from time import time

from dateline.archive import Archive
from dateline.errors import DatelineError, UsageError
from dateline.ingest.progress import Progress
from dateline.settings import Settings, load
from dateline.web.jobs.state import Kind, Report, folder_of, launch, new_name

_WAIT_S = 600.0  # for another ingest
_ABANDONED_S = 24 * 3600.0  # an upload that takes longer has been given up
_NAME_BYTES = 200  # of a file: most disks take 255, and a number may come before it


def new_job(settings: Settings) -> tuple[str, Path]:
    """The name of a new job, and the empty folder for its files. What is left of uploads that
    ended with their server is gone."""
    name = new_name()
    files = folder_of(settings, name) / "files"
    files.mkdir(parents=True)
    for job in files.parent.parent.iterdir():
        if not (job / "state.json").exists() and job.stat().st_mtime < time() - _ABANDONED_S:
            shutil.rmtree(job)
    return name, files


def safe_name(name: str | None) -> str:
    """The last part of a file's name as a browser sent it, as a name that any disk takes."""
    last = PurePath((name or "").replace("\\", "/")).name
    kept = "".join(char for char in last if char.isprintable() and char not in '/\0:*?"<>|')
    return kept.strip(". ").encode()[-_NAME_BYTES:].decode(errors="ignore") or "file"


def start(settings: Settings, name: str, *, user: str, source: str | None) -> None:
    """A process of its own ingests the files of the job. Raises UsageError if it has none left."""
    folder = folder_of(settings, name)
    if not (folder / "files").is_dir():
        raise UsageError("the files of this job are ingested, or gone")
    launch(folder, Kind.ADDING, __name__, settings.root, name, source or "", user=user)


def run(settings: Settings, name: str, source: str | None) -> None:
    """The files of the job are ingested and gone, and its state has the balance."""
    folder = folder_of(settings, name)
    report = Report(folder, Kind.ADDING)

    def watch(progress: Progress) -> None:
        report.at(progress.bytes_done, progress.bytes_total)

    try:
        with Archive(settings._replace(lock_wait_s=_WAIT_S)) as archive:
            balance = archive.ingest([folder / "files"], source=source, progress=watch)
    except DatelineError as error:  # the files stay, for another try
        report.end(fault=error.message)
        return
    counts = {"found": balance.found}
    for outcome in balance.outcomes:
        key = outcome.disposition.value
        counts[key] = counts.get(key, 0) + 1
    refused = tuple(
        (PurePath(outcome.path).name, outcome.reason)
        for outcome in balance.outcomes
        if outcome.reason is not None
    )
    shutil.rmtree(folder / "files")
    report.end(result=counts, refused=refused)


if __name__ == "__main__":
    root, job, publisher = sys.argv[1:]
    run(load(root, os.environ), job, publisher or None)
