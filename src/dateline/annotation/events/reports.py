"""Reports of an article's sentences: what the coder finds, with code, day, place and context.

An actor that is a person or an organization of the article takes the full name, code and sector
from there. The day is the one that the sentence names, else that of the article; the place is
where the sentence says that it happened, else unknown.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TypeVar

from dateline.annotation.events.candidates import CandidateEvent
from dateline.annotation.events.coder import code
from dateline.annotation.events.contexts import contexts
from dateline.annotation.events.grammar.actors import Actors, Name, actors
from dateline.annotation.events.grammar.lexicon import Lexicon, lexicon
from dateline.annotation.events.grammar.noun_phrases import Phrase
from dateline.annotation.events.grammar.words import TOKEN
from dateline.annotation.events.public_life import in_public, of_the_known
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
    words: Lexicon | None = None,
    known: Actors | None = None,
) -> tuple[Report, ...]:
    """The events of the sentences of one field, in order; those of a sentence's main clause
    first. `mentions`, `times` and `places` are those of the article, in its order. `today` is the
    article's day, the event's where a sentence names none. `words` and `known` are a user's own
    dictionaries instead of Dateline's."""
    found: list[Report] = []
    words, known = words or lexicon(), known or actors()
    rule_of = f"{words.label}, {known.label}"
    known = known.introduced(_introduced(mentions))
    strangers = not mentions
    part = sentences[0].span.part if sentences else ""
    mentions = [m for m in mentions if m.span.part == part]
    times = [t for t in times if t.span.part == part]
    places = [p for p in places if p.span.part == part]
    for _, group in groupby(sentences, key=lambda sentence: sentence.paragraph):
        paragraph = tuple(group)
        text = ""
        for sentence in paragraph:
            events = code(
                sentence.span.text,
                words,
                known,
                quoted=sentence.quoted,
                headline=sentence.span.part != "body",
            )
            events = tuple(event for event in events if in_public(event, strangers=strangers))
            if events:
                text = text or " ".join(s.span.text for s in paragraph)
                around = _Around(sentence.span, mentions, times, places)
                if not strangers:
                    events = tuple(of_the_known(events, around.knows, around.is_body))
                found.extend(_report(event, around, text, today, rule_of) for event in events)
    return tuple(found)


def _introduced(mentions: Sequence[Mention]) -> set[Name]:
    """The names by which the article calls those that it placed in a country or an office."""
    return {
        Name(tuple(TOKEN.findall(m.span.text)), m.code, m.sector, agent=bool(m.sector))
        for m in mentions
        if m.code or m.sector
    }


class _Around:
    """A sentence with the spans of its words, and what else was found in it."""

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

    def knows(self, phrase: Phrase) -> bool:
        """Whether the phrase is more to the article than words with a capital letter."""
        return self.is_body(phrase) or self._meets(phrase, (p.span for p in self.places))

    def is_body(self, phrase: Phrase) -> bool:
        """Whether it has a code or a sector, or is a person or an organization of the article."""
        return bool(phrase.code or phrase.sector) or self._meets(
            phrase, (m.span for m in self.mentions)
        )

    def _meets(self, phrase: Phrase, spans: Iterator[Span]) -> bool:
        span = self.part(phrase.first, phrase.last)
        return any(other.start < span.end and span.start < other.end for other in spans)

    def part(self, first: int, last: int) -> Span:
        """The span of the words [first, last) in the field."""
        start, end = self.words[first][0], self.words[last - 1][1]
        offset = self.span.start
        text = self.span.text[start:end]
        return Span(part=self.span.part, start=start + offset, end=end + offset, text=text)


def _within(span: Span, found: Sequence[_T]) -> Iterator[_T]:
    at = bisect_left(found, span.start, key=lambda one: one.span.start)
    while at < len(found) and found[at].span.start < span.end:
        yield found[at]
        at += 1


def _report(
    event: CandidateEvent, around: _Around, paragraph: str, today: date | None, dictionary: str
) -> Report:
    modes = (event.mode,) if event.mode else ()
    history = any(time.history for time in around.times)
    return Report(
        event_type=event.event_type,
        span=around.part(event.first, event.last),
        sentence=around.span,
        rule=Rule(name=event.rule, dictionary=dictionary),
        modes=modes,
        contexts=contexts(paragraph, modes),
        actors=tuple(_actor(phrase, around) for phrase in event.actors),
        recipients=tuple(_actor(phrase, around) for phrase in event.recipients),
        date=_day(around, today),
        place=_place(around),
        negated=event.mood.negated,
        future=event.mood.future,
        background=event.background or history,
        claim=any(word in around.span.text for word in _CLAIMED),
    )


def _actor(phrase: Phrase, around: _Around) -> Actor:
    span = around.part(phrase.first, phrase.last)
    inside = [m for m in around.mentions if m.span.start < span.end and span.start < m.span.end]
    if not inside:
        return Actor(span=span, name=span.text, code=phrase.code, sector=phrase.sector)
    mention = inside[-1]  # the name comes after the office: "President of France X"
    if mention.kind is MentionKind.PERSON and mention.span.end < span.end:  # "the minister's ally"
        return Actor(span=span, name=span.text, code=phrase.code, sector=phrase.sector)
    return Actor(
        span=span,
        name=mention.name,
        code=phrase.code or mention.code,
        sector=_sector(phrase.sector, mention.sector),
    )


def _sector(here: str | None, elsewhere: str | None) -> str | None:
    """What the sentence says of the actor, unless it says nothing in particular."""
    return elsewhere or here if here in (None, "UNK") else here


def _day(around: _Around, today: date | None) -> Moment | None:
    """The first calendar time of the sentence that is no deadline ("by 2011"), else the
    article's day."""
    for time in around.times:
        before = around.span.text[: time.span.start - around.span.start].split()[-1:]
        if before and before[0].lower() in _DEADLINES:
            continue
        value = time.value[:10].partition("T")[0]
        try:
            return Moment(value=value, basis=f"{time.span.text!r} in the sentence")
        except ValueError:  # a week, a season, a part unknown: no calendar day or month
            continue
    if today is None:
        return None
    return Moment(value=today.isoformat(), basis=ARTICLE_DAY)


def _place(around: _Around) -> PlaceMention | None:
    """The narrowest place that "in", "at" and the like stand before."""
    found: PlaceMention | None = None
    for place in around.places:
        before = around.span.text[: place.span.start - around.span.start].split()
        if not before or before[-1].lower() not in _WHERE:
            continue
        if found is None or (
            found.resolution is Resolution.COUNTRY and place.resolution is not Resolution.COUNTRY
        ):
            found = place
    return found
