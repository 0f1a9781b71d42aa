"""Backups: `Archive.backup`, and `dateline.restore`."""

from __future__ import annotations

import os
from pathlib import Path

from dateline.archive.connections import Connections
from dateline.exports.files import new_folder
from dateline.ingest.progress import Observer, ignore
from dateline.integrity import restore as from_backup
from dateline.integrity.backup import back_up
from dateline.values.archive.integrity import Backup, Restoration


def backup(
    connections: Connections,
    folder: str | os.PathLike[str],
    *,
    keep: int | None,
    progress: Observer,
) -> Backup:
    """See `Archive.backup`."""
    place = Path(os.path.realpath(folder))
    return back_up(connections.store(), connections.settings, place, keep=keep, progress=progress)


def restore(
    backups: str | os.PathLike[str],
    folder: str | os.PathLike[str],
    *,
    name: str | None = None,
    salvage: bool = False,
    progress: Observer | None = None,
) -> Restoration:
    """A new archive is in `folder`, which is missing or empty before: that of the newest of these
    backups (see `Archive.backup`), or of the one of this `name`. Its index is built by the first
    search.

    Every file is compared with the list of the backup before anything is written, and again when it
    was copied. Raises ArchiveDamaged, and leaves no folder, if one is damaged or lost; with
    `salvage`, originals that are damaged are left out, and are the `damages` of the result. Raises
    UsageError if there is no such backup, or if something is in `folder`.
    """
    with new_folder(Path(folder)) as new:
        return from_backup.restore(
            Path(backups), new, name=name, salvage=salvage, progress=progress or ignore
        )
