"""Snippets: fragments of the text that show readers why it matched.

Fragments are sentences, shortened between words if they are long. The one that shows most of the
query comes first, the others follow in reading order. One that shows less than another is left out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from itertools import accumulate, groupby, islice
from typing import NamedTuple

from dateline.search.fields import TEXT_WEIGHTS, Document
from dateline.search.matching.evidence import MatchSpan
from dateline.sentences import sentence_ends
from dateline.values.search.results import Snippet

_LONGEST = 280  # code points of a fragment: about three lines of a terminal
_BEFORE = 40  # code points before the first match: some words
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


def snippets(
    document: Document, spans: Iterable[MatchSpan], *, limit: int = 3, context: int = 0
) -> tuple[Snippet, ...]:
    """The title if it matched, then up to `limit` fragments of the text, the one that shows most
    of the query before the others, which are in reading order; each with up to `context` sentences
    of its paragraph before and after it; then up to `limit` names and addresses that matched
    outside of the text.

    If no place in the text matched (a query for a date, or only a NOT), the beginning of the text,
    without highlights.
    """
    shown = [_clipped(document, span) for span in spans if span.part in TEXT_WEIGHTS]
    outside = [span for span in spans if span.part not in (*TEXT_WEIGHTS, *_SHOWN_ELSEWHERE)]
    title = tuple(span for span in shown if span.part == "title")
    fragments = list(_fragments(document, [span for span in shown if span.part != "title"]))
    chosen = _choose(document, fragments, limit)
    if not title and not chosen:
        chosen = _beginning(document)
    if context:
        chosen = list(_widened(document, chosen, shown, context))
    if chosen:
        best = max(chosen, key=lambda fragment: len(fragment.leaves))  # the first of equal ones
        chosen.sort(key=lambda fragment: fragment is not best)
    longest = _LONGEST * (1 + 2 * context)
    chosen += list(_whole_blocks(document, outside))[:limit]
    result = [_snippet(document, fragment, longest) for fragment in chosen]
    if title:
        text = document.texts["title"][0]
        result.insert(0, _snippet(document, _Fragment("title", 0, 0, len(text), title), len(text)))
    return tuple(result)


def _whole_blocks(document: Document, spans: list[MatchSpan]) -> Iterator[_Fragment]:
    for (part, block), inside in groupby(spans, key=lambda span: (span.part, span.block)):
        text = document.texts[part][block]
        yield _Fragment(part, block, 0, len(text), tuple(inside))


def _clipped(document: Document, span: MatchSpan) -> MatchSpan:
    """The span; of an event's sentence that is longer than a fragment, the beginning."""
    if not span.about or span.end - span.start <= _LONGEST - _BEFORE:
        return span
    text = document.texts[span.part][span.block]
    return span._replace(end=_word_end(text, span.start, span.start + _LONGEST - _BEFORE))


def _choose(document: Document, fragments: list[_Fragment], limit: int) -> list[_Fragment]:
    """Up to `limit` fragments, in reading order. Each next one shows the most leaves of the query
    that are not yet shown; of equal ones the one with the most leaves, then the earliest. One that
    shows less than a chosen one is left out, and so is a repetition."""
    left = list(enumerate(fragments))
    chosen: list[tuple[int, _Fragment]] = []
    seen: frozenset[int] = frozenset()
    while left and len(chosen) < limit:
        best = max(
            left, key=lambda item: (len(item[1].leaves - seen), len(item[1].leaves), -item[0])
        )
        if best[1].leaves <= seen:  # none of the remaining shows a new leaf
            more = {fragment.leaves for _, fragment in chosen}
            left = [item for item in left if not any(item[1].leaves < leaves for leaves in more)]
            left.sort(key=lambda item: (-len(item[1].leaves), item[0]))
            chosen += islice(_new(document, left, chosen), limit - len(chosen))
            break
        left.remove(best)
        chosen.append(best)
        seen |= best[1].leaves
    return [fragment for _, fragment in sorted(chosen, key=lambda item: item[0])]


def _new(
    document: Document, found: Iterable[tuple[int, _Fragment]], shown: list[tuple[int, _Fragment]]
) -> Iterator[tuple[int, _Fragment]]:
    """Those found whose words are not shown yet, each once: a lead is often the summary too."""
    seen = {_words_of(document, fragment) for _, fragment in shown}
    for number, fragment in found:
        if (words := _words_of(document, fragment)) not in seen:
            seen.add(words)
            yield number, fragment


