"""Events: one report of an event, all reports of an event in the world, and estimates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.plover import quad, score
from dateline.schemas.moments import MomentShape, moment_shape, moment_value
from dateline.schemas.places import PlaceShape, place_shape
from dateline.schemas.shape import Shape
from dateline.schemas.spans import HeadingShape, SpanShape, heading_shape, span_shape
from dateline.values.annotations import Actor
from dateline.values.events import CodedEvent, Disagreement, EventCluster, Review

if TYPE_CHECKING:
    from dateline.events.sampling import EventSample, Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorShape(Shape):
    """An actor or a recipient of an event."""

    name: str
    """The fullest name that the article gives."""
    code: str | None
    """A country (ISO 3166-1 alpha-3) or one of PLOVER's actor codes (IGO, UNO, ...), or null."""
    sector: str | None
    """One of PLOVER's sectors (GOV, MIL, ...), or null."""
    text: str
    """The words that name it in the sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewShape(Shape):
    """What a person decided of an event."""

    right: bool
    """Whether the event is right."""
    sampled: bool
    """Whether it was drawn at random, so that it counts when precision is estimated."""
    note: str
    """The person's note, or an empty string."""
    at: str
    """When it was reviewed: UTC, ISO 8601."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventShape(Shape):
    """One report of an event: a line of `dateline events --jsonl` and `dateline events export`."""

    id: str
    """The id of the event: 16 hexadecimal digits."""
    type: str
    """The PLOVER event type: AGREE, ASSAULT, ..."""
    modes: tuple[str, ...]
    """PLOVER modes of the type."""
    contexts: tuple[str, ...]
    """PLOVER contexts."""
    quad: int
    """The quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material
    conflict."""
    score: float
    """PLOVER's score of type and modes, from -10 (conflict) to 10 (cooperation)."""
    actors: tuple[ActorShape, ...]
    """Who acts."""
    recipients: tuple[ActorShape, ...]
    """Who is acted upon."""
    date: MomentShape | None
    """When it happened, or null if that is not known."""
    place: PlaceShape | None
    """Where it happened, or null if the sentence names no place."""
    negated: bool
    """Reported as not happening."""
    future: bool
    """Reported as still to come."""
    background: bool
    """Reported as background: a past event, not news of the day."""
    claim: bool
    """Reported as somebody's claim."""
    sentence: SpanShape
    """The sentence that reports it."""
    trigger: SpanShape
    """The words that the type is based on."""
    rule: str
    """The rule that found it."""
    dictionary: str | None
    """The dictionary that the rule uses, with its version, or null if it uses none."""
    coder: str
    """The version of rules and dictionaries that found it."""
    review: ReviewShape | None
    """What a person decided of it, or null if nobody reviewed it."""
    article: HeadingShape
    """The article that reports it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsShape(Shape):
    """A list of events: `dateline events --json`."""

    events: tuple[EventShape, ...]
    """The events, newest first."""
    more: bool
    """Whether there are more than --limit allows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimShape(Shape):
    """One of the values that texts disagree on."""

    value: str
    """The value."""
    articles: tuple[str, ...]
    """The ids of the articles that report it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementShape(Shape):
    """A point on which independent texts differ."""

    point: str
    """The point: day, place, or what a number counts (killed, injured, arrested)."""
    claims: tuple[ClaimShape, ...]
    """The values, with the articles that report each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventClusterShape(Shape):
    """Reports of one event in the world: a line of `dateline events happenings --jsonl`."""

    type: str
    """The PLOVER event type."""
    date: str | None
    """When it happened: a prefix of ISO 8601, or null if that is not known."""
    actors: tuple[str, ...]
    """The names of those who act."""
    recipients: tuple[str, ...]
    """The names of those who are acted upon."""
    place: PlaceShape | None
    """Where it happened, or null if that is not known."""
    articles: int
    """How many articles report it."""
    texts: int
    """How many independent texts report it: copies of one text count once."""
    background: bool
    """Whether every report gives it as background, not as news of the day."""
    events: tuple[str, ...]
    """The ids of the reports, earliest published first."""
    disagreements: tuple[DisagreementShape, ...]
    """The points on which independent texts differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventClustersShape(Shape):
    """A list of events in the world: `dateline events happenings --json`."""

    total: int
    """How many there are."""
    happenings: tuple[EventClusterShape, ...]
    """The first of them, as many as --limit allows, newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventExplanationShape(Shape):
    """What one event is based on: `dateline events explain ID --json`."""

    event: EventShape
    """The event."""
    happening: EventClusterShape
    """All reports of the same event in the world."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecisionShape(Shape):
    """The share of reviewed events of one type that are right."""

    type: str
    """A PLOVER event type, or "all"."""
    judged: int
    """How many events of the sample were reviewed."""
    right: int
    """How many of these are right."""
    precision: float
    """The share that is right, from 0 to 1."""
    low: float
    """The lower end of the 95 per cent interval (Wilson's)."""
    high: float
    """The upper end of that interval."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditShape(Shape):
    """An estimate of precision from a random sample: `dateline events audit --json`."""

    events: int
    """How many events the sample was drawn from."""
    sample: int
    """How many events were drawn."""
    seed: int
    """The seed of the sample: the same seed draws the same events."""
    precision: tuple[PrecisionShape, ...]
    """The precision of all events, then of each type that was reviewed."""


def audit_shape(sample: EventSample, seed: int) -> AuditShape:
    return AuditShape(
        events=sample.population,
        sample=len(sample.events),
        seed=seed,
        precision=tuple(map(_precision_shape, sample.precision)),
    )


def _precision_shape(precision: Precision) -> PrecisionShape:
    share, low, high = (round(part, 4) for part in precision.interval)
    return PrecisionShape(
        type=precision.type,
        judged=precision.judged,
        right=precision.right,
        precision=share,
        low=low,
        high=high,
    )


def event_shape(event: CodedEvent) -> EventShape:
    report = event.report
    return EventShape(
        id=event.id,
        type=report.event_type,
        modes=report.modes,
        contexts=report.contexts,
        quad=int(quad(report.event_type)),
        score=score(report.event_type, report.modes),
        actors=tuple(map(_actor_shape, report.actors)),
        recipients=tuple(map(_actor_shape, report.recipients)),
        date=moment_shape(report.date),
        place=place_shape(report.place) if report.place else None,
        negated=report.negated,
        future=report.future,
        background=report.background,
        claim=report.claim,
        sentence=span_shape(report.sentence),
        trigger=span_shape(report.span),
        rule=report.rule.name,
        dictionary=report.rule.dictionary,
        coder=event.coder,
        review=_review_shape(event.review) if event.review else None,
        article=heading_shape(event.heading),
    )


def event_shapes(events: Iterable[CodedEvent]) -> tuple[EventShape, ...]:
    return tuple(map(event_shape, events))


def cluster_shape(cluster: EventCluster) -> EventClusterShape:
    return EventClusterShape(
        type=cluster.type,
        date=moment_value(cluster.date),
        actors=cluster.actors,
        recipients=cluster.recipients,
        place=place_shape(cluster.place) if cluster.place else None,
        articles=cluster.articles,
        texts=cluster.texts,
        background=all(event.report.background for event in cluster.events),
        events=tuple(event.id for event in cluster.events),
        disagreements=tuple(map(_disagreement_shape, cluster.disagreements)),
    )


def clusters_shape(total: int, shown: Iterable[EventCluster]) -> EventClustersShape:
    return EventClustersShape(total=total, happenings=tuple(map(cluster_shape, shown)))


def _actor_shape(actor: Actor) -> ActorShape:
    return ActorShape(name=actor.name, code=actor.code, sector=actor.sector, text=actor.span.text)


def _review_shape(review: Review) -> ReviewShape:
    return ReviewShape(right=review.right, sampled=review.sampled, note=review.note, at=review.at)


def _disagreement_shape(disagreement: Disagreement) -> DisagreementShape:
    claims = (ClaimShape(value=value, articles=ids) for value, ids in disagreement.claims)
    return DisagreementShape(point=disagreement.point, claims=tuple(claims))
