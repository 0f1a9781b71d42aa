"""What changes an archive, for the tests that stop it: each operation with an archive to begin
with, how it is done again after it was stopped, and how many steps it has at least."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from dateline import Archive, open_archive, restore
from tests.conftest import ROOT, json_lines, story
from tests.integration.store.old_archives import as_old

URL = "https://post.example.org/{}"
TREATY = (
    "Peru and Chile signed a treaty on the port of Arica in Lima on 3 May 2024. "
    "{} ships wait at qazwsx."
)


@dataclass(frozen=True)
class Operation:
    """`prepare` makes an archive in a folder, `act` is the operation, `again` what somebody does
    after it was stopped. `files` is a folder beside it with `first.jsonl` and `more`. Afterwards
    no file of the archive has the word `gone` in it."""

    prepare: Callable[[Path, Path], None]
    act: Callable[[Archive, Path], object]
    again: Callable[[Archive, Path], object]
    floor: int
    gone: str = ""


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


def _first(place: Path, files: Path) -> None:
    with open_archive(place) as archive:
        archive.ingest([files / "first.jsonl"])


def _all(place: Path, files: Path) -> None:
    with open_archive(place) as archive:
        archive.ingest([files / "first.jsonl"])
        archive.ingest([files / "more"])


def _in_tantivy(place: Path, files: Path) -> None:
    _all(place, files)
    with open_archive(place) as archive:
        archive.index.rebuild("tantivy")


def _tagged(place: Path, files: Path) -> None:
    """Three changes are pending."""
    _all(place, files)
    with open_archive(place) as archive:
        archive.curation.tag(sorted(archive.ids("harbor"))[:3], add=["port"])


def _saved(place: Path, files: Path) -> None:
    _all(place, files)
    with open_archive(place) as archive:
        archive.saved.add("ports", "harbor")


def _backed_up(place: Path, files: Path) -> None:
    """Three files came since the backup."""
    _first(place, files)
    with open_archive(place) as archive:
        archive.backup(place / "backups")
        archive.ingest([files / "more"])


def _of_0007(place: Path, files: Path) -> None:
    """A database as Dateline 0.1 left it, and no index."""
    _all(place, files)
    database = place / "db" / "dateline.sqlite"
    as_old(database.parent, files / "old")
    for file in database.parent.glob("dateline.sqlite*"):
        file.unlink()
    shutil.copy(files / "old" / database.name, database)
    shutil.rmtree(files / "old")
    shutil.rmtree(place / "index")


def _with_decisions(place: Path, files: Path) -> None:
    """Somebody decided something in an archive like this one."""
    _all(place, files)
    with open_archive(place) as archive:
        id = _one(archive, 'title:"council 3"')
        archive.curation.tag([id], add=["port"])
        archive.curation.edit(id, {"section": "World", "language": "de"})
        archive.deletions.delete([_one(archive, 'title:"treaty 11"')], reason="a court says so")
        archive.saved.add("ports", "harbor")
        archive.curation.export(files / "decisions.jsonl")
    shutil.rmtree(place)
    _all(place, files)


def _misread(place: Path, files: Path) -> None:
    """An older reader has read other titles."""
    _all(place, files)
    _sql(place, "UPDATE versions SET title = 'Old ' || title, reader = 'old 1'")


def _annotated_before(place: Path, files: Path) -> None:
    """Older rules have found nothing."""
    _all(place, files)
    _sql(place, "UPDATE annotations SET coder = 'rules 0', search_keys = '[]'", "DELETE FROM names")


def _sql(place: Path, *statements: str) -> None:
    with closing(sqlite3.connect(place / "db" / "dateline.sqlite")) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def _one(archive: Archive, query: str) -> str:
    (id,) = archive.ids(query)
    return id


def _ingest(archive: Archive, files: Path) -> None:
    archive.ingest([files / "more"])


def _reprocess(archive: Archive, _: Path) -> None:
    list(archive.reprocess(apply=True))


def _reannotate(archive: Archive, _: Path) -> None:
    list(archive.reannotate(apply=True))


def _sync(archive: Archive, _: Path) -> None:
    archive.index.sync()


def _rebuild(archive: Archive, _: Path) -> None:
    archive.index.rebuild("whoosh")


def _rebuild_in_tantivy(archive: Archive, _: Path) -> None:
    archive.index.rebuild("tantivy")


def _delete(archive: Archive, files: Path) -> None:
    if doomed := archive.ids("treaty"):
        archive.deletions.delete(sorted(doomed), reason="a court says so")
    archive.ingest([files / "first.jsonl"])  # removes the files that nothing needs any more


def _purge(archive: Archive, _: Path) -> None:
    if doomed := archive.ids("treaty"):
        archive.deletions.delete(sorted(doomed), reason="a court says so", purge=True)
    archive.deletions.end_purge()


def _undo(archive: Archive, files: Path) -> None:
    if archive.runs.all()[1].undone is None:
        archive.runs.undo(2)
    archive.ingest([files / "first.jsonl"])  # removes the files that nothing needs any more


def _edit(archive: Archive, _: Path) -> None:
    id = _one(archive, 'title:"council 3"')
    if not archive.curation.corrections(id):
        archive.curation.edit(id, {"section": "World", "language": "de"}, reason="printed above")
    archive.index.sync()


def _label(archive: Archive, _: Path) -> None:
    id = _one(archive, 'title:"council 3"')
    archive.curation.tag([id], add=["port"])
    if not archive.curation.labels(id).notes:
        archive.curation.note(id, "The date is wrong.")
    archive.index.sync()


def _replace(archive: Archive, files: Path) -> None:
    if not archive.ids('title:"at last"'):
        archive.curation.replace(_one(archive, 'title:"council 2"'), files / "mended.json")
    archive.index.sync()


def _import(archive: Archive, files: Path) -> None:
    archive.curation.import_(files / "decisions.jsonl")
    archive.index.sync()


def _give(archive: Archive, _: Path) -> None:
    with archive.saved.new("ports") as pages:
        list(pages)


def _back_up(archive: Archive, _: Path) -> None:
    archive.backup(_backups(archive))


def _back_up_again(archive: Archive, files: Path) -> None:
    """Every backup that is there can be restored, also the one before."""
    _back_up(archive, files)
    names = sorted(file.stem for file in _backups(archive).glob("*.sha256"))
    for name in names:
        restore(_backups(archive), files.parent / f"restored {os.getpid()} {name}", name=name)


def _restore(archive: Archive, _: Path) -> None:
    target = Path(archive.settings.root) / "restored"
    if not target.exists():
        restore(_backups(archive), target)
    with open_archive(target) as restored:
        assert restored.ids("*") <= archive.ids("*")  # it has grown since the backup
        assert not restored.verify().damages


def _backups(archive: Archive) -> Path:
    return Path(archive.settings.root) / "backups"


def _same(
    prepare: Callable[[Path, Path], None],
    act: Callable[[Archive, Path], object],
    floor: int,
    gone: str = "",
) -> Operation:
    return Operation(prepare, act, act, floor, gone)


OPERATIONS: Mapping[str, Operation] = MappingProxyType(
    {
        "ingest": _same(_first, _ingest, 60),
        "sync": _same(_tagged, _sync, 22),
        "rebuild": _same(_all, _rebuild, 40),
        "rebuild in tantivy": _same(_in_tantivy, _rebuild_in_tantivy, 30),
        "reprocess": _same(_misread, _reprocess, 24),
        "reannotate": _same(_annotated_before, _reannotate, 22),
        "delete": _same(_all, _delete, 30),
        "purge": _same(_all, _purge, 48, "qazwsx"),
        "purge in tantivy": _same(_in_tantivy, _purge, 38, "qazwsx"),
        "undo": _same(_all, _undo, 40),
        "edit": _same(_all, _edit, 26),
        "label": _same(_all, _label, 28),
        "replace": _same(_all, _replace, 40),
        "new": _same(_saved, _give, 4),
        "import": _same(_with_decisions, _import, 26),
        "back up": Operation(_backed_up, _back_up, _back_up_again, 20),
        "restore": _same(_backed_up, _restore, 20),
        "migrate": _same(_of_0007, _sync, 44),
    }
)
