"""The type and mode of an act, by its mood, by what it is about, and by who does it."""

from __future__ import annotations

from dateline.annotation.events.grammar.lexicon import Pattern
from dateline.annotation.events.grammar.mood import Mood, read_mood
from dateline.annotation.events.grammar.noun_phrases import Phrase
from dateline.annotation.events.grammar.sentence import ParsedSentence
from dateline.annotation.events.grammar.words import FORCES
from dateline.annotation.events.patterns import NO_EVENT, PatternMatch, best_match
from dateline.annotation.events.roles import Phrases
from dateline.plover import mode_by_act

_COOPERATION = frozenset(("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"))
_CONCESSION = frozenset(("CONCEDE", "RETREAT"))
_FORCE = frozenset(("ASSAULT", "COERCE", "PROTEST"))
_AIMED = frozenset(("at", "on", "into", "against"))
_SPACE = frozenset(("space", "orbit"))
_ROCKETS = frozenset(("rocket", "rockets"))
_NEAR = 3
# These are threats if they depend on a condition.
_PRESSURE = frozenset(("SANCTION", "MOBILIZE", "REJECT", "ACCUSE"))


def type_by_mood(
    pattern: Pattern, mood: Mood, *, threat: bool, announced: bool
) -> tuple[str, str | None, str] | None:
    """Type, mode and the suffix of the rule's name, by mood as in the PLOVER manual.

    `threat`: the act depends on a condition or was vowed. `announced`: those who will act say so
    themselves. None, no event, for what others call possible and for a denied act of conflict.
    """
    event_type = pattern.event_type
    if event_type == NO_EVENT or (mood.possible and not announced):
        return None
    if mood.negated:
        if event_type in _COOPERATION or event_type in _CONCESSION:
            return "REJECT", None, ", denied"
        return None
    if mood.obliged:
        return "REQUEST", None, ", wanted"
    if mood.future or mood.possible:
        if event_type in _COOPERATION or (mood.willing and event_type in _CONCESSION):
            return "AGREE", None, ", to come"
        if event_type == "RETREAT":
            return "CONCEDE", None, ", to come"
        if event_type in _FORCE or (threat and event_type in _PRESSURE):
            return "THREATEN", None, ", to come"
    return event_type, pattern.mode, ""


def mode_in_clause(
    sentence: ParsedSentence, found: PatternMatch, event_type: str, stop: int
) -> str | None:
    """The mode by the act in question: that of the pattern itself if its mood changed the type,
    else the first act in the rest of the clause that gives a mode."""
    pattern = found.pattern
    if event_type != pattern.event_type:
        return mode_by_act(event_type, pattern.event_type, pattern.mode)
    for at in range(found.first + 1, stop):
        act = _pattern_at(sentence, at, stop)
        if act and (mode := mode_by_act(event_type, act.event_type, act.mode)):
            return mode
    return None


def _pattern_at(sentence: ParsedSentence, at: int, stop: int) -> Pattern | None:
    """The pattern of the verb or noun at this position; None if there is none."""
    entry = sentence.entries[at]
    if entry is None:
        return None
    if at in sentence.verbs:
        found = best_match(
            sentence, entry, at, stop, read_mood(sentence.lower, sentence.entries, at)
        )
        return found.pattern if found else None
    return entry.noun_patterns[-1] if entry.noun_patterns else None


def type_by_actors(
    sentence: ParsedSentence,
    pattern: Pattern,
    event_type: str,
    mode: str | None,
    actors: Phrases,
    *,
    together: bool,
) -> tuple[str, str | None, str] | None:
    """Type, mode and the suffix of the rule's name if the actors change them, else None. By the
    manual, joint exercises are COOPERATE, and only civilians protest."""
    if pattern.drill and together:
        return "COOPERATE", None, ", together"
    if event_type == "ASSAULT" and mode is None and actors and all(map(_is_talker, actors)):
        if "attack" in pattern.name or "assault" in pattern.name:
            return "ACCUSE", "disapprove", ", by politicians"
        if all(phrase.sector for phrase in actors):
            return NO_EVENT, None, ""  # they fight for votes
    if event_type == "CONSULT" and mode == "visit" and are_forces(sentence, actors):
        if any(_is_peacekeeping(sentence, phrase) for phrase in actors):
            return "AID", None, ", by peacekeepers"
        return "MOBILIZE", "troops", ", by forces"
    if event_type == "PROTEST" and any(_is_state(phrase) for phrase in actors):
        if mode == "strike":
            return "ASSAULT", None, ", by a state"
        return "COERCE", "restrict", ", by a state"
    return None


def type_of_launch(
    sentence: ParsedSentence, found: PatternMatch, actors: Phrases, recipients: Phrases
) -> tuple[str, str | None, str] | None:
    """Type, mode and the suffix of the rule's name if a state launches or fires a weapon at nobody,
    else None: a missile is a test, a rocket goes into space."""
    behind = set(sentence.lower[found.last : found.last + _NEAR])
    aimed = not _AIMED.isdisjoint(behind) and _SPACE.isdisjoint(behind)
    if found.pattern.mode != "heavy-weapons" or recipients or aimed or not actors:
        return None
    if not all(map(_is_state, actors)):
        return None
    if found.pattern.name.startswith("launch ") and sentence.lower[found.last - 1] in _ROCKETS:
        return NO_EVENT, None, ""
    return "MOBILIZE", "weapons", ", at nobody"


def are_forces(sentence: ParsedSentence, actors: Phrases) -> bool:
    """Whether the actors are troops or their machines, which do not come to talk."""
    return any(sentence.lower[phrase.last - 1] in FORCES for phrase in actors)


def _is_state(phrase: Phrase) -> bool:
    """Whether the actor is a state or one of its organs."""
    if phrase.sector is None:
        return phrase.code is not None and not phrase.adjective and not phrase.agent
    return phrase.sector in ("GOV", "MIL", "COP") and phrase.code is not None


def _is_talker(phrase: Phrase) -> bool:
    """Whether the actor attacks with words only: "the opposition attacked the plans". So does a
    person without code and sector."""
    unplaced = phrase.named and phrase.code is None and phrase.sector is None
    return unplaced or phrase.sector in ("PTY", "LEG", "OPP", "JRN")


def _is_peacekeeping(sentence: ParsedSentence, phrase: Phrase) -> bool:
    return any(
        word.startswith(("peacekeep", "peace-keep"))
        for word in sentence.lower[phrase.first : phrase.last]
    )