def _words_of(document: Document, fragment: _Fragment) -> tuple[str, ...]:
    text = document.texts[fragment.part][fragment.block]
    return tuple(text[fragment.start : fragment.end].casefold().split())


def _beginning(document: Document) -> list[_Fragment]:
    for part in ("body", "summary", "caption"):
        for block, text in enumerate(document.texts.get(part, ())):
            return [_Fragment(part, block, 0, len(text), ())]
    return []


def _fragments(document: Document, spans: list[MatchSpan]) -> Iterator[_Fragment]:
    """Each sentence with a span; sentences that a span runs across are one fragment."""
    for (part, block), inside in _by_block(spans).items():
        yield from _in_block(part, block, document.texts[part][block], inside)


def _by_block(spans: Iterable[MatchSpan]) -> dict[tuple[str, int], list[MatchSpan]]:
    blocks: dict[tuple[str, int], list[MatchSpan]] = {}
    for span in spans:
        blocks.setdefault((span.part, span.block), []).append(span)
    return blocks


def _in_block(part: str, block: int, text: str, spans: list[MatchSpan]) -> Iterator[_Fragment]:
    ends = list(sentence_ends(text))
    waiting = deque(spans)
    inside: list[MatchSpan] = []
    start = reach = 0
    for end in ends:
        while waiting and waiting[0].start < end:
            inside.append(waiting.popleft())
            reach = max(reach, inside[-1].end)
        if reach > end:
            continue  # a phrase continues in the next sentence
        if inside:
            fragment = _Fragment(part, block, start, end, tuple(inside))
            first, last = _window(text, fragment, _LONGEST)
            fits = (span for span in inside if span.start >= first and span.end <= last)
            yield fragment._replace(spans=tuple(fits))
            inside = []
        start = end


def _widened(
    document: Document, fragments: list[_Fragment], spans: list[MatchSpan], context: int
) -> Iterator[_Fragment]:
    """The fragments with the sentences around them; fragments that meet are merged."""
    blocks = _by_block(spans)
    for (part, block), near in groupby(fragments, key=lambda fragment: fragment[:2]):
        inside = blocks.get((part, block), [])
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
    start, end = _window(text, fragment, longest)
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


def _window(text: str, fragment: _Fragment, longest: int) -> tuple[int, int]:
    """Start and end of the fragment; if it is too long, of the part with most of the query."""
    if fragment.end - fragment.start <= longest:
        return fragment.start, fragment.end
    if not fragment.spans:
        return fragment.start, _word_end(text, fragment.start, fragment.start + longest)

    first = _richest(fragment.spans, longest - _BEFORE)
    start = max(fragment.start, first.start - _BEFORE)
    start = max(fragment.start, min(start, fragment.end - longest))
    if start > fragment.start:
        start = _word_start(text, start, first.start)
    limit = max(start + longest, first.end)  # a phrase is never cut, however long
    return start, _word_end(text, start, min(fragment.end, limit), first.end)


def _richest(spans: tuple[MatchSpan, ...], room: int) -> MatchSpan:
    """The span from whose start `room` code points show the most leaves of the query, then the
    most spans; the first of equal ones."""
    best, first = (0, 0), spans[0]
    fitting = [span for span in spans if span.end - span.start <= room]
    coming = deque(sorted(fitting, key=lambda span: span.end))
    inside: Counter[int] = Counter()  # how often each leaf occurs in the room after this span
    for span in spans:
        while coming and coming[0].end <= span.start + room:
            inside[coming.popleft().leaf] += 1
        worth = len(inside), inside.total()
        if worth > best:
            best, first = worth, span
        if span.end - span.start <= room:
            inside[span.leaf] -= 1
            if not inside[span.leaf]:
                del inside[span.leaf]
    return first


def _word_start(text: str, at: int, limit: int) -> int:
    """The first start of a word from `at` on, or `limit`."""
    for index in range(at, limit):
        if text[index - 1].isspace() and not text[index].isspace():
            return index
    return limit


def _word_end(text: str, start: int, at: int, floor: int = 0) -> int:
    """The last end of a word up to `at`, but not before `floor`; `at` if there is none."""
    for index in range(at, max(start, floor), -1):
        if index == len(text) or text[index].isspace():
            return index
    return at


def _merged(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
