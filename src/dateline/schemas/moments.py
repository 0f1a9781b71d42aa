"""Dates and times."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.schemas.shape import Shape
from dateline.values.moment import Moment, Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentShape(Shape):
    """A date or time, as precise as it was printed."""

    value: str
    """A prefix of ISO 8601: 2025, 2025-07, 2025-07-18, 2025-07-18T14:30."""
    precision: Precision
    """The smallest unit that is known."""
    offset: str | None
    """The UTC offset that was printed with it (+05:00), or null if there was none."""
    basis: str
    """What the date is based on, in words."""


def moment_shape(moment: Moment | None) -> MomentShape | None:
    if moment is None:
        return None
    return MomentShape(
        value=moment.value, precision=moment.precision, offset=moment.offset, basis=moment.basis
    )


def moment_value(moment: Moment | None) -> str | None:
    """The date or time alone, without its offset and basis."""
    return None if moment is None else moment.value
