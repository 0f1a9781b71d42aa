"""Sentences and paragraphs with their offsets, for English.

A full stop ends a sentence unless it belongs to an abbreviation, an initial or a number; what
is doubtful ("Inc.", "U.S.") is settled by whether the next word is one that begins sentences.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from dateline.annotation.dictionary import load
from dateline.annotation.text.quote_marks import quotations
from dateline.values.annotations import Sentence, Span

_END = re.compile(r"(?:[.!?…]+|[。])(?P<close>[\"”»'’)\]]*)(?=\s+(?P<next>[\"“«‘'(\[•]*\w?))")
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]*)*")
_LAST_WORD = re.compile(r"[\w.’'-]*$")
_NEXT_WORD = re.compile(r"\s*[\"“«‘'(\[]*([\w’'-]*)")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]$")
_LAST_SPACE = re.compile(r".*\S(\s)", re.DOTALL)
_LOOK_BACK = 24
# Characters. The longest of 41,661 sentences of news, a list, had 1,902; speech that is written
# down without stops, or a table, can be one of megabytes, which no rule was made for, and rules
# look from each verb to the ends of its sentence.
_LONGEST = 4000


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the paragraphs of a text: parted by blank lines, without space around them."""
    for found in _PARAGRAPH.finditer(text):
        yield found.start(), found.start() + len(found[0].rstrip())


def sentences(part: str, text: str) -> tuple[Sentence, ...]:
    """The sentences of one field of an article, in order; together they cover all its words."""
    return tuple(_sentences(part, text))


def _sentences(part: str, text: str) -> Iterator[Sentence]:
    for paragraph, (begin, close) in enumerate(paragraphs(text)):
        marks = list(quotations(text, begin, close))
        opened = [at for at, _, _ in marks]
        for start, end in _split(text, begin, close):
            before = bisect_left(opened, start)
            yield Sentence(
                span=Span(part=part, start=start, end=end, text=text[start:end]),
                paragraph=paragraph,
                quoted=before > 0 and start < marks[before - 1][1],
            )


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in _END.finditer(text, start, end):
        if _ends(text, start, found):
            yield from _pieces(text, start, found.end())
            start = _skip_space(text, found.end())
    yield from _pieces(text, start, end)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence, cut between words where it is too long to be one."""
    while end - start > _LONGEST:
        space = _LAST_SPACE.match(text, start, start + _LONGEST)
        cut = space.start(1) if space else start + _LONGEST
        yield start, cut
        start = _skip_space(text, cut)
    if start < end:
        yield start, end


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _ends(text: str, start: int, found: re.Match[str]) -> bool:
    following = found["next"][-1:]
    if following.islower():
        return False
    if not found[0].startswith("."):
        return True
    before = _LAST_WORD.search(text, max(start, found.start() - _LOOK_BACK), found.start())
    word = before[0].lstrip(".'’-") if before else ""
    if before and before.start() <= start and word.isdigit():
        return False  # "1." begins an item of a list
    always, doubtful, _ = _abbreviations()
    if word in always:
        return bool(found["close"])
    if word in doubtful or _INITIALS.search(word):
        return _begins_sentence(text, found.end())
    if len(word) == 1 and word.isupper() and word != "I":
        return bool(found["close"])
    return True


def _begins_sentence(text: str, at: int) -> bool:
    following = _NEXT_WORD.match(text, at)
    return following is not None and following[1] in _abbreviations()[2]


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    found = load("abbreviations")
    kinds = ("before a name", "may end", "begins a sentence")
    before, may, begins = (found[kind].words() for kind in kinds)
    return before, may, begins
