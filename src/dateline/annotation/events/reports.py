"""Reports of an article's sentences: the coded events, with actors, day, place and contexts.

An actor that is a person or an organization of the article has the full name, code and sector
from there. The day is the one that the sentence names, else that of the article. The place is the
one that the sentence gives, else unknown.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TypeVar

from dateline.annotation.events.candidates import CandidateEvent
from dateline.annotation.events.coder import code_sentence
from dateline.annotation.events.contexts import contexts
from dateline.annotation.events.grammar.actors import ActorName, ActorTable, actor_table
from dateline.annotation.events.grammar.lexicon import Lexicon, event_lexicon
from dateline.annotation.events.grammar.noun_phrases import Phrase
from dateline.annotation.events.grammar.words import TOKEN
from dateline.annotation.events.public_life import is_public, with_known_parties
from dateline.values.annotations import (
    ARTICLE_DAY,
    Actor,
    Mention,
    MentionKind,
    PlaceMention,
    Report,
    Resolution,
    Rule,
    Sentence,
    Span,
    TimeExpression,
    TimeKind,
)
from dateline.values.moment import Moment

_CLAIMED = ("allegedly", "alleged", "reportedly", "reported to", "accused of", "suspected of")
_DEADLINES = frozenset(("by", "until", "till", "before", "than"))
_WHERE = ("in", "at", "near", "outside", "inside", "around")
_T = TypeVar("_T", Mention, TimeExpression, PlaceMention)
_DATED = frozenset((TimeKind.DATE, TimeKind.TIME))


def reports(
    sentences: Sequence[Sentence],
    *,
    mentions: Sequence[Mention] = (),
    times: Sequence[TimeExpression] = (),
    places: Sequence[PlaceMention] = (),
    today: date | None = None,
    lexicon: Lexicon | None = None,
    actors: ActorTable | None = None,
) -> tuple[Report, ...]:
    """The events in the sentences of one field, in order; those of a sentence's main clause come
    first. `mentions`, `times` and `places` are those of the article, in order. `today` is the
    article's day: that of an event whose sentence names none. `lexicon` and `actors` replace
    Dateline's dictionaries."""
    found: list[Report] = []
    lexicon, actors = lexicon or event_lexicon(), actors or actor_table()
    dictionaries = f"{lexicon.label}, {actors.label}"
    actors = actors.introduced([*_introduced(mentions, actors), *_provinces(places, actors)])
    nobody_introduced = not mentions
    part = sentences[0].span.part if sentences else ""
    mentions = [m for m in mentions if m.span.part == part]
    times = [t for t in times if t.span.part == part]
    places = [p for p in places if p.span.part == part]
    for _, group in groupby(sentences, key=lambda sentence: sentence.paragraph):
        paragraph = tuple(group)
        text = ""
        for sentence in paragraph:
            events = code_sentence(
                sentence.span.text,
                lexicon,
                actors,
                quoted=sentence.quoted,
                headline=sentence.span.part != "body",
            )
            events = tuple(
                event for event in events if is_public(event, nobody_introduced=nobody_introduced)
            )
            if events:
                text = text or " ".join(s.span.text for s in paragraph)
                context = _SentenceContext(sentence.span, mentions, times, places)
                if not nobody_introduced:
                    events = tuple(with_known_parties(events, context.is_known, context.is_entity))
                found.extend(_report(event, context, text, today, dictionaries) for event in events)
    return tuple(found)


def _introduced(mentions: Sequence[Mention], actors: ActorTable) -> Iterator[ActorName]:
    """The names of those that the article introduces with a country or an office, and of people
    with the name of an actor ("Jim Jordan"); the first introduction of a name first."""
    different = dict.fromkeys((m.span.text, m.code, m.sector, m.kind) for m in mentions)
    for name, code, sector, kind in different:
        if code or sector or (kind is MentionKind.PERSON and _has_actor_name(name, actors)):
            yield ActorName(tuple(TOKEN.findall(name)), code, sector, agent=bool(sector))


def _has_actor_name(name: str, actors: ActorTable) -> bool:
    return any(map(actors.is_name, name.split()))


def _provinces(places: Sequence[PlaceMention], actors: ActorTable) -> Iterator[ActorName]:
    """The provinces and towns of the article that have the name of another country or of its
    capital: Georgia in the United States, Athens in Georgia."""
    for name, code in dict.fromkeys(
        (place.span.text, place.code)
        for place in places
        if place.resolution in (Resolution.PROVINCE, Resolution.CITY)
        and actors.is_name(place.span.text)
        and not actors.has_code(place.span.text, place.code)
    ):
        yield ActorName((name,), code, None)


