"""The small lines beside an index: its stamp, and its commit."""

from __future__ import annotations

import re
from typing import NamedTuple

from dateline.values.search.index_commit import IndexCommit

LONGEST = 500  # characters of such a file
_STAMP = re.compile(
    r"(whoosh|tantivy|opensearch) (schema=[0-9]{1,9}) (analysis=[0-9]{1,9}) ([a-z]{2}) "
    r"(\1(?:-2)?)\s*"
)
_COMMIT = re.compile(r"([0-9a-f]{32}) ([0-9]{1,10}) ([0-9]{1,10})\n")


class Stamp(NamedTuple):
    """The engine, versions and language that an index was built with, and its folder."""

    engine: str
    schema: str
    analysis: str
    language: str
    folder: str

    @property
    def line(self) -> str:
        return f"{' '.join(self)}\n"


def other(folder: str) -> str:
    """The folder to use while this one is in use."""
    return f"{folder}-2"


def parsed_stamp(line: str) -> Stamp | None:
    """The stamp of this line; None if it is damaged, or names what no Dateline does: it is the name
    of a folder, and is printed."""
    found = _STAMP.fullmatch(line)
    return Stamp(*found.groups()) if found else None


def commit_line(commit: IndexCommit) -> str:
    """The commit as a line."""
    return f"{commit.archive} {commit.number} {commit.tables}\n"


def parsed_commit(line: str) -> IndexCommit | None:
    """The commit of this line; None if it is damaged."""
    found = _COMMIT.fullmatch(line)
    return IndexCommit(found[1], int(found[2]), int(found[3])) if found else None
