"""Forms of a person's name: which of them can mean the same person.

Particles (von der, al-, bin) are left out or kept, and written with a capital at the beginning of
a sentence: "Von der Leyen" and "Ursula von der Leyen", "Assad" and "Bashar al-Assad".
"""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.annotation.names.words import PARTICLES, SUFFIXES

_HYPHENATED = re.compile(rf"^(?:{'|'.join(sorted(PARTICLES))})-(?=\w)", re.IGNORECASE)
_ELIDED = re.compile(r"^d'(?=\w)", re.IGNORECASE)
_BEFORE = re.compile(rf"\b(?:(?:{'|'.join(sorted(PARTICLES))})[ -]|d['’])+$")
_SUFFIX = re.compile(rf",? ({'|'.join(map(re.escape, sorted(SUFFIXES, reverse=True)))})$")


@lru_cache(maxsize=4096)
def last_name(name: str) -> str:
    """The last word of a name, folded, without what a hyphen joins to it and without "Jr."."""
    last = _SUFFIX.sub("", name).rpartition(" ")[2].rpartition("-")[2]
    return _ELIDED.sub("", last.replace("’", "'")).casefold()


@lru_cache(maxsize=4096)
def _parts(name: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The words of a name, folded, and those that each of its forms has: all but particles with a
    small letter or a hyphen."""
    words: list[str] = []
    needed: set[str] = set()
    for printed in _SUFFIX.sub("", name).replace("’", "'").split():
        joined = _HYPHENATED.match(printed) or _ELIDED.match(printed)
        if joined:
            words.append(joined[0].rstrip("-").casefold())
            printed = printed[joined.end() :]
        words.append(printed.casefold())
        if printed not in PARTICLES:
            needed.add(words[-1])
    return tuple(words), frozenset(needed)


@lru_cache(maxsize=4096)
def fits(one: str, other: str) -> bool:
    """Whether two names can be forms of one: the words of one are among those of the other; an
    initial stands for a first name. A single word fits any name that ends with it. A junior is
    not the senior."""
    if len({found[1].rstrip(".") for found in map(_SUFFIX.search, (one, other)) if found}) > 1:
        return False
    short, long = sorted((one, other), key=lambda name: len(_parts(name)[0]))
    words, others = _parts(short)[0], _parts(long)[0]
    if len(words) == 1:
        return True
    first, second = words[0].rstrip("."), others[0].rstrip(".")
    same = first == second or (len(first) == 1 and second.startswith(first))
    return same or (len(second) == 1 and first.startswith(second)) or within(short, long)


def within(name: str, full: str) -> bool:
    """Whether the full name has all words of the name."""
    return _parts(name)[1].issubset(_parts(full)[0])


def particles_before(before: str, full: str) -> int:
    """How many of the characters right before a last name are particles that the person's full
    name has."""
    if not _has_particle(full):
        return 0
    found = _BEFORE.search(before)
    if found is None:
        return 0
    printed, whole = found[0].replace("’", "'"), f" {full}".replace("’", "'")
    return len(printed) if f" {printed}" in whole else 0


@lru_cache(maxsize=4096)
def _has_particle(name: str) -> bool:
    words, needed = _parts(name)
    return len(words) > len(needed)
