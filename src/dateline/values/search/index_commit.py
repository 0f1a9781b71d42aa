"""Which state of which database an index holds."""

from __future__ import annotations

from typing import NamedTuple


class IndexCommit(NamedTuple):
    """One commit of an index. `archive` is the random id of the archive, 32 hexadecimal digits;
    `number` a random number of 31 bits, given to this commit alone; `tables` SQLite's count of
    changes to the database's tables (its schema cookie)."""

    archive: str
    number: int
    tables: int
