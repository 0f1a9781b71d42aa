"""Tokens of forms: what changes something carries the token of the visitor's cookie, which no
other site's request has (double submit)."""

from __future__ import annotations

import hmac
import secrets

from fastapi import HTTPException, Request, Response

CSRF_COOKIE = "dateline_csrf"
_TOKEN_BYTES = 24


def csrf_token(request: Request) -> str:
    """The token that forms of this answer carry: that of the visitor's cookie, or a new one."""
    token: str | None = request.cookies.get(CSRF_COOKIE)
    if token is None:
        token = getattr(request.state, "new_csrf", None) or secrets.token_urlsafe(_TOKEN_BYTES)
        request.state.new_csrf = token
    return token


def keep_csrf_token(request: Request, response: Response) -> None:
    """A new token is in the visitor's cookie."""
    if token := getattr(request.state, "new_csrf", None):
        secure = request.url.scheme == "https"
        response.set_cookie(CSRF_COOKIE, token, httponly=True, samesite="strict", secure=secure)


async def check_csrf(request: Request) -> None:
    """The form or header of a request has the token of the visitor's cookie. Raises HTTPException
    403."""
    form = await request.form()
    check_token(request, str(form.get("csrf") or ""))


def check_token(request: Request, in_form: str) -> None:
    """The header of a request, or else its form, has the token of the visitor's cookie. Raises
    HTTPException 403."""
    given = request.headers.get("x-csrf-token") or in_form
    kept = request.cookies.get(CSRF_COOKIE, "")
    if not kept or not hmac.compare_digest(given.encode(), kept.encode()):
        raise HTTPException(403, "this form is too old: load the page again")
