"""How a server tells who asks: everybody is the same person, or by sessions and tokens of a users
file, or by the word of a proxy that logs people in."""

from __future__ import annotations

import hmac
from typing import Protocol

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dateline.values.users import Role
from dateline.web.access.users import User, Users
from dateline.web.access.visitors import Visitor

SESSION_COOKIE = "dateline_session"
SESSION_S = 14 * 24 * 3600
"""How long a login lasts."""

# What somebody who is not known may see: the login, and the files that it is drawn with.
_OPEN = ("/login", "/static/")


class Recognizer(Protocol):
    """Tells who asks."""

    def __call__(self, request: HTTPConnection, /) -> Visitor | None:
        """The visitor; None if nobody knows them."""


class Everyone:
    """Whoever asks is this visitor."""

    def __init__(self, visitor: Visitor) -> None:
        self._visitor = visitor

    def __call__(self, _: HTTPConnection) -> Visitor | None:
        return self._visitor


class ByProxy:
    """The proxy before this server names the visitor in a header; everybody has the same role.
    Whoever can reach the server without the proxy can be anybody."""

    def __init__(self, header: str, role: Role) -> None:
        self._header = header
        self._role = role

    def __call__(self, request: HTTPConnection) -> Visitor | None:
        name = request.headers.get(self._header, "").strip()
        return Visitor(name, self._role) if name.isprintable() and name else None


class ByUsers:
    """Visitors log in, or send a token of theirs; `most` is the most that anybody may do."""

    def __init__(self, users: Users, most: Role = Role.ADMIN) -> None:
        self.users = users
        self._most = most

    def __call__(self, request: HTTPConnection) -> Visitor | None:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return self._visitor(self.users.by_token(token.strip()))
        return self._visitor(self._of_session(request.cookies.get(SESSION_COOKIE, "")))

    def session(self, user: User) -> str:
        """The cookie of a session that begins now."""
        return self._signer.dumps([user.name, self.users.session_stamp(user.name)])

    def _of_session(self, cookie: str) -> User | None:
        try:
            name, stamp = self._signer.loads(cookie, max_age=SESSION_S)
        except (BadData, ValueError, TypeError):
            return None
        known = hmac.compare_digest(str(stamp), self.users.session_stamp(str(name)))
        return self.users.get(str(name)) if known else None

    @property
    def _signer(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self.users.secret, salt="session")

    def _visitor(self, user: User | None) -> Visitor | None:
        if user is None:
            return None
        return Visitor(user.name, user.role if self._most.includes(user.role) else self._most)


class Recognition:
    """An ASGI application that lets only known visitors through to another one."""

    def __init__(self, app: ASGIApp, recognizer: Recognizer) -> None:
        self._app = app
        self._recognizer = recognizer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        visitor = self._recognizer(HTTPConnection(scope))
        if visitor is None and not scope["path"].startswith(_OPEN):
            await _unknown(scope["path"])(scope, receive, send)
            return
        scope.setdefault("state", {})["visitor"] = visitor or Visitor("", Role.READER)
        await self._app(scope, receive, send)


def _unknown(path: str) -> Response:
    if path.startswith("/api/"):
        problem = {
            "type": "about:blank",
            "title": "Who are you?",
            "status": 401,
            "detail": "send a token: Authorization: Bearer TOKEN",
        }
        headers = {"www-authenticate": "Bearer"}
        return JSONResponse(problem, 401, headers, media_type="application/problem+json")
    return RedirectResponse("/login", 303)
