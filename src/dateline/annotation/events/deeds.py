"""Attacks that are the subject of their sentence: "Israeli air strikes killed 12 Palestinians"."""

from __future__ import annotations

from dataclasses import replace

from dateline.annotation.events.candidates import CandidateEvent
from dateline.annotation.events.eligibility import is_background, is_news
from dateline.annotation.events.grammar.lexicon import Pattern, VerbRole
from dateline.annotation.events.grammar.mood import Mood
from dateline.annotation.events.grammar.sentence import (
    ParsedSentence,
    clause_end,
    clause_start,
    preposition,
)
from dateline.annotation.events.grammar.words import PREPOSITIONS, WEAPONS
from dateline.annotation.events.patterns import first_noun
from dateline.annotation.events.roles import Phrases, find_recipients, governed_by
from dateline.annotation.events.typing import type_by_mood

_DEED = int(VerbRole.DEED)
_KILLS = frozenset(("killed", "wounded", "injured", "kills", "destroyed"))
_NEAR = 3  # words between the owner and the noun of the attack
_ON = ("on", "against", "at", "of")


def event_by_deed(
    sentence: ParsedSentence, verb: int, stop: int, mood: Mood
) -> CandidateEvent | None:
    """The event of a verb that says what an attack did, if an attack is its subject; else None.
    Who owns the attack is the actor, who suffered it the recipient."""
    entry = sentence.entries[verb]
    if entry is None or not entry.verb_role & _DEED or mood.passive or mood.infinitive:
        return None
    begin = clause_start(sentence, mood.start)
    found = _attack(sentence, begin, mood.start) or _weapon(sentence, begin, mood.start)
    if found and found[0].event_type != "ASSAULT":
        # A strike, or a raid, is an attack if it kills.
        kills = sentence.lower[verb] in _KILLS
        found = (replace(found[0], event_type="ASSAULT", mode=None), found[1]) if kills else None
    changed = type_by_mood(found[0], mood, threat=False, announced=False) if found else None
    if found is None or changed is None:
        return None
    pattern, noun = found
    actors = _owner(sentence, noun, mood.start)
    after = [p for p in sentence.phrases if verb < p.first and p.last <= stop]
    recipients = find_recipients(sentence, after, actors, verb + 1, direct=True)
    if not any(p.code for p in recipients):
        between = [p for p in sentence.phrases if noun < p.first and p.last <= mood.start]
        on = governed_by(sentence, between, _ON)
        recipients = on if any(p.code for p in on) else recipients or on
    event_type, mode, rule = changed
    event = CandidateEvent(
        event_type,
        mode,
        f"deed: {pattern.name}{rule}",
        noun,
        verb + 1,
        actors,
        recipients,
        mood,
        is_background(sentence, mood),
    )
    return event if is_news(sentence, event, pattern, stop) else None


def end_of_deed(sentence: ParsedSentence, stop: int) -> int:
    """Where the verbs of an attack end whose first clause ends at `stop`: "killed two soldiers and
    wounded three"."""
    while sentence.lower[stop : stop + 1] == ["and"] and stop + 1 in sentence.verbs:
        entry = sentence.entries[stop + 1]
        if entry is None or not entry.verb_role & _DEED:
            return stop
        stop = clause_end(sentence, stop + 1)
    return stop


def _attack(sentence: ParsedSentence, begin: int, end: int) -> tuple[Pattern, int] | None:
    """The pattern and the position of the noun, if it is an attack that is the subject."""
    found = first_noun(sentence, begin, end)
    if found is None:
        return None
    pattern, noun = found
    if any(word in PREPOSITIONS for word in sentence.lower[begin:noun]):
        return None  # "in an attack, gunmen killed": somebody else is the subject
    if any(
        p.agent and begin <= p.first and p.last < noun and not p.adjective and not p.owner
        for p in sentence.phrases
    ) and not _owner(sentence, noun, end):
        return None
    return found if pattern.event_type == "ASSAULT" or pattern.mode in ("strike", "seize") else None


def _weapon(sentence: ParsedSentence, begin: int, end: int) -> tuple[Pattern, int] | None:
    """The pattern and the position of a weapon that is the subject: "Turkish drones struck"."""
    at = end - 1
    mode = WEAPONS.get(sentence.lower[at]) if at >= begin else None
    if mode is None or any(word in PREPOSITIONS for word in sentence.lower[begin:at]):
        return None
    return Pattern("ASSAULT", mode, sentence.lower[at]), at


def _owner(sentence: ParsedSentence, noun: int, end: int) -> Phrases:
    """Whose attack it is: "Israeli air strikes", "Hamas's attack", "an attack by rebels"."""
    before = [p for p in sentence.phrases if noun - _NEAR <= p.last <= noun + (p.code is not None)]
    before = [p for p in before if sentence.verbs.isdisjoint(range(p.last, noun))]
    if before and preposition(sentence, before[-1]) is None:
        return (before[-1],)
    after = [p for p in sentence.phrases if noun < p.first and p.last <= end]
    return governed_by(sentence, after, ("by", "from"))
