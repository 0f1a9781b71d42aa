"""A document as the matcher sees it: its values, and its blocks, split into words once. A view
shows only what belongs to one event or one quote."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeAlias

from dateline.search.analysis import AnalyzedText, Analyzer, each_word_span
from dateline.search.fields import Document, IndexedEvent, IndexedQuote
from dateline.sentences import may_end, sentence_ends
from dateline.values.moment import Moment

Place: TypeAlias = "tuple[Block, int]"


class Block:
    """A block's words and stems; the offsets of words are computed as far as they are needed."""

    def __init__(self, part: str, number: int, text: str, terms: AnalyzedText) -> None:
        self.part = part
        self.number = number
        self.words, self.stems = map(tuple, terms)
        self._text = text
        self._spans: list[tuple[int, int]] = []  # of the first words
        self._more_spans: Iterator[tuple[int, int]] | None = None
        self._sentence_ends: list[int] | None = None

    @property
    def word_spans(self) -> list[tuple[int, int]]:
        """Start and end of each word, in code points of the block's text."""
        self._read_spans(len(self.words))
        return self._spans

    def _read_spans(self, count: int) -> None:
        if self._more_spans is None:
            self._more_spans = each_word_span(self._text)
        self._spans += islice(self._more_spans, max(0, count - len(self._spans)))

    def between(self, start: int, end: int) -> Block:
        """The block with only the words from `start` to `end` of its text."""
        first = bisect_left(self.word_spans, start, key=lambda span: span[0])
        last = bisect_right(self.word_spans, end, key=lambda span: span[1])
        terms = AnalyzedText(list(self.words[first:last]), list(self.stems[first:last]))
        cut = Block(self.part, self.number, self._text, terms)
        cut._spans = self.word_spans[first:last]
        cut._more_spans = iter(())
        return cut

    def sentence(self, word: int) -> int:
        """The number of the sentence that a word begins in."""
        if self._sentence_ends is None:
            self._sentence_ends = list(sentence_ends(self._text))
        if len(self._sentence_ends) == 1:  # as most paragraphs of news: no need to find its words
            return 0
        return bisect_right(self._sentence_ends, self.word_spans[word][0])

    def has_no_stop(self, first: int, last: int) -> bool:
        """Whether there is nothing between these words that could end a sentence."""
        self._read_spans(last + 1)
        return not may_end(self._text, self._spans[first][0], self._spans[last][0])


class Places:
    """The blocks and numbers of words, in reading order, by word and by stem."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.of_words: dict[str, list[Place]] = {}
        self.of_stems: dict[str, list[Place]] = {}
        self._order: dict[Block, int] = {}
        for block in blocks:
            self._order[block] = len(self._order)
            for at, (word, stem) in enumerate(zip(block.words, block.stems, strict=True)):
                self.of_words.setdefault(word, []).append((block, at))
                self.of_stems.setdefault(stem, []).append((block, at))

    def of_words_that(self, fit: Callable[[str], object]) -> list[Place]:
        """The places of the words that `fit` is true for, in reading order."""
        found = [place for word, places in self.of_words.items() if fit(word) for place in places]
        return sorted(found, key=lambda place: (self._order[place[0]], place[1]))


class DocumentText:
    """A document whose blocks are analyzed at their first use and kept."""

    def __init__(self, document: Document, analyzer: Analyzer) -> None:
        self.document = document
        self._analyzer = analyzer
        self._blocks: dict[tuple[str, int], Block] = {}
        self._places: dict[str | None, Places] = {}
        self._quotes: dict[IndexedQuote, Block] = {}

    def blocks(self, field: str | None) -> Iterator[Block]:
        """The blocks that a TEXT field looks into; None: all text."""
        if field == "quote":
            yield from map(self.quote_block, self.document.quotes)
        for part, number, _ in self.document.blocks(field):
            yield self._block(part, number)

    def places(self, field: str | None) -> Places:
        """Where the words and stems of the blocks of a TEXT field are, found once: for queries of
        thousands of words."""
        if field not in self._places:
            self._places[field] = Places(self.blocks(field))
        return self._places[field]

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
        super().__init__(text.document, text._analyzer)
        self._event = event

    def values(self, field: str) -> tuple[str, ...]:
        return self._event.value(field)

    def moments(self, _: str) -> tuple[Moment, ...]:
        return self._event.moments()


class _QuoteView(DocumentText):
    """A document of which only one quote, and its speaker, are visible."""

    def __init__(self, text: DocumentText, quote: IndexedQuote) -> None:
        super().__init__(text.document, text._analyzer)
        self._text = text
        self._quote = quote

    def blocks(self, field: str | None) -> Iterator[Block]:
        if field == "quote":
            yield self._text.quote_block(self._quote)
        else:
            speakers = self._text.blocks("speaker")
            yield from (block for block in speakers if block.number in self._quote.speakers)
