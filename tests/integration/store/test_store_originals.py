from __future__ import annotations

import io
import os
import time
from hashlib import sha256

import pytest

from dateline.errors import ArchiveDamaged
from dateline.store import Originals, Store

BIG = os.urandom(700_000) + bytes(2_500_000)


@pytest.fixture
def originals(tmp_path):
    return Originals(tmp_path / "originals")


def file_of(originals, digest):
    return originals.folder / digest[:2] / f"{digest}.zst"


@pytest.mark.parametrize("data", [b"", b"short", BIG[: 1 << 20], BIG], ids=len)
def test_bytes_come_back_as_they_were_put(originals, data):
    """From a stream and from memory, empty and larger than the buffer, byte for byte."""
    expected = (sha256(data).hexdigest(), len(data))

    assert originals.put(io.BytesIO(data)) == expected
    assert originals.put_bytes(data) == expected
    assert originals.read(expected[0]) == data
    assert list(originals) == [expected[0]]


def test_an_original_is_read_a_piece_at_a_time(originals):
    """A reader may stop before the end."""
    digest, _ = originals.put_bytes(BIG)

    with originals.open(digest) as stream:
        assert stream.read(10) == BIG[:10]
        assert stream.read(1_000_000) == BIG[10:1_000_010]


def test_bytes_that_are_stored_are_not_written_again(originals):
    """Putting the same bytes twice leaves the first file unchanged and creates no other."""
    digest, _ = originals.put_bytes(b"same")
    before = file_of(originals, digest).stat()

    originals.put(io.BytesIO(b"same"))
    originals.put_bytes(b"same")
    after = file_of(originals, digest).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert [path.name for path in originals.folder.iterdir()] == [digest[:2]]


@pytest.mark.parametrize(
    "damage",
    [
        lambda packed: packed[:-7],
        lambda _: b"",
        lambda _: b"no zstandard at all",
        lambda packed: packed[:300_000] + bytes([packed[300_000] ^ 1]) + packed[300_001:],
    ],
    ids=["cut short", "empty", "foreign", "one bit"],
)
def test_a_damaged_original_is_named_and_repaired_by_its_bytes(originals, damage):
    """The error names the file; putting the same bytes again repairs it."""
    digest, _ = originals.put_bytes(BIG)
    path = file_of(originals, digest)
    path.write_bytes(damage(path.read_bytes()))

    with pytest.raises(ArchiveDamaged, match=digest):
        originals.read(digest)
    with pytest.raises(ArchiveDamaged, match=digest):
        originals.verify(digest)
    originals.put_bytes(BIG)
    assert originals.read(digest) == BIG


def test_a_missing_original_is_named(originals):
    """The error names the file."""
    digest = sha256(b"never put").hexdigest()

    assert digest not in originals
    with pytest.raises(ArchiveDamaged, match=digest):
        originals.open(digest)


def test_only_a_digest_names_an_original(originals):
    """Text that is not a sha256 never becomes a path."""
    with pytest.raises(ValueError, match="not a sha256"):
        originals.open("../../etc/passwd")


def test_a_put_that_breaks_off_leaves_nothing(originals):
    """Neither a complete nor a partial one, if reading the stream fails."""

    class Broken(io.BytesIO):
        def read(self, size=-1, /):
            if self.tell() >= 2 << 20:
                raise OSError("cable pulled")
            return super().read(size)

    with pytest.raises(OSError, match="cable"):
        originals.put(Broken(BIG))
    assert list(originals.folder.iterdir()) == []


def test_leftovers_of_a_kill_are_swept_when_they_are_old(tmp_path):
    """Opening for writing keeps recent ones, which may belong to a put in progress."""
    Store.open(tmp_path, create=True).close()
    folder = tmp_path / "originals"
    folder.mkdir()
    old, young = folder / "old.partial", folder / "young.partial"
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 90_000,) * 2)

    Store.open(tmp_path, create=True).close()
    assert (old.exists(), young.exists()) == (False, True)


def test_what_is_removed_is_gone_with_one_sync_a_folder(originals, monkeypatch):
    """However many files there are; one that is gone already is no error, and others stay."""
    alike = [d for d in (b"%d" % n for n in range(1000)) if sha256(d).hexdigest().startswith("00")]
    first, *others = [originals.put_bytes(data)[0] for data in alike]
    synced = []
    fsync = os.fsync

    def counted(descriptor):
        synced.append(descriptor)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", counted)

    assert originals.remove([*others, "00" + 62 * "f"]) == {}
    assert len(others) > 1
    assert len(synced) == 1
    assert list(originals) == [first]
