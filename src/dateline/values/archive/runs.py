"""The runs of ingest that an archive remembers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedRun:
    """One run: `what` it was ("ingest", "failures retry"), `by` whom, over which `paths` as they
    were given, from when to when (UTC, ISO 8601).

    `ended` and `balance` are None for a run that is under way, or was killed; `balance` has the
    keys found, added, version, copy, unchanged, rejected and failed. `undone` is when it was taken
    back, if it was. `versions` is how many versions of articles it added that are in the archive
    now. A `number` of None stands for all that came before runs were kept: of it nothing but
    `versions` is known.
    """

    number: int | None
    what: str = ""
    by: str = ""
    started: str | None = None
    ended: str | None = None
    paths: tuple[str, ...] = ()
    balance: Mapping[str, int] | None = None
    undone: str | None = None
    versions: int = 0
