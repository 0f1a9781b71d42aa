"""Errors as answers: a page for people, a problem of RFC 9457 for programs."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from dateline.errors import (
    ArchiveBusy,
    DatelineError,
    NoArchive,
    NoSuchArticle,
    NoSuchEntity,
    NoSuchEvent,
    QueryError,
    ReadOnlyArchive,
    ServerUnreachable,
    StorageFailed,
    UsageError,
)
from dateline.web.drawing import page
from dateline.web.jobs.state import NoSuchJob

# The first that fits counts; what fits none is a fault of this server.
_STATUS: tuple[tuple[type[DatelineError], int], ...] = (
    (NoSuchArticle, 404),
    (NoSuchEvent, 404),
    (NoSuchEntity, 404),
    (NoSuchJob, 404),
    (NoArchive, 404),
    (ReadOnlyArchive, 403),
    (UsageError, 400),
    (ArchiveBusy, 503),
    (ServerUnreachable, 502),
    (StorageFailed, 507),
)
# Messages name files of this machine, which are nobody else's business.
_PATH = re.compile(r"(?<![\w.:/])/(?:[^\s/:“”]+/)+")
_TITLES = {
    400: "That cannot be done",
    403: "That is not allowed",
    404: "There is no such page",
    405: "That cannot be done here",
    422: "That cannot be done",
    500: "Something is broken",
    502: "A server does not answer",
    503: "Somebody else is writing",
    507: "The disk refuses",
}


def status_of(error: DatelineError) -> int:
    """The HTTP status that says what kind of error it is (RFC 9110)."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def without_folders(text: str) -> str:
    """The text with file names in place of paths."""
    return _PATH.sub("", text)


def add_to(app: FastAPI) -> None:
    """The application answers errors in these ways."""
    app.add_exception_handler(DatelineError, _of_dateline)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(RequestValidationError, _of_parameters)
    app.add_exception_handler(Exception, _of_a_bug)


async def _of_dateline(request: Request, error: Exception) -> Response:
    assert isinstance(error, DatelineError)
    extra: dict[str, Any] = {"hint": without_folders(error.hint)} if error.hint else {}
    if isinstance(error, QueryError):
        extra["position"] = error.position
    return _answer(request, status_of(error), without_folders(error.message), extra)


async def _of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    plain = error.status_code == 404 and error.detail == HTTPStatus.NOT_FOUND.phrase
    what = f"Nothing is at {request.url.path}." if plain else str(error.detail)
    response = _answer(request, error.status_code, what, {})
    response.headers.update(error.headers or {})
    return response


async def _of_parameters(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    what = "; ".join(f"{fault['loc'][-1]}: {fault['msg']}" for fault in error.errors())
    return _answer(request, 422, what, {})


async def _of_a_bug(request: Request, _: Exception) -> Response:
    """Starlette raises the error after this answer, so that the server logs it."""
    return _answer(request, 500, "This is a bug in Dateline. The server's log has the details.", {})


def _answer(request: Request, status: int, what: str, extra: dict[str, Any]) -> Response:
    title = _TITLES.get(status, "That did not work")
    if request.url.path.startswith("/api/") or request.url.path.endswith((".json", ".csv", ".rss")):
        problem = {"type": "about:blank", "title": title, "status": status, "detail": what}
        return JSONResponse(problem | extra, status, media_type="application/problem+json")
    return page(
        request, "problem.html", status=status, title=title, what=what, hint=extra.get("hint")
    )
