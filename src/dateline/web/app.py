"""The web application: its routes, what guards them, and what they share."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import anyio.to_thread
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from dateline.settings import Settings
from dateline.web import problems
from dateline.web.access.recognition import ByUsers, Recognition, Recognizer
from dateline.web.api import archive as api_archive
from dateline.web.api import deciding as api_deciding
from dateline.web.api import files as api_files
from dateline.web.api import names as api_names
from dateline.web.api import reading as api_reading
from dateline.web.api.answers import openapi
from dateline.web.archives import Archives
from dateline.web.drawing import STATIC
from dateline.web.guard import Guard
from dateline.web.jobs.uploads import Uploads
from dateline.web.pages import (
    add,
    archive,
    article,
    deciding,
    forms,
    found,
    help,
    login,
    places,
    quotes,
    sources,
)
from dateline.web.pages.events import audit
from dateline.web.pages.events import listing as events
from dateline.web.pages.login import Tries
from dateline.web.pages.people import entity
from dateline.web.pages.people import listing as people
from dateline.web.pages.searching import facets, search, suggestions

_PAGES = (
    *(
        search,
        facets,
        suggestions,
        forms,
        found,
        article,
        deciding,
        sources,
        events,
        people,
        entity,
        quotes,
        places,
    ),
    *(audit, archive, add, help, login),
)
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

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = _THREADS
        warming_up = Thread(target=archives.warm_up)
        warming_up.start()  # pages are answered meanwhile
        yield
        warming_up.join()
        archives.close()

    app = FastAPI(
        title="Dateline", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None
    )
    app.state.archives = archives
    app.state.recognizer = recognizer
    app.state.backups = backups
    app.state.uploads = Uploads(most_upload)
    app.state.tries = Tries()
    app.state.logs_in = isinstance(recognizer, ByUsers)

    app.add_middleware(GZipMiddleware, minimum_size=800, compresslevel=5)
    app.add_middleware(Recognition, recognizer=recognizer)
    app.add_middleware(Guard, names=names)
    app.mount("/static", _Forever(directory=STATIC))
    for page in _PAGES:
        app.include_router(page.router, include_in_schema=False)
    for api in (api_reading, api_names, api_deciding, api_archive, api_files):
        app.include_router(api.router)

    @app.get("/api/openapi.json", include_in_schema=False)
    def described() -> Mapping[str, Any]:
        return openapi(app)

    problems.add_to(app)
    return app
