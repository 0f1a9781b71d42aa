"""The event coder: who did what to whom in one sentence.

It takes the verbs from left to right. A verb's pattern in the lexicon gives the type; its mood may
change the type (future aid is AGREE, a future assault is THREATEN); its subject is the actor, and
what follows is the recipient. Nouns ("talks between X and Y") count only if no verb of the main
clause reports an event.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.annotation.events.candidates import CandidateEvent
from dateline.annotation.events.deeds import end_of_deed, event_by_deed
from dateline.annotation.events.eligibility import (
    is_act,
    is_background,
    is_news,
    is_reduced,
    is_short_passive,
)
from dateline.annotation.events.grammar.actors import ActorTable
from dateline.annotation.events.grammar.lexicon import Lexicon, Pattern
from dateline.annotation.events.grammar.mood import Mood, read_mood
from dateline.annotation.events.grammar.noun_phrases import Phrase
from dateline.annotation.events.grammar.sentence import (
    ParsedSentence,
    clause_end,
    is_saying,
    parse_sentence,
    preposition,
)
from dateline.annotation.events.grammar.verb_forms import Form
from dateline.annotation.events.grammar.words import BE, HAVE, PREPOSITIONS, WILL
from dateline.annotation.events.nominal import events_by_nouns
from dateline.annotation.events.patterns import PatternMatch, best_match
from dateline.annotation.events.roles import (
    Phrases,
    find_recipients,
    find_subject,
    governed_by,
    owner_of_deed,
    with_place,
)
from dateline.annotation.events.typing import (
    mode_in_clause,
    type_by_actors,
    type_by_mood,
    type_of_launch,
)
from dateline.plover import MUTUAL

_CONDITIONS = frozenset(("if", "unless", "until"))
# Who must do something may be in a clause of its own: "threatened ... unless Iraq".
_REACHES_FURTHER = frozenset(("THREATEN", "REQUEST"))
# Whoever is accused, asked or attacked is the object of the verb; what is given or moved is not.
_TO_PEOPLE = frozenset(("ACCUSE", "REQUEST", "SUPPORT", "COERCE", "ASSAULT", "THREATEN", "REJECT"))
# In a passive without an agent the authorities of the place act: "arrested in Rome".
_BY_AUTHORITIES = frozenset(("COERCE", "ACCUSE", "SANCTION"))
_TENSED = (BE | HAVE | WILL | {"had"}) - {"be", "been", "being", "'s", "have", "get", "getting"}
_ING = int(Form.ING)


def code_sentence(
    text: str,
    lexicon: Lexicon,
    actors: ActorTable,
    *,
    quoted: bool = False,
    headline: bool = False,
) -> tuple[CandidateEvent, ...]:
    """The events of one sentence: those of its main clause in order, then the background. What is
    said in a quotation is not an event of the article. `quoted`: the sentence begins within a
    quotation. `headline`: it is written in the style of headlines and captions."""
    sentence = parse_sentence(text, lexicon, actors, quoted=quoted, headline=headline)
    if sentence is None:
        return ()
    events = [*_by_verbs(sentence)]
    main = [event for event in events if not event.background] or [*events_by_nouns(sentence)]
    return (*main, *(event for event in events if event.background))


def _by_verbs(sentence: ParsedSentence) -> Iterator[CandidateEvent]:
    done = 0
    previous: Phrases = ()  # the subject of the verb before
    speaker: Phrases = ()
    for verb in sorted(sentence.verbs):
        entry = sentence.entries[verb]
        if verb < done or verb >= sentence.end or entry is None or verb in sentence.quoted:
            continue
        mood = read_mood(sentence.lower, sentence.entries, verb)
        mood.passive = mood.passive or is_short_passive(sentence, verb, mood)
        if entry.forms == _ING and sentence.lower[mood.start - 1] in PREPOSITIONS - {"by", "after"}:
            continue  # a purpose ("aimed at pushing for"), no act
        if is_reduced(sentence, verb, mood) or sentence.lower[mood.start - 1] in ("i", "we", "you"):
            continue
        stop = clause_end(sentence, verb)
        deed = event_by_deed(sentence, verb, stop, mood)
        if deed is not None:
            done, previous = end_of_deed(sentence, stop), deed.actors or previous
            yield deed
            continue
        found = best_match(sentence, entry, verb, stop, mood)
        speaks = found is None and is_saying(sentence, verb) and not mood.passive
        if found is None and not speaks:
            continue
        subject = find_subject(sentence, mood.start, previous)
        if found is None:
            previous = speaker = subject or previous
            continue
        done = stop
        mood.passive = mood.passive and not found.pattern.state
        event = _event(sentence, found, stop, mood, subject, speaker)
        if event is not None:
            previous = subject or previous
            yield event


def _event(
    sentence: ParsedSentence,
    found: PatternMatch,
    stop: int,
    mood: Mood,
    subject: Phrases,
    speaker: Phrases,
) -> CandidateEvent | None:
    pattern = found.pattern
    if mood.infinitive and not mood.future and _is_headline(sentence, mood, subject):
        mood.future = True
    if not is_act(sentence, pattern, mood):
        return None
    threat = mood.vowed or mood.possible or not _CONDITIONS.isdisjoint(sentence.lower)
    announced = bool(speaker) and subject == speaker
    changed = type_by_mood(pattern, mood, threat=threat, announced=announced)
    if changed is None:
        return None
    event_type, mode, rule = changed
    actors, recipients = _roles(sentence, found, stop, mood, subject, event_type)
    if mood.obliged:
        if not speaker or speaker == actors:
            return None
        actors, recipients = speaker, actors
    mode = mode or mode_in_clause(sentence, found, event_type, stop)
    if _between_themselves(pattern, event_type, actors, recipients):
        recipients = ()
    after = [p for p in sentence.phrases if found.first < p.first and p.last <= stop]
    together = len(actors) > 1 or bool(governed_by(sentence, after, ("with",)))
    if changed := type_by_actors(sentence, pattern, event_type, mode, actors, together=together):
        event_type, mode, rule = changed
    if changed := type_of_launch(sentence, found, actors, recipients):
        event_type, mode, rule = changed
    if event_type == "ASSAULT" and actors:
        recipients = with_place(sentence, recipients, found.first)
    event = CandidateEvent(
        event_type,
        mode,
        found.rule + rule,
        found.first,
        found.last,
        actors,
        recipients,
        mood,
        is_background(sentence, mood),
    )
    return event if is_news(sentence, event, pattern, stop) else None


def _is_headline(sentence: ParsedSentence, mood: Mood, subject: Phrases) -> bool:
    """Whether the infinitive is a future: "Pakistan and Libya to expand ties", but not "he was the
    third envoy to resign"."""
    if not sentence.headline and not BE.isdisjoint(sentence.lower[: mood.start]):
        return False
    return (
        bool(subject)
        and subject[-1].last == mood.start
        and preposition(sentence, subject[0]) is None
    )


