"""Which pattern of the lexicon a verb and the words of its clause fit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.annotation.events.grammar.lexicon import SOMEBODY, LexiconEntry, Pattern, VerbRole
from dateline.annotation.events.grammar.mood import Mood
from dateline.annotation.events.grammar.noun_phrases import is_modifier
from dateline.annotation.events.grammar.sentence import ParsedSentence

_START, _STOP = int(VerbRole.START), int(VerbRole.STOP)
_WINDOW = 11  # words after (or before) a verb in which the words of its pattern must be
_NEAR = 4  # particles and prepositions are within so many words of the word before
_BEFORE_NOUN = 4
NO_EVENT = "NONE"
"""The type of patterns that look like an event but are none."""


@dataclass(frozen=True, slots=True)
class PatternMatch:
    """A pattern that fits, by which rule; the words [first, last) are the evidence."""

    pattern: Pattern
    rule: str
    first: int
    last: int


def best_match(
    sentence: ParsedSentence, entry: LexiconEntry, verb: int, stop: int, mood: Mood
) -> PatternMatch | None:
    """The most specific pattern that fits the verb: one of its own with more words, else that of
    the noun that it begins or ends ("hold talks", "lift sanctions"), else its own without words.
    Of equally specific ones the one whose words are nearest."""
    best: PatternMatch | None = None
    near = {*sentence.lower[verb + 1 : verb + 1 + _WINDOW], SOMEBODY}
    for pattern in entry.verb_patterns:
        if best is not None and len(pattern.words) < len(best.pattern.words):
            break
        if pattern.words and not mood.passive and pattern.words[0].isdisjoint(near):
            continue
        last = _last_word(sentence, pattern, verb, stop, mood)
        if last is not None and (best is None or last < best.last - 1):
            best = PatternMatch(
                pattern, f"verb: {pattern.name}", min(verb, last), max(verb, last) + 1
            )
    if (best is None or not best.pattern.words) and entry.verb_role & (_START | _STOP):
        return _with_noun(sentence, entry, verb, stop, mood) or best
    return best


def first_noun(sentence: ParsedSentence, first: int, stop: int) -> tuple[Pattern, int] | None:
    """The pattern of the first noun of an event in these words, and the noun's position."""
    for at in range(first, stop):
        entry = sentence.entries[at]
        if (
            entry
            and entry.noun_patterns
            and at not in sentence.verbs
            and sentence.lower[at - 1] != "to"
        ):
            before = sentence.lower[max(0, at - _BEFORE_NOUN) : at]
            fit = next(
                p
                for p in (*entry.noun_patterns, None)
                if p is None or all(not choices.isdisjoint(before) for choices in p.words)
            )
            if fit is not None and fit.event_type != NO_EVENT:
                return fit, at
    return None


def _last_word(
    sentence: ParsedSentence, pattern: Pattern, verb: int, stop: int, mood: Mood
) -> int | None:
    """The position of the pattern's last word if all are there in order, else None. In the passive
    they may be before the verb ("all aid was suspended"). None is after another verb."""
    at = verb
    limit = min(stop, verb + _WINDOW)
    for choices, near in zip(pattern.words, pattern.near, strict=True):
        reach = min(limit, at + _NEAR) if near else limit
        at += 1
        if SOMEBODY in choices and mood.passive:
            continue  # the subject is somebody
        if SOMEBODY in choices:
            at = _end_of_actor(sentence, at)
            if at >= stop:
                return None
            continue
        while at < reach and sentence.lower[at] not in choices:
            if at in sentence.verbs:
                at = limit
            at += 1
        if at >= reach:
            before = sentence.lower[max(0, mood.start - _WINDOW) : mood.start]
            if mood.passive and all(not words.isdisjoint(before) for words in pattern.words):
                return mood.start
            return None
    return at


def _end_of_actor(sentence: ParsedSentence, at: int) -> int:
    """The last word of the actor phrase here; the end of the sentence if there is none."""
    reach = (
        1 if sentence.lower[at : at + 1] == ["that"] else 3
    )  # "warned that Togo": a clause follows
    found = (p.last - 1 for p in sentence.phrases if at <= p.first < at + reach)
    return next(found, len(sentence.lower))


def _with_noun(
    sentence: ParsedSentence, entry: LexiconEntry, verb: int, stop: int, mood: Mood
) -> PatternMatch | None:
    if mood.passive:
        found = first_noun(sentence, max(0, mood.start - _WINDOW), mood.start)
    else:
        limit = min(stop, verb + _WINDOW)
        limit = next((at for at in range(verb + 1, limit) if at in sentence.verbs), limit)
        found = first_noun(sentence, verb + 1, limit)
    if found is None:
        return None
    pattern, at = found
    if is_modifier(sentence.lower, at + 1, sentence.verbs):
        return None  # "the asylum system"
    span = (min(verb, at), max(verb, at) + 1)
    if entry.verb_role & _STOP:
        ended = _end_of_event(pattern)
        return PatternMatch(ended, f"end of: {pattern.name}", *span) if ended else None
    return PatternMatch(pattern, f"noun: {pattern.name}", *span)


def _end_of_event(pattern: Pattern) -> Pattern | None:
    """The pattern for the end of such an event (PLOVER manual: a cancelled meeting is REJECT,
    withdrawn aid SANCTION, a lifted restriction CONCEDE, an end of fighting RETREAT)."""
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
