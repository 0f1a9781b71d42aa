"""A document as the matcher sees it: its values, and its blocks, split into words once. A view
shows only what belongs to one event or one quote."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from dateline.search.analysis import AnalyzedText, Analyzer, word_spans
from dateline.search.fields import Document, IndexedEvent, IndexedQuote
from dateline.sentences import sentence_ends
from dateline.values.moment import Moment


class Block:
    """A block's words and stems; the offsets of the words are computed at the first use."""

    def __init__(self, part: str, number: int, text: str, terms: AnalyzedText) -> None:
        self.part = part
        self.number = number
        self.words, self.stems = map(tuple, terms)
        self._text = text
        self._word_spans: list[tuple[int, int]] | None = None
        self._sentence_ends: list[int] | None = None

    @property
    def word_spans(self) -> list[tuple[int, int]]:
        """Start and end of each word, in code points of the block's text."""
        if self._word_spans is None:
            self._word_spans = word_spans(self._text)
        return self._word_spans

    def between(self, start: int, end: int) -> Block:
        """The block with only the words from `start` to `end` of its text."""
        first = bisect_left(self.word_spans, start, key=lambda span: span[0])
        last = bisect_right(self.word_spans, end, key=lambda span: span[1])
        terms = AnalyzedText(list(self.words[first:last]), list(self.stems[first:last]))
        cut = Block(self.part, self.number, self._text, terms)
        cut._word_spans = self.word_spans[first:last]
        return cut

    def sentence(self, word: int) -> int:
        """The number of the sentence that a word begins in."""
        if self._sentence_ends is None:
            self._sentence_ends = list(sentence_ends(self._text))
        if len(self._sentence_ends) == 1:  # as most paragraphs of news: no need to find its words
            return 0
        return bisect_right(self._sentence_ends, self.word_spans[word][0])


class DocumentText:
    """A document whose blocks are analyzed at their first use and kept."""

    def __init__(self, document: Document, analyzer: Analyzer) -> None:
        self.document = document
        self._analyzer = analyzer
        self._blocks: dict[tuple[str, int], Block] = {}
        self._quotes: dict[IndexedQuote, Block] = {}

    def blocks(self, field: str | None) -> Iterator[Block]:
        """The blocks that a TEXT field looks into; None: all text."""
        if field == "quote":
            yield from map(self.quote_block, self.document.quotes)
        for part, number, _ in self.document.blocks(field):
            yield self._block(part, number)

    def _block(self, part: str, number: int) -> Block:
        if (part, number) not in self._blocks:
            text = self.document.texts[part][number]
            terms = self._analyzer.terms(text, self.document.language)
            self._blocks[part, number] = Block(part, number, text, terms)
        return self._blocks[part, number]

    def values(self, field: str) -> tuple[str, ...]:
        """What a VALUE field looks at."""
        return self.document.value(field)

    def moments(self, field: str) -> tuple[Moment, ...]:
        """What a DATE field looks at."""
        return self.document.moments(field)

    def events(self) -> Iterator[tuple[IndexedEvent, DocumentText]]:
        """Each event, with the document as if it had no other event."""
        return ((event, _EventView(self, event)) for event in self.document.events)

    def quotes(self) -> Iterator[tuple[IndexedQuote, DocumentText]]:
        """Each quote, with the document as if it had no other text."""
        return ((quote, _QuoteView(self, quote)) for quote in self.document.quotes)

    def quote_block(self, quote: IndexedQuote) -> Block:
        """The words of a quote."""
        if quote not in self._quotes:
            block = self._block(quote.part, quote.block)
            self._quotes[quote] = block.between(quote.start, quote.end)
        return self._quotes[quote]


class _EventView(DocumentText):
    """A document whose values and days are those of one event."""

    def __init__(self, text: DocumentText, event: IndexedEvent) -> None:
        self.document = text.document
        self._event = event

    def values(self, field: str) -> tuple[str, ...]:
        return self._event.value(field)

    def moments(self, _: str) -> tuple[Moment, ...]:
        return self._event.moments()


class _QuoteView(DocumentText):
    """A document of which only one quote, and its speaker, are visible."""

    def __init__(self, text: DocumentText, quote: IndexedQuote) -> None:
        self.document = text.document
        self._text = text
        self._quote = quote

    def blocks(self, field: str | None) -> Iterator[Block]:
        if field == "quote":
            yield self._text.quote_block(self._quote)
        else:
            speakers = self._text.blocks("speaker")
            yield from (block for block in speakers if block.number in self._quote.speakers)
