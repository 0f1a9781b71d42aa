"""Whether what a verb tells of is an event: a deed, told as such, of somebody who is named."""

from __future__ import annotations

from dateline.annotation.events.candidates import CandidateEvent
from dateline.annotation.events.grammar.lexicon import Pattern
from dateline.annotation.events.grammar.mood import Mood
from dateline.annotation.events.grammar.sentence import Parsed
from dateline.annotation.events.grammar.verb_forms import Form
from dateline.annotation.events.grammar.words import (
    BEFORE_VERB,
    CARRIES_OUT,
    MISFORTUNES,
    SUBORDINATORS,
    SUFFERED,
)
from dateline.annotation.events.patterns import NO_EVENT
from dateline.annotation.events.roles import Side
from dateline.annotation.events.typing import are_forces

_VERBAL = frozenset(("AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST"))
# PLOVER codes these only where somebody receives them.
_FOR_SOMEBODY = frozenset(("AID", "COOPERATE", "SANCTION"))
_BEHIND_PASSIVE = frozenset((".", "of", "in", "for", "over", "by", "after", "as", "at", "on"))
_BEHIND_REDUCED = _BEHIND_PASSIVE | {"from", "into", "on", "under", "during", "near", ","}
_OF_WHOM = frozenset(("accused", "suspected", "convicted", "cleared", "acquitted"))
_QUESTIONS = frozenset(("whether", "if", "how", "why", "what", "who", ":"))
_PRESENT, _PAST, _ING = int(Form.BASE | Form.PRESENT), int(Form.PAST), int(Form.ING)
_PARTICIPLE = int(Form.PARTICIPLE)


def is_deed(s: Parsed, pattern: Pattern, how: Mood) -> bool:
    """Whether the verb tells of what was or will be done or said, not of what is usual or only
    possible."""
    return not _is_habit(s, pattern, how) and not _is_only_open(s, how)


def is_short_passive(s: Parsed, verb: int, how: Mood) -> bool:
    """Whether "was" is left out, as headlines do: "Minister arrested in Rome"."""
    entry = s.entries[verb]
    if s.lower[verb] in _OF_WHOM and s.lower[verb + 1 :][:1] == ["of"]:
        return True  # "citizens suspected of fraud"
    if not s.headline or not how.bare or entry is None or not entry.forms & _PARTICIPLE:
        return False
    return not entry.forms & _PRESENT and (s.lower[verb + 1 :][:1] or ["."])[0] in _BEHIND_PASSIVE


def is_reduced(s: Parsed, verb: int, how: Mood) -> bool:
    """Whether a participle only describes the noun before it: "23,000 people killed.", "workers
    allowed into the country". Whoever it happened to is no subject, and the deed is not the
    sentence's news."""
    if s.lower[verb] not in SUFFERED or s.headline or not how.bare or how.passive:
        return False
    before = how.start - 1
    while before > 0 and s.lower[before].endswith("ly"):
        before -= 1
    behind = s.lower[verb + 1] if verb + 1 < len(s.lower) else "."
    return (
        s.lower[before] not in BEFORE_VERB
        and s.lower[before] != ","
        and s.lower[0] != "there"  # "there were soldiers killed": this is the news
        and behind in _BEHIND_REDUCED
    )


def is_news(s: Parsed, event: CandidateEvent, pattern: Pattern, stop: int) -> bool:
    """Whether the event is somebody's, to somebody where its type needs that, and neither a
    question nor a misfortune. `stop` is where its clause ends."""
    if event.event_type in _FOR_SOMEBODY and not event.recipients and len(event.actors) < 2:
        return False
    if event.event_type == "REQUEST" and not _QUESTIONS.isdisjoint(s.lower[event.last :][:1]):
        return False
    if event.event_type == NO_EVENT or s.lower[event.mood.start - 1] in ("nothing", "nobody"):
        return False
    if event.event_type == "THREATEN" and pattern.event_type == "COERCE" and not event.recipients:
        return False  # plans to limit something threaten nobody
    if event.event_type == "ASSAULT" and not MISFORTUNES.isdisjoint(s.lower):
        return False
    if s.lower[event.first].startswith("warn") and not _between_powers(event):
        return False
    if pattern.both and not event.recipients and _is_alone(s, event.actors):
        return False
    if event.mood.future and not _placed(event.actors, event.recipients):
        return False
    return _is_told(s, event, pattern, stop) and _named(event)


def _is_habit(s: Parsed, pattern: Pattern, how: Mood) -> bool:
    """Whether the simple present tells how things are, not of a deed: "the bank helps farmers".
    Headlines and captions tell of deeds in it; and what is said is said now."""
    entry = s.entries[how.start]
    return (
        not s.headline
        and how.bare
        and pattern.event_type not in _VERBAL
        and entry is not None
        and bool(entry.forms & _PRESENT)
        and not entry.forms & _PAST
    )


def _is_only_open(s: Parsed, how: Mood) -> bool:
    """Whether an infinitive tells of no deed: what somebody has the power or the wish to do."""
    told = how.future or how.obliged or how.negated or s.lower[how.start - 1] in CARRIES_OUT
    return how.infinitive and not told


def _between_powers(event: CandidateEvent) -> bool:
    """Whether a warning is one of states or bodies to each other: others warn of bad weather."""
    return all(
        any((p.code or p.named) and p.sector != "PTY" for p in side)
        for side in (event.actors, event.recipients)
    )


def _is_alone(s: Parsed, acting: Side) -> bool:
    """Whether one person acts, who cannot meet or agree without another."""
    return (
        len(acting) == 1
        and acting[0].sector not in (None, "UNK")
        and (not s.lower[acting[0].last - 1].endswith("s") and acting[0].named)
    )


def _is_told(s: Parsed, event: CandidateEvent, pattern: Pattern, stop: int) -> bool:
    """Whether those of whom the pattern speaks act: troops where it is one of troops, and
    somebody where a passive names its cause ("were hit by delays" names a thing)."""
    if pattern.forces:
        return are_forces(s, event.actors)
    return bool(event.actors) or not event.mood.passive or "by" not in s.lower[event.last : stop]


def _named(event: CandidateEvent) -> bool:
    """Whether the sentence says who: PLOVER codes no event without a named actor. Violence is
    coded by its named victim too; background only between states and bodies that have a code."""
    if event.background:
        return any(p.code for p in event.actors)
    if not event.actors:
        return event.event_type == "ASSAULT" and any(p.code for p in event.recipients)
    return any(p.code or p.named for p in (*event.actors, *event.recipients))


def _placed(acting: Side, suffering: Side) -> bool:
    """Whether a country, a body or an office tells where one of the parties belongs: a plan of
    people whom nothing places is not coded."""
    return any(p.code or p.sector for p in (*acting, *suffering))


def is_background(s: Parsed, how: Mood) -> bool:
    """Whether the verb stands in a clause that tells of the background."""
    return how.having or _is_subordinate(s, how)


def _is_subordinate(s: Parsed, how: Mood) -> bool:
    entry = s.entries[how.start]
    if how.bare and how.start > 0 and entry is not None and entry.forms == _ING:
        return True
    for at in range(how.start - 1, max(-1, how.start - 12), -1):
        word = s.lower[at]
        if word in SUBORDINATORS and word != "amid":
            return at != 0
        if word in (",", ";") or at in s.verbs:
            return False
    return False
