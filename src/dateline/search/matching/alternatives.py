"""The parts of an OR, of which there may be thousands: single words are looked for all at once."""

from __future__ import annotations

from operator import itemgetter
from typing import NamedTuple

from dateline.search.analysis import Analyzer
from dateline.search.matching.text import DocumentText
from dateline.search.query.ast import Or, Phrase, Query, Word

_Numbered = tuple[int, Query]  # a part of an OR, with its place in it


class Alternatives(NamedTuple):
    """The parts of an OR: those that are single words by stem and by exact word in each field, and
    the others."""

    stems: dict[str | None, dict[str, list[_Numbered]]]
    words: dict[str | None, dict[str, list[_Numbered]]]
    others: list[_Numbered]

    def have_word(self, text: DocumentText) -> bool:
        """Whether the text has any of the single words."""
        return any(
            not wanted.keys().isdisjoint(block.stems)
            for field, wanted in self.stems.items()
            for block in text.blocks(field)
        ) or any(
            not wanted.keys().isdisjoint(block.words)
            for field, wanted in self.words.items()
            for block in text.blocks(field)
        )

    def in_text(self, text: DocumentText) -> list[Query]:
        """The parts of the OR in order, without single words that the text does not have."""
        found = list(self.others)
        for field, wanted in self.stems.items():
            for stem in wanted.keys() & text.places(field).of_stems.keys():
                found += wanted[stem]
        for field, wanted in self.words.items():
            for word in wanted.keys() & text.places(field).of_words.keys():
                found += wanted[word]
        return [part for _, part in sorted(found, key=itemgetter(0))]


def alternatives(query: Or, analyzer: Analyzer, language: str | None) -> Alternatives:
    """The parts of an OR, each once, for texts in a language."""
    found = Alternatives({}, {}, [])
    for numbered in enumerate(dict.fromkeys(query.parts)):
        part = numbered[1]
        if isinstance(part, Word):
            stem = analyzer.stem(part.text, language)
            found.stems.setdefault(part.field, {}).setdefault(stem, []).append(numbered)
        elif isinstance(part, Phrase) and not is_phrase(part):
            found.words.setdefault(part.field, {}).setdefault(part.words[0], []).append(numbered)
        else:
            found.others.append(numbered)
    return found


def is_phrase(leaf: Query) -> bool:
    """Whether the leaf asks for more than that there is a word: several words, adjacent, or the
    whole of a name."""
    if not isinstance(leaf, Phrase):
        return False
    return len(leaf.words) > 1 or leaf.whole
