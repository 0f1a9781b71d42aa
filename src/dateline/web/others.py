"""All pages but that of a search, and the API: what a server loads after its first answer, see
`later`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI

from dateline.web.api import archive as api_archive
from dateline.web.api import deciding as api_deciding
from dateline.web.api import files as api_files
from dateline.web.api import names as api_names
from dateline.web.api import reading as api_reading
from dateline.web.api.answers import openapi
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
from dateline.web.pages.searching import facets, suggestions

_PAGES = (
    *(facets, suggestions, forms, found, article, deciding, sources, events, people, entity),
    *(quotes, places, audit, archive, add, help, login),
)
_API = (api_reading, api_names, api_deciding, api_archive, api_files)


def add_to(app: FastAPI, most_upload: int) -> None:
    """The application answers these, too. An upload has at most `most_upload` bytes."""
    app.state.uploads = Uploads(most_upload)
    app.state.tries = Tries()
    for page in _PAGES:
        app.include_router(page.router, include_in_schema=False)
    for api in _API:
        app.include_router(api.router)

    @app.get("/api/openapi.json", include_in_schema=False)
    def described() -> Mapping[str, Any]:
        return openapi(app)
