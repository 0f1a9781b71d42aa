"""What changes an archive, for the tests that stop or refuse it: each operation with an archive to
begin with, how it is done again afterwards, and how many steps it has at least."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from dateline import Action, Archive, open_archive, restore
from dateline.errors import ReadError
from tests.fault.aborts import prepared
from tests.fault.aborts.prepared import one


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


def _ingest(archive: Archive, files: Path) -> None:
    archive.ingest([files / "more"])


def _reprocess(archive: Archive, _: Path) -> None:
    for failure in [each.failure for each in archive.reprocess(apply=True) if each.failure]:
        raise ReadError(failure)


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
    id = one(archive, 'title:"council 3"')
    if not archive.curation.corrections(id):
        archive.curation.edit(id, {"section": "World", "language": "de"}, reason="printed above")
    archive.index.sync()


def _label(archive: Archive, _: Path) -> None:
    id = one(archive, 'title:"council 3"')
    archive.curation.tag([id], add=["port"])
    if not archive.curation.labels(id).notes:
        archive.curation.note(id, "The date is wrong.")
    archive.index.sync()


def _replace(archive: Archive, files: Path) -> None:
    if not archive.ids('title:"at last"'):
        archive.curation.replace(one(archive, 'title:"council 2"'), files / "mended.json")
    archive.index.sync()


def _import(archive: Archive, files: Path) -> None:
    archive.curation.import_(files / "decisions.jsonl")
    archive.index.sync()


def _withdraw(archive: Archive, _: Path) -> None:
    logged = archive.curation.decisions()
    if all(each.action is not Action.WITHDRAW for each in logged):
        archive.curation.withdraw([each.at for each in logged])
    archive.index.sync()


def _export(archive: Archive, _: Path) -> None:
    """A file that is there has all decisions."""
    file = Path(archive.settings.root) / "decisions.jsonl"
    there = file.read_bytes() if file.exists() else None
    archive.curation.export(file)
    assert there in (None, file.read_bytes())


def _repair(archive: Archive, _: Path) -> None:
    archive.verify(repair=True)


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
        "first": _same(prepared.empty, _ingest, 84),
        "ingest": _same(prepared.first, _ingest, 60),
        "ingest in tantivy": _same(prepared.first_in_tantivy, _ingest, 60),
        "sync": _same(prepared.tagged, _sync, 22),
        "rebuild": _same(prepared.everything, _rebuild, 40),
        "rebuild in tantivy": _same(prepared.in_tantivy, _rebuild_in_tantivy, 30),
        "reprocess": _same(prepared.misread, _reprocess, 24),
        "reannotate": _same(prepared.annotated_before, _reannotate, 22),
        "delete": _same(prepared.everything, _delete, 30),
        "purge": _same(prepared.everything, _purge, 48, "qazwsx"),
        "purge in tantivy": _same(prepared.in_tantivy, _purge, 38, "qazwsx"),
        "undo": _same(prepared.everything, _undo, 40),
        "edit": _same(prepared.everything, _edit, 26),
        "label": _same(prepared.everything, _label, 28),
        "replace": _same(prepared.everything, _replace, 40),
        "new": _same(prepared.saved, _give, 4),
        "import": _same(prepared.with_decisions, _import, 26),
        "withdraw": _same(prepared.labelled, _withdraw, 22),
        "export": _same(prepared.labelled, _export, 4),
        "repair": _same(prepared.damaged, _repair, 40),
        "back up": Operation(prepared.backed_up, _back_up, _back_up_again, 20),
        "restore": _same(prepared.backed_up, _restore, 20),
        "migrate": _same(prepared.of_0007, _sync, 44),
    }
)
