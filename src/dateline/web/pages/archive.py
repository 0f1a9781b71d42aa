"""The archive itself: what it has, its runs, what failed, what was deleted, saved searches, and
whether it is whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Annotated, Literal, NamedTuple

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from dateline.archive import Archive
from dateline.integrity.manifest import names
from dateline.search.analysis import words
from dateline.values.archive.removal import Deletion
from dateline.values.archive.runs import RecordedRun
from dateline.values.listing import Counts, IndexInfo, RecordedFailure, SavedSearch
from dateline.web.access.form_tokens import check_csrf
from dateline.web.access.visitors import Admin, Editor, admin
from dateline.web.asked import Asked
from dateline.web.drawing import page
from dateline.web.jobs import backup
from dateline.web.jobs.state import Kind
from dateline.web.pages.job import job_page
from dateline.web.reading import OpenArchive, archives, backups, decided, deciding

router = APIRouter()


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """The archive in numbers, and its runs, newest first."""

    counts: Counts
    index: IndexInfo
    unannotated: int
    runs: tuple[RecordedRun, ...]


def archive_view(archive: Archive) -> ArchiveView:
    return ArchiveView(
        archive.counts(), archive.index.info(), archive.unannotated(), archive.runs.all()[::-1]
    )


class Backups(NamedTuple):
    """How many backups there are in the server's folder of backups, and the name of the newest."""

    number: int
    newest: str | None


def _made(folder: Path | None) -> Backups | None:
    """None if the server has no folder for backups."""
    if folder is None:
        return None
    made = names(folder) if folder.is_dir() else []
    return Backups(len(made), made[-1] if made else None)


@router.get("/archive")
def archive_page(request: Request, archive: OpenArchive) -> Response:
    view, made = archive_view(archive), _made(request.app.state.backups)
    return page(request, "archive.html", view=view, backups=made)


@router.post("/archive/backup", dependencies=[Depends(check_csrf)])
def back_up(request: Request, who: Admin) -> Response:
    job = backup.start(archives(request).settings, backups(request), user=who.name)
    return RedirectResponse(f"/archive/backup/{job}", 303)


@router.get("/archive/backup/{job}", dependencies=[Depends(admin)])
def backup_page(request: Request, job: str) -> Response:
    return job_page(request, job, Kind.BACKUP)


@router.post("/archive/verify", dependencies=[Depends(check_csrf), Depends(admin)])
def verify(request: Request) -> Response:
    with archives(request).apart() as archive:
        found = archive.verify()
    return page(request, "verified.html", found=found)


@router.get("/failures")
def failures_page(request: Request, archive: OpenArchive) -> Response:
    failures: tuple[RecordedFailure, ...] = archive.failures.all()
    named = [(PurePath(failure.path).name, failure) for failure in failures]
    return page(request, "failures.html", failures=named)


@router.post("/failures/retry", dependencies=[Depends(check_csrf)])
def retry(request: Request, who: Editor) -> Response:
    with archives(request).deciding(who.name) as archive:
        archive.failures.retry()
    return RedirectResponse("/failures", 303)


@router.get("/deletions")
def deletions_page(request: Request, archive: OpenArchive) -> Response:
    deletions: tuple[Deletion, ...] = archive.deletions.all()[::-1]
    return page(request, "deletions.html", deletions=deletions)


class SavedLine(NamedTuple):
    """A saved search, its page, and how many articles the last run added to it, with theirs."""

    search: SavedSearch
    asked: Asked
    newest: int
    asked_newest: Asked


def _line(archive: Archive, search: SavedSearch) -> SavedLine:
    # Plain text means its words, whatever signs are between them.
    typed = " ".join(word for word, _, _ in words(search.query)) if search.plain else search.query
    asked = Asked(typed, match=search.match)
    newest = asked.narrowed("run:last")
    return SavedLine(search, asked, archive.count(newest.query, match=newest.match), newest)


@router.get("/saved")
def saved_page(request: Request, archive: OpenArchive) -> Response:
    lines = [_line(archive, search) for search in archive.saved.all()]
    return page(request, "saved.html", saved=lines)


@router.post("/saved", dependencies=[Depends(check_csrf)])
def save(
    request: Request,
    who: Editor,
    name: Annotated[str, Form()],
    query: Annotated[str, Form()],
    match: Annotated[Literal["all", "any"], Form()] = "all",
) -> Response:
    with deciding(request, who) as archive:
        archive.saved.add(name, query, match=match)
    return decided(request, "/saved")


@router.post("/saved/remove", dependencies=[Depends(check_csrf)])
def unsave(request: Request, who: Editor, name: Annotated[str, Form()]) -> Response:
    with deciding(request, who) as archive:
        archive.saved.remove(name)
    return decided(request, "/saved")
