"""Whether what a verb reports is an event: an act of a named actor, reported as done or said."""

from __future__ import annotations

from dateline.annotation.events.candidates import CandidateEvent
from dateline.annotation.events.grammar.lexicon import Pattern
from dateline.annotation.events.grammar.mood import Mood
from dateline.annotation.events.grammar.sentence import ParsedSentence
from dateline.annotation.events.grammar.verb_forms import Form
from dateline.annotation.events.grammar.words import (
    BEFORE_VERB,
    CARRIES_OUT,
    MISFORTUNES,
    PLAY,
    SUBORDINATORS,
    SUFFERED,
)
from dateline.annotation.events.patterns import NO_EVENT
from dateline.annotation.events.roles import Phrases
from dateline.annotation.events.typing import are_forces

_VERBAL = frozenset(("AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST"))
# PLOVER codes these types only with a recipient.
_NEED_RECIPIENT = frozenset(("AID", "COOPERATE", "SANCTION"))
_AFTER_PASSIVE = frozenset((".", "of", "in", "for", "over", "by", "after", "as", "at", "on"))
_AFTER_REDUCED = _AFTER_PASSIVE | {"from", "into", "on", "under", "during", "near", ","}
_OF_WHOM = frozenset(("accused", "suspected", "convicted", "cleared", "acquitted"))
_ARMED = ("UAF", "REB")
_QUESTIONS = frozenset(("whether", "if", "how", "why", "what", "who", ":"))
_PRESENT, _PAST, _ING = int(Form.BASE | Form.PRESENT), int(Form.PAST), int(Form.ING)
_PARTICIPLE = int(Form.PARTICIPLE)


def is_act(sentence: ParsedSentence, pattern: Pattern, mood: Mood) -> bool:
    """Whether the verb reports what was or will be done or said, not what is usual or only
    possible."""
    return not _is_habit(sentence, pattern, mood) and not _is_only_possible(sentence, mood)


def is_short_passive(sentence: ParsedSentence, verb: int, mood: Mood) -> bool:
    """Whether "was" is left out, as in headlines: "Minister arrested in Rome"."""
    entry = sentence.entries[verb]
    if sentence.lower[verb] in _OF_WHOM and sentence.lower[verb + 1 :][:1] == ["of"]:
        return True  # "citizens suspected of fraud"
    if not sentence.headline or not mood.bare or entry is None or not entry.forms & _PARTICIPLE:
        return False
    return (
        not entry.forms & _PRESENT
        and (sentence.lower[verb + 1 :][:1] or ["."])[0] in _AFTER_PASSIVE
    )


def is_reduced(sentence: ParsedSentence, verb: int, mood: Mood) -> bool:
    """Whether a participle only describes the noun before it: "23,000 people killed.", "workers
    allowed into the country". The noun is not its subject, and the act is not the news of the
    sentence."""
    if sentence.lower[verb] not in SUFFERED or sentence.headline or not mood.bare or mood.passive:
        return False
    before = mood.start - 1
    while before > 0 and sentence.lower[before].endswith("ly"):
        before -= 1
    after = sentence.lower[verb + 1] if verb + 1 < len(sentence.lower) else "."
    if sentence.lower[verb + 1 : verb + 3] in (["at", "least"], ["at", "most"]):
        return False  # a number follows: gunmen killed at least 30 people
    return (
        sentence.lower[before] not in BEFORE_VERB
        and sentence.lower[before] != ","
        and sentence.lower[0] != "there"  # "there were soldiers killed" is the news
        and after in _AFTER_REDUCED
    )


