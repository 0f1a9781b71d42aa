"""An event of one sentence, by the positions of its words."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.annotation.events.grammar.mood import Mood
from dateline.annotation.events.roles import Phrases


@dataclass(frozen=True, slots=True)
class CandidateEvent:
    """An event in a sentence. The words [first, last) are its evidence.

    `background`: a subordinate clause reports it.
    """

    event_type: str
    mode: str | None
    rule: str
    first: int
    last: int
    actors: Phrases
    recipients: Phrases
    mood: Mood
    background: bool = False
