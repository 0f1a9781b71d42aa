"""The check of a whole archive: `Archive.verify`."""

from __future__ import annotations

from dataclasses import replace

from dateline.archive.connections import Connections
from dateline.ingest.progress import Observer
from dateline.integrity.repair import repair as repaired
from dateline.integrity.verify import verify as verified
from dateline.values.archive.integrity import Part, Verification


def verify(
    connections: Connections,
    *,
    sample: int | None,
    repair: bool,
    progress: Observer,
) -> Verification:
    """See `Archive.verify`."""
    store, index, settings = connections.store(), connections.index, connections.settings
    connections.close_unfinished()
    connections.close_index()
    found = verified(store, index, settings, sample=sample, progress=progress)
    if not repair or not found.damages:
        return found
    repaired(store, index, settings, found.damages)
    now = verified(store, index, settings, sample=sample, progress=progress)
    if found.not_compared and any(damage.part is Part.INDEX for damage in now.damages):
        repaired(store, index, settings, now.damages)
        now = verified(store, index, settings, sample=sample, progress=progress)
    gone = tuple(damage for damage in found.damages if damage not in now.damages)
    return replace(now, repaired=gone)
