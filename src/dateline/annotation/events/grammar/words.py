"""The tokens of a sentence, and the small closed classes of English words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.dictionaries.files import load, names

TOKEN = re.compile(
    r"[a-z]+(?= )|(?:[^\W\d_]\.){2,}"
    r"|(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Brig|Adm|Gov|Sen|Rep|St|Rev)\."
    r"|[A-Z]\.(?=\s[A-Z])|['’]s\b|\d+(?:[.,]\d+)*|\w+(?:[-'’](?!s\b)\w+)*|[^\w\s]"
)

_WORDS = load("events_words")
DETERMINERS = _WORDS["determiners"].words()
PREPOSITIONS = _WORDS["prepositions"].words()
SUBORDINATORS = _WORDS["subordinators"].words()
CLOSED = DETERMINERS | PREPOSITIONS | SUBORDINATORS | _WORDS["other"].words()
"""Words that are in no name."""
BE = _WORDS["be"].words()
HAVE = _WORDS["have"].words()
DO = _WORDS["do"].words()
WILL = _WORDS["will"].words()
MUST = _WORDS["must"].words()
MAY = _WORDS["may"].words()
MISFORTUNES = _WORDS["misfortunes"].words()
PLAY = _WORDS["play"].words()
WEAPONS = {word: row[0] for row in _WORDS["weapons"].rows for word in names(row[1])}
NOT = _WORDS["not"].words()
NO_ADVERBS = _WORDS["no adverbs"].words()
FILLERS = _WORDS["fillers"].words()
CARRIES_OUT = _WORDS["carries out"].words()
BEFORE_VERB = _WORDS["before a verb"].words()
FORCES = _WORDS["forces"].words()
SITES = _WORDS["sites"].words()
ARTICLES = _WORDS["articles"].words()
SUFFERED = _WORDS["suffered"].words()


def _waters() -> frozenset[tuple[str, ...]]:
    cells = (row[1] for row in load("regions")["waters"].rows)
    return frozenset(tuple(name.split()) for cell in cells for name in names(cell))


_WATERS = _waters()
_FEATURE_HEADS = frozenset(word for name in _WATERS if len(name) > 1 for word in name) & frozenset(
    ("Sea", "Ocean", "Gulf", "Bay", "Strait", "Straits", "Canal", "Channel", "Lake", "River")
)
_LONGEST_FEATURE = 3


def features(tokens: Sequence[str]) -> frozenset[int]:
    """The positions of words in names of waters, which are nobody: "the Sea of Japan"."""
    if _FEATURE_HEADS.isdisjoint(tokens):
        return frozenset()
    return frozenset(
        position
        for at in range(len(tokens))
        for size in range(2, _LONGEST_FEATURE + 1)
        if tuple(tokens[at : at + size]) in _WATERS
        for position in range(at, at + size)
    )
