"""Files and folders are there as a whole, or not at all."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from dateline import UsageError
from dateline.errors import StorageFailed
from dateline.exports.files import new_file, new_folder


def test_a_file_appears_when_all_of_it_is_written(tmp_path: Path) -> None:
    """Before that, what was there is there; afterwards nothing else is in the folder, and others
    may read it as far as the system's mask allows."""
    path = tmp_path / "out"
    path.write_text("old")
    with new_file(path) as file:
        file.write(b"new")
        file.flush()
        assert path.read_text() == "old"

    assert path.read_text() == "new"
    assert [each.name for each in tmp_path.iterdir()] == ["out"]
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~umask


def test_a_folder_appears_when_all_of_it_is_written(tmp_path: Path) -> None:
    """Also in the place of an empty one."""
    path = tmp_path / "out"
    path.mkdir()
    with new_folder(path) as folder:
        (folder / "a").write_text("a")
        assert list(path.iterdir()) == []

    assert [each.name for each in path.iterdir()] == ["a"]
    assert [each.name for each in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("error", [KeyboardInterrupt(), ValueError(), SystemExit()])
def test_after_an_error_nothing_has_changed(error: BaseException, tmp_path: Path) -> None:
    """Whatever it was."""
    with pytest.raises(type(error)), new_file(tmp_path / "file") as file:  # noqa: PT012
        file.write(b"half")
        raise error
    with pytest.raises(type(error)), new_folder(tmp_path / "folder") as folder:  # noqa: PT012
        (folder / "half").write_text("half")
        raise error

    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_files_is_not_replaced(tmp_path: Path) -> None:
    """Nor is a file by a folder, or a folder by a file."""
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "mine.md").write_text("mine")
    (tmp_path / "file").write_text("mine")

    for path in (tmp_path / "notes", tmp_path / "file"):
        with pytest.raises(UsageError, match="already"), new_folder(path):
            pass
    with pytest.raises(UsageError, match="not a plain file"), new_file(tmp_path / "notes"):
        pass
    assert (tmp_path / "notes" / "mine.md").read_text() == "mine"


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    """The error says what is full and which file it was, and nothing is left."""
    with (
        pytest.raises(StorageFailed, match=r"the disk is full: .*/out"),
        new_file(tmp_path / "out"),
    ):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    with pytest.raises(UsageError, match="No such file"), new_file(tmp_path / "no" / "out"):
        pass

    assert list(tmp_path.iterdir()) == []
