"""The tokens of a sentence, and the small closed classes of English words."""

from __future__ import annotations

import re

from dateline.dictionaries.files import load

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
NOT = _WORDS["not"].words()
NO_ADVERBS = _WORDS["no adverbs"].words()
FILLERS = _WORDS["fillers"].words()
CARRIES_OUT = _WORDS["carries out"].words()
BEFORE_VERB = _WORDS["before a verb"].words()
FORCES = _WORDS["forces"].words()
SITES = _WORDS["sites"].words()
ARTICLES = _WORDS["articles"].words()
SUFFERED = _WORDS["suffered"].words()
