"""`dateline verify` finds what is not as Dateline left it, and repairs what is derived."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from dateline import Archive, DatelineError, Review, Stage, Verification, open_archive
from tests.conftest import SEEDS, Command, json_lines, story

URL = "https://a.example.org/1"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with something in nearly every table, whole."""
    folder = tmp_path_factory.mktemp("verify")
    first = story(1, url=URL, date="2024-03-02", source="Post")
    file = folder / "1.jsonl"
    file.write_text(json_lines(first, story(2), story(2, source="Tide"), story(3)) + "{broken\n")
    changed = folder / "2.jsonl"
    changed.write_text(json_lines(first | {"title": "The council agrees at last"}))
    with open_archive(folder / "archive") as archive:
        archive.ingest([file])
        archive.ingest([changed, SEEDS])
        archive.curation.tag(archive.ids("libya"), add=["seen"])
        (first_id,) = archive.ids('"district 1"')
        archive.curation.note(first_id, "a note")
        archive.curation.edit(first_id, {"title": "Corrected", "published": "2024-05"})
        archive.saved.add("talks", "libya")
        archive.events.judge(next(archive.events.list()).id, Review(right=False, sampled=False))
        archive.deletions.delete(archive.ids('"district 3"'), reason="asked for")
        archive.index.sync()
        assert archive.verify().damages == ()
    return folder / "archive"


@pytest.fixture
def copy(filled: Path, tmp_path: Path) -> Path:
    shutil.copytree(filled, tmp_path / "copy")
    return tmp_path / "copy"


def checked(folder: Path, **options: Any) -> Verification:
    with open_archive(folder) as archive:
        return archive.verify(**options)


def checked_or_refused(folder: Path, **options: Any) -> Verification | DatelineError:
    try:
        return checked(folder, **options)
    except DatelineError as error:
        return error


def execute(folder: Path, statement: str) -> None:
    """Change the database as Dateline never does."""
    with closing(sqlite3.connect(folder / "db" / "dateline.sqlite")) as connection, connection:
        connection.execute(statement)


def answers(archive: Archive) -> list[Any]:
    ids = sorted(archive.ids("*"))
    return [[archive.article(id), archive.annotations(id), archive.copies(id)] for id in ids]


def test_a_whole_archive_is_counted(filled: Path) -> None:
    """Every version, decision, indexed article and original was checked."""
    found = checked(filled)

    assert (found.versions, found.indexed, found.originals) == (5, 4, 3)
    assert found.decisions == 7
    assert found.bytes_read > 3000
    assert (found.damages, found.strays, found.not_compared) == ((), (), None)
    assert checked(filled, sample=1).originals == 1
    assert checked(filled, sample=0).originals == 0


DAMAGES = {
    "a text": ("UPDATE versions SET body = replace(body, 'harbor', 'harbour')", True),
    "a title": ("UPDATE versions SET title = 'x' WHERE number = 2", True),
    "a date": ("UPDATE versions SET published = '2020' WHERE number = 1", True),
    "an author": ("UPDATE versions SET authors = '[\"Nobody\"]'", True),
    "evidence": ("UPDATE versions SET evidence = '{}' WHERE number = 2", True),
    "an address": (
        "UPDATE versions SET canonical_url = 'https://b.org/1' WHERE url = '{url}'",
        True,
    ),
    "what was read": ("UPDATE versions SET as_read = NULL WHERE as_read IS NOT NULL", True),
    "a digest": ("UPDATE versions SET row_digest = ''", True),
    "a person": ("UPDATE names SET name = name || 'x' WHERE kind = 'person'", True),
    "words that name": ("UPDATE names SET spans = replace(spans, '1', '2')", True),
    "a place": ("UPDATE places SET latitude = -latitude", True),
    "a quote": ("UPDATE quotes SET speaker = NULL", True),
    "an event": ("UPDATE reports SET event_type = 'ASSAULT' WHERE event_type = 'AGREE'", True),
    "who acts": ("UPDATE reports SET actor_codes = ' USA '", True),
    "all events": ("DELETE FROM reports", True),
    "times": ("UPDATE annotations SET times = '[['", True),
    "sentences": ("UPDATE annotations SET sentences = '[]'", True),
    "what is searched": ("UPDATE annotations SET search_keys = '[[],[],[],[],[],[]]'", True),
    "a digest of annotations": ("UPDATE annotations SET digest = ''", True),
    "a story": ("UPDATE articles SET story = 'ffffffffffffffff'", True),
    "keys": ("DELETE FROM text_keys", True),
    "a key of no article": ("INSERT INTO text_keys VALUES (7, 999)", True),
    "a review": ("UPDATE reviews SET right = 1", True),
    "a saved search": ("DELETE FROM saved_searches", True),
    "a tombstone": ("DELETE FROM tombstones", True),
    "a decision": ("UPDATE decisions SET data = '{}' WHERE action = 'tag'", False),
    "a decision's time": ("UPDATE decisions SET at = 'x' WHERE action = 'note'", False),
    "a current version": ("UPDATE articles SET current = 7 WHERE current = 2", False),
    "an original's row": ("DELETE FROM originals", False),
    "a table": ("DROP TABLE reports", False),
}


