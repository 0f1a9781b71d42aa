"""Which desk of a newspaper an article is from: that of public life, or of sport and the arts.

Sport, film and games use the words of politics for play ("beat", "struck a deal", "shot in
Spain"), so no events are coded from their pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from dateline.dictionaries.files import load

_WORD = re.compile(r"[a-z][a-z-]+")
# Of 2,225 articles of the BBC in five sections these take 87 in 100 of sport and of entertainment
# for play, and 1 in 100 of politics and business.
_SHARE, _DIFFERENT = 0.018, 4


def is_play(texts: Iterable[str]) -> bool:
    """Whether the words of the texts are those of the pages for sport, arts or games."""
    words = [word for text in texts for word in _WORD.findall(text.lower())]
    played = _words().intersection(words)
    if len(played) < _DIFFERENT:
        return False
    return sum(word in played for word in words) >= _SHARE * len(words)


@cache
def _words() -> frozenset[str]:
    sections = load("desks").sections.values()
    return frozenset(word for section in sections for word in section.words())
