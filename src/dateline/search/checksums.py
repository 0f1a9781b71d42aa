"""Checksums of the files of an index, in a file beside them: whether a disk has changed a bit.

    index/whoosh/checksums    the checksum of what follows; then for each file its checksum, its
                              size in bytes and its name

They are written with each commit and compared when somebody asks, not by a search.
"""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Mapping

from dateline.durable import plain, replace

NAME = "checksums"
# Segments of Whoosh and of tantivy are never changed: each has a new name.
_KEPT = re.compile(r"[0-9a-z]+\.segment|[0-9a-f]{32}\..+")
_OTHERS = re.compile(
    rf"{NAME}|commit|WRITELOCK|.*\.(?:lock|new)"
)  # no part of the index, or compared anyway
_AT_ONCE = 1 << 20  # bytes

Checksums = Mapping[str, tuple[int, int]]  # checksum and size, by name


def write(folder: str) -> None:
    """The files of the index have their checksums beside them. A segment is read once."""
    known = _read(folder) or {}
    lines = []
    for name in _names(folder):
        size = os.path.getsize(os.path.join(folder, name))
        is_known = _KEPT.fullmatch(name) and known.get(name, (0, -1))[1] == size
        checksum = known[name][0] if is_known else _checksum(os.path.join(folder, name))
        lines.append(f"{checksum:08x} {size} {name}\n")
    content = "".join(lines).encode()
    replace(os.path.join(folder, NAME), b"%08x\n" % zlib.crc32(content) + content)


def damaged(folder: str, *, settled: bool) -> tuple[str, ...]:
    """The names of the files that are not as they were written, in order. `settled` is whether the
    checksums are of the last commit: else only segments are compared, which no commit changes."""
    known = _read(folder)
    if known is None:
        return (NAME,)
    present = set(_names(folder))
    return tuple(
        name
        for name, (checksum, size) in sorted(known.items())
        if (settled or _KEPT.fullmatch(name))
        and (name in present or settled)
        and not _is_as(os.path.join(folder, name), checksum, size)
    )


def _is_as(path: str, checksum: int, size: int) -> bool:
    try:
        return os.path.getsize(path) == size and _checksum(path) == checksum
    except FileNotFoundError:
        return False


def _names(folder: str) -> list[str]:
    files = (entry.name for entry in os.scandir(folder) if entry.is_file(follow_symlinks=False))
    return sorted(name for name in files if not _OTHERS.fullmatch(name))


def _checksum(path: str) -> int:
    checksum = 0
    with open(path, "rb", opener=plain) as stream:
        while data := stream.read(_AT_ONCE):
            checksum = zlib.crc32(data, checksum)
    return checksum


def _read(folder: str) -> Checksums | None:
    """What was written; None if it is damaged or missing."""
    try:
        with open(os.path.join(folder, NAME), "rb", opener=plain) as stream:
            own, _, content = stream.read().partition(b"\n")
    except FileNotFoundError:
        return None
    if own != b"%08x" % zlib.crc32(content):
        return None
    lines = (line.split(" ", 2) for line in content.decode().splitlines())
    return {name: (int(checksum, 16), int(size)) for checksum, size, name in lines}
