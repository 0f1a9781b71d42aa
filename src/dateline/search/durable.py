"""Files that are on disk, name and content, before the next step is taken."""

from __future__ import annotations

import os
from contextlib import suppress


def replace(file: str, content: bytes) -> None:
    """The file has this content, on disk, and is never seen half-written. A link at its place is
    replaced, not followed."""
    new = f"{file}.new"
    with suppress(FileNotFoundError):
        os.remove(new)  # of a process that was killed
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with open(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(descriptor)
    os.replace(new, file)
    sync_folder(os.path.dirname(file))


def sync_folder(folder: str) -> None:
    """The names of the files in the folder are on disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
