"""Article <-> SQL, and the originals: the archive's truth. `Store` is the room's only door."""

from __future__ import annotations

from dateline.store.articles.identity import record_digest
from dateline.store.originals import Originals
from dateline.store.store import Store

__all__ = ["Originals", "Store", "record_digest"]
