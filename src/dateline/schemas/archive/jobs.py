"""Work that goes on after the answer of the server that started it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dateline.schemas.shape import Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedItemShape(Shape):
    """Something that a job did not take."""

    item: str
    """The name of the file, or the digest of the original."""
    reason: str
    """Why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobShape(Shape):
    """How far a job of `dateline serve` is: `GET /api/files/JOB`, `GET /api/backup/JOB`."""

    job: str
    """The name of the job."""
    kind: Literal["adding", "backup"]
    """What it does."""
    ended: bool
    """Whether it has ended."""
    done: int
    """How much is done: bytes read, or files copied."""
    total: int
    """How much is to be done; 0 if that is not known."""
    result: Mapping[str, int]
    """When it has ended well. Of files: how many articles were found, and how many of these are
    added, versions, copies, unchanged, rejected and failed. Of a backup: originals, how many of
    them were copied, and bytes_copied."""
    refused: tuple[RefusedItemShape, ...]
    """What could not be ingested; the originals that are damaged or lost, and not in the backup."""
    fault: str | None
    """What stopped it, or null."""
