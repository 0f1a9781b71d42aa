"""`index check` finds every bit of the index that has changed on the disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline import open_archive
from dateline.search.checksums import damaged, write

ENGINES = ("whoosh", "tantivy")


@pytest.fixture(params=ENGINES)
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The index folder of an archive of two writings."""
    archive = open_archive(tmp_path)
    with archive:
        for number in range(2):
            page = tmp_path / f"{number}.txt"
            page.write_text(f"Fog over Example {number}\n\nThe fog stays for {number} days.\n")
            archive.ingest([page])
            if number == 0:
                archive.index.rebuild(request.param)
        assert archive.index.check().agrees
    (folder,) = (path for path in (tmp_path / "index").iterdir() if path.is_dir())
    return folder


def flip(file: Path, at: int) -> None:
    data = bytearray(file.read_bytes())
    data[at] ^= 0x10
    file.write_bytes(data)


def _gone(file: Path) -> None:
    file.unlink()


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def _longer(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"\n")


def test_a_flipped_bit_in_any_file_is_found(index: Path) -> None:
    """At the beginning, in the middle and at the end; a rebuild repairs it."""
    files = [file for file in index.iterdir() if file.stat().st_size and file.name != "commit"]
    assert len(files) > 2
    for file in files:
        whole = file.read_bytes()
        for at in {0, len(whole) // 2, len(whole) - 1}:
            flip(file, at)
            with open_archive(index.parent.parent) as archive:
                found = archive.index.check()
            assert (found.damaged, found.agrees) == ((file.name,), False), (file, at)
            file.write_bytes(whole)
    flip(files[0], 0)
    with open_archive(index.parent.parent) as archive:
        archive.index.rebuild()
        assert archive.index.check().agrees


@pytest.mark.parametrize("change", [_gone, _cut, _longer])
def test_a_file_that_is_gone_or_has_another_size_is_found(
    index: Path, change: Callable[[Path], None]
) -> None:
    """Whatever became of it."""
    file = max(index.iterdir(), key=lambda file: file.stat().st_size)
    change(file)
    with open_archive(index.parent.parent) as archive:
        assert archive.index.check().damaged == (file.name,)


def test_a_commit_that_was_not_confirmed_is_no_damage(tmp_path: Path) -> None:
    """A crash between a commit of the engine and its checksums: other files may have changed, and
    segments may have been merged, but a segment that is there is as it was."""
    kept, merged, contents = (tmp_path / name for name in ("a.segment", "b.segment", "contents"))
    for file in (kept, merged, contents):
        file.write_bytes(b"fog")
    write(str(tmp_path))
    contents.write_bytes(b"sun")
    merged.unlink()
    assert damaged(str(tmp_path), settled=False) == ()
    assert damaged(str(tmp_path), settled=True) == ("b.segment", "contents")
    kept.write_bytes(b"fig")
    assert damaged(str(tmp_path), settled=False) == ("a.segment",)


def test_a_segment_is_read_once(tmp_path: Path) -> None:
    """A later commit takes its checksum from the one before; so it also keeps what a disk
    changed from being taken for right."""
    (tmp_path / "a.segment").write_bytes(b"fog")
    write(str(tmp_path))
    flip(tmp_path / "a.segment", 1)
    (tmp_path / "b.segment").write_bytes(b"sun")
    write(str(tmp_path))
    assert damaged(str(tmp_path), settled=True) == ("a.segment",)
