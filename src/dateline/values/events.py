"""Annotations over all articles, as an archive lists them, and what people decide about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, TypeAlias

from dateline.values.annotations import (
    Annotations,
    MentionKind,
    PlaceMention,
    Quote,
    Report,
)
from dateline.values.listing import ArticleLine
from dateline.values.moment import Moment

_NOTHING = Annotations()


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """What was read in the current version of the article with this id. If nothing could be read,
    `error` says why; `refused` is whether the system is to blame, so that another try may help."""

    article: str
    annotations: Annotations = _NOTHING
    error: str | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(ArticleLine):
    """The article that an annotation is in. `story` and `language` are as in ArchivedArticle."""

    source: str
    url: str | None
    version: int
    story: str
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a person says of a coded event: whether it is right, and why if they said so.

    `sampled` says that the event was drawn at random, so that it counts when precision is
    estimated. `at` is when, UTC, ISO 8601.
    """

    right: bool
    sampled: bool
    note: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedEvent:
    """One report of an event, as the archive holds it.

    `id` is 16 hexadecimal digits, and the same whenever the same article, sentence, type and
    actors are coded again: its review stays with it. `coder` names the version of rules and
    dictionaries that found it.
    """

    id: str
    heading: Heading
    report: Report
    coder: str
    review: Review | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedArticle:
    """The annotations of the current version of an article, number `version`, and its events with
    their ids and reviews, in the order of the text."""

    version: int
    annotations: Annotations
    events: tuple[CodedEvent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reannotation:
    """What annotating an article again changes: the events that are `gone`, and those that are
    `new`. `changed` says that anything is different, names and dates too. `failure` says why
    nothing could be read."""

    heading: Heading
    gone: tuple[CodedEvent, ...] = ()
    new: tuple[CodedEvent, ...] = ()
    changed: bool = False
    failure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events to list; None does not restrict them.

    `type` and `mode` are PLOVER's. `actor` and `target` are codes as in EventSearchKey
    ("PAK", "MIL", "PAK-MIL"), `country` is the code of the country that it took place in, `place`
    the name of the place as in PlaceMention; case does not matter.
    `start` and `end` are the first and the last day: an event is within them if every day that
    its date may mean is, so one without a date never is.
    """

    type: str | None = None
    mode: str | None = None
    actor: str | None = None
    target: str | None = None
    country: str | None = None
    place: str | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class EventValue:
    """Events with this value: a type, a mode, or a code of an actor or target as in EventSearchKey,
    in any case."""

    field: Literal["event", "mode", "actor", "target"]
    value: str


@dataclass(frozen=True, slots=True)
class EventDays:
    """Events whose date is in this range as a whole, both days included; `loose`: also those
    whose date (a month or year) is partly in it. None leaves that end open. An event without a
    date is in no range."""

    first: date | None
    last: date | None
    loose: bool = False


@dataclass(frozen=True, slots=True)
class EventNot:
    """Events for which the part does not hold."""

    part: EventCondition


@dataclass(frozen=True, slots=True)
class EventAnd:
    """Events for which all parts hold."""

    parts: tuple[EventCondition, ...]


@dataclass(frozen=True, slots=True)
class EventOr:
    """Events for which at least one part holds."""

    parts: tuple[EventCondition, ...]


EventCondition: TypeAlias = EventValue | EventDays | EventNot | EventAnd | EventOr


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSelection:
    """What a query says of events. Listed are the events for which `listed` holds (None: all) in
    articles that have, for each condition in `has`, an event for which it holds, and none for
    those in `lacks`. Events marked as wrong count for neither, unless `with_wrong` is set.
    """

    listed: EventCondition | None = None
    has: tuple[EventCondition, ...] = ()
    lacks: tuple[EventCondition, ...] = ()
    with_wrong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedEvent:
    """A review, and its event as it was when it was reviewed: by now it may no longer be
    coded. `actors` and `recipients` are names as the sentence has them."""

    id: str
    review: Review
    article: str
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteLine:
    """One quote of one article."""

    heading: Heading
    quote: Quote


class Change(StrEnum):
    """What a person can decide of an entity."""

    MERGE = "merge"
    SPLIT = "split"
    HIDE = "hide"
    RESTORE = "restore"
    ALIAS = "alias"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityDecision:
    """What a person decided of the entity called `name`: to merge it into `other`, to split
    `other` off it again, to hide it, to restore what was hidden, or to call it
    `other` too. `at` is UTC, ISO 8601."""

    change: Change
    kind: MentionKind
    name: str
    other: str | None = None
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person or an organization over all articles.

    `aliases` are its other names and short forms, most frequent first; `full_names` are `name` and
    the others that are the fullest in some article. `roles` are the titles beside its name,
    `codes` its countries and sectors ("LBY MIL").
    `articles` counts the articles that name it, `first` and `last` are when those were
    published, as far as known.
    """

    id: str
    kind: MentionKind
    name: str
    aliases: tuple[str, ...] = ()
    full_names: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    articles: int
    mentions: int
    first: Moment | None = None
    last: Moment | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """Two entities, by their ids, that `articles` articles name both of."""

    one: str
    other: str
    articles: int


@dataclass(frozen=True, slots=True)
class EgoNetwork:
    """An entity, those whom the same articles name, most articles first, and the ties between
    these. `query` finds the articles, and `ids` are theirs; `others` count nothing but these."""

    entity: Entity
    query: str
    ids: frozenset[str]
    others: tuple[Entity, ...]
    ties: tuple[Tie, ...]

    def nearest(self, one: Entity, number: int = 2) -> list[tuple[Entity, int]]:
        """Those others that most of the articles that name this one name too, with how many."""
        by_id = {other.id: other for other in self.others}
        ends = ((tie, {tie.one: tie.other, tie.other: tie.one}.get(one.id)) for tie in self.ties)
        return [(by_id[end], tie.articles) for tie, end in ends if end][:number]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A point on which independent texts differ: "day", "place", or what a number counts
    ("killed"). `claims` pairs each value with the ids of the articles that say so."""

    point: str
    claims: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCluster:
    """Reports of what is taken to be one event in the world.

    `events` are the reports, earliest published first. `texts` counts the independent texts
    among the articles: copies of one wire text are one. `disagreements` are the points on
    which independent texts differ, each with its values.
    """

    type: str
    events: tuple[CodedEvent, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: Moment | None
    place: PlaceMention | None
    articles: int
    texts: int
    disagreements: tuple[Disagreement, ...] = ()
