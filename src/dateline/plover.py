"""PLOVER's table of event types: quad class and score, by type and mode.

Source: the summary tables of the PLOVER manual (draft 2.0, Open Event Data Alliance). ACCUSE is
read as -3: the table prints 3, but all its modes are negative.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum


class Quad(IntEnum):
    """The four classes that types fall into."""

    VERBAL_COOPERATION = 1
    MATERIAL_COOPERATION = 2
    VERBAL_CONFLICT = 3
    MATERIAL_CONFLICT = 4


_TYPES: dict[str, tuple[Quad, float]] = {
    "AGREE": (Quad.VERBAL_COOPERATION, 2.5),
    "CONSULT": (Quad.VERBAL_COOPERATION, 2.5),
    "SUPPORT": (Quad.VERBAL_COOPERATION, 5.0),
    "CONCEDE": (Quad.VERBAL_COOPERATION, 4.5),
    "COOPERATE": (Quad.MATERIAL_COOPERATION, 9.5),
    "AID": (Quad.MATERIAL_COOPERATION, 10.0),
    "RETREAT": (Quad.MATERIAL_COOPERATION, 6.5),
    "REQUEST": (Quad.VERBAL_CONFLICT, 0.0),
    "ACCUSE": (Quad.VERBAL_CONFLICT, -3.0),
    "REJECT": (Quad.VERBAL_CONFLICT, -2.0),
    "THREATEN": (Quad.VERBAL_CONFLICT, -3.5),
    "PROTEST": (Quad.MATERIAL_CONFLICT, -5.0),
    "SANCTION": (Quad.MATERIAL_CONFLICT, -6.0),
    "MOBILIZE": (Quad.MATERIAL_CONFLICT, -5.5),
    "COERCE": (Quad.MATERIAL_CONFLICT, -7.0),
    "ASSAULT": (Quad.MATERIAL_CONFLICT, -9.0),
}
# Modes whose score differs from that of their type.
_MODES: dict[tuple[str, str], float] = {
    ("CONSULT", "visit"): 4.0,
    ("CONSULT", "third-party"): 1.0,
    ("CONSULT", "multilateral"): 4.0,
    ("CONSULT", "phone"): 1.5,
    ("RETREAT", "withdraw"): 8.0,
    ("RETREAT", "disarm"): 10.0,
    ("RETREAT", "ceasefire"): 7.5,
    ("RETREAT", "resign"): 4.5,
    ("REQUEST", "assist"): 0.5,
    ("REQUEST", "change"): -1.0,
    ("REQUEST", "yield"): -1.0,
    ("ACCUSE", "disapprove"): -2.0,
    ("ACCUSE", "investigate"): -3.5,
    ("ACCUSE", "allege"): -3.5,
    ("REJECT", "assist"): -1.5,
    ("THREATEN", "restrict"): -3.0,
    ("THREATEN", "territory"): -4.0,
    ("PROTEST", "riot"): -7.0,
    ("PROTEST", "hunger"): -4.5,
    ("PROTEST", "boycott"): -4.5,
    ("PROTEST", "obstruct"): -4.5,
    ("SANCTION", "expel"): -5.5,
    ("MOBILIZE", "troops"): -6.5,
    ("MOBILIZE", "weapons"): -6.5,
    ("MOBILIZE", "militia"): -6.0,
    ("COERCE", "censor"): -6.5,
    ("COERCE", "curfew"): -6.5,
    ("COERCE", "martial-law"): -7.5,
    ("COERCE", "misinformation"): -6.5,
    ("ASSAULT", "abduct"): -8.5,
    ("ASSAULT", "beat"): -7.5,
    ("ASSAULT", "torture"): -8.5,
    ("ASSAULT", "sexual"): -8.5,
    ("ASSAULT", "targeted"): -9.5,
    ("ASSAULT", "destroy"): -8.5,
    ("ASSAULT", "primitive"): -8.0,
    ("ASSAULT", "suicide-attack"): -9.5,
    ("ASSAULT", "aerial"): -9.5,
    ("ASSAULT", "drone"): -9.5,
    ("ASSAULT", "heavy-weapons"): -9.5,
    ("ASSAULT", "crowd-control"): -7.5,
    ("ASSAULT", "unconventional"): -10.0,
}

# What is asked, refused or threatened, by the type of the act that is spoken of.
_ASKED = {
    "AID": "assist",
    "COOPERATE": "assist",
    "SUPPORT": "assist",
    "RETREAT": "yield",
    "CONCEDE": "yield",
    "SANCTION": "yield",
    "COERCE": "yield",
    "ASSAULT": "yield",
    "CONSULT": "meet",
    "AGREE": "change",
}
_THREATENED = {
    "ASSAULT": "violence",
    "MOBILIZE": "violence",
    "COERCE": "restrict",
    "PROTEST": "restrict",
    "SANCTION": "relations",
    "REJECT": "relations",
    "CONSULT": "relations",
    "SUPPORT": "relations",
    "AID": "relations",
    "COOPERATE": "relations",
}
_MODE_OF = {"REQUEST": _ASKED, "REJECT": _ASKED, "THREATEN": _THREATENED}
_OF_MODE = {("THREATEN", "arrest"): "arrest", ("THREATEN", "expel"): "expel"}


def mode_by_act(event_type: str, act: str, act_mode: str | None) -> str | None:
    """The mode of a REQUEST, REJECT or THREATEN, by the act that it speaks of: "refused to meet"
    is REJECT meet. None for other types, and where the manual has no mode for the act."""
    if act_mode and (event_type, act_mode) in _OF_MODE:
        return _OF_MODE[event_type, act_mode]
    return _MODE_OF.get(event_type, {}).get(act)


TYPES: tuple[str, ...] = tuple(_TYPES)
"""The 16 event types, in the manual's order."""


def quad(event_type: str) -> Quad:
    """The class of a type. Raises KeyError for what is no type."""
    return _TYPES[event_type][0]


def score(event_type: str, modes: Sequence[str] = ()) -> float:
    """-10 (conflict) to +10 (cooperation): of the modes the one farthest from 0, else of the
    type. Raises KeyError for what is no type."""
    base = _TYPES[event_type][1]
    return max((_MODES.get((event_type, mode), base) for mode in modes), key=abs, default=base)
