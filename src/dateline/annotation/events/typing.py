"""The type and mode that an act takes by its mood, by what it speaks of, and by who does it."""

from __future__ import annotations

from dateline.annotation.events.grammar.lexicon import Pattern
from dateline.annotation.events.grammar.mood import Mood, mood
from dateline.annotation.events.grammar.noun_phrases import Phrase
from dateline.annotation.events.grammar.sentence import Parsed
from dateline.annotation.events.grammar.words import FORCES
from dateline.annotation.events.patterns import NO_EVENT, Match, match
from dateline.annotation.events.roles import Side
from dateline.plover import mode_by_act

_COOPERATION = frozenset(("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"))
_CONCESSION = frozenset(("CONCEDE", "RETREAT"))
_FORCE = frozenset(("ASSAULT", "COERCE", "PROTEST"))
_PRESSURE = frozenset(
    ("SANCTION", "MOBILIZE", "REJECT", "ACCUSE")
)  # threats where they hang on something


def by_mood(
    pattern: Pattern, how: Mood, *, threat: bool, announced: bool
) -> tuple[str, str | None, str] | None:
    """Type, mode and what the rule's name adds, as the PLOVER manual has them by mood.

    `threat` says that the act hangs on a condition or was vowed, `announced` that those who will
    act say so themselves. None for what is only possible in another's eyes, and for a denied act
    of conflict: no events.
    """
    event_type = pattern.event_type
    if event_type == NO_EVENT or (how.possible and not announced):
        return None
    if how.negated:
        if event_type in _COOPERATION or event_type in _CONCESSION:
            return "REJECT", None, ", denied"
        return None
    if how.obliged:
        return "REQUEST", None, ", wanted"
    if how.future or how.possible:
        if event_type in _COOPERATION or (how.willing and event_type in _CONCESSION):
            return "AGREE", None, ", to come"
        if event_type == "RETREAT":
            return "CONCEDE", None, ", to come"
        if event_type in _FORCE or (threat and event_type in _PRESSURE):
            return "THREATEN", None, ", to come"
    return event_type, pattern.mode, ""


def mode_of(s: Parsed, found: Match, event_type: str, stop: int) -> str | None:
    """The mode by the act that is spoken of: that of the pattern itself where its mood made it
    another type, else the first that the rest of the clause tells of."""
    own = found.pattern
    if event_type != own.event_type:
        return mode_by_act(event_type, own.event_type, own.mode)
    for at in range(found.first + 1, stop):
        told = _told(s, at, stop)
        if told and (mode := mode_by_act(event_type, told.event_type, told.mode)):
            return mode
    return None


def _told(s: Parsed, at: int, stop: int) -> Pattern | None:
    """The pattern of the verb or noun at this place, None where it is neither."""
    entry = s.entries[at]
    if entry is None:
        return None
    if at in s.verbs:
        found = match(s, entry, at, stop, mood(s.lower, s.entries, at))
        return found.pattern if found else None
    return entry.noun[-1] if entry.noun else None


def by_actors(
    s: Parsed,
    pattern: Pattern,
    event_type: str,
    mode: str | None,
    acting: Side,
    *,
    together: bool,
) -> tuple[str, str | None, str] | None:
    """What an act is when these do it, and what the rule's name adds; None where that is what it
    was. By the manual exercises together are COOPERATE, and only civilians protest."""
    if pattern.drill and together:
        return "COOPERATE", None, ", together"
    if event_type == "ASSAULT" and mode is None and acting and all(map(_is_talker, acting)):
        if "attack" in pattern.name or "assault" in pattern.name:
            return "ACCUSE", "disapprove", ", by politicians"
        if all(phrase.sector for phrase in acting):
            return NO_EVENT, None, ""  # they battle for votes
    if event_type == "CONSULT" and mode == "visit" and are_forces(s, acting):
        if any(_is_peacekeeping(s, phrase) for phrase in acting):
            return "AID", None, ", by peacekeepers"
        return "MOBILIZE", "troops", ", by forces"
    if event_type == "PROTEST" and any(_is_state(phrase) for phrase in acting):
        if mode == "strike":
            return "ASSAULT", None, ", by a state"
        return "COERCE", "restrict", ", by a state"
    return None


def are_forces(s: Parsed, acting: Side) -> bool:
    """Whether those who arrive are troops or their machines: they do not come to talk."""
    return any(s.lower[phrase.last - 1] in FORCES for phrase in acting)


def _is_state(phrase: Phrase) -> bool:
    """Whether a state or its servants act: only civilians protest."""
    if phrase.sector is None:
        return phrase.code is not None and not phrase.adjective and not phrase.agent
    return phrase.sector in ("GOV", "MIL", "COP") and phrase.code is not None


def _is_talker(phrase: Phrase) -> bool:
    """Whether somebody attacks with words only: "the opposition attacked the plans"; so does a
    person whom nothing places."""
    unplaced = phrase.named and phrase.code is None and phrase.sector is None
    return unplaced or phrase.sector in ("PTY", "LEG", "OPP", "JRN")


def _is_peacekeeping(s: Parsed, phrase: Phrase) -> bool:
    return any(
        word.startswith(("peacekeep", "peace-keep")) for word in s.lower[phrase.first : phrase.last]
    )
