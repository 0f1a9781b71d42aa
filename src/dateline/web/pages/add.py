"""Adding files: uploads become a job, whose page shows what becomes of them."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from dateline.web.access.form_tokens import check_csrf, check_token
from dateline.web.access.visitors import Editor, editor
from dateline.web.drawing import page
from dateline.web.jobs.adding import new_job, start
from dateline.web.jobs.state import Kind
from dateline.web.jobs.uploads import paste, uploading
from dateline.web.pages.job import job_page
from dateline.web.reading import archives, uploads

router = APIRouter()

EXAMPLE = (
    "Harbor council agrees on new pier\n\nBy Jane Example\n\nHARBOR TOWN: The council of Harbor "
    "Town agreed on Monday to build a new pier. Work begins in May.\n"
)
"""An article to try the page with; the people and places in it are made up."""


@router.get("/add", dependencies=[Depends(editor)])
def add_page(request: Request) -> Response:
    return page(request, "add.html", most_bytes=uploads(request).most_bytes)


@router.post("/add")
async def add(request: Request, who: Editor) -> Response:
    def admit(fields: Mapping[str, str]) -> None:
        check_token(request, fields.get("csrf", ""))

    async with uploading(archives(request).settings) as (name, folder):
        fields = await uploads(request).receive(request, folder, admit)
        paste(folder, fields.get("text", ""))
    return await run_in_threadpool(
        _started, request, name, who.name, fields.get("source", "").strip()
    )


@router.post("/add/example", dependencies=[Depends(check_csrf)])
def example(request: Request, who: Editor) -> Response:
    name, folder = new_job(archives(request).settings)
    (folder / "example.txt").write_text(EXAMPLE)
    return _started(request, name, who.name, "Example Post")


@router.post("/add/{job}/again", dependencies=[Depends(check_csrf)])
def again(request: Request, who: Editor, job: str) -> Response:
    return _started(request, job, who.name, "")


@router.get("/add/{job}", dependencies=[Depends(editor)])
def adding_page(request: Request, job: str) -> Response:
    return job_page(request, job, Kind.ADDING)


def _started(request: Request, job: str, user: str, source: str) -> Response:
    start(archives(request).settings, job, user=user, source=source or None)
    return RedirectResponse(f"/add/{job}", 303)
