"""archive.entities: people and organizations over all articles, and decisions about them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice

from dateline.archive.connections import Connections, none_if_all
from dateline.archive.ids import article_ids
from dateline.errors import NoSuchEntity
from dateline.values.annotations import MentionKind
from dateline.values.events import Change, EgoNetwork, Entity, EntityDecision, Tie
from dateline.values.search.results import ALL, All

_NAMES = 12  # in the query for an entity


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

    def get(self, kind: MentionKind, name: str) -> Entity:
        """The entity of this full name, hidden or not. Raises NoSuchEntity."""
        known = self.list(kind, name=name.replace('"', " "), hidden=True)
        entity = next((one for one in known if one.name == name), None)
        if entity is None:
            raise NoSuchEntity(f"there is no {kind} called “{name}”")
        return entity

    def network(self, kind: MentionKind, name: str, *, limit: int | All = ALL) -> EgoNetwork:
        """The entity of this full name with up to `limit` others that the same articles name, and
        the ties between these. Raises NoSuchEntity."""
        entity = self.get(kind, name)
        query = _query(entity)
        ids = article_ids(self._connections, self._connections.parsed(query))
        beside = self.list(None, ids, limit=limit if limit is ALL else limit + 1)
        others = tuple(islice((one for one in beside if one.id != entity.id), none_if_all(limit)))
        return EgoNetwork(entity, query, ids, others, self.ties(others, ids))

    def ties(self, of: Collection[Entity], ids: Collection[str] | All = ALL) -> tuple[Tie, ...]:
        """Each two of these entities that any of these articles (see `Archive.ids`) names both of,
        with how many do, most articles first."""
        return self._connections.store().annotations.ties(of, none_if_all(ids))

    def called(
        self, name: str, kind: MentionKind | None = None
    ) -> tuple[tuple[MentionKind, str], ...]:
        """The entities that `name` can mean, by kind and full name; only those of `kind` if it is
        given. A full name means one entity; a short name, an acronym or an alias means every
        entity that has it."""
        return self._connections.store().annotations.called(name, kind)

    def merge(self, kind: MentionKind, name: str, other: str) -> None:
        """The entity called `name` is part of the one called `other`."""
        self.decide(Change.MERGE, kind, name, other)

    def split(self, kind: MentionKind, name: str, other: str) -> None:
        """`other` is not part of the entity called `name`, whether rules or people joined them."""
        self.decide(Change.SPLIT, kind, name, other)

    def alias(self, kind: MentionKind, name: str, other: str) -> None:
        """The entity called `name` is also known as `other`."""
        self.decide(Change.ALIAS, kind, name, other)

    def hide(self, kind: MentionKind, name: str) -> None:
        """The entity called `name` is hidden: lists and searches leave it out."""
        self.decide(Change.HIDE, kind, name)

    def restore(self, kind: MentionKind, name: str) -> None:
        """The entity called `name` is in lists and searches again, if it was hidden."""
        self.decide(Change.RESTORE, kind, name)

    def decide(
        self, change: Change, kind: MentionKind, name: str, other: str | None = None
    ) -> None:
        """The change is decided of the entity called `name`: with `other` for MERGE, SPLIT and
        ALIAS, without for HIDE and RESTORE."""
        with self._connections.changing() as store:
            store.annotations.decide(
                EntityDecision(change=change, kind=kind, name=name, other=other)
            )

    def decisions(self) -> tuple[EntityDecision, ...]:
        """Every decision that holds, oldest first: none that was taken back."""
        return self._connections.store().annotations.decisions()


def _query(entity: Entity) -> str:
    """The query for the articles that name it by any of its full names."""
    field = "person" if entity.kind is MentionKind.PERSON else "org"
    names = (name.replace('"', " ") for name in entity.full_names[:_NAMES])
    return " OR ".join(f'{field}:"{name}"' for name in names)
