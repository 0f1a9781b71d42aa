"""Which pattern of the lexicon a verb and the words of its clause fit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.annotation.events.grammar.lexicon import SOMEBODY, Entry, Part, Pattern
from dateline.annotation.events.grammar.mood import Mood
from dateline.annotation.events.grammar.noun_phrases import describes
from dateline.annotation.events.grammar.sentence import Parsed

_START, _STOP = int(Part.START), int(Part.STOP)
_WINDOW = 11  # words after (or before) a verb in which its pattern's words must stand
_NEAR = 4  # particles and prepositions stand within this of the word before
_BEFORE_NOUN = 4
NO_EVENT = "NONE"
"""The type of patterns that look like an event and are none."""


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern, the rule by which it was reached, and the words it rests on, half open."""

    pattern: Pattern
    rule: str
    first: int
    last: int


def match(s: Parsed, entry: Entry, verb: int, stop: int, how: Mood) -> Match | None:
    """The most specific pattern that the verb fits: one of its own with further words, else
    that of the noun that it begins or ends ("hold talks", "lift sanctions"), else its own. Of
    several as specific the one whose words stand nearest."""
    best: Match | None = None
    near = {*s.lower[verb + 1 : verb + 1 + _WINDOW], SOMEBODY}
    for pattern in entry.verb:
        if best is not None and len(pattern.words) < len(best.pattern.words):
            break
        if pattern.words and not how.passive and pattern.words[0].isdisjoint(near):
            continue
        last = _follow(s, pattern, verb, stop, how)
        if last is not None and (best is None or last < best.last - 1):
            best = Match(pattern, f"verb: {pattern.name}", min(verb, last), max(verb, last) + 1)
    if (best is None or not best.pattern.words) and entry.part & (_START | _STOP):
        return _with_noun(s, entry, verb, stop, how) or best
    return best


def noun(s: Parsed, first: int, stop: int) -> tuple[Pattern, int] | None:
    """The first noun of an event within these words, and its place."""
    for at in range(first, stop):
        entry = s.entries[at]
        if entry and entry.noun and at not in s.verbs and s.lower[at - 1] != "to":
            before = s.lower[max(0, at - _BEFORE_NOUN) : at]
            fit = next(
                p
                for p in (*entry.noun, None)
                if p is None or all(not choices.isdisjoint(before) for choices in p.words)
            )
            if fit is not None and fit.event_type != NO_EVENT:
                return fit, at
    return None


def _follow(s: Parsed, pattern: Pattern, verb: int, stop: int, how: Mood) -> int | None:
    """Place of the pattern's last word, where all stand in order; None where they do not. In
    the passive they may stand before ("all aid was suspended"). None is behind another verb."""
    at = verb
    limit = min(stop, verb + _WINDOW)
    for choices, near in zip(pattern.words, pattern.near, strict=True):
        reach = min(limit, at + _NEAR) if near else limit
        at += 1
        if SOMEBODY in choices and how.passive:
            continue  # the subject is somebody
        if SOMEBODY in choices:
            at = _somebody(s, at)
            if at >= stop:
                return None
            continue
        while at < reach and s.lower[at] not in choices:
            if at in s.verbs:
                at = limit
            at += 1
        if at >= reach:
            before = s.lower[max(0, how.start - _WINDOW) : how.start]
            if how.passive and all(not words.isdisjoint(before) for words in pattern.words):
                return how.start
            return None
    return at


def _somebody(s: Parsed, at: int) -> int:
    """The last word of the actor phrase that stands here, or far away where none does."""
    reach = 1 if s.lower[at : at + 1] == ["that"] else 3  # "warned that Togo": a clause follows
    found = (p.last - 1 for p in s.phrases if at <= p.first < at + reach)
    return next(found, len(s.lower))


def _with_noun(s: Parsed, entry: Entry, verb: int, stop: int, how: Mood) -> Match | None:
    if how.passive:
        found = noun(s, max(0, how.start - _WINDOW), how.start)
    else:
        limit = min(stop, verb + _WINDOW)
        limit = next((at for at in range(verb + 1, limit) if at in s.verbs), limit)
        found = noun(s, verb + 1, limit)
    if found is None:
        return None
    pattern, at = found
    if describes(s.lower, at + 1, s.verbs):
        return None  # "the asylum system"
    span = (min(verb, at), max(verb, at) + 1)
    if entry.part & _STOP:
        ended = _ended(pattern)
        return Match(ended, f"end of: {pattern.name}", *span) if ended else None
    return Match(pattern, f"noun: {pattern.name}", *span)


def _ended(pattern: Pattern) -> Pattern | None:
    """What it is to end an event of this pattern's type (PLOVER manual: a cancelled meeting is
    REJECT, withdrawn aid SANCTION, a lifted restriction CONCEDE, an end of fighting RETREAT)."""
    match pattern.event_type:
        case "CONSULT":
            return replace(pattern, event_type="REJECT", mode="meet")
        case "AID" | "COOPERATE" | "SUPPORT" | "AGREE":
            return replace(pattern, event_type="SANCTION", mode="withdraw")
        case "SANCTION" | "COERCE":
            return replace(pattern, event_type="CONCEDE", mode=None)
        case "ASSAULT":
            return replace(pattern, event_type="RETREAT", mode="ceasefire")
        case "PROTEST" | "MOBILIZE":
            return replace(pattern, event_type="RETREAT", mode=None)
    return None
