"""Events that a noun reports by itself, with actor and recipient named around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.annotation.events.candidates import CandidateEvent
from dateline.annotation.events.grammar.mood import Mood
from dateline.annotation.events.grammar.noun_phrases import Phrase, is_modifier
from dateline.annotation.events.grammar.sentence import ParsedSentence, preposition
from dateline.annotation.events.grammar.words import BE
from dateline.annotation.events.patterns import first_noun
from dateline.annotation.events.roles import (
    PLACES,
    Phrases,
    find_recipients,
    governed_by,
    with_coordinated,
)

# A noun of these types mostly names a thing ("the party's support"), not an act.
_NOT_BY_NOUN = frozenset(("SUPPORT", "AID", "CONCEDE", "RETREAT", "REQUEST", "THREATEN", "REJECT"))
_NEAR_NOUN = 3  # words between the owner and the noun of the event
_TOWARDS = PLACES | {"on", "against", "with", "to", "for", "from", "of"}


def events_by_nouns(sentence: ParsedSentence) -> Iterator[CandidateEvent]:
    """Events by nouns with both parties: "talks between X and Y", "X's attack on Y"."""
    at = 0
    while (found := first_noun(sentence, at, sentence.end)) is not None:
        pattern, at = found
        if at in sentence.quoted or pattern.event_type in _NOT_BY_NOUN:
            at += 1
            continue
        after = [p for p in sentence.phrases if p.first > at and p.last <= sentence.end]
        near = [p for p in sentence.phrases if at - _NEAR_NOUN <= p.last <= at]
        near = [p for p in near if sentence.verbs.isdisjoint(range(p.last, at))]
        parties = [p for p in after if preposition(sentence, p) in ("between", "among")]
        actors: Phrases
        recipients: Phrases = ()
        if parties:
            actors = with_coordinated(sentence, after, parties[0])
        else:
            actors = governed_by(sentence, after, ("by",)) or tuple(near[-1:])
            recipients = find_recipients(
                sentence, [*_governed_by_noun(sentence, after, at)], actors
            )
            if pattern.event_type == "CONSULT":  # a meeting in London is not one with London
                recipients = tuple(p for p in recipients if preposition(sentence, p) not in PLACES)
        at += 1
        if is_modifier(sentence.lower, at, sentence.verbs):
            continue
        if any(p.code for p in actors) and (recipients or len(actors) > 1):
            rule = f"noun alone: {pattern.name}"
            yield CandidateEvent(
                pattern.event_type, pattern.mode, rule, at - 1, at, actors, recipients, Mood(at)
            )


def _governed_by_noun(
    sentence: ParsedSentence, after: Sequence[Phrase], noun_at: int
) -> Iterator[Phrase]:
    """The phrases that a preposition joins to the noun, with no verb or comma between ("attack on
    X", "embargo on arms exports to X")."""
    for phrase in after:
        between = range(noun_at + 1, phrase.first)
        if any(
            at in sentence.verbs or sentence.lower[at] == "," or sentence.lower[at] in BE
            for at in between
        ):
            return
        if preposition(sentence, phrase) in _TOWARDS:
            yield phrase
