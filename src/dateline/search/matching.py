"""What a query means on one document: the reference for every engine, and for highlights.

A word matches a part of the text that holds a word of the same stem; a phrase matches where
its folded words stand side by side in one block; a pattern and a fuzzy word match folded words.
A date range matches a date that lies in it whole. Snippets highlight the spans that this module
returns, so nothing else can light up.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from dateline.search.analysis import Analyzer, word_places
from dateline.search.fields import Document
from dateline.search.query import (
    And,
    AtLeast,
    DateRange,
    Fuzzy,
    Near,
    Not,
    Or,
    Pattern,
    Phrase,
    Place,
    Query,
    Same,
    Value,
    Word,
)
from dateline.search.sentences import sentence_ends


class Span(NamedTuple):
    """A place that matched: code points `start` to `end` of block `block` of part `part`, by
    the leaf of the query with number `leaf` (equal leaves share one)."""

    part: str
    block: int
    start: int
    end: int
    leaf: int


class _Run(NamedTuple):
    """Words number `first` to `last` of a block, found by a leaf."""

    block: _Block
    first: int
    last: int
    leaf: int

    @property
    def span(self) -> Span:
        places = self.block.places
        start, end = places[self.first][0], places[self.last][1]
        return Span(self.block.part, self.block.number, start, end, self.leaf)


class Matcher:
    """One query, ready to be asked of many documents."""

    def __init__(self, query: Query, analyzer: Analyzer) -> None:
        self._query = query
        self._analyzer = analyzer
        self._leaves: dict[Query, int] = {}
        self._tests: dict[Query, Callable[[str], object]] = {}

    def matches(self, document: Document) -> bool:
        """Whether the document is among what the query asks for."""
        return self._evaluate(self._query, _Text(document, self._analyzer)) is not None

    def spans(self, document: Document) -> tuple[Span, ...]:
        """Every place that made the document match, in reading order; () if it does not, or
        if it matches by a date, by a value or by what it lacks."""
        found = self._evaluate(self._query, _Text(document, self._analyzer)) or ()
        order = {part: number for number, part in enumerate(document.texts)}
        spans = {run.span for run in found}
        return tuple(sorted(spans, key=lambda span: (order[span.part], span[1:])))

    def _evaluate(self, query: Query, text: _Text) -> list[_Run] | None:
        """The runs of words under which `query` holds, or None where it does not hold."""
        match query:
            case And(parts):
                found: list[_Run] = []
                for part in parts:
                    runs = self._evaluate(part, text)
                    if runs is None:
                        return None
                    found += runs
                return found
            case Or(parts):
                held = [self._evaluate(part, text) for part in parts]
                if all(runs is None for runs in held):
                    return None
                return [run for runs in held if runs for run in runs]
            case Not(part):
                return [] if self._evaluate(part, text) is None else None
            case DateRange():
                return [] if _in_range(query, text.document) else None
            case Value():
                return [] if _has_value(query, text.document) else None
            case Near():
                return _pairs(self._runs(query.first, text), self._runs(query.second, text), query)
            case Same():
                return _pairs(self._runs(query.first, text), self._runs(query.second, text), query)
            case AtLeast(count, part):
                runs = list(self._runs(part, text))
                return runs if len(runs) >= count else None
            case _:
                return list(self._runs(query, text)) or None

    def _runs(self, place: Place, text: _Text) -> Iterator[_Run]:
        leaf = self._leaves.setdefault(place, len(self._leaves))
        for block in text.blocks(place.field):
            match place:
                case Word(word):
                    stem = self._analyzer.stem(word, text.document.language)
                    found: Iterable[int] = _positions(stem, block.stems)
                case Phrase(phrase):
                    length = len(phrase)
                    for at in _positions(phrase[0], block.words):
                        if block.words[at : at + length] == phrase:
                            yield _Run(block, at, at + length - 1, leaf)
                    continue
                case _:
                    test = self._test(place)
                    found = (at for at, word in enumerate(block.words) if test(word))
            for at in found:
                yield _Run(block, at, at, leaf)

    def _test(self, place: Pattern | Fuzzy) -> Callable[[str], object]:
        if place not in self._tests:
            self._tests[place] = word_test(place)
        return self._tests[place]


def word_test(place: Pattern | Fuzzy) -> Callable[[str], object]:
    """A function that is true of the folded words that a pattern or a fuzzy word means."""
    if isinstance(place, Pattern):
        pieces = map(re.escape, place.text.split("*"))
        return re.compile(".*".join(pieces), re.DOTALL).fullmatch
    from dateline.search.fuzzy import within  # few searches need it

    return lambda word: within(place.text, word, place.distance)


def _pairs(first: Iterable[_Run], second: Iterable[_Run], query: Near | Same) -> list[_Run] | None:
    """The runs of both sides that stand to one another as the query says; None if none do."""
    others: dict[int, list[_Run]] = {}
    for run in second:
        others.setdefault(id(run.block), []).append(run)
    found: list[_Run] = []
    for one in first:
        for other in others.get(id(one.block), ()):
            if _stand(one, other, query):
                found += (one, other)
    return found or None


def _stand(one: _Run, other: _Run, query: Near | Same) -> bool:
    """Whether two runs of one block, which share no word, are near, or in one sentence."""
    before, after = one.last < other.first, other.last < one.first
    if not (before or after):
        return False
    if isinstance(query, Same):
        block = one.block
        return query.scope == "paragraph" or block.sentence(one.first) == block.sentence(
            other.first
        )
    apart = other.first - one.last if before else one.first - other.last
    return apart <= query.distance and (before or not query.ordered)


def _positions(wanted: str, among: tuple[str, ...]) -> Iterator[int]:
    """Where in a sequence a value stands. Most blocks hold it nowhere: `in` is quick to tell."""
    if wanted in among:
        yield from (at for at, value in enumerate(among) if value == wanted)


class _Block:
    """A block's words and stems, and, once asked for, where each of them stands."""

    def __init__(self, part: str, number: int, text: str, terms: list[tuple[str, str]]) -> None:
        self.part = part
        self.number = number
        self.words = tuple(word for word, _ in terms)
        self.stems = tuple(stem for _, stem in terms)
        self._text = text
        self._places: list[tuple[int, int]] | None = None
        self._ends: list[int] | None = None

    @property
    def places(self) -> list[tuple[int, int]]:
        if self._places is None:
            self._places = word_places(self._text)
        return self._places

    def sentence(self, word: int) -> int:
        """The number of the sentence that a word begins in."""
        if self._ends is None:
            self._ends = list(sentence_ends(self._text))
        return bisect_right(self._ends, self.places[word][0])


class _Text:
    """A document's blocks, analyzed when first asked for and kept."""

    def __init__(self, document: Document, analyzer: Analyzer) -> None:
        self.document = document
        self._analyzer = analyzer
        self._blocks: dict[tuple[str, int], _Block] = {}

    def blocks(self, field: str | None) -> Iterator[_Block]:
        for part, number, text in self.document.blocks(field):
            if (part, number) not in self._blocks:
                terms = self._analyzer.terms(text, self.document.language)
                self._blocks[part, number] = _Block(part, number, text, terms)
            yield self._blocks[part, number]


def _in_range(query: DateRange, document: Document) -> bool:
    moment = document.moment(query.field)
    if moment is None:
        return False
    early, late = moment.first_day, moment.last_day
    if query.loose:
        early, late = late, early
    after = query.first is None or early >= query.first
    return after and (query.last is None or late <= query.last)


def _has_value(query: Value, document: Document) -> bool:
    values = document.value(query.field)
    if query.field == "id":
        return values[0].startswith(query.text)
    return query.text in values
