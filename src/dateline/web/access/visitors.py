"""Who asks, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from dateline.values.users import Role


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: the name that the log of decisions has for them, and their role."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        return self.role.includes(role)


class Forbidden(HTTPException):
    """The visitor's role does not allow this."""

    def __init__(self, role: Role) -> None:
        super().__init__(403, f"this needs the role {role}")


def visitor(request: Request) -> Visitor:
    """Who asks, as `create_app` decided for this server."""
    found: Visitor = request.state.visitor
    return found


async def editor(request: Request) -> Visitor:
    """The same, if they may decide. Raises Forbidden."""
    return _at_least(visitor(request), Role.EDITOR)


async def admin(request: Request) -> Visitor:
    """The same, if they may do everything. Raises Forbidden."""
    return _at_least(visitor(request), Role.ADMIN)


def _at_least(found: Visitor, role: Role) -> Visitor:
    if not found.may(role):
        raise Forbidden(role)
    return found


Editor = Annotated[Visitor, Depends(editor)]
Admin = Annotated[Visitor, Depends(admin)]
