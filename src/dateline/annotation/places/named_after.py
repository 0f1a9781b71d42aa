"""Things that are named after places ("guinea pig", "Panama hat"), and words that are a place's
name only because they begin a sentence ("Turkey farmers")."""

from __future__ import annotations

import re
from functools import cache

from dateline.annotation.places.gazetteer import folded
from dateline.dictionaries.files import load, names

_NEXT_WORD = re.compile(r" ([A-Za-z][a-z]+)\b")
_MODALS = "has|have|had|will|would|also|is|was"


def is_thing(text: str, key: str, stop: int) -> bool:
    """Whether the name, whose folded form is `key` and which ends at `stop`, and the word after it
    name a thing."""
    following = _NEXT_WORD.match(text, stop)
    if following is None:
        return False
    if following[1] in _streets():
        return True
    things = _things().get(key)
    if not things:
        return False
    word = following[1].lower()
    return word in things or word.removesuffix("s") in things or word.removesuffix("es") in things


def is_common_word(text: str, name: str, start: int) -> bool:
    """Whether the name, which begins a sentence at `start`, is also a common word and the text has
    it with a small letter, and with a capital only where a sentence begins and it does nothing
    that only states do ("Turkey said")."""
    word = folded(name)
    if word not in _common_words() or not re.search(rf"\b{word}s?\b", text):
        return False
    others = (found.start() for found in re.finditer(rf"\b{name}\b", text))
    return not any(
        _acts().match(text, at + len(name))
        or (at != start and text[:at].rstrip()[-1:] not in ("", ".", "!", "?"))
        for at in others
    )


@cache
def _acts() -> re.Pattern[str]:
    verbs = "|".join(sorted(load("regions")["acts of states"].words()))
    return re.compile(rf" (?:(?:{_MODALS}) )?(?:{verbs})\b")


@cache
def _streets() -> frozenset[str]:
    return load("regions")["streets"].words()


@cache
def _things() -> dict[str, frozenset[str]]:
    rows = load("regions")["things named after places"].rows
    return {folded(name): frozenset(names(row[1])) for row in rows for name in names(row[0])}


@cache
def _common_words() -> frozenset[str]:
    return load("regions")["common words"].words()