class _SentenceContext:
    """A sentence with the spans of its words, and the mentions, times and places in it."""

    def __init__(
        self,
        span: Span,
        mentions: Sequence[Mention],
        times: Sequence[TimeExpression],
        places: Sequence[PlaceMention],
    ) -> None:
        self.span = span
        self.words = [found.span() for found in TOKEN.finditer(span.text)]
        self.mentions = [*_within(span, mentions)]
        self.times = [time for time in _within(span, times) if time.kind in _DATED]
        self.places = [*_within(span, places)]

    def is_known(self, phrase: Phrase) -> bool:
        """Whether the phrase is an entity or a place of the article, not just a capital letter."""
        return self.is_entity(phrase) or self._overlaps(phrase, (p.span for p in self.places))

    def is_entity(self, phrase: Phrase) -> bool:
        """Whether the phrase has a code or a sector, or is a mentioned person or organization."""
        return bool(phrase.code or phrase.sector) or self._overlaps(
            phrase, (m.span for m in self.mentions)
        )

    def _overlaps(self, phrase: Phrase, spans: Iterator[Span]) -> bool:
        span = self.words_span(phrase.first, phrase.last)
        return any(other.start < span.end and span.start < other.end for other in spans)

    def words_span(self, first: int, last: int) -> Span:
        """The span in the field of the words [first, last) of the sentence."""
        start, end = self.words[first][0], self.words[last - 1][1]
        offset = self.span.start
        text = self.span.text[start:end]
        return Span(part=self.span.part, start=start + offset, end=end + offset, text=text)


def _within(span: Span, found: Sequence[_T]) -> Iterator[_T]:
    at = bisect_left(found, span.start, key=lambda item: item.span.start)
    while at < len(found) and found[at].span.start < span.end:
        yield found[at]
        at += 1


def _report(
    event: CandidateEvent,
    context: _SentenceContext,
    paragraph: str,
    today: date | None,
    dictionary: str,
) -> Report:
    modes = (event.mode,) if event.mode else ()
    history = any(time.history for time in context.times)
    return Report(
        event_type=event.event_type,
        span=context.words_span(event.first, event.last),
        sentence=context.span,
        rule=Rule(name=event.rule, dictionary=dictionary),
        modes=modes,
        contexts=contexts(paragraph, modes),
        actors=tuple(_actor(phrase, context) for phrase in event.actors),
        recipients=tuple(_actor(phrase, context) for phrase in event.recipients),
        date=_day(context, today),
        place=_place(context),
        negated=event.mood.negated,
        future=event.mood.future,
        background=event.background or history,
        claim=any(word in context.span.text for word in _CLAIMED),
    )


def _actor(phrase: Phrase, context: _SentenceContext) -> Actor:
    span = context.words_span(phrase.first, phrase.last)
    inside = [m for m in context.mentions if m.span.start < span.end and span.start < m.span.end]
    if not inside:
        return Actor(span=span, name=span.text, code=phrase.code, sector=phrase.sector)
    mention = inside[-1]  # the name is after the office: "President of France X"
    if mention.kind is MentionKind.PERSON and mention.span.end < span.end:  # "the minister's ally"
        return Actor(span=span, name=span.text, code=phrase.code, sector=phrase.sector)
    return Actor(
        span=span,
        name=mention.name,
        code=phrase.code or mention.code,
        sector=_sector(phrase.sector, mention.sector),
    )


def _sector(in_sentence: str | None, in_article: str | None) -> str | None:
    """The sector that the sentence gives the actor, unless it gives none in particular."""
    return in_article or in_sentence if in_sentence in (None, "UNK") else in_sentence


def _day(context: _SentenceContext, today: date | None) -> Moment | None:
    """The first calendar date of the sentence that is not a deadline ("by 2011"), else the
    article's day."""
    for time in context.times:
        before = context.span.text[: time.span.start - context.span.start].split()[-1:]
        if before and before[0].lower() in _DEADLINES:
            continue
        value = time.value[:10].partition("T")[0]
        try:
            return Moment(value=value, basis=f"{time.span.text!r} in the sentence")
        except ValueError:  # a week, a season, an unknown part: no calendar day or month
            continue
    if today is None:
        return None
    return Moment(value=today.isoformat(), basis=ARTICLE_DAY)


def _place(context: _SentenceContext) -> PlaceMention | None:
    """The narrowest place after "in", "at" and similar words."""
    found: PlaceMention | None = None
    for place in context.places:
        before = context.span.text[: place.span.start - context.span.start].split()
        if not before or before[-1].lower() not in _WHERE:
            continue
        if found is None or (
            found.resolution is Resolution.COUNTRY and place.resolution is not Resolution.COUNTRY
        ):
            found = place
    return found
