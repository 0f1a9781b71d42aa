"""Sentences of a field of an article, with the paragraph and whether a quotation is open."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from dateline.annotation.text.quote_marks import quotations
from dateline.sentences import paragraphs, sentences_within
from dateline.values.annotations import Sentence, Span


def sentences(part: str, text: str) -> tuple[Sentence, ...]:
    """The sentences of one field of an article, in order; together they have all its words."""
    return tuple(_sentences(part, text))


def _sentences(part: str, text: str) -> Iterator[Sentence]:
    for paragraph, (paragraph_start, paragraph_end) in enumerate(paragraphs(text)):
        quoted = list(quotations(text, paragraph_start, paragraph_end))
        quote_starts = [start for start, _, _ in quoted]
        for start, end in sentences_within(text, paragraph_start, paragraph_end):
            earlier = bisect_left(quote_starts, start)
            yield Sentence(
                span=Span(part=part, start=start, end=end, text=text[start:end]),
                paragraph=paragraph,
                quoted=earlier > 0 and start < quoted[earlier - 1][1],
            )
