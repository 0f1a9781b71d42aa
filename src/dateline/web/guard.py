"""What every request must pass and every answer carries, whatever page it is for.

Only known names of this server are answered, so that a page of a stranger's cannot reach it by a
name that the stranger points here (DNS rebinding). What changes something must come from a page of
this server. The headers follow OWASP's Secure Headers Project; the policy allows no script, style,
picture or request from anywhere else, and nothing written into the page itself.
"""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_HOST = re.compile(r"(?:\[([\da-f:.]+)\]|([\w.-]+))(?::\d+)?", re.I)  # RFC 3986, 3.2.2
_SAFE = ("GET", "HEAD", "OPTIONS")
_UPLOADS = ("/add", "/api/files")  # have limits of their own
_MOST_BODY = 16 << 20  # bytes of any other request: the ids of 100,000 articles are 2 MB


class Guard:
    """An ASGI application that guards another one. `names` are the host names that this server is
    known by; every address of numbers is known too: nobody can point one here."""

    def __init__(self, app: ASGIApp, names: frozenset[str]) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if not self._is_known(headers.get("host", "")):
            await _refuse(421, "this server is not known by that name", scope, receive, send)
            return
        if scope["method"] not in _SAFE and not _is_own(headers):
            await _refuse(
                403, "the request came from a page of another server", scope, receive, send
            )
            return

        if scope["path"] not in _UPLOADS:
            receive = _limited(receive, headers.get("content-length", ""))

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    answer.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_guarded)

    def _is_known(self, host: str) -> bool:
        name = _name(host)
        if name in self._names:
            return True
        try:
            ip_address(name)
        except ValueError:
            return False
        return True


def _limited(receive: Receive, length: str) -> Receive:
    """The same messages, as long as they are not too large. Raises HTTPException 413 then, however
    large the request said that it is."""
    received = 0

    async def receive_limited() -> Message:
        nonlocal received
        if length.isdecimal() and int(length) > _MOST_BODY:
            raise HTTPException(413, "that is too much", {"connection": "close"})
        message = await receive()
        received += len(message.get("body", b""))
        if received > _MOST_BODY:
            raise HTTPException(413, "that is too much", {"connection": "close"})
        return message

    return receive_limited


def _name(host: str) -> str:
    """The name in a Host header, without its port and brackets; "" for what is no such header."""
    found = _HOST.fullmatch(host)
    return (found[1] or found[2]).lower() if found else ""


def _is_own(headers: Headers) -> bool:
    """Whether a request that changes something comes from a page of this server, or from no page.
    Browsers say where a request comes from: https://fetch.spec.whatwg.org/#origin-header."""
    if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


async def _refuse(status: int, why: str, scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse(why, status)(scope, receive, send)
