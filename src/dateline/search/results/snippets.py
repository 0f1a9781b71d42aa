"""Snippets: fragments of the text that show readers why it matched.

Fragments are sentences, shortened between words if they are long. The one that shows most of the
query comes first, the others follow in reading order. One that shows less than another is left out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from heapq import heapify, heappop, heappush
from itertools import accumulate, groupby, islice
from typing import NamedTuple

from dateline.search.fields import TEXT_WEIGHTS
from dateline.search.indexed import Document
from dateline.search.matching.evidence import MatchedBlock, MatchSpan
from dateline.search.results.shortening import beginning, shown_part
from dateline.sentences import sentence_ends
from dateline.values.search.results import Snippet

_LONGEST = 280  # code points of a fragment: about three lines of a terminal
_ELLIPSIS = "…"
_SHOWN_ELSEWHERE = ("source", "speaker")  # above the snippets, and as the label of a quote


class _Fragment(NamedTuple):
    part: str
    block: int
    start: int
    end: int
    spans: tuple[MatchSpan, ...]

    @property
    def leaves(self) -> frozenset[int]:
        return frozenset(span.leaf for span in self.spans)


class _Block:
    """A block of text that something matched in: its sentences are looked for when a fragment of it
    may be shown."""

    def __init__(self, document: Document, matched: MatchedBlock) -> None:
        self._document = document
        self._matched = matched
        self.place = matched.part, matched.number
        self.leaves = matched.leaves

    @cached_property
    def spans(self) -> list[MatchSpan]:
        return [_clipped(self._document, span) for span in self._matched.spans]

    @cached_property
    def fragments(self) -> list[_Fragment]:
        """Each sentence with a span; sentences that a span runs across are one fragment."""
        part, number = self.place
        return list(_in_block(part, number, self._document.texts[part][number], self.spans))


_At = tuple[int, int]  # the numbers of a block and of one of its fragments: the order of reading


def snippets(
    document: Document, matched: Sequence[MatchedBlock], *, limit: int = 3, context: int = 0
) -> tuple[Snippet, ...]:
    """The title if it matched, then up to `limit` fragments of the text, the one that shows most
    of the query before the others, which are in reading order; each with up to `context` sentences
    of its paragraph before and after it; then up to `limit` names and addresses that matched
    outside of the text.

    If no place in the text matched (a query for a date, or only a NOT), the beginning of the text,
    without highlights.
    """
    shown = [_Block(document, block) for block in matched if block.part in TEXT_WEIGHTS]
    elsewhere = (*TEXT_WEIGHTS, *_SHOWN_ELSEWHERE)
    outside = (block for block in matched if block.part not in elsewhere)
    title = tuple(span for block in shown if block.place[0] == "title" for span in block.spans)
    chosen = _choose(document, [block for block in shown if block.place[0] != "title"], limit)
    if not title and not chosen:
        chosen = _beginning(document)
    if context:
        chosen = list(_widened(document, chosen, shown, context))
    if chosen:
        best = max(chosen, key=lambda fragment: len(fragment.leaves))  # the first of equal ones
        chosen.sort(key=lambda fragment: fragment is not best)
    longest = _LONGEST * (1 + 2 * context)
    chosen += islice(_whole_blocks(document, outside), limit)
    result = [_snippet(document, fragment, longest) for fragment in chosen]
    if title:
        text = document.texts["title"][0]
        result.insert(0, _snippet(document, _Fragment("title", 0, 0, len(text), title), len(text)))
    return tuple(result)


def _whole_blocks(document: Document, matched: Iterable[MatchedBlock]) -> Iterator[_Fragment]:
    for block in matched:
        text = document.texts[block.part][block.number]
        yield _Fragment(block.part, block.number, 0, len(text), block.spans)


def _clipped(document: Document, span: MatchSpan) -> MatchSpan:
    """The span; of an event's sentence that is longer than a fragment, the beginning."""
    text = document.texts[span.part][span.block]
    return beginning(text, span, _LONGEST) if span.about else span


def _choose(document: Document, blocks: Sequence[_Block], limit: int) -> list[_Fragment]:
    """Up to `limit` fragments, in reading order. Each next one shows the most leaves of the query
    that are not yet shown; of equal ones the one with the most leaves, then the earliest. One that
    shows less than a chosen one is left out, and so is a repetition."""
    chosen: dict[_At, _Fragment] = {}
    seen: frozenset[int] = frozenset()
    while len(chosen) < limit:
        at, fragment = next(_best_first(blocks, seen), (None, None))
        if at is None or fragment is None or fragment.leaves <= seen:  # nothing shows a new leaf
            break
        chosen[at] = fragment
        seen |= fragment.leaves
    shown = {fragment.leaves for fragment in chosen.values()}
    others = (
        (at, fragment)
        for at, fragment in _best_first(blocks, seen)
        if at not in chosen and not any(fragment.leaves < leaves for leaves in shown)
    )
    new = _new(document, others, tuple(chosen.values()))
    chosen.update(islice(new, limit - len(chosen)))
    return [chosen[at] for at in sorted(chosen)]