def _roles(
    sentence: ParsedSentence,
    found: PatternMatch,
    stop: int,
    mood: Mood,
    subject: Phrases,
    event_type: str,
) -> tuple[Phrases, Phrases]:
    """The actors and the recipients; `subject` is the subject of the verb."""
    after = [p for p in sentence.phrases if p.first > found.first and p.last <= sentence.end]
    named = [p for p in after if p.last != found.last or p.code or p.named]  # "stand firm"
    clause = _next_clause(sentence, found, stop)
    near = [
        p for p in named if p.last <= stop and (clause is None or p.last + p.adjective < clause)
    ]
    if mood.passive:
        return _actors_of_passive(sentence, found.pattern, near, subject, stop), subject
    if found.pattern.swap:
        return governed_by(sentence, near, ("by", "from")) or find_recipients(
            sentence, near, subject
        ), subject
    recipients = find_recipients(
        sentence, near, subject, found.last, direct=event_type in _TO_PEOPLE
    )
    if not recipients and event_type in _REACHES_FURTHER:
        recipients = find_recipients(sentence, after, subject)
    return subject, recipients


def _next_clause(sentence: ParsedSentence, found: PatternMatch, stop: int) -> int | None:
    """The position of the next verb with a tense. Its subject, and what follows, belong to another
    clause ("denied the ban had hurt farmers")."""
    return next((at for at in range(found.last, stop) if sentence.lower[at] in _TENSED), None)


def _between_themselves(
    pattern: Pattern, event_type: str, actors: Phrases, recipients: Phrases
) -> bool:
    """Whether several actors act with each other, not towards others: "X and Y agreed"."""
    if len(actors) < 2:
        return False
    named = any(p.code or p.named for p in recipients)
    return pattern.mutual or (event_type in MUTUAL and not named)


def _actors_of_passive(
    sentence: ParsedSentence, pattern: Pattern, near: list[Phrase], subject: Phrases, stop: int
) -> Phrases:
    """Who did it: the agent after "by", else the owner of the deed, else the authorities of the
    place."""
    found = governed_by(sentence, near, ("by",))
    if not found and near:
        found = owner_of_deed(sentence, near[0].first, stop)
    if not found and pattern.event_type in _BY_AUTHORITIES:
        found = tuple(p for p in governed_by(sentence, near, ("in",)) if p.code)
    return tuple(p for p in found if p not in subject)
