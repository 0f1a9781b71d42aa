"""What a query means on one document: the reference for every engine, and for highlights.

A word matches a part of the text that holds a word of the same stem; a phrase matches where
its folded words stand side by side in one block. A date range matches a date that lies in it
whole. Snippets highlight the spans that this module returns, so nothing else can light up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dateline.search.analysis import Analyzer, word_places
from dateline.search.fields import TEXT_WEIGHTS, Document
from dateline.search.query import And, DateRange, Not, Or, Phrase, Query, Word


class Span(NamedTuple):
    """A place that matched: code points `start` to `end` of block `block` of part `part`, by
    the leaf of the query with number `leaf` (equal leaves share one)."""

    part: str
    block: int
    start: int
    end: int
    leaf: int


def parts_of(field: str | None) -> Iterable[str]:
    """The parts of a document that a leaf with this field looks into."""
    return (field,) if field else TEXT_WEIGHTS


class Matcher:
    """One query, ready to be asked of many documents."""

    def __init__(self, query: Query, analyzer: Analyzer) -> None:
        self._query = query
        self._analyzer = analyzer
        self._leaves: dict[Query, int] = {}
        self._stems: dict[Word, str] = {}

    def matches(self, document: Document) -> bool:
        """Whether the document is among what the query asks for."""
        return self._evaluate(self._query, _Text(document, self._analyzer)) is not None

    def spans(self, document: Document) -> tuple[Span, ...]:
        """Every place that made the document match, in reading order; () if it does not, or
        if it matches by its date or by what it lacks."""
        found = self._evaluate(self._query, _Text(document, self._analyzer))
        order = {part: number for number, part in enumerate(document.texts)}
        return tuple(sorted(set(found or ()), key=lambda span: (order[span.part], span[1:])))

    def _evaluate(self, query: Query, text: _Text) -> list[Span] | None:
        """The spans under which `query` holds, or None where it does not hold."""
        match query:
            case And(parts):
                found: list[Span] = []
                for part in parts:
                    spans = self._evaluate(part, text)
                    if spans is None:
                        return None
                    found += spans
                return found
            case Or(parts):
                held = [self._evaluate(part, text) for part in parts]
                if all(spans is None for spans in held):
                    return None
                return [span for spans in held if spans for span in spans]
            case Not(part):
                return [] if self._evaluate(part, text) is None else None
            case DateRange():
                return [] if _in_range(query, text.document) else None
            case Word():
                return list(self._word_spans(query, text)) or None
            case Phrase():
                return list(self._phrase_spans(query, text)) or None

    def _leaf(self, query: Word | Phrase) -> int:
        return self._leaves.setdefault(query, len(self._leaves))

    def _word_spans(self, word: Word, text: _Text) -> Iterator[Span]:
        if word not in self._stems:
            self._stems[word] = self._analyzer.stem(word.text)
        stem, leaf = self._stems[word], self._leaf(word)
        for part in parts_of(word.field):
            for number, block in enumerate(text.blocks(part)):
                for at in _positions(stem, block.stems):
                    yield Span(part, number, *block.places[at], leaf)

    def _phrase_spans(self, phrase: Phrase, text: _Text) -> Iterator[Span]:
        wanted, leaf = phrase.words, self._leaf(phrase)
        for part in parts_of(phrase.field):
            for number, block in enumerate(text.blocks(part)):
                for at in _positions(wanted[0], block.words):
                    end = at + len(wanted)
                    if block.words[at:end] == wanted:
                        start, _ = block.places[at]
                        yield Span(part, number, start, block.places[end - 1][1], leaf)


def _positions(wanted: str, among: tuple[str, ...]) -> Iterator[int]:
    """Where in a sequence a value stands. Most blocks hold it nowhere: `in` is quick to tell."""
    if wanted in among:
        yield from (at for at, value in enumerate(among) if value == wanted)


class _Block:
    """A block's words and stems, and, once asked for, where each of them stands."""

    def __init__(self, text: str, analyzer: Analyzer) -> None:
        terms = analyzer.terms(text)
        self.words = tuple(word for word, _ in terms)
        self.stems = tuple(stem for _, stem in terms)
        self._text = text
        self._places: list[tuple[int, int]] | None = None

    @property
    def places(self) -> list[tuple[int, int]]:
        if self._places is None:
            self._places = word_places(self._text)
        return self._places


class _Text:
    """A document's blocks, analyzed when first asked for and kept."""

    def __init__(self, document: Document, analyzer: Analyzer) -> None:
        self.document = document
        self._analyzer = analyzer
        self._blocks: dict[str, list[_Block]] = {}

    def blocks(self, part: str) -> list[_Block]:
        if part not in self._blocks:
            texts = self.document.texts.get(part, ())
            self._blocks[part] = [_Block(text, self._analyzer) for text in texts]
        return self._blocks[part]


def _in_range(query: DateRange, document: Document) -> bool:
    moment = document.published
    if moment is None:
        return False
    after = query.first is None or moment.first_day >= query.first
    return after and (query.last is None or moment.last_day <= query.last)
