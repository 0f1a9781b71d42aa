"""What a server loads after its first answer: until then it would be in the way.

All pages and the API take a quarter of the time from the command to the first page, which is a
search; the database, which a search needs only while somebody writes, takes as long.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock, Thread

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

_FIRST = ("/", "/search")
_FILES = "/static/"


class Once:
    """A function that is called once, by whoever comes first; others wait until it has ended."""

    def __init__(self, function: Callable[[], None]) -> None:
        self._function = function
        self._lock = Lock()
        self._thread: Thread | None = None
        self.is_done = False

    def __call__(self) -> None:
        with self._lock:
            if not self.is_done:
                self._function()
                self.is_done = True

    def begin(self, then: Callable[[], None]) -> None:
        """It is called in a thread of its own, and `then` after it, if that was not begun yet."""
        if self._thread is None:
            self._thread = Thread(target=self._with, args=(then,))
            self._thread.start()

    def _with(self, then: Callable[[], None]) -> None:
        self()
        then()

    def join(self) -> None:
        """The thread has ended."""
        if self._thread is not None:
            self._thread.join()


class Later:
    """An ASGI application before another one: `others` adds routes to that one, when one of them is
    first asked for or else after the first answer, and `then` is called after that."""

    def __init__(self, app: ASGIApp, others: Once, then: Callable[[], None]) -> None:
        self._app = app
        self._others = others
        self._then = then
        self._ends = False  # an application whose end nobody tells would leave its thread behind

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            self._ends = scope["type"] == "lifespan"
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        if not (self._others.is_done or path in _FIRST or path.startswith(_FILES)):
            await run_in_threadpool(self._others)
        await self._app(scope, receive, send)
        if self._ends:
            self._others.begin(self._then)
