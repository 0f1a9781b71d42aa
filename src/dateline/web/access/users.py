"""Who may use the pages and the API: logins, sessions and tokens, by a users file."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from dateline.values.users import Account, Role, Token
from dateline.web.access.accounts import folded
from dateline.web.access.passwords import fits
from dateline.web.access.users_file import UsersFile, digest


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who is logged in, or whose token was sent, and what they may do."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """The users of one state of the file."""

    state: tuple[int, ...]
    secret: bytes
    accounts: Mapping[str, Account]
    tokens: Mapping[str, tuple[Account, Token]]


class Users:
    """The users in a users file. Each question is answered by the file as it is now: it is read
    again when it has changed.

    Methods raise UsageError if the file is not a users file any more; nobody is let in then. They
    may be called from several threads. `now` gives the time, by which tokens end.
    """

    def __init__(
        self,
        file: str | os.PathLike[str],
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._file = UsersFile(file)
        self._now = now
        self._known = self._read()

    def login(self, name: str, password: str) -> User | None:
        """The user with this name and password; None for a wrong name or password, which take the
        same time."""
        account = self._current.accounts.get(folded(name))
        right = fits(password, account.password if account else None)
        return User(account.name, account.role) if account and right else None

    def get(self, name: str) -> User | None:
        """The user of this name, for a session whose stamp is right."""
        account = self._current.accounts.get(folded(name))
        return User(account.name, account.role) if account else None

    def by_token(self, text: str) -> User | None:
        """The user whose token this is, with the role that both the user and the token's scope
        allow; None if there is no such token, or not any more."""
        account, token = self._current.tokens.get(digest(text), (None, None))
        if account is None or token is None:
            return None
        if token.until is not None and self._now().astimezone(UTC).date() > token.until:
            return None
        allowed = token.scope.role
        return User(account.name, allowed if account.role.includes(allowed) else account.role)

    @property
    def secret(self) -> bytes:
        """A random key, the same as long as the file is kept: it signs session cookies."""
        return self._current.secret

    def session_stamp(self, name: str) -> str:
        """What a session of this user keeps. Once it differs, the session has ended: the password
        or the role was changed, or the user removed. For nobody it is never the same twice."""
        known = self._current
        account = known.accounts.get(folded(name))
        if account is None:
            return secrets.token_hex(32)
        stamped = json.dumps([account.name, account.role, account.password]).encode()
        return hmac.new(known.secret, b"session" + stamped, hashlib.sha256).hexdigest()

    @property
    def _current(self) -> _Known:
        known = self._known
        try:
            state = _state(os.stat(self._file.file))
        except FileNotFoundError:
            state = ()
        if state != known.state:
            self._known = known = self._read()
        return known

    def _read(self) -> _Known:
        found, content = self._file.read()
        return _Known(
            state=_state(found),
            secret=content.secret,
            accounts={folded(user.name): user for user in content.users},
            tokens={token.sha256: (user, token) for user in content.users for token in user.tokens},
        )


def _state(found: os.stat_result) -> tuple[int, ...]:
    """What differs between two states of a file."""
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
