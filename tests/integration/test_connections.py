"""An open archive keeps its database open, and lets go of it in time."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool

from dateline import Archive, open_archive
from tests.conftest import SEEDS


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with open_archive(tmp_path / "archive") as archive:
        archive.ingest([SEEDS])
    return tmp_path / "archive"


def only_hit(archive: Archive) -> str:
    return archive.search("libya").hits[0].id


def test_many_questions_take_one_connection(place: Path) -> None:
    """Opening a database costs ten times as much as reading an article."""
    opened: list[object] = []

    def note(connection: object, _: object) -> None:
        opened.append(connection)

    event.listen(Pool, "connect", note)
    try:
        with open_archive(place) as archive:
            id = only_hit(archive)
            for _ in range(5):
                assert archive.article(id).id == id
                assert archive.counts().articles
    finally:
        event.remove(Pool, "connect", note)
    assert len(opened) == 1


def test_closing_leaves_one_file(place: Path) -> None:
    """SQLite merges its log when the last connection is closed; the archive can be used again."""
    archive = open_archive(place)
    id = only_hit(archive)
    archive.article(id)
    archive.close()
    assert not list((place / "db").glob("dateline.sqlite-*"))

    assert archive.article(id).id == id
    archive.close()


def test_a_list_that_is_being_read_holds_up_no_writer(place: Path, tmp_path: Path) -> None:
    """It shows the archive as it was when the list began."""
    (tmp_path / "new.txt").write_text("A new bridge\n\nIt crosses the river.", encoding="utf-8")
    with open_archive(place) as archive, open_archive(place) as other:
        places = archive.places()
        next(places)
        assert other.ingest([tmp_path / "new.txt"]).adds_up
        assert list(places)
        assert archive.counts().articles == other.counts().articles


def test_another_database_in_its_place_is_opened(place: Path, tmp_path: Path) -> None:
    """As when a backup is put back while the archive is open."""
    shutil.copytree(place, tmp_path / "backup")
    (tmp_path / "new.txt").write_text("A new bridge\n\nIt crosses the river.", encoding="utf-8")
    with open_archive(place) as archive:
        before = archive.counts().articles
        archive.ingest([tmp_path / "new.txt"])
        assert archive.counts().articles == before + 1
        shutil.rmtree(place / "db")
        shutil.copytree(tmp_path / "backup" / "db", place / "db")
        assert archive.counts().articles == before


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_process_opens_its_own(place: Path) -> None:
    """What the parent opened is of no use to it, and the parent's stays open."""
    with open_archive(place) as archive:
        id = only_hit(archive)
        archive.article(id)
        child = os.fork()
        if child == 0:
            os._exit(0 if archive.article(id).id == id else 1)
        assert os.waitpid(child, 0)[1] == 0
        assert archive.article(id).id == id
