"""Backups: whole or not made, found out if damaged, and an archive again."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline import (
    Archive,
    ArchiveBusy,
    ArchiveDamaged,
    Part,
    Progress,
    UsageError,
    open_archive,
    restore,
)
from tests.conftest import Command, json_lines, story
from tests.databases import on_sqlite

Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    """Where backups go; it is not there yet."""
    return tmp_path / "backups"


def ingest(archive: Archive, write: Write, *numbers: int) -> None:
    """One file an article."""
    archive.ingest([write(f"{n}.jsonl", json_lines(story(n))) for n in numbers])


def originals(folder: Path) -> list[Path]:
    return sorted((folder / "originals").glob("??/*.zst"))


def flip(file: Path, at: int = -9) -> None:
    """One bit of the file is another; it may have other names, which keep the old one."""
    data = bytearray(file.read_bytes())
    data[at] ^= 1
    file.unlink()
    file.write_bytes(data)


def answers(place: Path) -> list[object]:
    with open_archive(place) as archive:
        assert archive.verify().damages == ()
        ids = sorted(archive.ids("*"))
        return [
            *(archive.article(id) for id in ids),
            *(archive.original(archive.article(id)) for id in ids),
            *map(archive.curation.labels, ids),
            archive.saved.all(),
            archive.runs.all(),
            sorted(archive.ids("council")),
        ]


def test_a_restored_archive_is_the_same(
    place: Path, backups: Path, tmp_path: Path, write: Write
) -> None:
    """Articles, originals, decisions, saved searches, runs and settings; the index is built."""
    write("archive/dateline.toml", 'language = "de"\n')
    with open_archive(place) as archive:
        ingest(archive, write, 1, 2, 3)
        archive.curation.tag(sorted(archive.ids("*"))[:2], add=["read"])
        archive.saved.add("councils", "council")
        made = archive.backup(backups)
    restored = restore(backups, tmp_path / "new")

    assert (made.originals, made.copied, made.damages) == (3, 3, ())
    assert (restored.name, restored.files) == (made.name, 5)
    assert answers(tmp_path / "new") == answers(place)
    assert (tmp_path / "new" / "dateline.toml").read_text() == 'language = "de"\n'


def test_a_second_backup_copies_only_what_is_new(
    place: Path, backups: Path, tmp_path: Path, write: Write
) -> None:
    """And both are whole; the one that is named is restored, else the newest."""
    with open_archive(place) as archive:
        ingest(archive, write, 1, 2)
        first = archive.backup(backups)
        before = {file: file.stat().st_mtime_ns for file in originals(backups)}
        ingest(archive, write, 3)
        second = archive.backup(backups)
    restore(backups, tmp_path / "old", name=first.name)
    restore(backups, tmp_path / "new")

    assert (second.originals, second.copied, first.name < second.name) == (3, 1, True)
    assert before.items() <= {f: f.stat().st_mtime_ns for f in originals(backups)}.items()
    with open_archive(tmp_path / "old") as old, open_archive(tmp_path / "new") as new:
        assert (old.count("*"), new.count("*")) == (2, 3)


def test_only_so_many_are_kept(place: Path, backups: Path, tmp_path: Path, write: Write) -> None:
    """What only older backups need goes with them: so a deletion reaches the backups too."""
    with open_archive(place) as archive:
        ingest(archive, write, 1, 2)
        first = archive.backup(backups)
        gone = archive.ids('"Council 2 agrees"')
        archive.deletions.delete(gone, reason="court", purge=True)
        assert len(originals(backups)) == 2
        second = archive.backup(backups, keep=1)
    restore(backups, tmp_path / "new")

    assert second.removed == (first.name,)
    assert len(originals(backups)) == 1
    assert sorted(backups.glob("2*")) == [
        backups / f"{second.name}.sha256",
        backups / f"{second.name}.sqlite",
    ]
    words = [f.read_bytes().count(b"Council 2") for f in backups.rglob("*") if f.is_file()]
    assert sum(words) == 0


def test_others_write_and_delete_meanwhile(
    place: Path, backups: Path, tmp_path: Path, write: Write
) -> None:
    """The backup is of one moment, and what was deleted while it was made is not damage."""
    with open_archive(place) as archive, open_archive(place) as other:
        ingest(archive, write, *range(4))
        doomed = archive.ids('"Council 3 agrees"')

        def interfere(progress: Progress) -> None:
            if progress.done == 1 and other.count('"Council 3 agrees"'):
                ingest(other, write, 9)
                other.deletions.delete(doomed, reason="court")

        made = archive.backup(backups, progress=interfere)
    restore(backups, tmp_path / "new")

    assert made.damages == ()
    with open_archive(tmp_path / "new") as new:
        assert new.verify().damages == ()
        assert new.count("*") in (4, 5)


def test_a_backup_is_checked_by_other_tools(place: Path, backups: Path, write: Write) -> None:
    """The list of a backup is what sha256sum reads."""
    with open_archive(place) as archive:
        ingest(archive, write, 1)
        name = archive.backup(backups).name
    check = ["sha256sum", "--check", "--strict", f"{name}.sha256"]
    assert subprocess.run(check, cwd=backups, check=False, capture_output=True).returncode == 0
    flip(originals(backups)[0])
    assert subprocess.run(check, cwd=backups, check=False, capture_output=True).returncode == 1


@pytest.mark.parametrize("lost", [False, True])
@pytest.mark.parametrize("kind", ["*.sha256", "*.sqlite", "*.toml", "originals/??/*"])
def test_each_file_of_a_backup_is_needed(
    place: Path, backups: Path, tmp_path: Path, write: Write, kind: str, lost: bool
) -> None:
    """With a flipped bit or lost, it is an error that names it, and there is no new folder."""
    write("archive/dateline.toml", 'language = "de"\n')
    with open_archive(place) as archive:
        ingest(archive, write, 1)
        archive.backup(backups)
    (file,) = backups.glob(kind)
    if lost:
        file.unlink()
    else:
        flip(file)
    error = UsageError if lost and kind == "*.sha256" else ArchiveDamaged
    with pytest.raises(error) as raised:
        restore(backups, tmp_path / "new")
    assert lost or file.name in raised.value.message
    assert not (tmp_path / "new").exists()
    assert not list(tmp_path.glob(".dateline-*"))


def test_what_is_whole_is_salvaged(
    place: Path, backups: Path, tmp_path: Path, write: Write, dateline: Command
) -> None:
    """If only originals are damaged: they are named, and verify names them afterwards."""
    with open_archive(place) as archive:
        ingest(archive, write, 1, 2, 3)
        archive.backup(backups)
    file = originals(backups)[1]
    flip(file)
    ran = dateline("restore", backups, tmp_path / "new", "--salvage")
    assert (ran.code, ran.out.splitlines()[0]) == (
        4,
        f"not restored: {file.relative_to(backups)} is not as it was written",
    )
    with open_archive(tmp_path / "new") as new:
        assert new.count("*") == 3
        assert [(d.part, d.item) for d in new.verify().damages] == [(Part.ORIGINAL, file.stem)]


def test_damage_of_the_archive_does_not_reach_a_backup(
    place: Path, backups: Path, tmp_path: Path, write: Write, dateline: Command
) -> None:
    """What an earlier backup has of an original stays; what none has is named, and older backups
    stay although only one should."""
    with open_archive(place) as archive:
        ingest(archive, write, 1)
        archive.backup(backups)
        ingest(archive, write, 2, 3)
    for file in originals(place / "db"):
        flip(file)
    ran = dateline("backup", backups, "--keep", "1")

    assert ran.code == 4
    assert ran.out.count("not in the backup: original ") == 2
    assert len(list(backups.glob("*.sha256"))) == 2
    assert restore(backups, tmp_path / "new").damages == ()
    assert len(originals(tmp_path / "new" / "db")) == 1


@on_sqlite
def test_a_damaged_database_is_not_backed_up(
    place: Path, backups: Path, write: Write, dateline: Command
) -> None:
    """The last backup stays the newest."""
    with open_archive(place) as archive:
        ingest(archive, write, *range(30))
        archive.backup(backups)
    before = sorted(backups.rglob("*"))
    database = place / "db" / "dateline.sqlite"
    with database.open("r+b") as file:
        file.seek(database.stat().st_size // 2)
        file.write(bytes(200_000))
    ran = dateline("backup", backups)
    assert ran.code == 4
    assert "damaged" in ran.err
    assert sorted(backups.rglob("*")) == before


def test_what_an_interrupted_backup_left_is_used_or_removed(
    place: Path, backups: Path, tmp_path: Path, write: Write
) -> None:
    """There is no backup until all of it is there, and the one before stays whole."""
    with open_archive(place) as archive:
        ingest(archive, write, 1)
        first = archive.backup(backups)
        ingest(archive, write, 2, 3)

        def stop(progress: Progress) -> None:
            if progress.done == 2:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            archive.backup(backups, progress=stop)
        assert restore(backups, tmp_path / "old").name == first.name
        shutil.copy(originals(backups)[0], backups / "originals" / "left.part")
        last = archive.backup(backups)
    assert restore(backups, tmp_path / "new").name == last.name
    assert len(list(backups.glob("*.sqlite"))) == 2
    assert not list(backups.rglob("*.part"))


def test_the_newest_is_the_last_although_the_clock_was_set_back(
    place: Path, backups: Path, tmp_path: Path, write: Write
) -> None:
    """A backup of the future is followed by one a second later."""
    with open_archive(place) as archive:
        ingest(archive, write, 1)
        first = archive.backup(backups)
        future = "20980101T000000Z"
        text = (backups / f"{first.name}.sha256").read_text().replace(first.name, future)
        (backups / f"{first.name}.sha256").unlink()
        (backups / f"{future}.sha256").write_text(text)
        assert archive.backup(backups).name == "20980101T000001Z"
    restore(backups, tmp_path / "new")


def test_a_folder_that_is_no_place_for_backups(place: Path, tmp_path: Path, write: Write) -> None:
    """The archive's own folders, a file, a folder of other things, links."""
    with open_archive(place) as archive:
        ingest(archive, write, 1)
        linked, others = tmp_path / "linked", tmp_path / "others"
        (linked / "elsewhere").mkdir(parents=True)
        (tmp_path / "elsewhere").mkdir()
        (linked / "originals").symlink_to(tmp_path / "elsewhere")
        (linked / "elsewhere").rmdir()
        others.mkdir()
        (others / "letters.txt").write_text("mine")
        for folder in (place, place / "db", place / "db" / "new", place / "index", others, linked):
            with pytest.raises(UsageError):
                archive.backup(folder)
        with pytest.raises(UsageError):
            archive.backup(write("file", b""))
    assert not list((tmp_path / "elsewhere").iterdir())
    assert [path.name for path in others.iterdir()] == ["letters.txt"]


