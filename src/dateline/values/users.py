"""Those who may use the pages and the API, and their tokens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a user may do. Each role may do what the ones before it may: read; add and decide;
    manage the archive."""

    READER = "reader"
    EDITOR = "editor"
    ADMIN = "admin"

    def includes(self, other: Role) -> bool:
        """Whether this role may do all that the other one may."""
        order = list(Role)
        return order.index(self) >= order.index(other)


class Scope(StrEnum):
    """What a token may be used for, as far as the role of its user allows."""

    READ = "read"
    EDIT = "edit"
    ADMIN = "admin"

    @property
    def role(self) -> Role:
        """The role that may do what this scope allows."""
        return {Scope.READ: Role.READER, Scope.EDIT: Role.EDITOR, Scope.ADMIN: Role.ADMIN}[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token of the API. Only the SHA-256 of its text is kept, in hexadecimal digits. `made` is
    when it was made, UTC, ISO 8601; `until` is the last day on which it is valid, in UTC, or None.
    """

    label: str
    sha256: str
    scope: Scope
    made: str
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A user with the Argon2 hash of the password, and tokens."""

    name: str
    role: Role
    password: str
    tokens: tuple[Token, ...] = ()
