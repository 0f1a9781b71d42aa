"""An event as it is coded in a sentence, by places of words."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.annotation.events.grammar.mood import Mood
from dateline.annotation.events.roles import Side


@dataclass(frozen=True, slots=True)
class CandidateEvent:
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
