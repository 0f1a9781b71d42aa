"""The API of the archive as a whole: what it has, its runs, what failed, what was deleted, whether
it is whole, and backups."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from dateline import __version__
from dateline.schemas.archive.ingest import failures_shape, report_shape
from dateline.schemas.archive.integrity import verification_shape
from dateline.schemas.archive.listing import index_info_shape, info_shape
from dateline.schemas.archive.removal import deletions_shape, removal_shape
from dateline.schemas.archive.runs import runs_shape
from dateline.values.listing import FailureFilter, RecordedFailure
from dateline.values.outcome import Balance, Disposition
from dateline.values.search.results import ALL
from dateline.web.access.visitors import Admin, Editor, admin
from dateline.web.api.answers import answer, shaped
from dateline.web.api.jobs import job_answer
from dateline.web.jobs import backup
from dateline.web.jobs.state import Kind
from dateline.web.problems import without_folders
from dateline.web.reading import OpenArchive, archives, backups

router = APIRouter(prefix="/api", tags=["archive"])

_LAST_RUN = 1 << 31  # no archive has had more


@router.get("/info", **shaped("info"))
def info(request: Request, archive: OpenArchive) -> Response:
    """What the archive has, and what is still to be indexed or annotated."""
    shape = info_shape(
        archive.counts(),
        archive=archive.settings.root,
        dateline=__version__,
        language=archive.settings.language,
        indexed=archive.index.count(),
        unannotated=archive.unannotated(),
    )
    return answer(request, shape)


@router.get("/index", **shaped("index-info"))
def index(request: Request, archive: OpenArchive) -> Response:
    """What the index is, and whether it lacks changes."""
    return answer(request, index_info_shape(archive.index.info()))


@router.get("/runs", **shaped("runs"))
def runs(request: Request, archive: OpenArchive) -> Response:
    """The runs of ingest, oldest first."""
    return answer(request, runs_shape(archive.runs.all()))


@router.post("/runs/{number}/undo", **shaped("removal"))
def undo(
    request: Request, who: Admin, number: Annotated[int, Path(ge=1, le=_LAST_RUN)]
) -> Response:
    """What came only with this run is gone."""
    with archives(request).deciding(who.name) as archive:
        return answer(request, removal_shape(archive.runs.undo(number)))


def _failures(
    reason: Annotated[str | None, Query(description="A part of it, in any case.")] = None,
    stage: Literal["find", "open", "read", "normalize", "store", "annotate"] | None = None,
    disposition: Literal["failed", "rejected"] | None = None,
) -> FailureFilter:
    return FailureFilter(
        reason=reason, stage=stage, disposition=Disposition(disposition) if disposition else None
    )


Wanted = Annotated[FailureFilter, Depends(_failures)]


@router.get("/failures", **shaped("failures"))
def failures(request: Request, archive: OpenArchive, wanted: Wanted) -> Response:
    """What could not be ingested, and why."""
    return answer(request, failures_shape(map(_told, archive.failures.all(wanted))))


@router.post("/failures/retry", **shaped("ingest-report"))
def retry(request: Request, who: Editor, wanted: Wanted) -> Response:
    """These failures were tried again; what succeeded is in the archive."""
    with archives(request).deciding(who.name) as archive:
        balance = archive.failures.retry(wanted)
    return answer(request, report_shape(_told_balance(balance)))


@router.get("/deletions", **shaped("deletions"))
def deletions(request: Request, archive: OpenArchive) -> Response:
    """What was deleted, by whom and why, oldest first."""
    return answer(request, deletions_shape(archive.deletions.all()))


@router.post("/verify", dependencies=[Depends(admin)], **shaped("verification"))
def verify(
    request: Request,
    sample: Annotated[
        int | None, Query(ge=0, le=1 << 31, description="Read only so many originals.")
    ] = None,
) -> Response:
    """Whether the archive is as Dateline left it, and what is damaged. The answer comes when all
    was read."""
    with archives(request).apart() as archive:
        found = archive.verify(sample=ALL if sample is None else sample)
    return answer(request, verification_shape(found))


@router.post("/backup", **shaped("job", 202))
def back_up(request: Request, who: Admin) -> Response:
    """A backup is being made in the server's folder for backups: ask for the job until it has
    ended."""
    job = backup.start(archives(request).settings, backups(request), user=who.name)
    return job_answer(request, job, Kind.BACKUP, 202)


@router.get("/backup/{job}", dependencies=[Depends(admin)], **shaped("job"))
def backup_job(request: Request, job: str) -> Response:
    """How far a backup is."""
    return job_answer(request, job, Kind.BACKUP)


def _told(failure: RecordedFailure) -> RecordedFailure:
    return replace(failure, reason=without_folders(failure.reason))


def _told_balance(balance: Balance) -> Balance:
    told = (
        replace(each, reason=each.reason and without_folders(each.reason))
        for each in balance.outcomes
    )
    return replace(balance, outcomes=tuple(told))
