"""The users file, and how it is changed. Only its owner can read it, and it is replaced as a
whole, so that a server that reads it meanwhile sees the old users or the new ones."""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime

from filelock import FileLock, Timeout

from dateline import durable
from dateline.errors import ArchiveBusy, UsageError, unreadable
from dateline.values.users import Account, Role, Scope, Token
from dateline.visible import one_line
from dateline.web.access.accounts import Accounts, as_json, folded, parsed
from dateline.web.access.passwords import hashed

_TOKEN = "dateline_"  # programs that look for secrets in published files know tokens by a prefix
_LONGEST_NAME = 64
_WAIT_S = 10


class UsersFile:
    """The users file at a path; the first `add` makes it.

    Methods raise UsageError for what is not a users file, and if others could read it; those that
    change it also for a user that is not there, and ArchiveBusy if another process keeps changing
    it.
    """

    def __init__(self, file: str | os.PathLike[str]) -> None:
        self.file = os.path.abspath(file)

    def read(self) -> tuple[os.stat_result, Accounts]:
        """The accounts, and the state of the file that they are from."""
        try:
            with open(self.file, "rb", opener=durable.plain) as stream:
                state, content = os.fstat(stream.fileno()), stream.read()
        except FileNotFoundError as error:
            raise UsageError(
                f"there is no users file at {self.file}",
                hint=f"“dateline users add NAME --role admin --users {self.file}” makes one",
            ) from error
        except OSError as error:
            raise unreadable(self.file, error) from error
        if stat.S_IMODE(state.st_mode) & 0o077:
            raise UsageError(
                f"others can read or write {self.file}, which has the key of all sessions",
                hint=f"chmod 600 {self.file}",
            )
        return state, parsed(content, self.file)

    def add(self, name: str, role: Role, password: str) -> None:
        """There is a user with this name, role and password. Raises UsageError if there was one,
        and for a name or a password that nobody can have."""
        name = _checked(name, "user")
        account = Account(name=name, role=role, password=hashed(password))

        def added(users: tuple[Account, ...]) -> tuple[Account, ...]:
            if any(folded(user.name) == folded(name) for user in users):
                raise UsageError(
                    f"there is a user {name} already",
                    hint="“dateline users password” and “dateline users role” change one",
                )
            return (*users, account)

        self._change(added, creating=True)

    def remove(self, name: str) -> None:
        """There is no user of this name; the sessions and tokens of the user end."""
        self._change_one(name, lambda _: ())

    def set_password(self, name: str, password: str) -> None:
        """The user has this password, and the sessions of the user end. Raises UsageError as
        `add`."""
        hash = hashed(password)
        self._change_one(name, lambda user: (replace(user, password=hash),))

    def set_role(self, name: str, role: Role) -> None:
        """The user has this role, and the sessions of the user end."""
        self._change_one(name, lambda user: (replace(user, role=role),))

    def add_token(
        self, name: str, label: str, scope: Scope = Scope.READ, until: date | None = None
    ) -> str:
        """The user has a new token, which is returned and kept nowhere. `until` is the last day on
        which it is valid. Raises UsageError if the user has a token with this label."""
        text = _TOKEN + secrets.token_urlsafe(32)
        token = Token(
            label=_checked(label, "token"),
            sha256=digest(text),
            scope=scope,
            made=datetime.now(UTC).isoformat(timespec="seconds"),
            until=until,
        )

        def added(user: Account) -> tuple[Account, ...]:
            if any(each.label == token.label for each in user.tokens):
                raise UsageError(
                    f"{user.name} has a token “{label}” already",
                    hint="choose another label, or end that one with --remove",
                )
            return (replace(user, tokens=(*user.tokens, token)),)

        self._change_one(name, added)
        return text

    def remove_token(self, name: str, label: str) -> None:
        """The token of the user with this label is valid no more. Raises UsageError if there is
        none."""

        def removed(user: Account) -> tuple[Account, ...]:
            left = tuple(token for token in user.tokens if token.label != label)
            if left == user.tokens:
                raise UsageError(f"{user.name} has no token “{label}”")
            return (replace(user, tokens=left),)

        self._change_one(name, removed)

    def _change_one(self, name: str, change: Callable[[Account], tuple[Account, ...]]) -> None:
        def changed(users: tuple[Account, ...]) -> tuple[Account, ...]:
            if all(folded(user.name) != folded(name) for user in users):
                raise UsageError(f"there is no user {name}", hint="“dateline users list” names all")
            return tuple(
                new
                for user in users
                for new in (change(user) if folded(user.name) == folded(name) else (user,))
            )

        self._change(changed)

    def _change(
        self,
        change: Callable[[tuple[Account, ...]], tuple[Account, ...]],
        *,
        creating: bool = False,
    ) -> None:
        with self._locked():
            if creating and not os.path.lexists(self.file):
                accounts = Accounts(secret=secrets.token_bytes(32))
            else:
                accounts = self.read()[1]
            content = as_json(replace(accounts, users=change(accounts.users)))
            durable.replace(self.file, content, mode=0o600)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Nobody else changes the file. The lock is a file of its own, since that one is replaced.
        Raises StorageFailed where the folder cannot be written."""
        folder = os.path.dirname(self.file)
        if not os.path.isdir(folder):
            raise UsageError(f"there is no folder {folder}")
        with durable.storing(folder):
            try:
                with FileLock(f"{self.file}.lock", timeout=_WAIT_S):
                    yield
            except Timeout as error:
                raise ArchiveBusy(
                    f"another process is changing {self.file}", hint="try again in a moment"
                ) from error


def digest(token: str) -> str:
    """What is kept of a token: its SHA-256. A token is 256 random bits, so that nobody can find it
    by trying, and it needs no slow hash as a password does."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _checked(name: str, what: str) -> str:
    """The name of a user or token as it is kept."""
    name = unicodedata.normalize("NFC", name)
    if not name or name != name.strip() or one_line(name) != name or len(name) > _LONGEST_NAME:
        raise UsageError(
            f"“{name}” cannot be the name of a {what}",
            hint=f"a name has 1 to {_LONGEST_NAME} letters, digits, signs and single spaces",
        )
    return name
