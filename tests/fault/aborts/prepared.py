"""Archives in which something is about to be done, for the tests that stop or refuse it: each
function makes one in a folder, of the files that `write_files` wrote beside it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from dateline import Archive, open_archive
from tests.conftest import ROOT, json_lines, story
from tests.integration.store.old_archives import as_old

URL = "https://post.example.org/{}"
TREATY = (
    "Peru and Chile signed a treaty on the port of Arica in Lima on 3 May 2024. "
    "{} ships wait at qazwsx."
)


def write_files(folder: Path) -> None:
    """The files that the operations read."""
    folder.mkdir(parents=True)
    first = [story(n, url=URL.format(n), source="Post") for n in range(4)]
    (folder / "first.jsonl").write_text(json_lines(*first))
    more = folder / "more"
    more.mkdir()
    changed = story(1, url=URL.format(1), source="Post")
    changed["text"] = f"{changed['text']} The towns object."
    treaties = [
        {"title": f"Treaty {n}", "language": "en", "text": TREATY.format(n), "url": URL.format(n)}
        for n in range(10, 13)
    ]
    (more / "more.jsonl").write_text(json_lines(changed, story(1), *treaties) + "{broken\n")  # type: ignore[arg-type]
    for name in ("page.mht", "wayback.html", "letters.mbox"):
        shutil.copy(ROOT / "tests" / "fixtures" / "formats" / name, more / name)
    (more / "empty.txt").write_text("")
    (folder / "mended.json").write_text(json.dumps(story(2, title="Council 2 agrees at last")))


def empty(place: Path, _: Path) -> None:
    """A folder without an archive."""
    place.mkdir()


def first(place: Path, files: Path) -> None:
    with open_archive(place) as archive:
        archive.ingest([files / "first.jsonl"])


def everything(place: Path, files: Path) -> None:
    with open_archive(place) as archive:
        archive.ingest([files / "first.jsonl"])
        archive.ingest([files / "more"])


def first_in_tantivy(place: Path, files: Path) -> None:
    first(place, files)
    with open_archive(place) as archive:
        archive.index.rebuild("tantivy")


def in_tantivy(place: Path, files: Path) -> None:
    everything(place, files)
    with open_archive(place) as archive:
        archive.index.rebuild("tantivy")


def tagged(place: Path, files: Path) -> None:
    """Three changes are pending."""
    everything(place, files)
    with open_archive(place) as archive:
        archive.curation.tag(sorted(archive.ids("harbor"))[:3], add=["port"])


def labelled(place: Path, files: Path) -> None:
    tagged(place, files)
    with open_archive(place) as archive:
        archive.curation.note(one(archive, 'title:"council 3"'), "The date is wrong.")


def saved(place: Path, files: Path) -> None:
    everything(place, files)
    with open_archive(place) as archive:
        archive.saved.add("ports", "harbor")


def backed_up(place: Path, files: Path) -> None:
    """Three files came since the backup."""
    first(place, files)
    with open_archive(place) as archive:
        archive.backup(place / "backups")
        archive.ingest([files / "more"])


def of_0007(place: Path, files: Path) -> None:
    """A database as Dateline 0.1 left it, and no index."""
    everything(place, files)
    database = place / "db" / "dateline.sqlite"
    as_old(database.parent, files / "old")
    for file in database.parent.glob("dateline.sqlite*"):
        file.unlink()
    shutil.copy(files / "old" / database.name, database)
    shutil.rmtree(files / "old")
    shutil.rmtree(place / "index")


def with_decisions(place: Path, files: Path) -> None:
    """Somebody decided something in an archive like this one."""
    everything(place, files)
    with open_archive(place) as archive:
        id = one(archive, 'title:"council 3"')
        archive.curation.tag([id], add=["port"])
        archive.curation.edit(id, {"section": "World", "language": "de"})
        archive.deletions.delete([one(archive, 'title:"treaty 11"')], reason="a court says so")
        archive.saved.add("ports", "harbor")
        archive.curation.export(files / "decisions.jsonl")
    shutil.rmtree(place)
    everything(place, files)


def misread(place: Path, files: Path) -> None:
    """An older reader has read other titles."""
    everything(place, files)
    _sql(place, "UPDATE versions SET title = 'Old ' || title, reader = 'old 1'")


def annotated_before(place: Path, files: Path) -> None:
    """Older rules have found nothing."""
    everything(place, files)
    _sql(place, "UPDATE annotations SET coder = 'rules 0', search_keys = '[]'", "DELETE FROM names")


def damaged(place: Path, files: Path) -> None:
    """A field of a version and the stories are not as they were written."""
    everything(place, files)
    _sql(
        place,
        "UPDATE versions SET title = 'x' WHERE number = 2",
        "UPDATE articles SET story = 'ffffffffffffffff'",
    )


def _sql(place: Path, *statements: str) -> None:
    with closing(sqlite3.connect(place / "db" / "dateline.sqlite")) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def one(archive: Archive, query: str) -> str:
    """The id of the only article that the query finds."""
    (id,) = archive.ids(query)
    return id
