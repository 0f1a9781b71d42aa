"""What a check of a whole archive finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """The part of an archive that something damaged belongs to."""

    DATABASE = "database"
    ARTICLE = "article"
    ANNOTATION = "annotation"
    DECISION = "decision"
    ORIGINAL = "original"
    INDEX = "index"


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """Something that is not as Dateline left it: `item` names it (an article's id and version, an
    original's SHA-256, a file, a table), `problem` says what is wrong. `is_derived` says that it
    follows from what is whole, so that `verify --repair` can build it again."""

    part: Part
    item: str
    problem: str
    is_derived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """So many more of a part of the archive were checked; of originals, `size` bytes."""

    part: Part
    number: int
    size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """How many versions of articles, decisions, articles in the index, and originals were checked,
    and what is damaged. `strays` are files in the archive's folders that nothing names; they do no
    harm. `repaired` is what was damaged and is whole now. `not_compared` says why the index was not
    compared, if it was not."""

    versions: int = 0
    decisions: int = 0
    indexed: int = 0
    originals: int = 0
    bytes_read: int = 0
    damages: tuple[Damage, ...] = ()
    repaired: tuple[Damage, ...] = ()
    strays: tuple[str, ...] = ()
    not_compared: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup that was made: `name` is its time in UTC. It needs `originals` originals, of which
    `copied` with `bytes_copied` bytes were new to the folder of backups. `damages` are originals
    that the archive has lost, and the backup lacks too. `removed` are the names of older backups
    that were removed."""

    name: str
    originals: int
    copied: int = 0
    bytes_copied: int = 0
    damages: tuple[Damage, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Restoration:
    """An archive that was made of the backup `name`: how many files it has, and their bytes.
    `damages` are files of the backup that are damaged or lost, and not in the archive."""

    name: str
    files: int
    bytes_copied: int
    damages: tuple[Damage, ...] = ()
