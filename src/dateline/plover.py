"""The PLOVER ontology: event types with their modes, quad classes and scores; contexts; sectors.

Source: the PLOVER manual (draft 2.0, Open Event Data Alliance). ACCUSE has the score -3: the
manual's table prints 3, but the scores of all its modes are negative.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from types import MappingProxyType


class Quad(IntEnum):
    """The four classes of event types."""

    VERBAL_COOPERATION = 1
    MATERIAL_COOPERATION = 2
    VERBAL_CONFLICT = 3
    MATERIAL_CONFLICT = 4


_CLASS_AND_SCORE: dict[str, tuple[Quad, float]] = {
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

# Scores of the modes whose score differs from that of their type.
_MODE_SCORES: dict[tuple[str, str], float] = {
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

TYPES: tuple[str, ...] = tuple(_CLASS_AND_SCORE)
"""The 16 event types, in the manual's order."""

MUTUAL = frozenset(("AGREE", "CONSULT", "COOPERATE"))
"""Types of which all parties are actors: "X met Y" reports the same as "Y met X"."""

MODES_BY_TYPE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "CONSULT": ("visit", "third-party", "multilateral", "phone"),
        "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
        "REQUEST": ("assist", "change", "yield", "meet"),
        "ACCUSE": ("disapprove", "investigate", "allege"),
        "REJECT": ("assist", "change", "yield", "meet"),
        "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
        "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
        "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
        "MOBILIZE": ("troops", "weapons", "police", "militia"),
        "COERCE": (
            "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport",
            "withhold", "misinformation", "cyber",
        ),
        "ASSAULT": (
            "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms",
            "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control",
            "unconventional",
        ),
    }
)  # fmt: skip
"""The modes of each type that has any, in the manual's order."""

MODES: tuple[str, ...] = tuple(
    dict.fromkeys(mode for modes in MODES_BY_TYPE.values() for mode in modes)
)
"""Every mode once: some types share theirs."""

CONTEXTS: tuple[str, ...] = (
    "military", "intelligence", "executive", "legislative", "election", "political_institutions",
    "pro_democracy", "pro_autocracy", "economic", "legal", "reparations", "human_rights",
    "rights_freedoms", "repression", "human_security", "gender", "lgbt", "religion_ethnicity",
    "inequality", "diplomatic", "territory", "peacekeeping", "health", "asylum", "migration",
    "disasters", "natural_resource", "environment", "technology", "terrorism", "cbrn", "cyber",
    "misinformation", "crime", "corruption", "illegal_drugs", "trafficking",
)  # fmt: skip
"""The 37 contexts, in the manual's order."""

SECTORS: Mapping[str, str] = MappingProxyType(
    {
        "COP": "police",
        "GOV": "executive and governing parties",
        "JUD": "courts",
        "LEG": "parliament",
        "MIL": "state military",
        "PRM": "paramilitary on the government's side",
        "PTY": "party",
        "REB": "armed opposition",
        "SPY": "intelligence",
        "UAF": "unidentified armed people",
        "UNK": "unidentified",
        "AGR": "agriculture",
        "BUS": "business",
        "CRM": "criminals",
        "CVL": "civilians",
        "EDU": "education",
        "ELI": "former or exiled officials",
        "JRN": "journalists and media",
        "LAB": "labour",
        "MED": "health",
        "REF": "refugees",
        "OPP": "opposition",
        "PRE": "breakaway region",
        "REL": "religious bodies",
        "SOC": "other civil society",
    }
)
"""What each sector code stands for: the frequent sectors first, as in the manual."""

# The mode of what is asked, refused or threatened, by the type of the act in question.
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
_MODE_BY_ACT = {"REQUEST": _ASKED, "REJECT": _ASKED, "THREATEN": _THREATENED}
_MODE_KEPT = {("THREATEN", "arrest"): "arrest", ("THREATEN", "expel"): "expel"}


def mode_by_act(event_type: str, act: str, act_mode: str | None) -> str | None:
    """The mode of a REQUEST, REJECT or THREATEN, by the type and mode of the act in question:
    "refused to meet" is REJECT meet. None for other types, and if the manual has no mode for
    the act."""
    if act_mode and (event_type, act_mode) in _MODE_KEPT:
        return _MODE_KEPT[event_type, act_mode]
    return _MODE_BY_ACT.get(event_type, {}).get(act)


def quad(event_type: str) -> Quad:
    """The quad class of a type. Raises KeyError for an unknown type."""
    return _CLASS_AND_SCORE[event_type][0]


def score(event_type: str, modes: Sequence[str] = ()) -> float:
    """The score, from -10 (conflict) to +10 (cooperation): of several modes the score farthest
    from 0, without modes that of the type. Raises KeyError for an unknown type."""
    base = _CLASS_AND_SCORE[event_type][1]
    scores = (_MODE_SCORES.get((event_type, mode), base) for mode in modes)
    return max(scores, key=abs, default=base)
