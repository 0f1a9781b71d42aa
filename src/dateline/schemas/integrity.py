"""What a check of a whole archive finds."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.schemas.shape import Shape
from dateline.values.integrity import Damage, Part, Verification


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
    )


def _damage_shape(damage: Damage) -> DamageShape:
    return DamageShape(
        part=damage.part,
        item=damage.item,
        problem=damage.problem,
        is_derived=damage.is_derived,
    )
