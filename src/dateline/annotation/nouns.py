"""Events that a noun tells of by itself, with both sides named about it."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.annotation.chunks import describes
from dateline.annotation.events_coded import Coded
from dateline.annotation.events_match import noun
from dateline.annotation.events_sentence import Parsed, preposition
from dateline.annotation.events_sides import PLACES, Side, agents, group, others
from dateline.annotation.negation import Mood

_NEAR_NOUN = 3  # words between an owner and the noun of the event


def by_nouns(s: Parsed) -> Iterator[Coded]:
    """Nouns of events that name both sides: "talks between X and Y", "X's attack on Y"."""
    at = 0
    while (found := noun(s, at, s.end)) is not None:
        pattern, at = found
        if at in s.quoted:
            at += 1
            continue
        after = [p for p in s.phrases if p.first > at and p.last <= s.end]
        near = [p for p in s.phrases if at - _NEAR_NOUN <= p.last <= at]
        parties = [p for p in after if preposition(s, p) in ("between", "among")]
        acting: Side
        suffering: Side = ()
        if parties:
            acting = group(s, after, parties[0])
        else:
            acting = agents(s, after, ("by",)) or tuple(near[-1:])
            suffering = others(s, after, acting)
            if not acting:
                acting = tuple(p for p in s.phrases[:1] if p.last <= at)
                suffering = tuple(p for p in suffering if preposition(s, p) not in PLACES)
        at += 1
        if describes(s.lower, at, s.verbs):
            continue
        if any(p.code for p in acting) and (suffering or len(acting) > 1):
            rule = f"noun alone: {pattern.name}"
            yield Coded(
                pattern.event_type, pattern.mode, rule, at - 1, at, acting, suffering, Mood(at)
            )
