"""How far a job is: a page that follows it."""

from __future__ import annotations

from dataclasses import replace

from fastapi import Request
from starlette.responses import Response

from dateline.web.drawing import page
from dateline.web.jobs.state import Kind, state_of
from dateline.web.problems import without_folders
from dateline.web.reading import archives


def job_page(request: Request, job: str, kind: Kind) -> Response:
    """The page of this job, or the part of it that changes. Raises NoSuchJob if there is
    none of this kind."""
    state = state_of(archives(request).settings, job, kind)
    state = replace(state, fault=state.fault and without_folders(state.fault))
    part = request.headers.get("hx-request") == "true"
    return page(request, "job_state.html" if part else "job.html", state=state, job=job)
