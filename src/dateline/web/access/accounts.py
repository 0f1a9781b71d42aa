"""What a users file holds, as JSON: the accounts, and a key that signs session cookies."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from dateline.errors import UsageError
from dateline.values.users import Account, Role, Scope, Token
from dateline.web.access.passwords import is_hash

_VERSION = 1
_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """The content of a users file. `secret` is a random key."""

    secret: bytes
    users: tuple[Account, ...] = ()


def folded(name: str) -> str:
    """What two names have in common that mean the same user: case and ways to type a letter do not
    matter."""
    return unicodedata.normalize("NFKC", name).casefold()


def as_json(accounts: Accounts) -> bytes:
    users = [
        {
            "name": user.name,
            "role": user.role,
            "password": user.password,
            "tokens": [
                {
                    "label": token.label,
                    "sha256": token.sha256,
                    "scope": token.scope,
                    "made": token.made,
                    "until": token.until and token.until.isoformat(),
                }
                for token in user.tokens
            ],
        }
        for user in accounts.users
    ]
    content = {"version": _VERSION, "secret": accounts.secret.hex(), "users": users}
    return json.dumps(content, ensure_ascii=False, indent=2).encode() + b"\n"


def parsed(content: bytes, file: str) -> Accounts:
    """What `as_json` wrote. Raises UsageError, naming the file, for anything else: an account that
    is half understood is a door that may stand open."""
    try:
        version, secret, users = _members(json.loads(content), "version", "secret", "users")
        if version != _VERSION:
            raise ValueError(f"its version is {version!r}, and this Dateline reads {_VERSION}")
        accounts = Accounts(
            secret=bytes.fromhex(_text(secret)), users=tuple(map(_account, _list(users)))
        )
        if len(accounts.secret) < _SECRET_BYTES:
            raise ValueError(f"the secret has fewer than {_SECRET_BYTES} bytes")
        if len({folded(user.name) for user in accounts.users}) < len(accounts.users):
            raise ValueError("two users have the same name")
    except ValueError as error:
        raise UsageError(f"{file} is not a users file: {error}") from error
    return accounts


def _account(entry: object) -> Account:
    name, role, password, tokens = _members(entry, "name", "role", "password", "tokens")
    if not is_hash(_text(password)):
        raise ValueError(f"the password of {name} is not an Argon2 hash")
    return Account(
        name=_text(name),
        role=Role(_text(role)),
        password=_text(password),
        tokens=tuple(map(_token, _list(tokens))),
    )


def _token(entry: object) -> Token:
    label, sha256, scope, made, until = _members(entry, "label", "sha256", "scope", "made", "until")
    if not re.fullmatch("[0-9a-f]{64}", _text(sha256)):
        raise ValueError(f"the token {label} has no SHA-256")
    datetime.fromisoformat(_text(made))
    return Token(
        label=_text(label),
        sha256=_text(sha256),
        scope=Scope(_text(scope)),
        made=_text(made),
        until=None if until is None else date.fromisoformat(_text(until)),
    )


def _members(entry: object, *names: str) -> tuple[object, ...]:
    """The values of an object that has these members and no other."""
    if not isinstance(entry, dict) or set(entry) != set(names):
        raise ValueError(f"an object with {', '.join(names)} was expected")
    return tuple(entry[name] for name in names)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"a text was expected, not {value!r}")
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise ValueError(f"a list was expected, not {value!r}")
    return value
