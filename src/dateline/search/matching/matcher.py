"""What a query means on one document: the reference for every engine, and for highlights.

A word matches in a text with a word of the same stem. A phrase matches where its folded words
are adjacent in one block. Patterns and fuzzy words match folded words. A date range matches a
date that is entirely in it. Snippets highlight only the spans that this module returns. The parts
of SameEvent and SameQuote are evaluated on each event or quote as if there were no other.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from dateline.search.analysis import Analyzer, word_spans
from dateline.search.fields import Document, IndexedEvent, IndexedQuote
from dateline.search.matching.text import Block, DocumentText
from dateline.search.query.ast import (
    And,
    AtLeast,
    DateRange,
    Fuzzy,
    Near,
    Not,
    Or,
    Pattern,
    Phrase,
    Query,
    SameEvent,
    SameParagraph,
    SameQuote,
    SameSentence,
    TextLeaf,
    Value,
    Word,
)
from dateline.values.moment import Moment


class MatchSpan(NamedTuple):
    """A place that matched: code points `start` to `end` of block number `block` of a part of the
    document. `leaf` is the number of the query's leaf that matched (equal leaves share one);
    `about` is the label of the event or quote that the query selected there."""

    part: str
    block: int
    start: int
    end: int
    leaf: int
    about: str = ""


class _WordRun(NamedTuple):
    """Words number `first` to `last` of a block, matched by a leaf."""

    block: Block
    first: int
    last: int
    leaf: int
    about: str = ""

    @property
    def span(self) -> MatchSpan:
        spans = self.block.word_spans
        start, end = spans[self.first][0], spans[self.last][1]
        return MatchSpan(self.block.part, self.block.number, start, end, self.leaf, self.about)


class _Passage(NamedTuple):
    """The sentence of an event, or the words of a quote, matched by the values of the event or
    the speaker of the quote."""

    document: Document
    source: IndexedEvent | IndexedQuote
    leaf: int
    about: str

    @property
    def span(self) -> MatchSpan:
        """From the first word of the passage to the last."""
        part, block = self.source.part, self.source.block
        start, end = self.source.start, self.source.end
        text = self.document.texts[part][block][start:end]
        spans = word_spans(text) or [(0, len(text))]
        first, last = start + spans[0][0], start + spans[-1][1]
        return MatchSpan(part, block, first, last, self.leaf, self.about)


_Evidence = list[_WordRun | _Passage]  # what made a query match; [] for dates, values and NOT


class Matcher:
    """One query, ready to be evaluated on many documents."""

    def __init__(self, query: Query, analyzer: Analyzer) -> None:
        self._query = query
        self._analyzer = analyzer
        self._leaves: dict[Query, int] = {}
        self._tests: dict[Query, Callable[[str], object]] = {}

    def matches(self, document: Document) -> bool:
        """Whether the query matches the document."""
        return self._evaluate(self._query, DocumentText(document, self._analyzer)) is not None

    def spans(self, document: Document) -> tuple[MatchSpan, ...]:
        """Every place that made the document match, in reading order; () if it does not match,
        or only by a date, by a value or by a NOT."""
        evidence = self._evaluate(self._query, DocumentText(document, self._analyzer)) or ()
        order = {part: number for number, part in enumerate(document.texts)}
        spans = {run.span for run in evidence}
        return tuple(sorted(spans, key=lambda span: (order[span.part], span[1:])))

    def _evaluate(self, query: Query, text: DocumentText) -> _Evidence | None:
        """The evidence that `query` matches, or None if it does not."""
        match query:
            case And(parts):
                evidence: _Evidence = []
                for part in parts:
                    of_part = self._evaluate(part, text)
                    if of_part is None:
                        return None
                    evidence += of_part
                return evidence
            case Or(parts):
                of_parts = [self._evaluate(part, text) for part in parts]
                if all(of_part is None for of_part in of_parts):
                    return None
                return [run for of_part in of_parts if of_part for run in of_part]
            case Not(part):
                return [] if self._evaluate(part, text) is None else None
            case SameEvent():
                return self._of_one(query, text, text.events())
            case SameQuote():
                return self._of_one(query, text, text.quotes())
            case DateRange(field):
                moments = text.moments(field)
                return [] if any(_in_range(query, moment) for moment in moments) else None
            case Value(_, field):
                return [] if _has_value(query, text.values(field)) else None
            case Near() | SameSentence() | SameParagraph():
                return _related(
                    self._runs(query.first, text), self._runs(query.second, text), query
                )
            case AtLeast(times, part):
                runs: _Evidence = list(self._runs(part, text))
                return runs if len(runs) >= times else None
            case _:
                return list(self._runs(query, text)) or None

    def _of_one(
        self,
        query: SameEvent | SameQuote,
        text: DocumentText,
        sources: Iterable[tuple[IndexedEvent | IndexedQuote, DocumentText]],
    ) -> _Evidence | None:
        """The evidence in those of the events, or quotes, for which all parts hold; None if there
        is no such event or quote."""
        leaf = self._leaves.setdefault(query, len(self._leaves))
        parts = And(query.parts)
        matched = [
            (source, evidence)
            for source, view in sources
            if (evidence := self._evaluate(parts, view)) is not None
        ]
        found: _Evidence = []
        for source, evidence in matched:
            about = _label(source, text.document)
            labeled = [run._replace(about=about) for run in evidence]
            if all(run.span.part == "speaker" for run in labeled):
                labeled.append(_Passage(text.document, source, leaf, about))
            found += labeled
        return found if matched else None

    def _runs(self, leaf: TextLeaf, text: DocumentText) -> Iterator[_WordRun]:
        number = self._leaves.setdefault(leaf, len(self._leaves))
        for block in text.blocks(leaf.field):
            match leaf:
                case Word(word):
                    stem = self._analyzer.stem(word, text.document.language)
                    positions: Iterable[int] = _positions(stem, block.stems)
                case Phrase(phrase):
                    length = len(phrase)
                    for at in _positions(phrase[0], block.words):
                        if block.words[at : at + length] == phrase:
                            yield _WordRun(block, at, at + length - 1, number)
                    continue
                case _:
                    test = self._test(leaf)
                    positions = (at for at, word in enumerate(block.words) if test(word))
            for at in positions:
                yield _WordRun(block, at, at, number)

    def _test(self, leaf: Pattern | Fuzzy) -> Callable[[str], object]:
        if leaf not in self._tests:
            self._tests[leaf] = word_test(leaf)
        return self._tests[leaf]


def word_test(leaf: Pattern | Fuzzy) -> Callable[[str], object]:
    """A function that is true for the folded words that a pattern or fuzzy word matches."""
    if isinstance(leaf, Pattern):
        pieces = map(re.escape, leaf.text.split("*"))
        return re.compile(".*".join(pieces), re.DOTALL).fullmatch
    from dateline.search.matching.fuzzy import within  # few searches need it

    return lambda word: within(leaf.text, word, leaf.distance)


def _label(source: IndexedEvent | IndexedQuote, document: Document) -> str:
    """What readers see as the subject of a highlight."""
    if isinstance(source, IndexedEvent):
        return source.label
    if not source.speakers:
        return "quote"
    return f"quote of {document.texts['speaker'][source.speakers[0]]}"


_Relation = Near | SameSentence | SameParagraph


def _related(
    first: Iterable[_WordRun], second: Iterable[_WordRun], relation: _Relation
) -> _Evidence | None:
    """The runs of each side that are in the relation to one of the other; None if none are."""
    most = relation.distance if isinstance(relation, Near) else sys.maxsize
    ordered = isinstance(relation, Near) and relation.ordered
    found: _Evidence = []
    second_groups = _grouped(second, relation)
    for group, runs in _grouped(first, relation).items():
        if others := second_groups.get(group):
            found += _near(runs, others, most, before=not ordered, after=True)
            found += _near(others, runs, most, before=True, after=not ordered)
    return found or None


def _grouped(
    runs: Iterable[_WordRun], relation: _Relation
) -> dict[tuple[int, int], list[_WordRun]]:
    """The runs by what both sides must share: a block, or a sentence of it."""
    in_sentence = isinstance(relation, SameSentence)
    groups: dict[tuple[int, int], list[_WordRun]] = {}
    for run in runs:
        sentence = run.block.sentence(run.first) if in_sentence else 0
        groups.setdefault((id(run.block), sentence), []).append(run)
    return groups


def _near(
    runs: list[_WordRun], others: list[_WordRun], most: int, *, before: bool, after: bool
) -> Iterator[_WordRun]:
    """The runs with one of the others, which shares no word with them, at most so many words
    before or after. All are in one block, in order."""
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


def _positions(wanted: str, values: tuple[str, ...]) -> Iterator[int]:
    """The positions of a value in a sequence. Most blocks lack it: `in` is the quickest check."""
    if wanted in values:
        yield from (at for at, value in enumerate(values) if value == wanted)


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
