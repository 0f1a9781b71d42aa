"""What a query means on one document: the reference for every engine, and for highlights.

A word matches in a text with a word of the same stem. A phrase matches where its folded words
are adjacent in one block. Patterns and fuzzy words match folded words. A date range matches a
date that is entirely in it. Snippets highlight only the spans that this module returns. The parts
of SameEvent and SameQuote are evaluated on each event or quote as if there were no other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, compress, count, groupby, islice
from operator import itemgetter

from dateline.search.analysis import Analyzer, WordCache
from dateline.search.indexed import Document, IndexedEvent, IndexedQuote
from dateline.search.matching.alternatives import Alternatives, alternatives, is_phrase
from dateline.search.matching.evidence import Evidence, MatchedBlock, MatchSpan, Passage, WordRun
from dateline.search.matching.relations import Relation, are_related, related
from dateline.search.matching.text import Block, DocumentText
from dateline.search.matching.values import has_value, in_range
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
    leaves,
)

_Evidence = list[Evidence]  # what made a query match; [] for dates, values and NOT

_Pair = tuple[list[WordRun], list[WordRun]]
_BLOCK = itemgetter(0)  # of a run
_FEW = 20  # parts of a query


class Matcher:
    """One query, ready to be evaluated on many documents."""

    def __init__(self, query: Query, analyzer: Analyzer) -> None:
        self._query = query
        self._analyzer = analyzer
        # For a few words, to look through a text takes less than to list all its words.
        self._has_many = any(islice(leaves(query), _FEW, None))
        self._leaves: dict[Query, int] = {}
        self._tests: dict[Query, Callable[[str], object]] = {}
        self._known_alternatives: dict[tuple[int, str | None], Alternatives] = {}

    def matches(self, document: Document) -> bool:
        """Whether the query matches the document. It stops at the first evidence, so that what is
        in the first block costs no analysis of the others."""
        return self._holds(self._query, DocumentText(document, self._analyzer))

    def matched(self, document: Document) -> tuple[MatchedBlock, ...]:
        """The blocks with all that made the document match, in reading order; () if it does not
        match, or only by a date, by a value or by a NOT."""
        blocks: dict[tuple[str, int], _Evidence] = {}
        for found in self._evaluate(self._query, DocumentText(document, self._analyzer)) or ():
            blocks.setdefault(found.place, []).append(found)
        order = {part: number for number, part in enumerate(document.texts)}
        places = sorted(blocks, key=lambda place: (order[place[0]], place[1]))
        return tuple(MatchedBlock(place, blocks[place]) for place in places)

    def spans(self, document: Document) -> tuple[MatchSpan, ...]:
        """Every place that made the document match, in reading order."""
        return tuple(span for block in self.matched(document) for span in block.spans)

    def _holds(self, query: Query, text: DocumentText) -> bool:
        """Whether `_evaluate` finds that the query matches."""
        match query:
            case And(parts):
                return all(self._holds(part, text) for part in parts)
            case Or():
                known = self._alternatives(query, text.document.language)
                return known.have_word(text) or any(
                    self._holds(part, text) for _, part in known.others
                )
            case Not(part):
                return not self._holds(part, text)
            case SameEvent(parts):
                return any(self._holds(And(parts), view) for _, view in text.events())
            case SameQuote(parts):
                return any(self._holds(And(parts), view) for _, view in text.quotes())
            case All() | DateRange() | Value():
                return self._evaluate(query, text) is not None
            case Near() | SameSentence() | SameParagraph():
                return any(are_related(*pair, query) for pair in self._pairs(query, text))
            case AtLeast(times, part):
                counts = accumulate(
                    self._count(part, block, text) for block in text.blocks(part.field)
                )
                return any(count >= times for count in counts)
            case _:
                return any(self._count(query, block, text) for block in text.blocks(query.field))

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
                if self._has_many:  # of which a text has few
                    parts = tuple(self._alternatives(query, text.document.language).in_text(text))
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
                return [] if any(in_range(query, moment) for moment in moments) else None
            case Value(_, field):
                return [] if has_value(query, text.values(field)) else None
            case Near() | SameSentence() | SameParagraph():
                pairs = self._pairs_of_all(query, text)
                return [run for pair in pairs for run in related(*pair, query)] or None
            case AtLeast(times, part):
                runs = self._runs(part, text)
                return [*runs] if len(runs) >= times else None
            case Word(word, field) if not self._has_many:
                leaf = self._leaves.setdefault(query, len(self._leaves))
                return [MatchSpan(*at, leaf) for at in text.occurrences(word, field)] or None
            case _:
                return [*self._runs(query, text)] or None

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

    def _alternatives(self, query: Or, language: str | None) -> Alternatives:
        key = id(query), language  # to hash so many words for each document would take longer
        if key not in self._known_alternatives:
            self._known_alternatives[key] = alternatives(query, self._analyzer, language)
        return self._known_alternatives[key]

    def _pairs(self, query: Relation, text: DocumentText) -> Iterator[_Pair]:
        """The runs of both sides in each block that has both; both are in the same field."""
        language = text.document.language
        has_first = self._presence(query.first, language)
        has_second = self._presence(query.second, language)
        for block in text.blocks(query.first.field):
            if has_first(block) and has_second(block):
                first, second = (
                    list(self._runs_in(block, leaf, language))
                    for leaf in (query.first, query.second)
                )
                yield first, second

    def _pairs_of_all(self, query: Relation, text: DocumentText) -> Iterator[_Pair]:
        """The same, from the places of all words."""
        first, second = (
            {block: list(runs) for block, runs in groupby(self._runs(leaf, text), _BLOCK)}
            for leaf in (query.first, query.second)
        )
        return ((runs, second[block]) for block, runs in first.items() if block in second)

    def _presence(self, leaf: TextLeaf, language: str | None) -> Callable[[Block], bool]:
        """Whether a block has what the leaf looks for: of most words it does not."""
        if isinstance(leaf, Word):
            stem = self._analyzer.stem(leaf.text, language)
            return lambda block: stem in block.stems
        if isinstance(leaf, Phrase):
            return lambda block: leaf.words[0] in block.words
        return lambda block: any(True for _ in self._runs_in(block, leaf, language))

    def _count(self, leaf: TextLeaf, block: Block, text: DocumentText) -> int:
        """How often the leaf matches in the block."""
        if isinstance(leaf, Word):
            return block.stems.count(self._analyzer.stem(leaf.text, text.document.language))
        return sum(1 for _ in self._runs_in(block, leaf, text.document.language))

    def _runs(self, leaf: TextLeaf, text: DocumentText) -> list[WordRun]:
        """The runs that match a leaf, in reading order."""
        if not self._has_many:
            language = text.document.language
            blocks: Iterable[Block] = text.all_blocks(leaf.field)
            if isinstance(leaf, Word):  # most blocks do not have it, which is quick to see
                blocks = filter(self._presence(leaf, language), blocks)
            return [run for block in blocks for run in self._runs_in(block, leaf, language)]
        places = text.places(leaf.field)
        match leaf:
            case Word(word):
                stem = self._analyzer.stem(word, text.document.language)
                found = places.of_stems.get(stem, [])
            case Phrase((word,)) if not is_phrase(leaf):
                found = places.of_words.get(word, [])
            case Phrase((first, *_)):
                having = dict.fromkeys(block for block, _ in places.of_words.get(first, ()))
                language = text.document.language
                return [run for block in having for run in self._runs_in(block, leaf, language)]
            case Pattern():
                found = places.of_words_that(lambda words: filter(self._test(leaf), words))
            case Fuzzy(wanted, distance):
                from dateline.search.matching.fuzzy import near  # few searches need it

                found = places.of_words_that(lambda words: near(wanted, distance, words))
        number = self._leaves.setdefault(leaf, len(self._leaves))
        return [WordRun(block, at, at, number) for block, at in found]

    def _runs_in(self, block: Block, leaf: TextLeaf, language: str | None) -> Iterator[WordRun]:
        number = self._leaves.setdefault(leaf, len(self._leaves))
        match leaf:
            case Word(word):
                stem = self._analyzer.stem(word, language)
                positions: Iterable[int] = _positions(stem, block.stems)
            case Phrase(words):
                phrase, length = list(words), len(words)
                if leaf.whole and block.words != phrase:
                    return
                for at in _positions(phrase[0], block.words):
                    if block.words[at : at + length] == phrase:
                        yield WordRun(block, at, at + length - 1, number)
                return
            case _:
                test = self._test(leaf)
                positions = compress(count(), map(test, block.words))
        for at in positions:
            yield WordRun(block, at, at, number)

    def _test(self, leaf: Pattern | Fuzzy) -> Callable[[str], object]:
        if leaf not in self._tests:
            self._tests[leaf] = WordCache(word_test(leaf)).__getitem__
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


def _positions(wanted: str, values: list[str]) -> Iterator[int]:
    """The positions of a value in a sequence."""
    at = -1
    for _ in range(values.count(wanted)):
        at = values.index(wanted, at + 1)
        yield at