@pytest.mark.parametrize("what", DAMAGES)
def test_a_damaged_row_is_found(copy: Path, filled: Path, what: str) -> None:
    """And, if it follows from what is whole, repaired: the archive answers as before."""
    statement, is_repaired = DAMAGES[what]
    execute(copy, statement.replace("{url}", URL))

    found = checked_or_refused(copy)
    if isinstance(found, DatelineError):  # a lost table is noticed as the archive is opened
        assert (what, found.exit_code) == ("a table", 4)
        return
    assert found.damages
    after = checked(copy, repair=True)
    assert bool(after.damages) is not is_repaired
    if is_repaired:
        assert set(found.damages) <= set(after.repaired)
        with open_archive(copy) as archive, open_archive(filled) as whole:
            assert answers(archive) == answers(whole)
            assert archive.verify().damages == ()


def test_an_index_that_is_not_compared(copy: Path) -> None:
    """It says why: the database is damaged, or the next search rebuilds the index."""
    shutil.rmtree(copy / "index")
    found = checked(copy)
    assert (found.indexed, found.damages) == (0, ())
    assert "rebuilds it" in str(found.not_compared)
    execute(copy, "UPDATE versions SET body = 'x'")
    assert "the database is damaged" in str(checked(copy).not_compared)


def test_progress_is_told_of_versions_and_originals(filled: Path) -> None:
    """By the observer that every long run has."""
    seen = []
    checked(filled, progress=seen.append)
    assert [now.done for now in seen if now.stage is Stage.CHECK] == [1, 2, 3]
    assert [now.done for now in seen if now.stage is Stage.COMPARE] == [5]


def test_an_original_is_flipped_lost_or_too_many(copy: Path) -> None:
    """Each is named by its digest; a file that nothing names is reported and no damage."""
    first, second, third = sorted((copy / "db" / "originals").glob("*/*.zst"))
    data = bytearray(first.read_bytes())
    data[len(data) // 2] ^= 1
    first.write_bytes(data)
    second.unlink()
    stray = third.parent / ("0" * 64 + ".zst")
    stray.write_bytes(b"?")

    found = checked(copy)
    assert {damage.item for damage in found.damages} == {first.stem, second.stem}
    assert found.strays == (str(stray),)
    after = checked(copy, repair=True)
    assert (after.damages, after.repaired) == (found.damages, ())


def test_every_file_with_a_flipped_byte(copy: Path, filled: Path) -> None:
    """Whatever byte flips in whatever file, verify finds it, or the archive answers as before."""
    chance = random.Random(7)
    with open_archive(filled) as whole:
        expected = answers(whole)
    files = [path for path in copy.rglob("*") if path.is_file() and path.stat().st_size]
    found, tried = 0, 0
    for path in files:
        before = path.read_bytes()
        for _ in range(3):
            data = bytearray(before)
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            path.write_bytes(data)
            tried += 1
            seen = checked_or_refused(copy)
            if isinstance(seen, DatelineError):
                assert seen.exit_code in (2, 4), (path.name, seen)
                found += 1
            elif seen.damages:
                found += 1
            else:
                with open_archive(copy) as archive:
                    assert answers(archive) == expected, path.name
        shutil.rmtree(copy)
        shutil.copytree(filled, copy)
    assert tried >= 20
    assert found > tried // 2


def test_zeroed_pages_of_the_database(copy: Path) -> None:
    """200 kB of it are zero: it says so, with 4, and repair leaves it as it is."""
    file = copy / "db" / "dateline.sqlite"
    data = bytearray(file.read_bytes())
    data[8192 : 8192 + 200_000] = bytes(min(200_000, len(data) - 8192))
    file.write_bytes(data)

    found = checked_or_refused(copy, repair=True)
    if isinstance(found, DatelineError):
        assert found.exit_code == 4
    else:
        assert found.damages
        assert file.read_bytes()[8192:] == data[8192:]


def test_an_index_of_another_time(copy: Path, filled: Path, tmp_path: Path) -> None:
    """An article that the index has in an older state is found, and the index is built again."""
    older = tmp_path / "older"
    shutil.copytree(copy / "index", older)
    with open_archive(copy) as archive:
        id = min(archive.ids("council"))
        archive.curation.tag([id], add=["new"])
        archive.index.sync()
    newer = [(copy / "index" / "whoosh" / name).read_bytes() for name in ("commit", "checksums")]
    shutil.rmtree(copy / "index")
    shutil.copytree(older, copy / "index")
    (copy / "index" / "whoosh" / "commit").write_bytes(newer[0])

    found = checked(copy, repair=True)
    assert found.damages == ()
    assert found.repaired
    with open_archive(copy) as archive:
        assert archive.ids("tag:new") == {id}


def test_the_command_names_what_is_damaged(copy: Path, dateline: Command) -> None:
    """And exits with 4 until it is repaired."""
    place = ("--archive", str(copy))
    assert dateline("verify", *place).out.startswith("checked: 5 versions, 7 decisions, 4 articles")
    execute(copy, "UPDATE versions SET body = 'x' WHERE number = 2")

    ran = dateline("verify", *place)
    assert ran.code == 4
    assert "version 2: its fields are not as they were stored" in ran.out
    assert dateline("verify", *place, "--repair", "--json").json["repaired"]
    assert dateline("verify", *place).code == 0


def test_what_failed_agrees_with_the_balance(filled: Path) -> None:
    """A run's balance, the list of failures and verify say the same of an archive."""
    with open_archive(filled) as archive:
        assert len(archive.failures.all()) == archive.counts().failed == 1
        assert archive.verify().indexed == archive.counts().articles == archive.index.count()
        assert archive.verify().versions == archive.counts().versions
        assert archive.verify().originals == archive.counts().originals
