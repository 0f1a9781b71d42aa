"""The web application: its first page, what guards all pages, and what they share. See `others`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio.to_thread
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from dateline.settings import Settings
from dateline.web import problems
from dateline.web.access.recognition import ByUsers, Recognition, Recognizer
from dateline.web.archives import Archives
from dateline.web.drawing import STATIC
from dateline.web.guard import Guard
from dateline.web.later import Later, Once
from dateline.web.pages.searching import search

MOST_UPLOAD = 2 << 30
"""Bytes of one upload, if a server is not told otherwise."""
_THREADS = 4  # requests that are answered at the same time


class _Forever(StaticFiles):
    """Files whose address changes when they do: a browser keeps them."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


def create_app(
    settings: Settings,
    recognizer: Recognizer,
    names: frozenset[str],
    *,
    backups: Path | None = None,
    most_upload: int = MOST_UPLOAD,
) -> FastAPI:
    """The application for the archive of these settings. `recognizer` tells who asks; `names` are
    the host names that this server is known by. Backups that are asked for go to the folder
    `backups`; None means that none can be made. An upload has at most `most_upload` bytes."""
    archives = Archives(settings)

    def load_others() -> None:
        from dateline.web import others

        others.add_to(app, most_upload)

    others = Once(load_others)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = _THREADS
        yield
        others.join()
        archives.close()

    app = FastAPI(
        title="Dateline", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None
    )
    app.state.archives = archives
    app.state.recognizer = recognizer
    app.state.backups = backups
    app.state.logs_in = isinstance(recognizer, ByUsers)

    app.add_middleware(Later, others=others, then=archives.warm_up)
    app.add_middleware(GZipMiddleware, minimum_size=800, compresslevel=5)
    app.add_middleware(Recognition, recognizer=recognizer)
    app.add_middleware(Guard, names=names)
    app.mount("/static", _Forever(directory=STATIC))
    app.include_router(search.router, include_in_schema=False)
    problems.add_to(app)
    return app
