"""Logging in and out, where a users file says who may."""

from __future__ import annotations

from collections import deque
from threading import Lock
from time import monotonic
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from dateline.web.access.form_tokens import check_csrf
from dateline.web.access.recognition import SESSION_COOKIE, SESSION_S, ByUsers
from dateline.web.drawing import page

router = APIRouter()

_TRIES, _WITHIN_S = 10, 60.0


class Tries:
    """The failed logins of the last minute, by address and by name: so many and no more."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._failed: dict[str, deque[float]] = {}

    def check(self, *keys: str) -> None:
        """Raises HTTPException 429 if there were too many."""
        with self._lock:
            for key in keys:
                times = self._failed.get(key, deque())
                while times and times[0] < monotonic() - _WITHIN_S:
                    times.popleft()
                if len(times) >= _TRIES:
                    raise HTTPException(429, "too many logins failed: wait a minute")

    def failed(self, *keys: str) -> None:
        with self._lock:
            if len(self._failed) > 10_000:  # somebody makes names up
                self._failed.clear()
            for key in keys:
                self._failed.setdefault(key, deque()).append(monotonic())


def _by_users(request: Request) -> ByUsers:
    recognizer = request.app.state.recognizer
    if not isinstance(recognizer, ByUsers):
        raise HTTPException(404, "nobody needs to log in here")
    return recognizer


Login = Annotated[ByUsers, Depends(_by_users)]


@router.get("/login")
def login_page(request: Request, login: Login) -> Response:
    del login
    return page(request, "login.html", wrong=False)


@router.post("/login", dependencies=[Depends(check_csrf)])
def log_in(
    request: Request,
    login: Login,
    name: Annotated[str, Form()],
    password: Annotated[str, Form()],
) -> Response:
    tries: Tries = request.app.state.tries
    keys = (f"name {name.casefold()[:100]}", f"address {request.client and request.client.host}")
    tries.check(*keys)
    user = login.users.login(name, password)
    if user is None:
        tries.failed(*keys)
        return page(request, "login.html", status=401, wrong=True)
    response = RedirectResponse("/", 303)
    response.set_cookie(
        SESSION_COOKIE,
        login.session(user),
        max_age=SESSION_S,
        httponly=True,
        samesite="lax",  # a link from elsewhere finds one logged in, and changes nothing
        secure=request.url.scheme == "https",
    )
    return response


@router.post("/logout", dependencies=[Depends(check_csrf)])
def log_out() -> Response:
    response = RedirectResponse("/login", 303)
    response.delete_cookie(SESSION_COOKIE)
    return response
