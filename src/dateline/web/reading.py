"""What pages and the API ask an archive through, and pages decide through."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import RedirectResponse, Response

from dateline.archive import Archive
from dateline.errors import UsageError
from dateline.web import notice
from dateline.web.access.visitors import Visitor
from dateline.web.archives import Archives
from dateline.web.jobs.uploads import Uploads
from dateline.web.notice import Notice

_ARCHIVES = 2  # Python runs one thread at a time; the second goes on while the first one waits


def archives(request: Request) -> Archives:
    """The open archives of this server."""
    found: Archives = request.app.state.archives
    return found


def uploads(request: Request) -> Uploads:
    """The uploads of this server."""
    found: Uploads = request.app.state.uploads
    return found


def backups(request: Request) -> Path:
    """The folder for backups that the server was started with; no request names another one.
    Raises UsageError if there is none."""
    folder: Path | None = request.app.state.backups
    if folder is None:
        raise UsageError(
            "this server has no folder for backups",
            hint="start it with --backups FOLDER, or use “dateline backup”",
        )
    return folder


async def _reading(request: Request) -> AsyncIterator[Archive]:
    with archives(request).reading() as archive:
        yield archive


OpenArchive = Annotated[Archive, Depends(_reading, scope="function", max_concurrency=_ARCHIVES)]
"""An archive while the answer is made. It is free for the next request before the answer is sent: a
slow reader holds none."""


@contextmanager
def deciding(request: Request, who: Visitor) -> Iterator[Archive]:
    """An archive in which this visitor decides. What they decided is said by `decided`, in words of
    `say` if that was called."""
    with archives(request).deciding(who.name) as archive:
        last = archive.curation.last_decision()
        yield archive
        made = [each for each in archive.curation.decisions(after=last) if each.by == who.name]
        request.state.done = Notice.of(made, getattr(request.state, "said", ""))


def say(request: Request, words: str) -> None:
    """What is decided in this request is said in these words."""
    request.state.said = words


def decided(request: Request, address: str) -> Response:
    """The way to the page at this address, which says what was decided in this request."""
    response = RedirectResponse(address, 303)
    done: Notice | None = getattr(request.state, "done", None)
    notice.keep(response, done, secure=request.url.scheme == "https")
    return response


def ours(address: str, otherwise: str) -> str:
    """The address if it is one of this server: "//elsewhere" would lead to another one."""
    is_ours = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if is_ours else otherwise
