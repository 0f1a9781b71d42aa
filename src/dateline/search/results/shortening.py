"""Which part of a long fragment is shown: it is cut between words, never in a phrase."""

from __future__ import annotations

from collections import Counter, deque

from dateline.search.matching.evidence import MatchSpan

_BEFORE = 40  # code points before the first match: some words


def shown_part(
    text: str, start: int, end: int, spans: tuple[MatchSpan, ...], longest: int
) -> tuple[int, int]:
    """Start and end in the text of what is shown of a fragment from `start` to `end`: all of it; if
    that is longer than `longest` code points, the part with most of the query."""
    if end - start <= longest:
        return start, end
    if not spans:
        return start, _word_end(text, start, start + longest)

    first = _richest(spans, longest - _BEFORE)
    begin = max(start, first.start - _BEFORE)
    begin = max(start, min(begin, end - longest))
    if begin > start:
        begin = _word_start(text, begin, first.start)
    limit = max(begin + longest, first.end)  # a phrase is never cut, however long
    return begin, _word_end(text, begin, min(end, limit), first.end)


def beginning(text: str, span: MatchSpan, longest: int) -> MatchSpan:
    """The span, cut where a fragment of `longest` code points would not have room for it."""
    if span.end - span.start <= longest - _BEFORE:
        return span
    return span._replace(end=_word_end(text, span.start, span.start + longest - _BEFORE))


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
