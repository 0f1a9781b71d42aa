"""Jobs as answers: how far they are, and where to ask again."""

from __future__ import annotations

from fastapi import Request
from starlette.responses import Response

from dateline.schemas.archive.ingest import KEYS
from dateline.schemas.archive.jobs import JobShape, RefusedItemShape
from dateline.web.api.answers import answer
from dateline.web.jobs.state import JobState, Kind, state_of
from dateline.web.problems import without_folders
from dateline.web.reading import archives

_PLACES = {Kind.ADDING: "/api/files", Kind.BACKUP: "/api/backup"}


def job_answer(request: Request, job: str, kind: Kind, status: int = 200) -> Response:
    """How far this job is, with the address to ask again. Raises NoSuchJob if there is none of
    this kind."""
    state = state_of(archives(request).settings, job, kind)
    response = answer(request, _job_shape(job, state), status)
    response.headers["location"] = f"{_PLACES[kind]}/{job}"
    return response


def _job_shape(job: str, state: JobState) -> JobShape:
    result = dict(state.result)
    if state.kind is Kind.ADDING and state.result:
        result = {"found": result["found"]}
        result |= {key: state.result.get(each.value, 0) for each, key in KEYS.items()}
    return JobShape(
        job=job,
        kind=state.kind.value,
        ended=state.ended,
        done=state.done,
        total=state.total,
        result=result,
        refused=tuple(
            RefusedItemShape(item=item, reason=without_folders(reason))
            for item, reason in state.refused
        ),
        fault=state.fault and without_folders(state.fault),
    )
