"""Backups: the database at one moment, and the originals that it needs, in another folder.

The originals are kept once for all backups, and each is read once, when it is new there. A backup
exists when its manifest does, which is written last; one that was interrupted leaves files that the
next one uses or removes. The index is derived, and not in a backup.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from dateline.durable import make_folder, storing, sync_folder
from dateline.durable import replace as replace_file
from dateline.errors import ArchiveDamaged, UsageError
from dateline.ingest.lock import folder_lock
from dateline.ingest.progress import Observer, Progress, Stage
from dateline.integrity import manifest
from dateline.integrity.files import copy, digest_of, is_plain, link_or_copy, real_folder
from dateline.integrity.manifest import ORIGINALS, Manifest
from dateline.settings import Settings, without_servers
from dateline.store import Store
from dateline.store.originals import Originals
from dateline.values.archive.integrity import Backup, Damage, Part


def back_up(
    store: Store, settings: Settings, folder: Path, *, keep: int | None, progress: Observer
) -> Backup:
    """A backup of the archive at one moment is in `folder`, and of the others the newest are, so
    that there are `keep`. See Archive.backup."""
    with storing(folder):
        _prepare(folder, settings)
        with folder_lock(str(folder)):
            for left in manifest.leftovers(folder):
                left.unlink()
            backup = _backed_up(store, settings, folder, progress)
            if keep is None or backup.damages:  # an older one may be whole
                return backup
            return replace(backup, removed=_remove_old(folder, keep))


def _prepare(folder: Path, settings: Settings) -> None:
    own = [Path(each).resolve() for each in settings.folders]
    if folder == Path(settings.root).resolve() or any(map(folder.is_relative_to, own)):
        raise UsageError(
            f"{folder} is among the archive's own files", hint="name a folder of its own"
        )
    try:
        make_folder(folder)
        if not manifest.names(folder) and (others := manifest.strangers(folder)):
            raise UsageError(
                f"{folder} is no folder of backups: it has {others[0]}",
                hint="name a folder of its own",
            )
        if (folder / "lock").is_symlink():
            raise UsageError(f"{folder / 'lock'} is a link", hint="remove it")
        real_folder(folder / ORIGINALS)
    except (FileExistsError, NotADirectoryError) as error:
        raise UsageError(f"{error.filename} is not a folder", hint="name another place") from error
    except FileNotFoundError as error:  # as in /proc
        raise UsageError(f"{error.filename} cannot be made", hint="name another place") from error


def _backed_up(store: Store, settings: Settings, folder: Path, progress: Observer) -> Backup:
    name = manifest.new_name(folder)
    made = Manifest(name, {})
    known = _known(folder)
    while True:
        digests = store.snapshot(folder / made.database)
        kept = _Kept(folder, store.originals, known)
        for number, digest in enumerate(digests, 1):
            kept.take(digest)
            progress(Progress(stage=Stage.COPY, done=number, total=len(digests)))
        lost = {damage.item for damage in kept.damages}
        if lost <= store.checks.kept_originals().keys():
            break  # else they were deleted meanwhile: begin again without them
    files = kept.files
    settings_file = Path(settings.root, "dateline.toml")
    if is_plain(settings_file):
        copy(settings_file, folder / made.settings)
        if settings.database or settings.index_address:  # the restored one is a folder
            text = without_servers((folder / made.settings).read_text(encoding="utf-8"))
            (folder / made.settings).unlink()
            if text:
                replace_file(str(folder / made.settings), text.encode())
    if is_plain(folder / made.settings):
        files[made.settings] = digest_of(folder / made.settings)
    files[made.database] = digest_of(folder / made.database)
    kept.sync()
    manifest.write(folder, Manifest(name, files))
    return Backup(
        name=name,
        originals=len(digests) - len(lost),
        copied=kept.copied,
        bytes_copied=kept.bytes_copied,
        damages=tuple(kept.damages),
    )


class _Kept:
    """The originals in the folder of backups: takes those of an archive that are not there yet.
    `files` are all that it was asked for, with their SHA-256, by their path in the folder."""

    def __init__(self, folder: Path, archive: Originals, known: Mapping[str, str]) -> None:
        self._folder, self._archive, self._known = folder, archive, known
        self._changed: set[Path] = set()
        self.files: dict[str, str] = {}
        self.damages: list[Damage] = []
        self.copied = self.bytes_copied = 0

    def take(self, digest: str) -> None:
        """The original is in the folder; it is damaged if the archive's is, and none is here."""
        path = manifest.original(digest)
        if path in self._known and is_plain(self._folder / path):
            self.files[path] = self._known[path]
            return
        try:
            self._archive.verify(digest)
            self.files[path] = self._copied(self._archive.file(digest), self._folder / path)
        except (ArchiveDamaged, FileNotFoundError, ValueError) as error:
            self.damages.append(Damage(part=Part.ORIGINAL, item=digest, problem=str(error)))

    def _copied(self, source: Path, target: Path) -> str:
        real_folder(target.parent)
        partial = self._folder / ORIGINALS / f"{uuid4().hex}.part"
        try:
            self.bytes_copied += link_or_copy(source, partial)
            os.replace(partial, target)
        finally:
            partial.unlink(missing_ok=True)  # also if both were names of one file already
        self.copied += 1
        self._changed.add(target.parent)
        return digest_of(target)

    def sync(self) -> None:
        """The names of all originals that were taken are on disk."""
        for folder in (*self._changed, self._folder / ORIGINALS):
            sync_folder(folder)


def _known(folder: Path) -> Mapping[str, str]:
    """What the last backup that can be read says of its files."""
    for name in reversed(manifest.names(folder)):
        try:
            return manifest.read(folder, name).files
        except (ArchiveDamaged, UsageError):
            continue
    return {}


def _remove_old(folder: Path, keep: int) -> tuple[str, ...]:
    """Only the newest backups are in the folder, so many, and their originals; returns the names of
    those that were removed."""
    all_names = manifest.names(folder)
    old = all_names[:-keep]
    if not old:
        return ()
    needed: set[str] = set()
    for name in all_names[-keep:]:
        needed.update(manifest.read(folder, name).files)
    for name in old:
        manifest.manifest_file(folder, name).unlink()
    sync_folder(folder)
    for path in manifest.leftovers(folder):
        path.unlink()
    for path in (folder / ORIGINALS).glob("??/*.zst"):
        if str(path.relative_to(folder)) not in needed and not path.parent.is_symlink():
            path.unlink()
    return tuple(old)
