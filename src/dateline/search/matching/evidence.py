"""What made a query match: runs of words and passages, each of which is a place in a document."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple, TypeAlias

from dateline.search.analysis import word_spans
from dateline.search.indexed import Document, IndexedEvent, IndexedQuote
from dateline.search.matching.text import Block


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

    @property
    def place(self) -> tuple[str, int]:
        """The part and number of the block."""
        return self.part, self.block

    @property
    def span(self) -> MatchSpan:
        return self


class WordRun(NamedTuple):
    """Words number `first` to `last` of a block, matched by a leaf."""

    block: Block
    first: int
    last: int
    leaf: int
    about: str = ""

    @property
    def place(self) -> tuple[str, int]:
        """The part and number of the block."""
        return self.block.part, self.block.number

    @property
    def span(self) -> MatchSpan:
        start, end = self.block.place(self.first, self.last)
        return MatchSpan(self.block.part, self.block.number, start, end, self.leaf, self.about)


class Passage(NamedTuple):
    """The sentence of an event, or the words of a quote, matched by the values of the event or
    the speaker of the quote."""

    document: Document
    source: IndexedEvent | IndexedQuote
    leaf: int
    about: str

    @property
    def place(self) -> tuple[str, int]:
        """The part and number of the block."""
        return self.source.part, self.source.block

    @property
    def span(self) -> MatchSpan:
        """From the first word of the passage to the last."""
        part, block = self.source.part, self.source.block
        start, end = self.source.start, self.source.end
        text = self.document.texts[part][block][start:end]
        spans = word_spans(text) or [(0, len(text))]
        first, last = start + spans[0][0], start + spans[-1][1]
        return MatchSpan(part, block, first, last, self.leaf, self.about)


Evidence: TypeAlias = MatchSpan | WordRun | Passage


class MatchedBlock:
    """A block of a document that something matched in: its `part` and `number`, and the numbers of
    the query's leaves that did."""

    def __init__(self, place: tuple[str, int], evidence: Sequence[Evidence]) -> None:
        self.part, self.number = place
        self.leaves = frozenset(found.leaf for found in evidence)
        self._evidence = evidence

    @cached_property
    def spans(self) -> tuple[MatchSpan, ...]:
        """Every place that matched, in reading order. Found at the first use: a list of hits shows
        few blocks of those that matched."""
        return tuple(sorted({found.span for found in self._evidence}))
