"""What people decided of entities, and what follows from it for a name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from sqlalchemy import Connection, select

from dateline.store.coded_tables import DecisionRow
from dateline.store.names import folded
from dateline.values.annotations import Kind
from dateline.values.coded import Change, Decision

Key = tuple[Kind, str]
"""A kind and a folded name: one entity."""


@dataclass(slots=True)
class Decided:
    """The decisions, in their order, as they bear on names. A later one counts more."""

    into: dict[Key, Key] = field(default_factory=dict)
    apart: set[tuple[Key, Key]] = field(default_factory=set)
    hidden: set[Key] = field(default_factory=set)
    printed: dict[Key, str] = field(default_factory=dict)

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> Self:
        decided = cls()
        for one in decisions:
            decided._learn(one)
        return decided

    def _learn(self, one: Decision) -> None:
        name = (one.kind, folded(one.name))
        self.printed.setdefault(name, one.name)
        if one.change is Change.HIDE:
            self.hidden.add(name)
            return
        other = (one.kind, folded(one.other or ""))
        self.printed.setdefault(other, one.other or "")
        if one.change is Change.SPLIT:
            self.apart |= {(name, other), (other, name)}
            for key in (name, other):
                if self.into.get(key) in (name, other):
                    del self.into[key]
            return
        self.apart -= {(name, other), (other, name)}
        small, large = (name, other) if one.change is Change.MERGE else (other, name)
        if self.root(large) != small:
            self.into[small] = large
        else:  # merged the other way round before
            self.into.pop(large, None)
            self.into[small] = large

    def root(self, key: Key) -> Key:
        """The entity that this one is part of: itself, if nobody merged it."""
        seen = {key}
        while (above := self.into.get(key)) is not None and above not in seen:
            seen.add(above)
            key = above
        return key

    def group(self, key: Key) -> tuple[Key, ...]:
        """All that people joined with it, the root first."""
        root = self.root(key)
        return (root, *(one for one in self.printed if one != root and self.root(one) == root))

    def names(self, kind: Kind, name: str, folded: str) -> tuple[str, ...]:
        """See coded_keys.Known."""
        if not self.printed:
            return (name,)
        group = self.group((kind, folded))
        if group[0] in self.hidden or (kind, folded) in self.hidden:
            return ()
        first, *others = (self.printed.get(key, name) for key in group)
        return tuple(dict.fromkeys((first, name, *others)))


def every_decision(connection: Connection) -> tuple[Decision, ...]:
    """All of them, oldest first."""
    query = select(DecisionRow.__table__).order_by(DecisionRow.id)
    return tuple(
        Decision(
            change=Change(row.change),
            kind=Kind(row.kind),
            name=row.name,
            other=row.other,
            at=row.at,
        )
        for row in connection.execute(query)
    )
