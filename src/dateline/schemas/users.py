"""Those who may use the pages and the API."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.schemas.shape import Shape
from dateline.values.users import Account, Role, Scope, Token


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenShape(Shape):
    """A token of the API, without its text, which is kept nowhere."""

    label: str
    """What the user calls it."""
    scope: Scope
    """What it may be used for, as far as the role of its user allows."""
    made: str
    """When it was made: UTC, ISO 8601."""
    until: str | None
    """The last day on which it is valid, in UTC; null if it does not end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserShape(Shape):
    """A user: a line of `dateline users list --jsonl`."""

    name: str
    """The name."""
    role: Role
    """What the user may do; an editor also what a reader may, an admin also what an editor may."""
    tokens: tuple[TokenShape, ...]
    """The tokens of the user, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UsersShape(Shape):
    """All users: `dateline users list --json`."""

    users: tuple[UserShape, ...]
    """The users, in the order in which they were added."""


def users_shape(users: Iterable[Account]) -> UsersShape:
    return UsersShape(users=tuple(map(user_shape, users)))


def user_shape(user: Account) -> UserShape:
    return UserShape(name=user.name, role=user.role, tokens=tuple(map(_token_shape, user.tokens)))


def _token_shape(token: Token) -> TokenShape:
    return TokenShape(
        label=token.label,
        scope=token.scope,
        made=token.made,
        until=token.until.isoformat() if token.until else None,
    )
