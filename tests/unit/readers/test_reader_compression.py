"""gzip undone by content, and its limits."""

from __future__ import annotations

import gzip
import io
import os
import zlib

import pytest

from dateline.errors import ReadError
from dateline.readers import compression, unwrap


def test_gzip_is_undone() -> None:
    """A gzip stream of several members reads as what was compressed."""

    data = gzip.compress(b"one ") + gzip.compress(b"two")

    assert unwrap(io.BytesIO(data)).read() == b"one two"


def test_other_streams_are_as_they_were() -> None:
    """What is not gzip comes out unchanged, to the first byte."""

    assert unwrap(io.BytesIO(b"\x1f\x8c plain")).read() == b"\x1f\x8c plain"
    assert unwrap(io.BytesIO(b"")).read() == b""


@pytest.mark.parametrize("data", [b"plain", gzip.compress(b"plain")])
def test_the_stream_stays_open(data: bytes) -> None:
    """A stream can be unwrapped again after what came of it the first time is gone."""

    stream = io.BytesIO(data)
    for _ in range(2):
        stream.seek(0)
        assert unwrap(stream).read() == b"plain"


def test_a_pipe_needs_no_seeking() -> None:
    """A stream that cannot be sought, as standard input, is unwrapped all the same."""

    reading, writing = os.pipe()
    os.write(writing, gzip.compress(b"from a pipe"))
    os.close(writing)

    with os.fdopen(reading, "rb") as stream:
        assert unwrap(stream).read() == b"from a pipe"


@pytest.mark.parametrize("damage", [lambda data: data[:-12], lambda data: data[:40] + b"\0" * 40])
def test_damaged_gzip_is_a_read_error(damage: object) -> None:
    """Cut or overwritten gzip data ends in a ReadError that says so."""

    whole = gzip.compress(os.urandom(4000))

    with pytest.raises(ReadError, match="damaged gzip"):
        unwrap(io.BytesIO(damage(whole))).read()  # type: ignore[operator]


def test_a_bomb_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Data that grows beyond the stated ratio is given up, not expanded to its end."""

    monkeypatch.setattr(compression, "RATIO_GRACE_BYTES", 1024 * 1024)
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(bytes(1024 * 1024)) for _ in range(20)) + packer.flush()

    with pytest.raises(ReadError, match="more than 200 times"):
        unwrap(io.BytesIO(bomb)).read()
