"""Organizations: their country and sector, and the acronyms that they are introduced with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.annotation.names.nations import country
from dateline.annotation.names.words import Use, Word, name_lexicon

_INTRODUCED = re.compile(r"\s\((?:the )?[\"“]?(?P<acronym>[A-Z][A-Z&]{1,8})s?[\"”]?(?=[\s,;)\"”])")
_WORDS_BEFORE = re.compile(r"[\w’'.-]+|&")
_SMALL_WORDS = frozenset(
    {"of", "the", "and", "for", "on", "in", "to", "&", "de", "des", "del", "la"}
)
_LOOK_BACK = 110


@dataclass(frozen=True, slots=True)
class Introduction:
    """An organization's full name at text[start:end], and the acronym introduced for it."""

    start: int
    end: int
    acronym: str


def introductions(text: str, start: int, stop: int) -> Iterator[Introduction]:
    """The full names in text[start:stop] that are followed by their acronym in brackets."""
    if text.find("(", start, stop) < 0:
        return
    for found in _INTRODUCED.finditer(text, start, stop):
        end = found.start()
        words = list(_WORDS_BEFORE.finditer(text, max(start, end - _LOOK_BACK), end))
        begin = _full_name(words, found["acronym"].replace("&", ""))
        if begin is not None and words[-1][0] not in name_lexicon().not_organizations:
            yield Introduction(begin, end, found["acronym"])


def _full_name(words: Sequence[re.Match[str]], acronym: str) -> int | None:
    """Where the name begins whose initials are the acronym; None if there is none."""
    for index in range(len(words) - 1, -1, -1):
        word = words[index][0]
        if word[0].isupper() and abbreviates(acronym, [w[0] for w in words[index:]]):
            return words[index].start()
    return None


def abbreviates(acronym: str, words: Sequence[str]) -> bool:
    """Whether the acronym has the initials of the words. A hyphen begins a new word; small words
    (of, the, and) may be left out."""
    parts = [part for word in words for part in word.split("-") if part]
    strict = "".join(p[0] for p in parts).upper()
    loose = "".join(p[0] for p in parts if p.lower() not in _SMALL_WORDS).upper()
    return acronym in (strict, loose) or acronym.rstrip("S") == loose


def codes(words: Sequence[Word], name: str) -> tuple[str | None, str | None]:
    """Country code and sector of an organization, by its name; None for what it does not show."""
    lexicon = name_lexicon()
    listed = lexicon.listed.get(name)
    if listed:
        return listed[0] or None, listed[1] or None
    code, _ = country([w.text for w in words])
    heads = [w.text for w in words if w.use & Use.HEAD and lexicon.sectors.get(w.text)]
    return code, lexicon.sectors[heads[-1]] if heads else None
