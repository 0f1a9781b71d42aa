"""What people decided of entities, and what follows from it for a name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Self, TypeAlias

from sqlalchemy import Connection, insert, select

from dateline.errors import UsageError
from dateline.store.names import folded
from dateline.store.tables.annotations import NameRow, QuoteRow
from dateline.store.tables.curation import DecisionRow
from dateline.values.annotations import MentionKind
from dateline.values.events import Change, Decision

Key: TypeAlias = tuple[MentionKind, str]
"""A kind and a folded name: an entity, before anybody joined it with another."""

_OF_ONE_NAME = (Change.HIDE, Change.RESTORE)


@dataclass(slots=True)
class Decided:
    """The decisions, in their order, as they bear on names; a later one counts more.

    `into` tells with which entity one was merged, `apart` which pairs are never to be joined,
    `printed` how a name was written.
    """

    into: dict[Key, Key] = field(default_factory=dict)
    apart: set[frozenset[Key]] = field(default_factory=set)
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
        self.printed[name] = one.name
        if one.change is Change.HIDE:
            self.hidden.add(name)
        elif one.change is Change.RESTORE:
            self.hidden.discard(name)
        if one.other is None:
            return
        other = (one.kind, folded(one.other))
        self.printed[other] = one.other
        if one.change is Change.SPLIT:
            self.apart.add(frozenset((name, other)))
            self._detach(name, other)
        elif one.change is Change.MERGE:
            self._join(name, other)
        else:
            self._join(other, name)

    def _join(self, small: Key, large: Key) -> None:
        self.apart.discard(frozenset((small, large)))
        if self.root(large) == small:  # they were joined the other way round
            self.into.pop(large, None)
        self.into[small] = large

    def _detach(self, name: Key, other: Key) -> None:
        for one, from_ in ((other, name), (name, other)):
            if self.into.get(one) == from_ or self.into.get(one) == self.root(from_):
                del self.into[one]
                return

    def root(self, key: Key) -> Key:
        """The entity that this one was merged into, through however many steps; else itself."""
        seen = {key}
        while (above := self.into.get(key)) is not None and above not in seen:
            seen.add(above)
            key = above
        return key

    def group(self, key: Key) -> tuple[Key, ...]:
        """All that people joined with this one, the root first."""
        root = self.root(key)
        return (root, *(one for one in self.printed if one != root and self.root(one) == root))

    def is_hidden(self, key: Key) -> bool:
        return key in self.hidden or self.root(key) in self.hidden

    def names(self, kind: MentionKind, name: str, folded: str) -> tuple[str, ...]:
        """See coded_keys.Known."""
        key = (kind, folded)
        if not self.printed:
            return (name,)
        if self.is_hidden(key):
            return ()
        first, *others = (self.printed.get(one, name) for one in self.group(key))
        return tuple(dict.fromkeys((first, name, *others)))


def record(connection: Connection, decision: Decision, now: str) -> None:
    """The decision is kept. Raises UsageError for one that lacks its other name, has it for
    nothing or has the same, for one of a name that nobody has, or of
    one without a letter."""
    if (decision.other is None) != (decision.change in _OF_ONE_NAME):
        raise UsageError(f"“{decision.change}” takes {_names(decision.change)}")
    if decision.other is not None and not folded(decision.other):
        raise UsageError(f"“{decision.other}” is no name")
    if decision.other is not None and folded(decision.other) == folded(decision.name):
        raise UsageError(
            f"“{decision.name}” and “{decision.other}” are one name",
            hint="Give both names in full, as articles have them.",
        )
    if not is_known(connection, (decision.kind, folded(decision.name))):
        raise UsageError(
            f"no article names the {decision.kind} “{decision.name}” in full",
            hint="Give the name in full, as lists of people and organizations have it.",
        )
    dated = replace(decision, at=decision.at or now)
    values = {**asdict(dated), "change": dated.change.value, "kind": dated.kind.value}
    connection.execute(insert(DecisionRow).values(values))


def is_known(connection: Connection, key: Key) -> bool:
    """Whether some article names one so in full, or people gave one this name."""
    kind, name = key
    named = select(NameRow.article).where(NameRow.kind == kind.value, NameRow.folded == name)
    return (
        connection.scalar(named.limit(1)) is not None
        or key in Decided.of(every_decision(connection)).printed
    )


def _names(change: Change) -> str:
    return "one name" if change in _OF_ONE_NAME else "two names"


def every_decision(connection: Connection) -> tuple[Decision, ...]:
    """All of them, oldest first."""
    query = select(DecisionRow.__table__).order_by(DecisionRow.id)
    return tuple(
        Decision(
            change=Change(row.change),
            kind=MentionKind(row.kind),
            name=row.name,
            other=row.other,
            at=row.at,
        )
        for row in connection.execute(query)
    )


def articles_naming(connection: Connection, keys: Iterable[Key]) -> set[str]:
    """The articles that name one of these entities, or quote one."""
    found: set[str] = set()
    for kind, name in keys:
        named = select(NameRow.article).where(NameRow.kind == kind.value, NameRow.folded == name)
        found |= set(connection.scalars(named))
        found |= set(connection.scalars(select(QuoteRow.article).where(QuoteRow.folded == name)))
    return found
