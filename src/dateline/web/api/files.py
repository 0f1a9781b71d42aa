"""The API of files: adding them, and what leaves the archive as a file: exports, citations and the
originals. The pages send the same files."""

from __future__ import annotations

import re
import shutil
from io import BytesIO
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Annotated, Any, BinaryIO, Literal

from fastapi import APIRouter, Depends, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, Response

from dateline.archive import Archive
from dateline.errors import UsageError
from dateline.exports.registry import FORMS
from dateline.values.article import Original
from dateline.web.access.visitors import Editor, editor
from dateline.web.api.answers import file, shaped
from dateline.web.api.jobs import job_answer
from dateline.web.asked import Chosen, chosen
from dateline.web.download import download
from dateline.web.jobs.adding import start
from dateline.web.jobs.state import Kind, state_of
from dateline.web.jobs.uploads import paste, uploading
from dateline.web.reading import OpenArchive, archives, uploads

router = APIRouter(prefix="/api", tags=["files"])

Citation = Literal["bibtex", "ris", "csl-json"]

_CONTAINERS = frozenset({".gz", ".mbox", ".tar", ".warc", ".zip"})
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")
_BINARY = {"type": "string", "format": "binary"}
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "A form with files, or one file as it is.",
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "files": {"type": "array", "items": _BINARY},
                        "text": {"type": "string", "description": "An article, pasted."},
                        "source": {"type": "string", "description": "As the parameter."},
                    },
                }
            },
            "application/octet-stream": {"schema": _BINARY},
        },
    }
}


@router.post("/files", openapi_extra=_BODY, **shaped("job", 202))
async def add(
    request: Request,
    who: Editor,
    name: Annotated[str, Query(description="Of the file, if the body is one.")] = "",
    source: Annotated[str, Query(description="The publisher, if the files do not say.")] = "",
) -> Response:
    """The files are being ingested: ask for the job until it has ended. Packed ones may be sent,
    too."""
    settings = archives(request).settings
    is_form = request.headers.get("content-type", "").startswith("multipart/form-data")
    async with uploading(settings) as (job, folder):
        if is_form:
            fields = await uploads(request).receive(request, folder, lambda _: None)
            paste(folder, fields.get("text", ""))
            source = source or fields.get("source", "")
        elif name:
            await uploads(request).receive_one(request, folder, name)
        else:
            raise UsageError("the file has no name", hint="say it in the address: ?name=a.html")
    await run_in_threadpool(start, settings, job, user=who.name, source=source.strip() or None)
    return await run_in_threadpool(job_answer, request, job, Kind.ADDING, 202)


@router.get("/files/{job}", dependencies=[Depends(editor)], **shaped("job"))
def adding(request: Request, job: str) -> Response:
    """How far files are ingested, and what became of them."""
    return job_answer(request, job, Kind.ADDING)


@router.post("/files/{job}/again", **shaped("job", 202))
def again(request: Request, who: Editor, job: str) -> Response:
    """The files of a job that was stopped are being ingested again."""
    settings = archives(request).settings
    state_of(settings, job, Kind.ADDING)
    start(settings, job, user=who.name, source=None)
    return job_answer(request, job, Kind.ADDING, 202)


@router.get("/export/{form}", **file("application/octet-stream", "the file"))
def export(request: Request, form: str, wanted: Annotated[Chosen, Depends(chosen)]) -> Response:
    """The articles that match as a file, in a form of `dateline export --to`; a form that is a
    folder comes as a zip of it."""
    if form not in FORMS:
        raise UsageError(f"there is no form “{form}”")
    known = FORMS[form]
    with archives(request).apart() as archive:
        made = _zipped(archive, form, wanted) if known.folder else _written(archive, form, wanted)
    return download(made, f"dateline{'.zip' if known.folder else known.suffix}")


@router.get("/articles/{id}/cite/{form}", **file("text/plain", "the citation"))
def citation(archive: OpenArchive, id: str, form: Citation) -> Response:
    """The citation of an article as text."""
    written = BytesIO()
    archive.export(form, written, ids=[archive.article(id).id])
    return PlainTextResponse(written.getvalue())


@router.get("/articles/{id}/original", **file("application/octet-stream", "the file"))
def original(archive: OpenArchive, id: str, whole: bool = False) -> Response:
    """The part of the file as it came that the article was read from, or the whole file. Browsers
    save it and never show it."""
    article = archive.article(id)
    content = archive.original(article) if whole else archive.record(article)
    name = f"{article.id}{_suffix(article.original, whole=whole)}"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="application/octet-stream", headers=headers)


def _suffix(original: Original, *, whole: bool) -> str:
    """What the name of the file ends in, so that a program opens it; "" if that is unusual, or if
    a part of the file is not in the form of the whole."""
    ends = (PurePath(location).suffix.lower() for location in original.locations)
    usual = next((end for end in ends if _SUFFIX.fullmatch(end)), "")
    return "" if original.record and not whole and usual in _CONTAINERS else usual


def _written(archive: Archive, form: str, wanted: Chosen) -> BinaryIO:
    written = TemporaryFile()  # noqa: SIM115  # `download` closes it
    _export(archive, form, written, wanted)
    return written


def _zipped(archive: Archive, form: str, wanted: Chosen) -> BinaryIO:
    with TemporaryDirectory() as temp:
        folder = Path(temp) / "dateline"
        _export(archive, form, folder, wanted)
        folder.mkdir(exist_ok=True)
        return open(shutil.make_archive(str(Path(temp) / "packed"), "zip", folder), "rb")


def _export(archive: Archive, form: str, out: Path | BinaryIO, wanted: Chosen) -> None:
    archive.export(form, out, wanted.asked.query, match=wanted.asked.match, ids=wanted.ids)
