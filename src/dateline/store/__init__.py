"""The database of an archive and its originals. Other packages use only what is exported here."""

from __future__ import annotations

from dateline.store.articles.identity import record_digest
from dateline.store.originals import Originals
from dateline.store.store import Store

__all__ = ["Originals", "Store", "record_digest"]
