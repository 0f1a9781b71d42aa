"""A document as the matcher looks at it: its blocks, split into words once, and its values; all
of it, or what belongs to one event or one quote."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from dateline.search.analysis import AnalyzedText, Analyzer, word_spans
from dateline.search.fields import About, Document, IndexedEvent, IndexedQuote
from dateline.sentences import sentence_ends
from dateline.values.moment import Moment


class Block:
    """A block's words and stems, and, once asked for, where each of them stands."""

    def __init__(self, part: str, number: int, text: str, terms: AnalyzedText) -> None:
        self.part = part
        self.number = number
        self.words, self.stems = map(tuple, terms)
        self._text = text
        self._places: list[tuple[int, int]] | None = None
        self._ends: list[int] | None = None

    @property
    def places(self) -> list[tuple[int, int]]:
        if self._places is None:
            self._places = word_spans(self._text)
        return self._places

    def between(self, start: int, end: int) -> Block:
        """Those of the words that stand between these two places of the text."""
        first = bisect_left(self.places, start, key=lambda place: place[0])
        last = bisect_right(self.places, end, key=lambda place: place[1])
        terms = AnalyzedText(list(self.words[first:last]), list(self.stems[first:last]))
        cut = Block(self.part, self.number, self._text, terms)
        cut._places = self.places[first:last]
        return cut

    def sentence(self, word: int) -> int:
        """The number of the sentence that a word begins in."""
        if self._ends is None:
            self._ends = list(sentence_ends(self._text))
        return bisect_right(self._ends, self.places[word][0])


class Text:
    """A document's blocks, analyzed when first asked for and kept."""

    def __init__(self, document: Document, analyzer: Analyzer) -> None:
        self.document = document
        self._analyzer = analyzer
        self._blocks: dict[tuple[str, int], Block] = {}
        self._quotes: dict[IndexedQuote, Block] = {}

    def blocks(self, field: str | None) -> Iterator[Block]:
        if field == "quote":
            yield from map(self.quoted, self.document.quotes)
        for part, number, _ in self.document.blocks(field):
            yield self._block(part, number)

    def _block(self, part: str, number: int) -> Block:
        if (part, number) not in self._blocks:
            text = self.document.texts[part][number]
            terms = self._analyzer.terms(text, self.document.language)
            self._blocks[part, number] = Block(part, number, text, terms)
        return self._blocks[part, number]

    def values(self, field: str) -> tuple[str, ...]:
        return self.document.value(field)

    def moments(self, field: str) -> tuple[Moment, ...]:
        return self.document.moments(field)

    def each(self, about: About) -> Iterator[tuple[IndexedEvent | IndexedQuote, Text]]:
        """Each event, or quote, with the text as if there were no other."""
        if about == "event":
            yield from ((event, _OfEvent(self, event)) for event in self.document.events)
        else:
            yield from ((quote, _OfQuote(self, quote)) for quote in self.document.quotes)

    def quoted(self, quote: IndexedQuote) -> Block:
        """The words of a quote."""
        if quote not in self._quotes:
            block = self._block(quote.part, quote.block)
            self._quotes[quote] = block.between(quote.start, quote.end)
        return self._quotes[quote]


class _OfEvent(Text):
    """A text whose values and days are those of one event."""

    def __init__(self, text: Text, event: IndexedEvent) -> None:
        self.document = text.document
        self._event = event

    def values(self, field: str) -> tuple[str, ...]:
        return self._event.value(field)

    def moments(self, _: str) -> tuple[Moment, ...]:
        return self._event.moments()


class _OfQuote(Text):
    """A text of which only one quote, and its speaker, can be looked at."""

    def __init__(self, text: Text, quote: IndexedQuote) -> None:
        self.document = text.document
        self._text = text
        self._quote = quote

    def blocks(self, field: str | None) -> Iterator[Block]:
        if field == "quote":
            yield self._text.quoted(self._quote)
        else:
            speakers = self._text.blocks("speaker")
            yield from (block for block in speakers if block.number in self._quote.speakers)
