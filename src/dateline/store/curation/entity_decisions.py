"""What people decided about entities, and what follows from it for a name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self, TypeAlias

from sqlalchemy import Connection, select

from dateline.errors import UsageError
from dateline.store.curation.log import DecisionLog, decisions
from dateline.store.names import folded
from dateline.store.tables.annotations import NameRow, QuoteRow
from dateline.values.annotations import MentionKind
from dateline.values.curation.decisions import Action, Decision
from dateline.values.events import Change, EntityDecision

EntityKey: TypeAlias = tuple[MentionKind, str]
"""A kind and a folded name: an entity, before any merge."""

_ONE_NAME_CHANGES = (Change.HIDE, Change.RESTORE)


@dataclass(slots=True)
class EntityDecisions:
    """The combined effect of all decisions; later ones override earlier ones.

    `into` maps a merged entity to the one that it was merged into. `apart` holds the pairs that
    must never be joined. `printed` maps an entity to its name as people wrote it.
    """

    into: dict[EntityKey, EntityKey] = field(default_factory=dict)
    apart: set[frozenset[EntityKey]] = field(default_factory=set)
    hidden: set[EntityKey] = field(default_factory=set)
    printed: dict[EntityKey, str] = field(default_factory=dict)

    @classmethod
    def of(cls, decisions: Iterable[EntityDecision]) -> Self:
        combined = cls()
        for decision in decisions:
            combined._apply(decision)
        return combined

    def _apply(self, decision: EntityDecision) -> None:
        name = (decision.kind, folded(decision.name))
        self.printed[name] = decision.name
        if decision.change is Change.HIDE:
            self.hidden.add(name)
        elif decision.change is Change.RESTORE:
            self.hidden.discard(name)
        if decision.other is None:
            return
        other = (decision.kind, folded(decision.other))
        self.printed[other] = decision.other
        if decision.change is Change.SPLIT:
            self.apart.add(frozenset((name, other)))
            self._detach(name, other)
        elif decision.change is Change.MERGE:
            self._join(name, other)
        else:
            self._join(other, name)

    def _join(self, merged: EntityKey, target: EntityKey) -> None:
        self.apart.discard(frozenset((merged, target)))
        if self.root(target) == merged:  # they were merged the other way round
            self.into.pop(target, None)
        self.into[merged] = target

    def _detach(self, name: EntityKey, other: EntityKey) -> None:
        """Undo the merge of one of the two into the other, if there is one."""
        for merged, target in ((other, name), (name, other)):
            if self.into.get(merged) == target or self.into.get(merged) == self.root(target):
                del self.into[merged]
                return

    def root(self, key: EntityKey) -> EntityKey:
        """The entity that this one was merged into, through any number of steps, or itself."""
        seen = {key}
        while (target := self.into.get(key)) is not None and target not in seen:
            seen.add(target)
            key = target
        return key

    def group(self, key: EntityKey) -> tuple[EntityKey, ...]:
        """All entities that people merged with this one, the root first."""
        root = self.root(key)
        return (
            root,
            *(member for member in self.printed if member != root and self.root(member) == root),
        )

    def is_hidden(self, key: EntityKey) -> bool:
        return key in self.hidden or self.root(key) in self.hidden

    def names(self, kind: MentionKind, name: str, folded: str) -> tuple[str, ...]:
        """See search_keys.EntityNames."""
        key = (kind, folded)
        if not self.printed:
            return (name,)
        if self.is_hidden(key):
            return ()
        first, *others = (self.printed.get(member, name) for member in self.group(key))
        return tuple(dict.fromkeys((first, name, *others)))


def record(connection: Connection, decision: EntityDecision, log: DecisionLog) -> None:
    """The decision is in the log. Raises UsageError if the other name is missing, not allowed for
    this change, without a letter, or the same name; and if no entity has the name."""
    if (decision.other is None) != (decision.change in _ONE_NAME_CHANGES):
        raise UsageError(f"“{decision.change}” takes {_names(decision.change)}")
    if decision.other is not None and not folded(decision.other):
        raise UsageError(f"“{decision.other}” is not a name")
    if decision.other is not None and folded(decision.other) == folded(decision.name):
        raise UsageError(
            f"“{decision.name}” and “{decision.other}” are the same name",
            hint="Give both names in full, as articles have them.",
        )
    if not is_known(connection, (decision.kind, folded(decision.name))):
        raise UsageError(
            f"no article names the {decision.kind} “{decision.name}” in full",
            hint="Give the name in full, as lists of people and organizations have it.",
        )
    data = {
        "change": decision.change.value,
        "kind": decision.kind.value,
        "name": decision.name,
        "other": decision.other,
    }
    log.add(connection, Decision(action=Action.ENTITY, data=data))


def is_known(connection: Connection, key: EntityKey) -> bool:
    """Whether an article has this full name, or a decision uses it."""
    kind, name = key
    named = select(NameRow.article).where(NameRow.kind == kind.value, NameRow.folded == name)
    return (
        connection.scalar(named.limit(1)) is not None
        or key in EntityDecisions.of(every_decision(connection)).printed
    )


def _names(change: Change) -> str:
    return "one name" if change in _ONE_NAME_CHANGES else "two names"


def every_decision(connection: Connection) -> tuple[EntityDecision, ...]:
    """Every decision about entities that holds, oldest first."""
    return tuple(map(entity_decision, decisions(connection, Action.ENTITY)))


def entity_decision(entry: Decision) -> EntityDecision:
    """What an entry of the log says of an entity."""
    return EntityDecision(
        change=Change(entry.data["change"]),
        kind=MentionKind(entry.data["kind"]),
        name=entry.data["name"],
        other=entry.data["other"],
        at=entry.at,
    )


def articles_naming(connection: Connection, keys: Iterable[EntityKey]) -> set[str]:
    """The ids of the articles that name or quote one of these entities."""
    found: set[str] = set()
    for kind, name in keys:
        named = select(NameRow.article).where(NameRow.kind == kind.value, NameRow.folded == name)
        found |= set(connection.scalars(named))
        found |= set(connection.scalars(select(QuoteRow.article).where(QuoteRow.folded == name)))
    return found
