"""Files to download. Each is written as a whole before it is sent: an error is an answer, not half
a file, and who reads slowly keeps no archive from others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from starlette.responses import Response, StreamingResponse

_CHUNK = 1 << 16


def download(
    written: BinaryIO, name: str, media_type: str = "application/octet-stream"
) -> Response:
    """The answer that is this file, from its beginning; it is closed when it was sent."""
    written.seek(0)
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(_chunks(written), media_type=media_type, headers=headers)


def _chunks(written: BinaryIO) -> Iterator[bytes]:
    with written:
        while chunk := written.read(_CHUNK):
            yield chunk
