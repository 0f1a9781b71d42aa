"""Whether an article is from the pages for sport, arts or games, by its words.

Sport, film and games use the words of politics in another sense ("beat", "struck a deal", "shot
in Spain"), so no events are coded from their pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from dateline.dictionaries.files import load

_WORD = re.compile(r"[a-z][a-z-]+")
# Of 2,225 articles of the BBC in five sections, these find 87 in 100 of sport and entertainment,
# and 1 in 100 of politics and business.
_SHARE, _DIFFERENT = 0.018, 4


def is_sport_or_arts(texts: Iterable[str]) -> bool:
    """Whether the texts of an article use the words of the pages for sport, arts or games."""
    words = [word for text in texts for word in _WORD.findall(text.lower())]
    desk_words = _words().intersection(words)
    if len(desk_words) < _DIFFERENT:
        return False
    return sum(word in desk_words for word in words) >= _SHARE * len(words)


@cache
def _words() -> frozenset[str]:
    sections = load("desks").sections.values()
    return frozenset(word for section in sections for word in section.words())
