"""Which events are of public life, and which of their parties count."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from dateline.annotation.events.candidates import CandidateEvent
from dateline.annotation.events.grammar.noun_phrases import Phrase

# The sectors of those who hold power, seek it, or fight for it.
_PUBLIC = frozenset(
    ("GOV", "MIL", "COP", "JUD", "LEG", "PTY", "REB", "PRM", "SPY", "UAF", "PRE", "ELI")
)
# Types that only states and other powers do: what companies and private people do is no event.
_BY_POWERS = frozenset(("AID", "COOPERATE", "SANCTION", "COERCE", "MOBILIZE", "CONCEDE"))


def is_public(event: CandidateEvent, *, nobody_introduced: bool) -> bool:
    """Whether the event is one of public life: PLOVER codes no events among companies and private
    people. `nobody_introduced`: the article introduces nobody. Then names without code or sector
    count too, since it is unknown who they are."""
    roles = (event.actors, event.recipients or event.actors[1:])
    if event.event_type in _BY_POWERS:
        roles = (event.actors, event.actors)
    if any(_acts_in_public(phrase) for phrases in roles for phrase in phrases):
        return True
    return nobody_introduced and all(any(phrase.named for phrase in phrases) for phrases in roles)


def _acts_in_public(phrase: Phrase) -> bool:
    """Whether the actor is a state or a body with a code, its people, or holds or seeks power."""
    if phrase.code == "MNC" or phrase.sector == "BUS":
        return False
    return phrase.code is not None or phrase.sector in _PUBLIC


def with_known_parties(
    events: Iterable[CandidateEvent],
    is_known: Callable[[Phrase], bool],
    is_entity: Callable[[Phrase], bool],
) -> Iterator[CandidateEvent]:
    """The events with only those actors that are known to the article: other words with a capital
    letter ("Otherwise", a product) are no actors. An event that had actors and has none left is
    dropped. A recipient that is not a person or a body (a town without a country) is left out."""
    for event in events:
        actors = tuple(filter(is_known, event.actors))
        if actors or not event.actors:
            recipients = tuple(filter(is_entity, event.recipients))
            yield replace(event, actors=actors, recipients=recipients)
