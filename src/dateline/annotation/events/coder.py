"""Codes what one sentence tells: who did what to whom.

Verb by verb, from the left: its pattern in the lexicon gives the type, its mood may change it (a
future favour is AGREE, a future assault THREATEN), its subject acts and what follows is acted
upon. Only where no verb of the main clause tells of an event is a noun asked ("talks between X
and Y").
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.annotation.events.candidates import CandidateEvent
from dateline.annotation.events.eligibility import (
    is_background,
    is_deed,
    is_news,
    is_reduced,
    is_short_passive,
)
from dateline.annotation.events.grammar.actors import Actors
from dateline.annotation.events.grammar.lexicon import Lexicon, Pattern
from dateline.annotation.events.grammar.mood import Mood, mood
from dateline.annotation.events.grammar.noun_phrases import Phrase
from dateline.annotation.events.grammar.sentence import (
    Parsed,
    clause_end,
    is_saying,
    parsed,
    preposition,
)
from dateline.annotation.events.grammar.verb_forms import Form
from dateline.annotation.events.grammar.words import BE, HAVE, PREPOSITIONS, WILL
from dateline.annotation.events.nominal import by_nouns
from dateline.annotation.events.patterns import Match, match
from dateline.annotation.events.roles import Side, agents, others, owner_of, subject
from dateline.annotation.events.typing import by_actors, by_mood, mode_of

_CONDITIONS = frozenset(("if", "unless", "until"))
_MUTUAL = frozenset(("AGREE", "CONSULT", "COOPERATE"))
# What is wanted of somebody may be told in a clause of its own: "threatened ... unless Iraq".
_REACHES_FURTHER = frozenset(("THREATEN", "REQUEST"))
# Whoever is accused, asked or attacked is the verb's object; what is given or moved is not.
_TO_PEOPLE = frozenset(("ACCUSE", "REQUEST", "SUPPORT", "COERCE", "ASSAULT", "THREATEN", "REJECT"))
# A passive without an agent tells of the authorities of the place: "arrested in Rome".
_BY_AUTHORITIES = frozenset(("COERCE", "ACCUSE", "SANCTION"))
_TENSED = (BE | HAVE | WILL | {"had"}) - {"be", "been", "being", "'s", "have", "get", "getting"}
_ING = int(Form.ING)


def code(
    text: str,
    lexicon: Lexicon,
    known: Actors,
    *,
    quoted: bool = False,
    headline: bool = False,
) -> tuple[CandidateEvent, ...]:
    """The events of one sentence: those of its main clause in order, then the background. What
    somebody says in a quotation is none of the article's own; `quoted` says that the sentence
    begins within one, `headline` that it is written as headlines and captions are."""
    s = parsed(text, lexicon, known, quoted=quoted, headline=headline)
    if s is None:
        return ()
    events = [*_by_verbs(s)]
    main = [event for event in events if not event.background] or [*by_nouns(s)]
    return (*main, *(event for event in events if event.background))


def _by_verbs(s: Parsed) -> Iterator[CandidateEvent]:
    done = 0
    before: Side = ()  # the subject of the verb before
    speaker: Side = ()
    for verb in sorted(s.verbs):
        entry = s.entries[verb]
        if verb < done or verb >= s.end or entry is None or verb in s.quoted:
            continue
        how = mood(s.lower, s.entries, verb)
        how.passive = how.passive or is_short_passive(s, verb, how)
        if entry.forms == _ING and s.lower[how.start - 1] in PREPOSITIONS - {"by", "after"}:
            continue  # a purpose ("aimed at pushing for"), not a deed
        if is_reduced(s, verb, how) or s.lower[how.start - 1] in ("i", "we", "you"):
            continue
        stop = clause_end(s, verb)
        found = match(s, entry, verb, stop, how)
        speaks = found is None and is_saying(s, verb) and not how.passive
        if found is None and not speaks:
            continue
        who = subject(s, how.start, before)
        if found is None:
            before = speaker = who or before
            continue
        done = stop
        how.passive = how.passive and not found.pattern.state
        event = _event(s, found, stop, how, who, speaker)
        if event is not None:
            before = who or before
            yield event


def _event(
    s: Parsed, found: Match, stop: int, how: Mood, who: Side, speaker: Side
) -> CandidateEvent | None:
    pattern = found.pattern
    if how.infinitive and not how.future and _is_headline(s, how, who):
        how.future = True
    if not is_deed(s, pattern, how):
        return None
    threat = how.vowed or how.possible or not _CONDITIONS.isdisjoint(s.lower)
    announced = bool(speaker) and who == speaker
    changed = by_mood(pattern, how, threat=threat, announced=announced)
    if changed is None:
        return None
    event_type, mode, rule = changed
    acting, suffering = _sides(s, found, stop, how, who, event_type)
    if how.obliged:
        if not speaker or speaker == acting:
            return None
        acting, suffering = speaker, acting
    mode = mode or mode_of(s, found, event_type, stop)
    if _between_themselves(pattern, event_type, acting, suffering):
        suffering = ()
    behind = [p for p in s.phrases if found.first < p.first and p.last <= stop]
    together = len(acting) > 1 or bool(agents(s, behind, ("with",)))
    if by_who := by_actors(s, pattern, event_type, mode, acting, together=together):
        event_type, mode, rule = by_who
    event = CandidateEvent(
        event_type,
        mode,
        found.rule + rule,
        found.first,
        found.last,
        acting,
        suffering,
        how,
        is_background(s, how),
    )
    return event if is_news(s, event, pattern, stop) else None


def _is_headline(s: Parsed, how: Mood, who: Side) -> bool:
    """Whether the infinitive stands for a future: "Pakistan and Libya to expand ties", not "he was
    the third envoy to resign"."""
    if not s.headline and not BE.isdisjoint(s.lower[: how.start]):
        return False
    return bool(who) and who[-1].last == how.start and preposition(s, who[0]) is None


