"""archive.entities: people and organizations over all articles, and decisions about them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from dateline.archive.connections import Connections, none_if_all
from dateline.values.annotations import MentionKind
from dateline.values.events import Change, Entity, EntityDecision
from dateline.values.search.results import ALL, All


class Entities:
    """The people and organizations of an archive.

    Decisions are kept, and searches follow them; a later decision wins over an earlier one. Each
    decision takes full names (see `called`), and raises UsageError for a name that no entity has,
    and ArchiveBusy if another process is writing.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def list(
        self,
        kind: MentionKind | None = None,
        ids: Collection[str] | All = ALL,
        *,
        name: str | None = None,
        hidden: bool = False,
        limit: int | All = ALL,
    ) -> Iterator[Entity]:
        """The first `limit` entities that these articles (see `Archive.ids`) name, those that most
        articles name first. `kind` None means people and organizations. With `name`, only entities
        that have a name with these words in it; with `hidden`, hidden entities as well."""
        return self._connections.store().annotations.entities(
            kind, none_if_all(ids), name=name, hidden=hidden, limit=none_if_all(limit)
        )

    def called(
        self, name: str, kind: MentionKind | None = None
    ) -> tuple[tuple[MentionKind, str], ...]:
        """The entities that `name` can mean, by kind and full name; only those of `kind` if it is
        given. A full name means one entity; a short name, an acronym or an alias means every
        entity that has it."""
        return self._connections.store().annotations.called(name, kind)

    def merge(self, kind: MentionKind, name: str, other: str) -> None:
        """The entity called `name` is part of the one called `other`."""
        self._decide(Change.MERGE, kind, name, other)

    def split(self, kind: MentionKind, name: str, other: str) -> None:
        """`other` is not part of the entity called `name`, whether rules or people joined them."""
        self._decide(Change.SPLIT, kind, name, other)

    def alias(self, kind: MentionKind, name: str, other: str) -> None:
        """The entity called `name` is also known as `other`."""
        self._decide(Change.ALIAS, kind, name, other)

    def hide(self, kind: MentionKind, name: str) -> None:
        """The entity called `name` is hidden: lists and searches leave it out."""
        self._decide(Change.HIDE, kind, name)

    def restore(self, kind: MentionKind, name: str) -> None:
        """The entity called `name` is in lists and searches again, if it was hidden."""
        self._decide(Change.RESTORE, kind, name)

    def decisions(self) -> tuple[EntityDecision, ...]:
        """Every decision, oldest first."""
        return self._connections.store().annotations.decisions()

    def _decide(
        self, change: Change, kind: MentionKind, name: str, other: str | None = None
    ) -> None:
        with self._connections.changing() as store:
            store.annotations.decide(
                EntityDecision(change=change, kind=kind, name=name, other=other)
            )
