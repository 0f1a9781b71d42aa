"""Organizations: their country and sector, and the acronyms that they are introduced with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.annotation.names.words import Use, Word, country, lexicon

_INTRODUCED = re.compile(r"\s\((?:the )?[\"“]?(?P<acronym>[A-Z][A-Z&]{1,8})s?[\"”]?(?=[\s,;)\"”])")
_WORDS_BEFORE = re.compile(r"[\w’'.-]+|&")
_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "to", "&", "de", "des", "del", "la"})
_LOOK_BACK = 110


@dataclass(frozen=True, slots=True)
class Introduction:
    """An organization's full name at text[start:end], and the acronym that it is given."""

    start: int
    end: int
    acronym: str


def introductions(text: str, start: int, stop: int) -> Iterator[Introduction]:
    """The full names in text[start:stop] that an acronym in brackets follows and abbreviates."""
    if text.find("(", start, stop) < 0:
        return
    for found in _INTRODUCED.finditer(text, start, stop):
        end = found.start()
        words = list(_WORDS_BEFORE.finditer(text, max(start, end - _LOOK_BACK), end))
        begin = _full_name(words, found["acronym"].replace("&", ""))
        if begin is not None and words[-1][0] not in lexicon().no_bodies:
            yield Introduction(begin, end, found["acronym"])


def _full_name(words: Sequence[re.Match[str]], acronym: str) -> int | None:
    """Where the name begins whose capital initials are the acronym; small words may count."""
    for index in range(len(words) - 1, -1, -1):
        word = words[index][0]
        if word[0].isupper() and abbreviates(acronym, [w[0] for w in words[index:]]):
            return words[index].start()
    return None


def abbreviates(acronym: str, words: Sequence[str]) -> bool:
    """Whether the acronym has the initials of the words; hyphens begin a new word, and small
    words (of, the, and) may be left out."""
    parts = [part for word in words for part in word.split("-") if part]
    strict = "".join(p[0] for p in parts).upper()
    loose = "".join(p[0] for p in parts if p.lower() not in _SMALL).upper()
    return acronym in (strict, loose) or acronym.rstrip("S") == loose


def codes(words: Sequence[Word], name: str) -> tuple[str | None, str | None]:
    """Country code and sector that an organization's name tells, None where it tells none."""
    known = lexicon()
    listed = known.known.get(name)
    if listed:
        return listed[0] or None, listed[1] or None
    code, _ = country([w.text for w in words])
    heads = [w.text for w in words if w.use & Use.HEAD and known.sectors.get(w.text)]
    return code, known.sectors[heads[-1]] if heads else None
