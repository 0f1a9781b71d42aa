"""Which events are of public life, and who in them is somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from dateline.annotation.events.candidates import CandidateEvent
from dateline.annotation.events.grammar.noun_phrases import Phrase

# PLOVER's sectors of those who hold power, seek it, or fight for it.
_PUBLIC = frozenset(
    ("GOV", "MIL", "COP", "JUD", "LEG", "PTY", "REB", "PRM", "SPY", "UAF", "PRE", "ELI")
)
# Types that need power: what a company or a private person does is another thing.
_BY_POWERS = frozenset(("AID", "COOPERATE", "SANCTION", "COERCE", "MOBILIZE", "CONCEDE"))


def in_public(event: CandidateEvent, *, strangers: bool) -> bool:
    """Whether the event is one of public life: PLOVER codes none of companies and private people
    among themselves. `strangers` says that the article introduces nobody: then names that nothing
    places count too, since it cannot be known who they are."""
    sides = (event.actors, event.recipients or event.actors[1:])
    if event.event_type in _BY_POWERS:
        sides = (event.actors, event.actors)
    if any(_acts_in_public(phrase) for side in sides for phrase in side):
        return True
    return strangers and all(any(phrase.named for phrase in side) for side in sides)


def _acts_in_public(phrase: Phrase) -> bool:
    """Whether it is a state or a body with a code, its people, or whoever holds or seeks power."""
    if phrase.code == "MNC" or phrase.sector == "BUS":
        return False
    return phrase.code is not None or phrase.sector in _PUBLIC


def of_the_known(
    events: Iterable[CandidateEvent],
    knows: Callable[[Phrase], bool],
    is_body: Callable[[Phrase], bool],
) -> Iterator[CandidateEvent]:
    """The events with those parties only whom the article `knows`: other words with a capital
    letter ("Otherwise", a product) are nobody. An event of which no actor is left is none, and a
    recipient that is no person or body (a town that nothing places) is left out."""
    for event in events:
        actors = tuple(filter(knows, event.actors))
        if actors or not event.actors:
            recipients = tuple(filter(is_body, event.recipients))
            yield replace(event, actors=actors, recipients=recipients)
