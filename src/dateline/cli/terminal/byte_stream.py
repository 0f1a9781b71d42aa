"""Standard output for bytes."""

from __future__ import annotations

import sys
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from dateline.cli.terminal.echo import echo

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


@contextmanager
def output_bytes() -> Iterator[BinaryIO]:
    """Stdout for bytes, as they are. A terminal shows the text that they are, through `echo`."""
    if sys.stdout.isatty():
        with _Echoed() as stream:
            yield stream
    else:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()


class _Echoed(BytesIO):
    """Prints what is written, as far as its last sign is whole."""

    def __init__(self) -> None:
        super().__init__()
        self._decode = getincrementaldecoder("utf-8")("backslashreplace").decode

    def write(self, data: ReadableBuffer) -> int:
        written = bytes(data)
        echo(self._decode(written), nl=False)
        return len(written)

    def close(self) -> None:
        echo(self._decode(b"", True), nl=False)
        super().close()