def _best_first(blocks: Sequence[_Block], seen: frozenset[int]) -> Iterator[tuple[_At, _Fragment]]:
    """All fragments; those first that show the most leaves which are not `seen`, of these those
    with the most leaves, then the earliest. No fragment shows more than its block: the sentences
    of a block are looked for when its turn has come."""

    def turn(leaves: frozenset[int], at: _At) -> tuple[int, int, _At]:
        return -len(leaves - seen), -len(leaves), at

    waiting = [turn(block.leaves, (number, -1)) for number, block in enumerate(blocks)]
    heapify(waiting)
    while waiting:
        _, _, (number, at) = heappop(waiting)
        fragments = blocks[number].fragments
        if at >= 0:
            yield (number, at), fragments[at]
            continue
        for at, fragment in enumerate(fragments):
            heappush(waiting, turn(fragment.leaves, (number, at)))


def _new(
    document: Document, found: Iterable[tuple[_At, _Fragment]], shown: Iterable[_Fragment]
) -> Iterator[tuple[_At, _Fragment]]:
    """Those found whose words are not shown yet, each once: a lead is often the summary too."""
    seen = {_words_of(document, fragment) for fragment in shown}
    for at, fragment in found:
        if (words := _words_of(document, fragment)) not in seen:
            seen.add(words)
            yield at, fragment


def _words_of(document: Document, fragment: _Fragment) -> tuple[str, ...]:
    text = document.texts[fragment.part][fragment.block]
    return tuple(text[fragment.start : fragment.end].casefold().split())


def _beginning(document: Document) -> list[_Fragment]:
    for part in ("body", "summary", "caption"):
        for block, text in enumerate(document.texts.get(part, ())):
            return [_Fragment(part, block, 0, len(text), ())]
    return []


def _in_block(part: str, block: int, text: str, spans: list[MatchSpan]) -> Iterator[_Fragment]:
    waiting = deque(spans)
    inside: list[MatchSpan] = []
    start = reach = 0
    for end in sentence_ends(text):
        while waiting and waiting[0].start < end:
            inside.append(waiting.popleft())
            reach = max(reach, inside[-1].end)
        if reach > end:
            continue  # a phrase continues in the next sentence
        if inside:
            fragment = _Fragment(part, block, start, end, tuple(inside))
            first, last = shown_part(text, start, end, fragment.spans, _LONGEST)
            fits = (span for span in inside if span.start >= first and span.end <= last)
            yield fragment._replace(spans=tuple(fits))
            if not waiting:
                return
            inside = []
        start = end


def _widened(
    document: Document, fragments: list[_Fragment], matched: Iterable[_Block], context: int
) -> Iterator[_Fragment]:
    """The fragments with the sentences around them; fragments that meet are merged."""
    blocks = {block.place: block for block in matched}
    for (part, block), near in groupby(fragments, key=lambda fragment: fragment[:2]):
        inside = blocks[part, block].spans if (part, block) in blocks else []
        starts = [span.start for span in inside]
        for start, end in _stretches(document.texts[part][block], near, inside, context):
            within = inside[bisect_left(starts, start) : bisect_left(starts, end)]
            complete = tuple(span for span in within if span.end <= end)
            yield _Fragment(part, block, start, end, complete)


def _stretches(
    text: str, fragments: Iterable[_Fragment], spans: list[MatchSpan], context: int
) -> list[tuple[int, int]]:
    """Start and end of the fragments of one block with the sentences around them."""
    ends = [0, *sentence_ends(text)]
    starts = [*(span.start for span in spans), len(text)]
    reach = [0, *accumulate((span.end for span in spans), max)]  # of no span, one, two …
    stretches: list[tuple[int, int]] = []
    for _, _, start, end, _ in fragments:
        start = ends[max(0, bisect_right(ends, start) - 1 - context)]
        end = ends[min(len(ends) - 1, bisect_left(ends, end) + context)]
        # A phrase across an edge is shown completely.
        start = min(start, starts[bisect_right(reach, start) - 1])
        end = max(end, reach[bisect_left(starts, end)])
        if stretches and start <= stretches[-1][1]:
            start = stretches.pop()[0]
        stretches.append((start, end))
    return stretches


def _snippet(document: Document, fragment: _Fragment, longest: int) -> Snippet:
    text = document.texts[fragment.part][fragment.block]
    start, end = shown_part(text, fragment.start, fragment.end, fragment.spans, longest)
    while end > start and text[end - 1].isspace():
        end -= 1
    before = _ELLIPSIS if start > fragment.start else ""
    after = _ELLIPSIS if text[end : fragment.end].strip() else ""
    shift = len(before) - start
    ranges = [
        (span.start + shift, span.end + shift)
        for span in fragment.spans
        if span.start >= start and span.end <= end
    ]
    return Snippet(
        field=fragment.part,
        text=f"{before}{text[start:end]}{after}",
        highlights=_merged(ranges),
        about="; ".join(dict.fromkeys(span.about for span in fragment.spans if span.about)),
    )


def _merged(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
