"""What a check of a whole archive finds."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.schemas.shape import Shape
from dateline.values.archive.integrity import Backup, Damage, Part, Restoration, Verification


@dataclass(frozen=True, slots=True, kw_only=True)
class DamageShape(Shape):
    """Something that is not as Dateline left it."""

    part: Part
    """The part of the archive that it belongs to."""
    item: str
    """What is damaged: an article's id and version, the SHA-256 of an original, a file, a table."""
    problem: str
    """What is wrong with it."""
    is_derived: bool
    """Whether `dateline verify --repair` can build it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationShape(Shape):
    """What was checked, and what is damaged: `dateline verify --json`."""

    versions: int
    """How many versions of articles were checked."""
    decisions: int
    """How many decisions were checked."""
    indexed: int
    """How many articles in the index were checked."""
    originals: int
    """How many originals were read and are whole."""
    bytes_read: int
    """How many bytes these originals have."""
    damages: tuple[DamageShape, ...]
    """What is damaged."""
    repaired: tuple[DamageShape, ...]
    """What was damaged, and is whole now."""
    strays: tuple[str, ...]
    """Files in the archive's folders that nothing names. They do no harm."""
    not_compared: str | None
    """Why the index was not compared, or null if it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupShape(Shape):
    """A backup that was made: `dateline backup --json`."""

    name: str
    """The name of the backup: its time in UTC, as in 20260718T120000Z."""
    originals: int
    """How many originals it has."""
    copied: int
    """How many of these no earlier backup in the folder had."""
    bytes_copied: int
    """The bytes of originals that were copied; those that became hard links do not count."""
    damages: tuple[DamageShape, ...]
    """The originals that are damaged or lost, and not in the backup."""
    removed: tuple[str, ...]
    """The names of older backups that were removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestorationShape(Shape):
    """An archive that was made of a backup: `dateline restore --json`."""

    name: str
    """The name of the backup."""
    files: int
    """How many files were restored."""
    bytes_copied: int
    """Their bytes."""
    damages: tuple[DamageShape, ...]
    """The files of the backup that are damaged or lost, and were left out."""


def backup_shape(made: Backup) -> BackupShape:
    return BackupShape(
        name=made.name,
        originals=made.originals,
        copied=made.copied,
        bytes_copied=made.bytes_copied,
        damages=tuple(map(_damage_shape, made.damages)),
        removed=made.removed,
    )


def restoration_shape(made: Restoration) -> RestorationShape:
    return RestorationShape(
        name=made.name,
        files=made.files,
        bytes_copied=made.bytes_copied,
        damages=tuple(map(_damage_shape, made.damages)),
    )


def verification_shape(found: Verification) -> VerificationShape:
    return VerificationShape(
        versions=found.versions,
        decisions=found.decisions,
        indexed=found.indexed,
        originals=found.originals,
        bytes_read=found.bytes_read,
        damages=tuple(map(_damage_shape, found.damages)),
        repaired=tuple(map(_damage_shape, found.repaired)),
        strays=found.strays,
        not_compared=found.not_compared,
    )


def _damage_shape(damage: Damage) -> DamageShape:
    return DamageShape(
        part=damage.part,
        item=damage.item,
        problem=damage.problem,
        is_derived=damage.is_derived,
    )