@pytest.mark.parametrize(
    "line",
    [
        "{0}  ../outside.sqlite",
        "{0}  originals/../../outside.zst",
        "{0}  /etc/hostname",
        "{0}  originals/aa/link.zst",
        "no digest",
    ],
)
def test_a_list_that_names_other_files_is_damaged(
    place: Path, backups: Path, tmp_path: Path, write: Write, line: str
) -> None:
    """Also if its digest is right: nothing outside of a backup is read or written."""
    from hashlib import sha256

    with open_archive(place) as archive:
        ingest(archive, write, 1)
        name = archive.backup(backups).name
    file = backups / f"{name}.sha256"
    lines = [*file.read_text().splitlines()[:-1], line.format("a" * 64)]
    body = "".join(f"{each}\n" for each in lines)
    file.write_text(f"{body}# these lines: {sha256(body.encode()).hexdigest()}\n")
    with pytest.raises(ArchiveDamaged, match="list of a backup"):
        restore(backups, tmp_path / "new")


def test_links_and_pipes_in_a_backup_are_not_read(
    place: Path, backups: Path, tmp_path: Path, write: Write
) -> None:
    """They are lost files."""
    with open_archive(place) as archive:
        ingest(archive, write, 1, 2)
        archive.backup(backups)
    linked, piped = originals(backups)
    shutil.move(linked, tmp_path / "moved")
    linked.symlink_to(tmp_path / "moved")
    piped.unlink()
    os.mkfifo(piped)
    made = restore(backups, tmp_path / "new", salvage=True)
    assert sorted(damage.problem for damage in made.damages) == ["is lost", "is lost"]


def test_an_archive_is_not_restored_over_another(
    place: Path, backups: Path, write: Write, dateline: Command
) -> None:
    """What is there stays."""
    with open_archive(place) as archive:
        ingest(archive, write, 1)
        archive.backup(backups)
    assert dateline("restore", backups, place).code == 2
    assert dateline("search", "--count", "council").out == "1\n"
    assert dateline("restore", backups, "new", "--name", "20010101T000000Z").code == 2
    assert dateline("restore", place, "new").code == 2
    assert dateline("restore", "nowhere", "new").code == 2


def test_one_backup_at_a_time(place: Path, backups: Path, write: Write) -> None:
    """A second one to the same folder is told so."""
    with open_archive(place) as archive, open_archive(place) as other:
        ingest(archive, write, 1)

        def again(_: Progress) -> None:
            with pytest.raises(ArchiveBusy):
                other.backup(backups)

        archive.backup(backups, progress=again)
