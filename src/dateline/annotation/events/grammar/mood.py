"""The mood of a verb: negated, future, obliged, possible, passive, ..."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.annotation.events.grammar.lexicon import LexiconEntry, VerbRole
from dateline.annotation.events.grammar.verb_forms import Form
from dateline.annotation.events.grammar.words import (
    BE,
    DO,
    FILLERS,
    HAVE,
    MAY,
    MUST,
    NO_ADVERBS,
    NOT,
    WILL,
)

_VOWED = frozenset(("vow", "vows", "vowed", "vowing", "swear", "swears", "swore", "sworn"))
_WILLING = frozenset(("willing", "ready", "prepared", "eager"))
_LOOK_BACK = 9
_FUTURE_PART = int(VerbRole.FUTURE)
_PARTICIPLE = int(Form.PARTICIPLE)
_ING = int(Form.ING)


@dataclass(slots=True)
class Mood:
    """The mood of a verb. `start` is the first word of its verb group; the subject is before it.
    `willing`: somebody is ready to do it; `vowed`: somebody has sworn to. `having`: "having" is
    before it. `bare`: no auxiliary is before it."""

    start: int
    negated: bool = False
    future: bool = False
    willing: bool = False
    vowed: bool = False
    obliged: bool = False
    possible: bool = False
    passive: bool = False
    infinitive: bool = False
    having: bool = False
    bare: bool = True


def read_mood(lower: Sequence[str], entries: Sequence[LexiconEntry | None], verb: int) -> Mood:
    """The mood of the verb at this position, by the auxiliaries and adverbs before it."""
    found = Mood(verb)
    entry = entries[verb]
    participle = entry is not None and bool(entry.forms & _PARTICIPLE)
    is_ing = entry is not None and entry.forms == _ING
    at = verb - 1
    lowest = max(0, verb - _LOOK_BACK)
    while at >= lowest:
        word = lower[at]
        if word in NOT or (word == "'" and at and lower[at - 1] == "n"):
            found.negated = not found.negated
        if word in BE:
            found.passive = found.passive or (participle and found.bare)
            found.bare = False
        elif word in WILL:
            found.future, found.bare = True, False
        elif word in MUST:
            found.obliged, found.bare = True, False
        elif word in MAY:
            found.possible, found.bare = True, False
        elif word == "having":
            found.having, found.bare = True, False
        elif word in HAVE or word in DO:
            found.bare = False
        elif word == "to" and found.start == verb:
            found.infinitive = True
            found.bare = False
        elif word == "to" and found.passive:  # to be done
            found.infinitive = True
        elif word in FILLERS or word in NOT or (word.endswith("ly") and word not in NO_ADVERBS):
            at -= 1
            continue
        elif found.infinitive and (other := entries[at]) and other.verb_role & _FUTURE_PART:
            found.future = True
            found.willing = found.willing or word in _WILLING
            found.vowed = found.vowed or word in _VOWED
        elif (
            is_ing and at == verb - 1 and (other := entries[at]) and other.verb_role & _FUTURE_PART
        ):
            found.future = True  # "is considering sending"
        elif found.infinitive and word in ("unable", "failed", "unwilling", "reluctant"):
            found.negated = True
        else:
            break
        found.start = at
        at -= 1
    return found
