"""Repairs what is derived, and what can be read again from an original that is whole."""

from __future__ import annotations

from collections.abc import Collection

from dateline.errors import ArchiveDamaged
from dateline.ingest.annotate import annotate_all, annotate_few, annotation_pool
from dateline.ingest.index import index_pending, rebuild
from dateline.ingest.lock import writing_lock
from dateline.ingest.reprocess import reprocess
from dateline.search.index import Index
from dateline.settings import Settings
from dateline.store import Store
from dateline.values.archive.integrity import Damage, Part

_COMPUTED = (Part.ARTICLE, Part.DECISION)


def repair(store: Store, index: Index, settings: Settings, damages: Collection[Damage]) -> None:
    """What can be repaired of these is. Nothing that is not derived is touched, but for the fields
    of versions that are read again from their original. Raises ArchiveBusy if another process is
    writing."""
    if any(damage.part is Part.DATABASE for damage in damages):
        return  # what is built from a damaged database may be wrong
    versions = {
        damage.item.partition(" ")[0]
        for damage in damages
        if damage.part is Part.ARTICLE and not damage.is_derived and " version " in damage.item
    }
    if versions:
        whole = {id for id in versions if _has_whole_originals(store, id)}
        for _ in reprocess(settings, index, whole, apply=True, jobs=0, rewrite=True):
            pass
    with writing_lock(settings, alone=True):
        if any(damage.is_derived and damage.part in _COMPUTED for damage in damages):
            store.checks.compute_again()
        recoded = {damage.item for damage in damages if damage.part is Part.ANNOTATION}
        store.annotations.forget(recoded)
        if recoded:
            with annotation_pool(store, settings, None) as pool:
                annotate_all(store, pool)
        else:
            annotate_few(store, settings)
        if any(damage.part is Part.INDEX for damage in damages):
            rebuild(store, index, index.engine_name(store.pending.index_state().engine))
        index_pending(store, index)


def _has_whole_originals(store: Store, id: str) -> bool:
    try:
        for version in store.versions(id):
            store.originals.verify(version.original.sha256)
    except (ArchiveDamaged, ValueError):
        return False
    return True
