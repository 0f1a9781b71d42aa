"""An archive made of a backup, each of whose files is checked before and after it is copied."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from dateline.durable import make_folder, sync_folder
from dateline.errors import ArchiveDamaged, UsageError
from dateline.ingest.progress import Observer, Progress, Stage
from dateline.integrity import manifest
from dateline.integrity.files import copy, digest_of
from dateline.integrity.manifest import ORIGINALS, Manifest
from dateline.store.originals import Originals
from dateline.values.archive.integrity import Damage, Part, Restoration


def restore(
    backups: Path, folder: Path, *, name: str | None, salvage: bool, progress: Observer
) -> Restoration:
    """The archive of a backup is in `folder`, which is empty before, on disk. See
    `dateline.restore`."""
    listed = manifest.read(backups, name or _newest(backups))
    damages = {damage.item: damage for damage in _damages(backups, listed, progress)}
    if damages and not (salvage and all(file.startswith(ORIGINALS) for file in damages)):
        first = next(iter(damages.values()))
        more = len(damages) - 1
        are = "file is" if more == 1 else "files are"
        others = f", and {more:,} more {are} damaged" if more else ""
        raise ArchiveDamaged(
            f"the backup {listed.name} is damaged: {first.item} {first.problem}{others}",
            hint="restore an earlier one with --name; if only originals are damaged, --salvage "
            "restores the rest",
        )
    files = {file: digest for file, digest in listed.files.items() if file not in damages}
    copied = 0
    for number, (file, digest) in enumerate(files.items(), 1):
        target = folder / _place(file, listed)
        make_folder(target.parent)
        copy(backups / file, target)
        if digest_of(target) != digest:
            raise ArchiveDamaged(f"{file} was copied, and came out differently", hint=_DISK)
        copied += target.stat().st_size
        progress(Progress(stage=Stage.COPY, done=number, total=len(files)))
    for within, _, _ in os.walk(folder):
        sync_folder(Path(within))
    return Restoration(
        name=listed.name,
        files=len(files),
        bytes_copied=copied,
        damages=tuple(damages.values()),
    )


_DISK = "check the disk and the memory of this machine"


def _newest(backups: Path) -> str:
    try:
        names = manifest.names(backups)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UsageError(f"there is no folder {backups}") from error
    if not names:
        raise UsageError(f"there is no backup in {backups}")
    return names[-1]


def _place(file: str, listed: Manifest) -> str:
    """Where a file of the backup belongs in an archive."""
    if file == listed.settings:
        return "dateline.toml"
    return "db/dateline.sqlite" if file == listed.database else f"db/{file}"


def _damages(backups: Path, listed: Manifest, progress: Observer) -> Iterator[Damage]:
    originals = Originals(backups / ORIGINALS)
    for number, (file, digest) in enumerate(listed.files.items(), 1):
        progress(Progress(stage=Stage.CHECK, done=number, total=len(listed.files)))
        is_original = file.startswith(ORIGINALS)
        part = Part.ORIGINAL if is_original else Part.DATABASE
        try:
            if digest_of(backups / file) != digest:
                yield Damage(part=part, item=file, problem="is not as it was written")
            elif is_original:
                originals.verify(Path(file).stem)
        except FileNotFoundError:
            yield Damage(part=part, item=file, problem="is lost")
        except OSError as error:
            yield Damage(part=part, item=file, problem=f"cannot be read: {error.strerror}")
        except ArchiveDamaged:
            yield Damage(part=part, item=file, problem="is not the original that it should be")