def is_news(sentence: ParsedSentence, event: CandidateEvent, pattern: Pattern, stop: int) -> bool:
    """Whether the event has an actor, and a recipient if its type needs one, and is neither a
    question nor a misfortune. `stop` is the end of its clause."""
    if event.event_type in _NEED_RECIPIENT and not event.recipients and len(event.actors) < 2:
        return False
    if event.event_type == "REQUEST" and not _QUESTIONS.isdisjoint(
        sentence.lower[event.last :][:1]
    ):
        return False
    if event.event_type == NO_EVENT or sentence.lower[event.mood.start - 1] in (
        "nothing",
        "nobody",
    ):
        return False
    if event.event_type == "THREATEN" and pattern.event_type == "COERCE" and not event.recipients:
        return False  # plans to limit something threaten nobody
    if event.event_type == "ASSAULT" and not MISFORTUNES.isdisjoint(sentence.lower):
        return False
    plays = not event.recipients and not PLAY.isdisjoint(sentence.lower[event.last :][:1])
    if event.event_type == "ASSAULT" and plays:
        return False  # "attacked well"
    if sentence.lower[event.first].startswith("warn") and not _between_powers(event):
        return False
    if pattern.mutual and not event.recipients and _is_alone(sentence, event.actors):
        return False
    if event.mood.future and not _has_code_or_sector(event.actors, event.recipients):
        return False
    return _has_fitting_actor(sentence, event, pattern, stop) and _has_named_actor(sentence, event)


def _is_habit(sentence: ParsedSentence, pattern: Pattern, mood: Mood) -> bool:
    """Whether the simple present says how things are, and reports no act: "the bank helps farmers".
    Headlines and captions report acts in it, and so do verbs of speech."""
    entry = sentence.entries[mood.start]
    return (
        not sentence.headline
        and mood.bare
        and pattern.event_type not in _VERBAL
        and entry is not None
        and bool(entry.forms & _PRESENT)
        and not entry.forms & _PAST
    )


def _is_only_possible(sentence: ParsedSentence, mood: Mood) -> bool:
    """Whether an infinitive reports no act, but what somebody has the power or the wish to do."""
    reported = (
        mood.future or mood.obliged or mood.negated or sentence.lower[mood.start - 1] in CARRIES_OUT
    )
    return mood.infinitive and not reported


def _between_powers(event: CandidateEvent) -> bool:
    """Whether a warning is between states or bodies: others warn of bad weather."""
    return all(
        any((p.code or p.named) and p.sector != "PTY" for p in phrases)
        for phrases in (event.actors, event.recipients)
    )


def _is_alone(sentence: ParsedSentence, actors: Phrases) -> bool:
    """Whether only one person acts, who cannot meet or agree without another."""
    return (
        len(actors) == 1
        and actors[0].sector not in (None, "UNK")
        and (not sentence.lower[actors[0].last - 1].endswith("s") and actors[0].named)
    )


def _has_fitting_actor(
    sentence: ParsedSentence, event: CandidateEvent, pattern: Pattern, stop: int
) -> bool:
    """Whether the actors fit the pattern: troops if it is a pattern of troops, and somebody if a
    passive names its agent ("were hit by delays" names a thing)."""
    if pattern.forces:
        return are_forces(sentence, event.actors)
    return (
        bool(event.actors)
        or not event.mood.passive
        or "by" not in sentence.lower[event.last : stop]
    )


def _has_named_actor(sentence: ParsedSentence, event: CandidateEvent) -> bool:
    """Whether the sentence names an actor: PLOVER codes no event without one. Violence also counts
    with a named victim only, or by gunmen or rebels in a named country; background counts only
    with a code."""
    if event.background:
        return any(p.code for p in event.actors)
    if not event.actors:
        return event.event_type == "ASSAULT" and any(p.code for p in event.recipients)
    if event.event_type == "ASSAULT" and any(p.sector in _ARMED for p in event.actors):
        return any(p.code for p in sentence.phrases) or any(
            p.named and p.agent for p in event.recipients
        )
    return any(p.code or p.named for p in (*event.actors, *event.recipients))


def _has_code_or_sector(actors: Phrases, recipients: Phrases) -> bool:
    """Whether a party has a code or a sector: plans of people without either are not coded."""
    return any(p.code or p.sector for p in (*actors, *recipients))


def is_background(sentence: ParsedSentence, mood: Mood) -> bool:
    """Whether the verb is in a clause that reports background."""
    return mood.having or _is_subordinate(sentence, mood)


def _is_subordinate(sentence: ParsedSentence, mood: Mood) -> bool:
    entry = sentence.entries[mood.start]
    if mood.bare and mood.start > 0 and entry is not None and entry.forms == _ING:
        return True
    for at in range(mood.start - 1, max(-1, mood.start - 12), -1):
        word = sentence.lower[at]
        if word in SUBORDINATORS and word != "amid":
            return at != 0
        if word in (",", ";") or at in sentence.verbs:
            return False
    return False
