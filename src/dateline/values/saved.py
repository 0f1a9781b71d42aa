"""A search that a person keeps under a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """A query as typed, to be searched again: what it means today, "yesterday" with it, is told
    when it is run. `added` is when it was kept, UTC, ISO 8601."""

    name: str
    query: str
    match: Literal["all", "any"] = "all"
    plain: bool = False
    added: str = ""
