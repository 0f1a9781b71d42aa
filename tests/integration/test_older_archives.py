"""Archives of every earlier version are migrated, and answer what they answered."""

from __future__ import annotations

import json
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from dateline import Archive, DatelineError, open_archive
from dateline.store.migrations import HEAD, REVISIONS
from tests.conftest import ROOT

ARCHIVES = ROOT / "tests" / "fixtures" / "archives"
KEPT = sorted(path.name.removesuffix(".tar.xz") for path in ARCHIVES.iterdir())
SAVED_SEARCHES, DECISIONS = "0005", "0006"  # the revisions that these came with
FIELDS = ("title", "subtitle", "authors", "dateline", "section", "language", "url", "body")


def unpack(revision: str, folder: Path) -> tuple[Path, dict[str, Any]]:
    """The archive, and what it answered."""
    with tarfile.open(ARCHIVES / f"{revision}.tar.xz") as kept:
        kept.extractall(folder, filter="data")
    return folder / "archive", json.loads((folder / "answers.json").read_text())


def tables(database: Path) -> str:
    """The number of the tables of a database."""
    with closing(sqlite3.connect(database)) as connection:
        (number,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(number)


def moment(value: dict[str, Any] | None) -> tuple[str, str | None] | None:
    return None if value is None else (value["value"], value["offset"])


def assert_has(archive: Archive, shown: dict[str, Any]) -> None:
    article = archive.article(shown["id"])
    for field in FIELDS:
        assert (field, getattr(article, field)) == (field, old(shown, field))
    assert article.source.name == shown["source"]["name"]
    published = article.published and (article.published.value, article.published.offset)
    assert published == moment(shown["published"])
    assert (article.version, article.copy_of) == (shown["version"], shown["copy_of"])
    assert article.original.sha256 == shown["original"]["sha256"]
    archive.original(article)


def old(shown: dict[str, Any], field: str) -> Any:
    value = shown[field]
    return tuple(value) if isinstance(value, list) else value


def test_an_archive_of_each_revision_is_kept() -> None:
    """Before a migration is added, `python tools/keep_archive.py` keeps an archive without it."""
    assert set(REVISIONS[:-1]) <= set(KEPT)


@pytest.mark.parametrize("revision", KEPT)
def test_an_older_archive_answers_as_it_did(revision: str, tmp_path: Path) -> None:
    """The same articles are found, and each is what it was; a copy of the old database is kept."""
    place, answers = unpack(revision, tmp_path)
    with open_archive(place) as archive:
        found = {query: sorted(archive.ids(query)) for query in answers["found"]}
        assert found == answers["found"]
        for shown in answers["articles"].values():
            assert_has(archive, shown)
        if "failures" in answers:
            assert len(list(archive.failures.all())) == answers["failures"]
        saved = [each.name for each in archive.saved.all()]
        assert saved == ["ports"] * (revision >= SAVED_SEARCHES)
        decided = [each.name for each in archive.entities.decisions()]
        assert decided == ["Asim Munir"] * (revision >= DECISIONS)
        assert archive.verify().damages == ()

    assert tables(place / "db" / "dateline.sqlite") == HEAD
    if revision != HEAD:
        assert tables(place / "db" / f"before-{HEAD}.sqlite") == revision


def test_the_copy_opens_again_with_what_it_had(tmp_path: Path) -> None:
    """Who goes back puts it in the place of the database; the next migration keeps one copy."""
    place, answers = unpack("0007", tmp_path)
    open_archive(place).counts()
    kept, database = place / "db" / f"before-{HEAD}.sqlite", place / "db" / "dateline.sqlite"
    kept.with_name("before-0003.sqlite").write_bytes(b"of an earlier migration")
    for log in database.parent.glob("dateline.sqlite-*"):
        log.unlink()
    kept.replace(database)
    with open_archive(place) as archive:
        assert sorted(archive.ids("libya")) == answers["found"]["libya"]
    assert [path.name for path in database.parent.glob("before-*")] == [kept.name]


def test_without_room_for_the_copy_nothing_is_migrated(tmp_path: Path) -> None:
    """Whatever is at the place of the copy that is no file stops the migration."""
    place, _ = unpack("0007", tmp_path)
    (place / "db" / f"before-{HEAD}.sqlite" / "full").mkdir(parents=True)
    with pytest.raises((OSError, DatelineError)):
        open_archive(place).counts()
    assert tables(place / "db" / "dateline.sqlite") == "0007"


def test_a_purge_removes_the_copy(tmp_path: Path) -> None:
    """Nothing of what is deleted is left in it."""
    place, answers = unpack("0007", tmp_path)
    with open_archive(place) as archive:
        archive.deletions.delete(answers["found"]["libya"], reason="court", purge=True)
    assert not list((place / "db").glob("before-*"))
