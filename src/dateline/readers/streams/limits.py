"""The sizes that every reader keeps to, in bytes, and how they are reported."""

from __future__ import annotations

from typing import BinaryIO

from dateline.errors import ReadError

HEAD_BYTES = 64 * 1024
"""How much of a file's beginning decides which format it is."""

MAX_RECORD_BYTES = 16 * 1024 * 1024
"""No article is larger. The longest page of the evaluation sets has 2 MB; what is over the limit
is a database dump or a log with a misleading name."""

MAX_DOCUMENT_BYTES = 64 * 1024 * 1024
"""PDF, Office and e-book files include their pictures and fonts."""

_PIECE = 1024 * 1024


def megabytes(size: int) -> str:
    """A size for a person: "16 MiB", "17.3 MiB"."""
    return f"{size / 1024 / 1024:.1f}".removesuffix(".0") + " MiB"


def at_most(stream: BinaryIO, most: int) -> bytes:
    """The first bytes of the stream, `most` or all if it has fewer. They are read in pieces: a read
    of `most` takes that much memory, also if the stream is short."""
    pieces = []
    while piece := stream.read(min(_PIECE, most)):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)


def read_up_to(stream: BinaryIO, limit: int) -> bytes:
    """All of the stream. Raises ReadError if it is longer than `limit` bytes."""
    data = at_most(stream, limit + 1)
    if len(data) > limit:
        raise ReadError(f"the file is larger than {megabytes(limit)}, the limit", stage="open")
    return data
