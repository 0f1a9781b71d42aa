"""What the first 100 bytes of the database file say of the index, read without opening it.

`store/index_state.py` keeps it there. See https://www.sqlite.org/fileformat.html.
"""

from __future__ import annotations

import os
from struct import Struct

from dateline.durable import beginning
from dateline.values.search.index_commit import IndexCommit

# Signature, page size, size in pages, schema cookie, user_version, application_id.
_HEADER = Struct(">16sH10xI8xI16xI4xI28x")
_SIGNATURE = b"SQLite format 3\0"
_LARGEST_PAGE = 1  # how the header writes 65,536


def holds_all_of(file: str, commit: IndexCommit) -> bool:
    """Whether the database in this file says that an index with this commit has every change.

    False does not say the contrary: the header may not be the last word, because changes are in
    SQLite's log, or SQLite has the file open in this process, or it is missing, cut, or none of
    Dateline's.
    """
    try:
        header, size = beginning(file, _HEADER.size)
    except OSError:
        return False
    if len(header) < _HEADER.size or _has_content(f"{file}-wal"):
        return False
    signature, page, pages, tables, number, archive = _HEADER.unpack(header)
    return bool(
        signature == _SIGNATURE
        and size == pages * (65_536 if page == _LARGEST_PAGE else page)
        and number == commit.number != 0
        and tables == commit.tables
        and archive == int(commit.archive[:8], 16) >> 1
    )


def _has_content(file: str) -> bool:
    try:
        return os.stat(file).st_size > 0
    except OSError:
        return False
