"""Copies an archive, from a folder to a server or the other way."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from dateline.archive.servers.making import name_servers
from dateline.durable import make_folder, replace, sync_folder
from dateline.errors import NoArchive, UsageError
from dateline.ingest.lock import folder_lock
from dateline.ingest.progress import Observer, Progress, Stage
from dateline.integrity.files import link_or_copy
from dateline.settings import Settings, config_file, load, without_servers
from dateline.store import Store
from dateline.store.store import COPYING


class Copied(NamedTuple):
    """What was copied: rows of the database, originals, and how many of these were there from a
    copy that was interrupted."""

    articles: int
    rows: int
    originals: int
    resumed: int


def copy_archive(
    source: str, target: str, *, database: str | None = None, progress: Observer
) -> Copied:
    """The archive in the folder `source`, as it is at one moment, is in the folder `target` as
    well, on disk, with the same ids, and compared: the database in a file there or, if `database`
    is given, at that address of PostgreSQL. The first search builds the index.

    Others may go on writing to the source. A copy that was interrupted goes on if the source is as
    it was, and else begins again; until it has ended, nothing else opens the target. Raises
    UsageError if there is an archive in the target, NoArchive if there is none in the source, and
    ArchiveDamaged if an original is damaged, or if anything came out differently.
    """
    wanted = load(source, {})
    if not wanted.exists:
        raise NoArchive(f"there is no archive in {wanted.root}")
    place = load(target, {})
    mark = Path(place.database_folder, COPYING)
    if place.exists and not mark.exists():
        raise UsageError(f"there is an archive in {place.root}", hint="name another folder")
    place = place._replace(database=database or place.database)
    with Store.of(wanted) as store, folder_lock(place.database_folder):
        if not mark.exists():
            _begin(wanted, place, mark)
        with Store.of(place, create=True, unfinished=True) as copy:
            rows = store.copy_to(copy, lambda done: progress(Progress(stage=Stage.COPY, done=done)))
            resumed, originals = _copy_originals(store, copy, progress)
            articles = copy.counts().articles
    mark.unlink()
    sync_folder(mark.parent)
    return Copied(articles, rows, originals, resumed)


def _begin(source: Settings, target: Settings, mark: Path) -> None:
    """The target has the settings of the source, but for its database, and the mark of a copy."""
    replace(str(mark), b"")
    own = Path(config_file(source.root))
    if own.exists() and (kept := without_servers(own.read_text(encoding="utf-8"))):
        replace(config_file(target.root), kept.encode())
    if target.database is not None:
        name_servers(target.root, database=target.database)


def _copy_originals(store: Store, copy: Store, progress: Observer) -> tuple[int, int]:
    """Every original that the copy needs is in it, and is as its digest says; returns how many were
    there, and how many there are."""
    digests = sorted(copy.checks.kept_originals())
    resumed = 0
    for number, digest in enumerate(digests, 1):
        target = copy.originals.file(digest)
        if target.exists():
            resumed += 1
        else:
            store.originals.verify(digest)
            make_folder(target.parent)
            part = copy.originals.folder / f"{digest}.partial"
            part.unlink(missing_ok=True)
            link_or_copy(store.originals.file(digest), part)
            os.replace(part, target)
            sync_folder(target.parent)
        copy.originals.verify(digest)
        progress(Progress(stage=Stage.CHECK, done=number, total=len(digests)))
    return resumed, len(digests)