def _sides(
    s: Parsed, found: Match, stop: int, how: Mood, who: Side, event_type: str
) -> tuple[Side, Side]:
    """Who acts, and who is acted upon; `who` is the verb's subject."""
    after = [p for p in s.phrases if p.first > found.first and p.last <= s.end]
    named = [p for p in after if p.last != found.last or p.code or p.named]  # "stand firm"
    clause = _next_clause(s, found, stop)
    near = [
        p for p in named if p.last <= stop and (clause is None or p.last + p.adjective < clause)
    ]
    if how.passive:
        return _passive(s, found.pattern, near, who, stop), who
    if found.pattern.swap:
        return agents(s, near, ("by", "from")) or others(s, near, who), who
    suffering = others(s, near, who, found.last, direct=event_type in _TO_PEOPLE)
    if not suffering and event_type in _REACHES_FURTHER:
        suffering = others(s, after, who)
    return who, suffering


def _next_clause(s: Parsed, found: Match, stop: int) -> int | None:
    """Where another verb with a tense stands: its subject and what follows are of a clause of its
    own, and the verb says nothing of them ("denied the ban had hurt farmers")."""
    return next((at for at in range(found.last, stop) if s.lower[at] in _TENSED), None)


def _between_themselves(pattern: Pattern, event_type: str, acting: Side, others: Side) -> bool:
    """Whether several act with each other, not towards the others: "X and Y agreed"."""
    if len(acting) < 2:
        return False
    named = any(p.code or p.named for p in others)
    return pattern.both or (event_type in _MUTUAL and not named)


def _passive(s: Parsed, pattern: Pattern, near: list[Phrase], who: Side, stop: int) -> Side:
    """Who did it: after "by", else whose deed is named, else the authorities of the place."""
    found = agents(s, near, ("by",))
    if not found and near:
        found = owner_of(s, near[0].first, stop)
    if not found and pattern.event_type in _BY_AUTHORITIES:
        found = tuple(p for p in agents(s, near, ("in",)) if p.code)
    return tuple(p for p in found if p not in who)
