"""A tantivy index in a read-only folder.

To open an index, tantivy takes a lock, which is a file in the index's folder. So it gets a
temporary folder with symbolic links to all other files. Once it has opened them the folder is no
longer needed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from dateline.errors import ReadOnlyArchive


@contextmanager
def linked(folder: str) -> Iterator[str]:
    """A temporary folder with links to the files of this one, without its locks. Raises
    ReadOnlyArchive if it cannot be created."""
    from tempfile import TemporaryDirectory  # few searches need it

    try:
        links = TemporaryDirectory(prefix="dateline-")
    except FileNotFoundError as error:
        raise ReadOnlyArchive(
            "tantivy needs a lock to read an index, and there is no folder for temporary files: "
            f"{folder}",
            hint="set TMPDIR to a writable folder",
        ) from error
    with links as place:
        for name in os.listdir(folder):
            if not name.endswith(".lock"):
                os.symlink(os.path.abspath(os.path.join(folder, name)), os.path.join(place, name))
        yield place
