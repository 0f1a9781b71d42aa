"""What a query means on one document: the reference for every engine, and for highlights.

A word matches in a text with a word of the same stem. A phrase matches where its folded words
are adjacent in one block. Patterns and fuzzy words match folded words. A date range matches a
date that is entirely in it. Snippets highlight only the spans that this module returns. The parts
of SameEvent and SameQuote are evaluated on each event or quote as if there were no other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from dateline.search.analysis import Analyzer
from dateline.search.fields import FIELDS, Document, IndexedEvent, IndexedQuote
from dateline.search.matching.evidence import MatchSpan, Passage, WordRun
from dateline.search.matching.relations import Relation, related
from dateline.search.matching.text import Block, DocumentText
from dateline.search.query.ast import (
    All,
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

_Evidence = list[WordRun | Passage]  # what made a query match; [] for dates, values and NOT


class Matcher:
    """One query, ready to be evaluated on many documents."""

    def __init__(self, query: Query, analyzer: Analyzer) -> None:
        self._query = query
        self._analyzer = analyzer
        self._leaves: dict[Query, int] = {}
        self._tests: dict[Query, Callable[[str], object]] = {}

    def matches(self, document: Document) -> bool:
        """Whether the query matches the document. It stops at the first evidence, so that what is
        in the first block costs no analysis of the others."""
        return self._holds(self._query, DocumentText(document, self._analyzer))

    def spans(self, document: Document) -> tuple[MatchSpan, ...]:
        """Every place that made the document match, in reading order; () if it does not match,
        or only by a date, by a value or by a NOT."""
        evidence = self._evaluate(self._query, DocumentText(document, self._analyzer)) or ()
        order = {part: number for number, part in enumerate(document.texts)}
        spans = {run.span for run in evidence}
        return tuple(sorted(spans, key=lambda span: (order[span.part], span[1:])))

    def _holds(self, query: Query, text: DocumentText) -> bool:
        """Whether `_evaluate` finds that the query matches."""
        match query:
            case And(parts):
                return all(self._holds(part, text) for part in parts)
            case Or(parts):
                return any(self._holds(part, text) for part in parts)
            case Not(part):
                return not self._holds(part, text)
            case SameEvent(parts):
                return any(self._holds(And(parts), view) for _, view in text.events())
            case SameQuote(parts):
                return any(self._holds(And(parts), view) for _, view in text.quotes())
            case All() | DateRange() | Value():
                return self._evaluate(query, text) is not None
            case Near() | SameSentence() | SameParagraph():
                return any(True for _ in self._related(query, text))
            case AtLeast(times, part):
                return sum(1 for _ in islice(self._runs(part, text), times)) == times
            case _:
                return any(True for _ in self._runs(query, text))

    def _evaluate(self, query: Query, text: DocumentText) -> _Evidence | None:
        """The evidence that `query` matches, or None if it does not."""
        match query:
            case And(parts):
                evidence: _Evidence = []
                for part in dict.fromkeys(parts):
                    of_part = self._evaluate(part, text)
                    if of_part is None:
                        return None
                    evidence += of_part
                return evidence
            case Or(parts):
                of_parts = [self._evaluate(part, text) for part in dict.fromkeys(parts)]
                if all(of_part is None for of_part in of_parts):
                    return None
                return [run for of_part in of_parts if of_part for run in of_part]
            case Not(part):
                return [] if self._evaluate(part, text) is None else None
            case SameEvent():
                return self._of_one(query, text, text.events())
            case SameQuote():
                return self._of_one(query, text, text.quotes())
            case All():
                return []
            case DateRange(field):
                moments = text.moments(field)
                return [] if any(_in_range(query, moment) for moment in moments) else None
            case Value(_, field):
                return [] if _has_value(query, text.values(field)) else None
            case Near() | SameSentence() | SameParagraph():
                return list(self._related(query, text)) or None
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
                labeled.append(Passage(text.document, source, leaf, about))
            found += labeled
        return found if matched else None

    def _related(self, query: Relation, text: DocumentText) -> Iterator[WordRun]:
        """The runs of both sides that are in the relation; both are in the same field."""
        language = text.document.language
        for block in text.blocks(query.first.field):
            first = list(self._runs_in(block, query.first, language))
            if first and (second := list(self._runs_in(block, query.second, language))):
                yield from related(first, second, query)

    def _runs(self, leaf: TextLeaf, text: DocumentText) -> Iterator[WordRun]:
        for block in text.blocks(leaf.field):
            yield from self._runs_in(block, leaf, text.document.language)

    def _runs_in(self, block: Block, leaf: TextLeaf, language: str | None) -> Iterator[WordRun]:
        number = self._leaves.setdefault(leaf, len(self._leaves))
        match leaf:
            case Word(word):
                stem = self._analyzer.stem(word, language)
                positions: Iterable[int] = _positions(stem, block.stems)
            case Phrase(phrase):
                length = len(phrase)
                if leaf.field and FIELDS[leaf.field].whole and block.words != phrase:
                    return
                for at in _positions(phrase[0], block.words):
                    if block.words[at : at + length] == phrase:
                        yield WordRun(block, at, at + length - 1, number)
                return
            case _:
                test = self._test(leaf)
                positions = (at for at, word in enumerate(block.words) if test(word))
        for at in positions:
            yield WordRun(block, at, at, number)

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
