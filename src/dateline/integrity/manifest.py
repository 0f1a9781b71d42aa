"""The folder of backups: which backups are in it, and what belongs to each.

    20260718T120000Z.sha256     the manifest of a backup; without it there is no backup
    20260718T120000Z.sqlite     its database
    20260718T120000Z.toml       its settings, if the archive has any
    originals/ab/abcdef….zst    the originals of all backups, each once

A manifest has the SHA-256 of each file that its backup needs, one a line, as `sha256sum --check`
reads it. Its first line says what it is, and its last one has the digest of all lines before.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from dateline.durable import sync_folder
from dateline.errors import ArchiveDamaged, UsageError
from dateline.integrity.files import open_plain

ORIGINALS = "originals"
_FIRST = "# Dateline backup, format 1\n"
_LAST = "# these lines: "
_TIME = "%Y%m%dT%H%M%SZ"
_OURS = re.compile(r"(20\d{6}T\d{6}Z\.(sha256|sqlite|toml)|lock|originals|.*\.part)", re.ASCII)
_LINE = re.compile(
    r"([0-9a-f]{64})  "
    r"(20\d{6}T\d{6}Z\.(?:sqlite|toml)|originals/([0-9a-f]{2})/\3[0-9a-f]{62}\.zst)\n",
    re.ASCII,
)


class Manifest(NamedTuple):
    """The files that the backup `name` needs: the SHA-256 of each, by its path in the folder of
    backups."""

    name: str
    files: Mapping[str, str]

    @property
    def database(self) -> str:
        return f"{self.name}.sqlite"

    @property
    def settings(self) -> str:
        return f"{self.name}.toml"


def original(digest: str) -> str:
    """The path of an original in a folder of backups."""
    return f"{ORIGINALS}/{digest[:2]}/{digest}.zst"


def manifest_file(folder: Path, name: str) -> Path:
    """The manifest of the backup of this name."""
    return folder / f"{name}.sha256"


def names(folder: Path) -> list[str]:
    """The names of all backups in the folder, oldest first."""
    files = (name for name in os.listdir(folder) if name.endswith(".sha256"))
    return sorted(name for file in files if _time_of(name := file.removesuffix(".sha256")))


def new_name(folder: Path) -> str:
    """A name for a backup that is made now: the time in UTC, or if the clock was set back a second
    after the last backup, so that the last name is that of the newest."""
    now = datetime.now(UTC)
    if made := names(folder):
        now = max(now, (_time_of(made[-1]) or now) + timedelta(seconds=1))
    return now.strftime(_TIME)


def leftovers(folder: Path) -> Iterator[Path]:
    """The files of backups that were interrupted, but for originals, which the next one uses."""
    yield from folder.glob("*.part")
    yield from (folder / ORIGINALS).glob("*.part")
    whole = set(names(folder))
    for path in folder.iterdir():
        if path.suffix in (".sqlite", ".toml") and _time_of(path.stem) and path.stem not in whole:
            yield path


def strangers(folder: Path) -> list[str]:
    """What is in the folder that no backup makes."""
    return sorted(name for name in os.listdir(folder) if not _OURS.fullmatch(name))


def write(folder: Path, manifest: Manifest) -> None:
    """The manifest is in the folder, on disk; from now on there is this backup."""
    lines = [f"{digest}  {path}\n" for path, digest in sorted(manifest.files.items())]
    body = "".join([_FIRST, *lines]).encode()
    partial = folder / f"{manifest.name}.part"
    with partial.open("xb") as file:
        file.write(body + f"{_LAST}{sha256(body).hexdigest()}\n".encode())
        file.flush()
        os.fsync(file.fileno())
    os.replace(partial, manifest_file(folder, manifest.name))
    sync_folder(folder)


def read(folder: Path, name: str) -> Manifest:
    """The manifest of the backup of this name. Raises UsageError if there is none, and
    ArchiveDamaged if it is not as it was written, or names a file that no backup has."""
    path = manifest_file(folder, name)
    try:
        with open_plain(path) as file:
            *lines, last = file.read().decode("ascii").splitlines(keepends=True)
    except FileNotFoundError as error:
        known = ", ".join(names(folder)[-5:]) or "none"
        raise UsageError(f"there is no backup {name} in {folder}", hint=f"last: {known}") from error
    except (UnicodeDecodeError, ValueError) as error:
        raise _damaged(path) from error
    body = "".join(lines)
    if lines[:1] != [_FIRST] or last != f"{_LAST}{sha256(body.encode()).hexdigest()}\n":
        raise _damaged(path)
    files: dict[str, str] = {}
    for line in lines[1:]:
        if (found := _LINE.fullmatch(line)) is None:
            raise _damaged(path)
        files[found[2]] = found[1]
    manifest = Manifest(name, files)
    if {file for file in files if "/" not in file} - {manifest.settings} != {manifest.database}:
        raise _damaged(path)
    return manifest


def _damaged(path: Path) -> ArchiveDamaged:
    return ArchiveDamaged(
        f"the list of a backup is damaged: {path}", hint="use another one, and remove this"
    )


def _time_of(name: str) -> datetime | None:
    """The time that a name of a backup says; None for any other name."""
    try:
        time = datetime.strptime(name, _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
    return time if name == time.strftime(_TIME) and name.startswith("20") else None
