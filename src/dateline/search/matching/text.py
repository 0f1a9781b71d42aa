"""A document as the matcher sees it: its values, and its blocks, split into words once. A view
shows only what belongs to one event or one quote."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeAlias

from dateline.search.analysis import AnalyzedText, Analyzer, each_word_span
from dateline.search.indexed import Document, IndexedEvent, IndexedQuote
from dateline.sentences import may_end, sentence_ends
from dateline.values.moment import Moment

_MORE = 2  # times as many blocks are analyzed at once as before, if those before decide nothing
Place: TypeAlias = "tuple[Block, int]"


class Block:
    """A block's words and stems, or those of a piece of it that starts at an offset; the offsets
    of words are computed as far as they are needed."""

    def __init__(
        self, part: str, number: int, text: str, terms: AnalyzedText, start: int = 0
    ) -> None:
        self.part = part
        self.number = number
        self.words, self.stems = terms
        self._text = text
        self._start = start
        self._spans: list[tuple[int, int]] = []  # of the first words
        self._more_spans: Iterator[tuple[int, int]] | None = None
        self._sentence_ends: list[int] | None = None

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Start of the word `first` and end of the word `last`, in code points of the block."""
        start, end = self._span(first, last)
        return self._start + start, self._start + end

    def _span(self, first: int, last: int) -> tuple[int, int]:
        if self._more_spans is None:
            self._more_spans = each_word_span(self._text)
        self._spans += islice(self._more_spans, max(0, last + 1 - len(self._spans)))
        return self._spans[first][0], self._spans[last][1]

    def sentence(self, word: int) -> int:
        """The number of the sentence that a word begins in."""
        if self._sentence_ends is None:
            self._sentence_ends = list(sentence_ends(self._text))
        if len(self._sentence_ends) == 1:  # as most paragraphs of news: no need to find its words
            return 0
        return bisect_right(self._sentence_ends, self._span(word, word)[0])

    def has_no_stop(self, first: int, last: int) -> bool:
        """Whether there is nothing between these words that could end a sentence."""
        start, _ = self._span(first, first)
        end, _ = self._span(last, last)
        return not may_end(self._text, start, end)


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

    def of_words_that(self, fitting: Callable[[list[str]], Iterable[str]]) -> list[Place]:
        """The places of the words that are `fitting`, of all distinct ones, in reading order."""
        words = fitting(list(self.of_words))
        found = [place for word in words for place in self.of_words[word]]
        return sorted(found, key=lambda place: (self._order[place[0]], place[1]))


class DocumentText:
    """A document whose blocks are analyzed at their first use and kept."""

    def __init__(self, document: Document, analyzer: Analyzer) -> None:
        self.document = document
        self._analyzer = analyzer
        self._blocks: dict[tuple[str, int], Block] = {}
        self._plain_texts: dict[tuple[str, int], str | None] = {}
        self._places: dict[str | None, Places] = {}
        self._quotes: dict[IndexedQuote, Block] = {}

    def blocks(self, field: str | None) -> Iterator[Block]:
        """The blocks that a TEXT field looks into; None: all text."""
        if field == "quote":
            yield from map(self.quote_block, self.document.quotes)
        every, count = self.document.blocks(field), 1
        while some := list(islice(every, count)):
            yield from self._analyzed(some)
            count *= _MORE

    def all_blocks(self, field: str | None) -> list[Block]:
        """The same, for who looks at each of them."""
        self._analyzed(list(self.document.blocks(field)))
        return list(self.blocks(field))

    def occurrences(self, word: str, field: str | None) -> Iterator[tuple[str, int, int, int]]:
        """Part and number of the block, start and end of each word with the stem of a folded word,
        in the blocks that a TEXT field looks into. Blocks of plain text are not analyzed."""
        language, others = self.document.language, []
        if field == "quote":
            yield from self._in_blocks(word, self.blocks(field))
            return
        for part, number, text in self.document.blocks(field):
            plain_text = self._plain_text(part, number, text)
            if plain_text is None:
                others.append((part, number, text))
                continue
            for start, end in self._analyzer.spans_in_plain(word, plain_text, language):
                yield part, number, start, end
        yield from self._in_blocks(word, self._analyzed(others))

    def _in_blocks(self, word: str, blocks: Iterable[Block]) -> Iterator[tuple[str, int, int, int]]:
        """The same, in these blocks."""
        wanted = self._analyzer.stem(word, self.document.language)
        for block in blocks:
            if wanted in block.stems:
                for at, stem in enumerate(block.stems):
                    if stem == wanted:
                        yield block.part, block.number, *block.place(at, at)

    def _plain_text(self, part: str, number: int, text: str) -> str | None:
        """The block as the analyzer looks through it, made once; None if a word can only be found
        among all its words."""
        key = part, number
        if key not in self._plain_texts:
            self._plain_texts[key] = self._analyzer.plain(text, self.document.language)
        return self._plain_texts[key]

    def places(self, field: str | None) -> Places:
        """Where the words and stems of the blocks of a TEXT field are, found once: for queries of
        thousands of words."""
        if field not in self._places:
            self._places[field] = Places(self.blocks(field))
        return self._places[field]

    def _analyzed(self, texts: list[tuple[str, int, str]]) -> list[Block]:
        """The blocks of these texts, analyzed together, which takes less time."""
        blocks = self._blocks
        new = [text for text in texts if text[:2] not in blocks]
        if new:
            terms = self._analyzer.each([text for *_, text in new], self.document.language)
            for (part, number, text), of_text in zip(new, terms, strict=True):
                blocks[part, number] = Block(part, number, text, of_text)
        return [blocks[part, number] for part, number, _ in texts]

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
            words = self.document.words_of(quote)
            (terms,) = self._analyzer.each([words], self.document.language)
            self._quotes[quote] = Block(quote.part, quote.block, words, terms, quote.start)
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

    def all_blocks(self, field: str | None) -> list[Block]:
        return list(self.blocks(field))

    def occurrences(self, word: str, field: str | None) -> Iterator[tuple[str, int, int, int]]:
        return self._in_blocks(word, self.blocks(field))
