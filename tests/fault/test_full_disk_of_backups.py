"""Backups on a full disk, and in folders that may not be written."""

from __future__ import annotations

from pathlib import Path

from tests.fault.test_full_disk import assert_said, dateline, disk, files, fill

__all__ = ["disk"]


def test_a_backup_to_a_full_disk(disk: Path, tmp_path: Path) -> None:
    """It says so, the earlier backup stays, and the next one is whole once there is room."""
    archive, backups = tmp_path / "archive", disk / "backups"
    assert dateline(archive, "ingest", files(tmp_path / "first", 0, 5)).code == 0
    assert dateline(archive, "backup", backups).code == 0
    assert dateline(archive, "ingest", files(tmp_path / "first", 5, 40)).code == 0
    for leave in (0, 100_000, 600_000):
        filler = fill(disk, leave=leave)
        ran = dateline(archive, "backup", backups)
        if ran.code:
            assert_said(ran, "the disk is full")
            assert len(list(backups.glob("*.sha256"))) == 1
        filler.unlink()
    assert dateline(archive, "backup", backups).code == 0
    assert dateline(archive, "restore", backups, tmp_path / "new").code == 0
    assert dateline(tmp_path / "new", "count", "council").out == "40\n"


def test_a_restoration_to_a_full_disk(disk: Path, tmp_path: Path) -> None:
    """It says so, and leaves nothing."""
    archive, backups = tmp_path / "archive", tmp_path / "backups"
    assert dateline(archive, "ingest", files(tmp_path / "first", 0, 5)).code == 0
    assert dateline(archive, "backup", backups).code == 0
    filler = fill(disk, leave=100_000)
    assert_said(dateline(archive, "restore", backups, disk / "new"), "the disk is full")
    filler.unlink()
    assert not list(disk.iterdir())


def test_an_archive_is_migrated_only_if_there_is_room_for_a_copy(disk: Path) -> None:
    """It says so, and the old tables stay; once there is room, it is migrated."""
    from tests.integration.test_older_archives import tables, unpack

    place, answers = unpack("0007", disk)
    filler = fill(disk, leave=300_000)
    assert_said(dateline(place, "info"), "the disk is full")
    assert tables(place / "db" / "dateline.sqlite") == "0007"
    filler.unlink()
    found = dateline(place, "search", "libya", "--format", "ids").out.split()
    assert found == answers["found"]["libya"]
