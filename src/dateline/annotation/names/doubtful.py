"""Words by themselves that are countries, peoples or titles, and may be a known person's name.

After "Jim Jordan" the word "Jordan" means him, unless the article also tells of the country.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.annotation.names.words import Use, Word, name_lexicon

_IN = re.compile(
    r"\b(?:in|into|inside|across|near|outside|throughout|within|visit|visits|visited|visiting|"
    r"(?:north|south|east|west)(?:ern)?|central)(?: the)? $"
)
_DETERMINER = re.compile(r"\b(?:the|an?|his|her|its|their|our|former|new) $", re.IGNORECASE)


def has_determiner(before: str) -> bool:
    """Whether a determiner is right before a word, which then is no name: "the King"."""
    return _DETERMINER.search(before) is not None


@dataclass(frozen=True, slots=True)
class Usage:
    """How an article uses the names of countries and peoples: which of them it has, and those that
    a word for place stands before."""

    named: frozenset[str]
    places: frozenset[str]

    @classmethod
    def of(cls, words: Iterable[tuple[Word, str, str]]) -> Usage:
        """From names of countries and peoples with the characters before and after them."""
        named: set[str] = set()
        places: set[str] = set()
        for word, before, after in words:
            named.add(word.text)
            if _IN.search(before) and not after.startswith(("'", "’")):
                places.add(word.text)
        return cls(frozenset(named), frozenset(places))

    def allows_person(self, word: Word) -> bool:
        """Whether nothing in the article tells of the country that the word names."""
        countries = name_lexicon().countries
        codes = {countries.get(name) for name in self.named - {word.text}}
        return word.text not in self.places and countries.get(word.text) not in codes

    def means_person(self, word: Word, before: str, *, speaks: bool) -> bool:
        """Whether the word, which is the last name of a person of the article, means that person.
        `speaks`: a verb of saying is beside it. A people's name must have one ("French said")."""
        if not word.use & Use.COUNTRY:
            return not has_determiner(before)
        return self.allows_person(word) and (speaks or word.text not in name_lexicon().peoples)
