"""What a query means on one document: the reference for every engine, and for highlights.

A word matches a part of the text that holds a word of the same stem; a phrase matches where
its folded words stand side by side in one block; a pattern and a fuzzy word match folded words.
A date range matches a date that lies in it whole. Snippets highlight the spans that this module
returns, so nothing else can light up. What is asked of one event or one quote is asked of each
as if there were no other.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from dateline.search.analysis import Analyzer, word_spans
from dateline.search.fields import Document, IndexedEvent, IndexedQuote
from dateline.search.matching.text import Block, Text
from dateline.search.query.ast import (
    And,
    AtLeast,
    DateRange,
    Fuzzy,
    Near,
    Not,
    One,
    Or,
    Pattern,
    Phrase,
    Query,
    Same,
    TextLeaf,
    Value,
    Word,
)
from dateline.values.moment import Moment


class MatchSpan(NamedTuple):
    """A place that matched: code points `start` to `end` of block `block` of part `part`, by
    the leaf of the query with number `leaf` (equal leaves share one). `about` is a label of the
    event or the quote that was asked for there."""

    part: str
    block: int
    start: int
    end: int
    leaf: int
    about: str = ""


class _Run(NamedTuple):
    """Words number `first` to `last` of a block, found by a leaf."""

    block: Block
    first: int
    last: int
    leaf: int
    about: str = ""

    @property
    def span(self) -> MatchSpan:
        places = self.block.places
        start, end = places[self.first][0], places[self.last][1]
        return MatchSpan(self.block.part, self.block.number, start, end, self.leaf, self.about)


class _Told(NamedTuple):
    """The sentence of an event, or the words of a quote, that was asked for by what it is."""

    document: Document
    place: IndexedEvent | IndexedQuote
    leaf: int
    about: str

    @property
    def span(self) -> MatchSpan:
        """All from the first word of it to the last."""
        part, block, start, end = (
            self.place.part,
            self.place.block,
            self.place.start,
            self.place.end,
        )
        text = self.document.texts[part][block][start:end]
        places = word_spans(text) or [(0, len(text))]
        return MatchSpan(
            part, block, start + places[0][0], start + places[-1][1], self.leaf, self.about
        )


class Matcher:
    """One query, ready to be asked of many documents."""

    def __init__(self, query: Query, analyzer: Analyzer) -> None:
        self._query = query
        self._analyzer = analyzer
        self._leaves: dict[Query, int] = {}
        self._tests: dict[Query, Callable[[str], object]] = {}

    def matches(self, document: Document) -> bool:
        """Whether the document is among what the query asks for."""
        return self._evaluate(self._query, Text(document, self._analyzer)) is not None

    def spans(self, document: Document) -> tuple[MatchSpan, ...]:
        """Every place that made the document match, in reading order; () if it does not, or
        if it matches by a date, by a value or by what it lacks."""
        found = self._evaluate(self._query, Text(document, self._analyzer)) or ()
        order = {part: number for number, part in enumerate(document.texts)}
        spans = {run.span for run in found}
        return tuple(sorted(spans, key=lambda span: (order[span.part], span[1:])))

    def _evaluate(self, query: Query, text: Text) -> list[_Run | _Told] | None:
        """The runs of words under which `query` holds, or None where it does not hold."""
        match query:
            case And(parts):
                found: list[_Run | _Told] = []
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
            case One():
                return self._one(query, text)
            case DateRange(field):
                days = text.moments(field)
                return [] if any(_in_range(query, day) for day in days) else None
            case Value(_, field):
                return [] if _has_value(query, text.values(field)) else None
            case Near():
                return _pairs(self._runs(query.first, text), self._runs(query.second, text), query)
            case Same():
                return _pairs(self._runs(query.first, text), self._runs(query.second, text), query)
            case AtLeast(count, part):
                runs = list(self._runs(part, text))
                return runs if len(runs) >= count else None
            case _:
                return list(self._runs(query, text)) or None

    def _one(self, query: One, text: Text) -> list[_Run | _Told] | None:
        """The runs of words, and the sentences of events and quotes, of those that all parts are
        true of; None where there is no such."""
        leaf = self._leaves.setdefault(query, len(self._leaves))
        whole = And(query.parts)
        held = [
            (place, runs)
            for place, alone in text.each(query.about)
            if (runs := self._evaluate(whole, alone)) is not None
        ]
        found: list[_Run | _Told] = []
        for place, runs in held:
            about = _label(place, text.document)
            said = [run._replace(about=about) for run in runs]
            if all(run.span.part == "speaker" for run in said):
                said.append(_Told(text.document, place, leaf, about))
            found += said
        return found if held else None

    def _runs(self, place: TextLeaf, text: Text) -> Iterator[_Run]:
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
    from dateline.search.matching.fuzzy import within  # few searches need it

    return lambda word: within(place.text, word, place.distance)


def _label(place: IndexedEvent | IndexedQuote, document: Document) -> str:
    """What a reader is told of the event or quote."""
    if isinstance(place, IndexedEvent):
        return place.label
    if not place.speakers:
        return "quote"
    return f"quote of {document.texts['speaker'][place.speakers[0]]}"


def _pairs(
    first: Iterable[_Run], second: Iterable[_Run], query: Near | Same
) -> list[_Run | _Told] | None:
    """The runs of each side that stand to one of the other as the query says; None if none do."""
    most = query.distance if isinstance(query, Near) else sys.maxsize
    ordered = isinstance(query, Near) and query.ordered
    found: list[_Run | _Told] = []
    others = _together(second, query)
    for place, runs in _together(first, query).items():
        if there := others.get(place):
            found += _near(runs, there, most, before=not ordered, after=True)
            found += _near(there, runs, most, before=True, after=not ordered)
    return found or None


def _together(runs: Iterable[_Run], query: Near | Same) -> dict[tuple[int, int], list[_Run]]:
    """The runs by what both sides must stand in: a block, or a sentence of it."""
    in_sentence = isinstance(query, Same) and query.scope == "sentence"
    found: dict[tuple[int, int], list[_Run]] = {}
    for run in runs:
        sentence = run.block.sentence(run.first) if in_sentence else 0
        found.setdefault((id(run.block), sentence), []).append(run)
    return found


def _near(
    runs: list[_Run], others: list[_Run], most: int, *, before: bool, after: bool
) -> Iterator[_Run]:
    """Those of the runs with one of the others at most so many words before or after them, which
    shares no word with them. All stand in one block, in order."""
    firsts, lasts = [other.first for other in others], [other.last for other in others]
    for run in runs:
        if (after and _any_within(firsts, run.last + 1, run.last + most)) or (
            before and _any_within(lasts, run.first - most, run.first - 1)
        ):
            yield run


def _any_within(numbers: list[int], low: int, high: int) -> bool:
    """Whether a sorted list has a number from `low` to `high`."""
    at = bisect_left(numbers, low)
    return at < len(numbers) and numbers[at] <= high


def _positions(wanted: str, among: tuple[str, ...]) -> Iterator[int]:
    """Where in a sequence a value stands. Most blocks hold it nowhere: `in` is quick to tell."""
    if wanted in among:
        yield from (at for at, value in enumerate(among) if value == wanted)


def _in_range(query: DateRange, moment: Moment) -> bool:
    early, late = moment.first_day, moment.last_day
    if query.loose:
        early, late = late, early
    after = query.first is None or early >= query.first
    return after and (query.last is None or late <= query.last)


def _has_value(query: Value, values: tuple[str, ...]) -> bool:
    if query.field == "id":
        return values[0].startswith(query.text)
    return query.text in values
