"""A tantivy index in a folder that may not be written.

tantivy takes a lock, which is a file in the index's folder, to open an index. So it is given a
folder of its own with symbolic links to all other files. Once it has opened them that folder is
needed no more.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from dateline.errors import ReadOnlyArchive


@contextmanager
def linked(folder: str) -> Iterator[str]:
    """A temporary folder with links to what is in this one, without its locks. Raises
    ReadOnlyArchive where there can be none."""
    from tempfile import TemporaryDirectory  # few searches need it

    try:
        links = TemporaryDirectory(prefix="dateline-")
    except FileNotFoundError as error:
        raise ReadOnlyArchive(
            folder,
            "tantivy locks what it reads, and there is no folder for temporary files",
            hint="set TMPDIR to a folder that may be written",
        ) from error
    with links as place:
        for name in os.listdir(folder):
            if not name.endswith(".lock"):
                os.symlink(os.path.abspath(os.path.join(folder, name)), os.path.join(place, name))
        yield place
