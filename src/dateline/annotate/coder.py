"""Codes what one sentence tells: who did what to whom.

Verb by verb, from the left: its pattern in the lexicon gives the type, its mood may change it (a
future favour is AGREE, a future assault THREATEN), its subject acts and what follows is acted
upon. Only where no verb of the main clause tells of an event is a noun asked ("talks between X
and Y").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.annotate.actors import Actors
from dateline.annotate.chunks import Phrase
from dateline.annotate.events_lexicon import Lexicon, Pattern
from dateline.annotate.events_match import NO_EVENT, Match, match, noun
from dateline.annotate.events_sentence import Parsed, clause_end, is_saying, parsed, preposition
from dateline.annotate.events_sides import PLACES, Side, agents, group, others, owner_of, subject
from dateline.annotate.events_words import FORCES, PREPOSITIONS, SUBORDINATORS
from dateline.annotate.negation import Mood, mood
from dateline.annotate.verbs import Form

_COOPERATION = frozenset(("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"))
_MUTUAL = frozenset(("AGREE", "CONSULT", "COOPERATE"))
_CONCESSION = frozenset(("CONCEDE", "RETREAT"))
_FORCE = frozenset(("ASSAULT", "COERCE", "PROTEST"))
_PRESSURE = frozenset(("SANCTION", "MOBILIZE", "REJECT"))  # threats where they hang on something
_CONDITIONS = frozenset(("if", "unless", "until"))
# What is wanted of somebody may be told in a clause of its own: "threatened ... unless Iraq".
_REACHES_FURTHER = frozenset(("THREATEN", "REQUEST", "REJECT", "AGREE", "ACCUSE"))
# A passive without an agent tells of the authorities of the place: "arrested in Rome".
_BY_AUTHORITIES = frozenset(("COERCE", "ACCUSE", "SANCTION"))
_NEAR_NOUN = 3  # words between an owner and the noun of the event
_ING = int(Form.ING)


@dataclass(frozen=True, slots=True)
class Coded:
    """An event in a sentence. `first` and `last` are the words it rests on, half open.

    `background` says that a subordinate clause tells of it.
    """

    event_type: str
    mode: str | None
    rule: str
    first: int
    last: int
    actors: Side
    recipients: Side
    mood: Mood
    background: bool = False


def code(text: str, lexicon: Lexicon, known: Actors) -> tuple[Coded, ...]:
    """The events of one sentence: those of its main clause in order, then the background."""
    s = parsed(text, lexicon, known)
    if s is None:
        return ()
    events = [*_by_verbs(s)]
    main = [event for event in events if not event.background] or [*_by_nouns(s)]
    return (*main, *(event for event in events if event.background))


def _by_verbs(s: Parsed) -> Iterator[Coded]:
    done = 0
    before: Side = ()  # the subject of the verb before
    speaker: Side = ()
    for verb in sorted(s.verbs):
        entry = s.entries[verb]
        if verb < done or verb >= s.end or entry is None:
            continue
        how = mood(s.lower, s.entries, verb)
        if entry.forms == _ING and s.lower[how.start - 1] in PREPOSITIONS - {"by", "after"}:
            continue  # a purpose ("aimed at pushing for"), not a deed
        stop = clause_end(s, verb)
        found = match(s, entry, verb, stop, how)
        who = subject(s, how.start, before)
        if found is None:
            if is_saying(s, verb) and not how.passive:
                before = speaker = who or before
            continue
        done = stop
        how.passive = how.passive and not found.pattern.state
        event = _event(s, found, stop, how, who, speaker)
        if event is not None:
            before = who or before
            yield event


def _event(s: Parsed, found: Match, stop: int, how: Mood, who: Side, speaker: Side) -> Coded | None:
    pattern = found.pattern
    if how.infinitive and not how.future and who and who[-1].last == how.start:
        how.future = True  # a headline: "Pakistan and Libya to expand ties"
    threat = how.vowed or not _CONDITIONS.isdisjoint(s.lower)
    announced = bool(speaker) and who == speaker
    changed = _by_mood(pattern, how, threat=threat, announced=announced)
    if changed is None:
        return None
    event_type, mode, rule = changed
    after = [p for p in s.phrases if p.first >= found.first + 1 and p.last <= s.end]
    near = [p for p in after if p.last <= stop]
    if how.passive:
        acting, suffering = _passive(s, pattern, near, who, stop), who
    elif pattern.swap:
        acting, suffering = agents(s, near, ("by", "from")) or others(s, near, who), who
    else:
        acting, suffering = who, others(s, near, who, found.last)
        if not suffering and event_type in _REACHES_FURTHER:
            suffering = others(s, after, who)
    if how.obliged and speaker and speaker != acting:
        acting, suffering = speaker, acting
    if _between_themselves(pattern, event_type, acting, suffering):
        suffering = ()
    if pattern.drill and (len(acting) > 1 or agents(s, near, ("with",))):
        event_type, mode, rule = "COOPERATE", None, ", together"
    if how.passive and _by_a_thing(s, found, stop, acting):
        return None
    if event_type == "CONSULT" and mode == "visit" and _are_forces(s, acting):
        event_type, mode, rule = "MOBILIZE", "troops", ", by forces"
    background = how.having or _subordinate(s, how)
    if not _named(event_type, acting, suffering, background):
        return None
    return Coded(
        event_type,
        mode,
        found.rule + rule,
        found.first,
        found.last,
        acting,
        suffering,
        how,
        background,
    )


def _are_forces(s: Parsed, acting: Side) -> bool:
    """Whether those who arrive are troops or their machines: they do not come to talk."""
    return any(s.lower[phrase.last - 1] in FORCES for phrase in acting)


def _between_themselves(pattern: Pattern, event_type: str, acting: Side, others: Side) -> bool:
    """Whether several act with each other, not towards the others: "X and Y agreed"."""
    if len(acting) < 2:
        return False
    named = any(p.code or p.named for p in others)
    return pattern.both or (event_type in _MUTUAL and not named)


def _by_mood(
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


def _passive(s: Parsed, pattern: Pattern, near: list[Phrase], who: Side, stop: int) -> Side:
    """Who did it: after "by", else whose deed is named, else the authorities of the place."""
    found = agents(s, near, ("by",))
    if not found and near:
        found = owner_of(s, near[0].first, stop)
    if not found and pattern.event_type in _BY_AUTHORITIES:
        found = tuple(p for p in agents(s, near, ("in",)) if p.code)
    return tuple(p for p in found if p not in who)


def _by_a_thing(s: Parsed, found: Match, stop: int, acting: Side) -> bool:
    """Whether a passive names a cause that is nobody: "were hit by delays"."""
    return not acting and "by" in s.lower[found.last : stop]


def _named(event_type: str, acting: Side, suffering: Side, background: bool) -> bool:
    """Whether the sentence says who: PLOVER codes no event without a named actor. Violence is
    coded by its named victim too; background only between states and bodies that have a code."""
    if background:
        return any(p.code for p in acting)
    if not acting:
        return event_type == "ASSAULT" and any(p.code for p in suffering)
    return any(p.code or p.named for p in (*acting, *suffering))


def _subordinate(s: Parsed, how: Mood) -> bool:
    """Whether the verb stands in a clause that tells of the background."""
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


def _by_nouns(s: Parsed) -> Iterator[Coded]:
    """Nouns of events that name both sides: "talks between X and Y", "X's attack on Y"."""
    at = 0
    while (found := noun(s, at, s.end)) is not None:
        pattern, at = found
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
        if any(p.code for p in acting) and (suffering or len(acting) > 1):
            rule = f"noun alone: {pattern.name}"
            yield Coded(
                pattern.event_type, pattern.mode, rule, at - 1, at, acting, suffering, Mood(at)
            )
