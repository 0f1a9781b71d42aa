"""Events that a noun tells of by itself, with both sides named about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.annotation.events.candidates import CandidateEvent
from dateline.annotation.events.grammar.mood import Mood
from dateline.annotation.events.grammar.noun_phrases import Phrase, describes
from dateline.annotation.events.grammar.sentence import Parsed, preposition
from dateline.annotation.events.grammar.words import BE
from dateline.annotation.events.patterns import noun
from dateline.annotation.events.roles import PLACES, Side, agents, group, others

# Nouns of these mostly name a thing ("the party's support"), not what somebody did.
_TOLD_BY_VERBS = frozenset(
    ("SUPPORT", "AID", "CONCEDE", "RETREAT", "REQUEST", "THREATEN", "REJECT")
)
_NEAR_NOUN = 3  # words between an owner and the noun of the event
_TOWARDS = PLACES | {"on", "against", "with", "to", "for", "from", "of"}


def by_nouns(s: Parsed) -> Iterator[CandidateEvent]:
    """Nouns of events that name both sides: "talks between X and Y", "X's attack on Y"."""
    at = 0
    while (found := noun(s, at, s.end)) is not None:
        pattern, at = found
        if at in s.quoted or pattern.event_type in _TOLD_BY_VERBS:
            at += 1
            continue
        after = [p for p in s.phrases if p.first > at and p.last <= s.end]
        near = [p for p in s.phrases if at - _NEAR_NOUN <= p.last <= at]
        near = [p for p in near if s.verbs.isdisjoint(range(p.last, at))]
        parties = [p for p in after if preposition(s, p) in ("between", "among")]
        acting: Side
        suffering: Side = ()
        if parties:
            acting = group(s, after, parties[0])
        else:
            acting = agents(s, after, ("by",)) or tuple(near[-1:])
            suffering = others(s, [*_ruled(s, after, at)], acting)
            if pattern.event_type == "CONSULT":  # a meeting in London is none with London
                suffering = tuple(p for p in suffering if preposition(s, p) not in PLACES)
        at += 1
        if describes(s.lower, at, s.verbs):
            continue
        if any(p.code for p in acting) and (suffering or len(acting) > 1):
            rule = f"noun alone: {pattern.name}"
            yield CandidateEvent(
                pattern.event_type, pattern.mode, rule, at - 1, at, acting, suffering, Mood(at)
            )


def _ruled(s: Parsed, after: Sequence[Phrase], noun_at: int) -> Iterator[Phrase]:
    """The phrases that belong to the noun: no verb and no comma stands between, and a preposition
    leads to them ("attack on X", "embargo on arms exports to X")."""
    for phrase in after:
        between = range(noun_at + 1, phrase.first)
        if any(at in s.verbs or s.lower[at] == "," or s.lower[at] in BE for at in between):
            return
        if preposition(s, phrase) in _TOWARDS:
            yield phrase
