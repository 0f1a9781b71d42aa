"""The quotations of a text, with the sentences and paragraphs around them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.annotation.text.quote_marks import quotations
from dateline.sentences import paragraphs
from dateline.values.annotations import Sentence


@dataclass(frozen=True, slots=True)
class Passage:
    """Words between quotation marks, whether these are closed, and the sentence around them.

    `continues`: it goes on from the paragraph before. `announced` is where a last sentence that
    ends with a colon begins, right before the paragraph that the passage begins; None without one.
    """

    start: int
    end: int
    closed: bool
    sentence_start: int
    sentence_end: int
    next_sentence_end: int
    continues: bool
    previous_start: int
    announced: int | None = None


def passages(text: str, sentences: Sequence[Sentence]) -> Iterator[Passage]:
    """The quotations of a text with these sentences, in order."""
    open_before = False
    starts = [sentence.span.start for sentence in sentences]
    ends = [sentence.span.end for sentence in sentences]
    last_end = 0
    for start, end in paragraphs(text):
        inside = bisect_left(starts, start), bisect_left(starts, end)
        closed = True
        colon = inside[0] > 0 and text.endswith(":", 0, last_end)
        for at, stop, closed in quotations(text, start, end):
            around = max(bisect_right(starts, at, *inside) - 1, inside[0])
            after = bisect_left(ends, stop, *inside)
            next_ends = ends[after : min(after + 2, inside[1])] or [end]
            yield Passage(
                at,
                stop,
                closed,
                sentence_start=starts[around],
                sentence_end=next_ends[0],
                next_sentence_end=next_ends[-1],
                continues=open_before and at == start,
                previous_start=starts[max(around - 1, inside[0])],
                announced=starts[inside[0] - 1] if colon and at == start else None,
            )
        open_before = not closed
        last_end = end
