"""The type and mode that an act takes by its mood, and by what it speaks of."""

from __future__ import annotations

from dateline.annotate.events import mode_by_act
from dateline.annotate.events_lexicon import Pattern
from dateline.annotate.events_match import NO_EVENT, Match, match
from dateline.annotate.events_sentence import Parsed
from dateline.annotate.negation import Mood, mood

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
