"""People and organizations over all articles, and what people decided of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.schemas.moments import moment_value
from dateline.schemas.shape import Shape
from dateline.values.annotations import MentionKind
from dateline.values.events import Change, EgoNetwork, Entity, EntityDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityShape(Shape):
    """A person or an organization: a line of `dateline entities --jsonl`."""

    id: str
    """The id of the entity."""
    kind: MentionKind
    """Person or organization."""
    name: str
    """Its primary name."""
    aliases: tuple[str, ...]
    """Its other names and short forms, most frequent first."""
    roles: tuple[str, ...]
    """Titles and offices printed beside its name."""
    codes: tuple[str, ...]
    """Countries and sectors that it was coded with ("LBY MIL")."""
    articles: int
    """How many articles name it."""
    mentions: int
    """How often they name it."""
    first: str | None
    """When the earliest of these was published: a prefix of ISO 8601, or null."""
    last: str | None
    """When the latest of these was published, or null."""
    hidden: bool
    """Whether it is hidden from lists and searches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitiesShape(Shape):
    """A list of people and organizations: `dateline entities --json`."""

    entities: tuple[EntityShape, ...]
    """The entities, those that most articles name first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityTieShape(Shape):
    """Two people or organizations that the same articles name: a line of `dateline entities ties
    NAME --jsonl`."""

    articles: int
    """How many articles name both."""
    kind: MentionKind
    """Person or organization."""
    name: str
    """The name of the one."""
    other_kind: MentionKind
    """The kind of the other."""
    other: str
    """The name of the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityTiesShape(Shape):
    """Who is named with whom: `dateline entities ties NAME --json`."""

    entity: EntityShape
    """The person or organization that was asked for."""
    query: str
    """The query that finds the articles that name it."""
    others: tuple[EntityShape, ...]
    """Those whom the same articles name, most articles first. Numbers and dates are of these
    articles only."""
    ties: tuple[EntityTieShape, ...]
    """First those between the entity and the others, then those between two others; most articles
    first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityDecisionShape(Shape):
    """A decision about an entity: a line of `dateline entities decisions --jsonl`."""

    change: Change
    """What was decided."""
    kind: MentionKind
    """Person or organization."""
    name: str
    """The name of the entity."""
    other: str | None
    """The other name, for merge, split and alias; else null."""
    at: str
    """When it was decided: UTC, ISO 8601."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityDecisionsShape(Shape):
    """The decisions about entities: `dateline entities decisions --json`."""

    decisions: tuple[EntityDecisionShape, ...]
    """The decisions, oldest first."""


def entity_shape(entity: Entity) -> EntityShape:
    return EntityShape(
        id=entity.id,
        kind=entity.kind,
        name=entity.name,
        aliases=entity.aliases,
        roles=entity.roles,
        codes=entity.codes,
        articles=entity.articles,
        mentions=entity.mentions,
        first=moment_value(entity.first),
        last=moment_value(entity.last),
        hidden=entity.hidden,
    )


def entities_shape(entities: Iterable[Entity]) -> EntitiesShape:
    return EntitiesShape(entities=tuple(map(entity_shape, entities)))


def entity_tie_shapes(network: EgoNetwork) -> Iterator[EntityTieShape]:
    """The ties of the entity in the middle, then those between the others."""
    for other in network.others:
        yield _tie_shape(network.entity, other, other.articles)
    by_id = {other.id: other for other in network.others}
    for tie in network.ties:
        yield _tie_shape(by_id[tie.one], by_id[tie.other], tie.articles)


def entity_ties_shape(network: EgoNetwork) -> EntityTiesShape:
    return EntityTiesShape(
        entity=entity_shape(network.entity),
        query=network.query,
        others=tuple(map(entity_shape, network.others)),
        ties=tuple(entity_tie_shapes(network)),
    )


def _tie_shape(one: Entity, other: Entity, articles: int) -> EntityTieShape:
    return EntityTieShape(
        articles=articles, kind=one.kind, name=one.name, other_kind=other.kind, other=other.name
    )


def entity_decision_shape(decision: EntityDecision) -> EntityDecisionShape:
    return EntityDecisionShape(
        change=decision.change,
        kind=decision.kind,
        name=decision.name,
        other=decision.other,
        at=decision.at,
    )


def entity_decisions_shape(decisions: Iterable[EntityDecision]) -> EntityDecisionsShape:
    return EntityDecisionsShape(decisions=tuple(map(entity_decision_shape, decisions)))
