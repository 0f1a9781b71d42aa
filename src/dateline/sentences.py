"""Paragraphs and sentences of a text, for annotation, SAMESENT and snippets alike.

The rules are those of English. A full stop ends a sentence unless it belongs to an abbreviation,
an initial or a number. A doubtful one ("Inc.", "U.S.") ends a sentence only if the next word is
one that begins sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dateline.dictionaries.files import load

# A run of stops is tried only from its first one, and no run is given back: otherwise the time is
# quadratic in its length. Chinese and Japanese write no white space after a stop. The pattern
# begins with one set of signs, not with a choice: `re` finds these in a sixth of the time.
_STOP = re.compile(
    r"[.!?…。！？](?:"
    r"(?<=[.!?…])(?<![.!?…]{2})[.!?…]*+"
    r"(?P<close>[\"”»'’)\]]*+)(?=\s+(?P<next>[\"“«‘'(\[•]*\w?))"
    r"|(?<=[。！？])[。！？]*[」』）]*"
    r")"
)
_END = r"[.!?…。！？\n]"  # compiled by the few searches that ask for nearness
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]*)*")
_OPENING = "\"“«‘'(["
_LAST_SPACE = r"(?s:.*)\S(\s)"  # compiled where a sentence is too long
_LOOK_BACK = 24  # characters before a stop in which its abbreviation begins
# Characters. The longest of 41,661 sentences of news, a list, had 1,902. Transcripts without
# stops, or tables, can be megabytes long; no rule was made for those, and rules look from each
# verb to the ends of its sentence.
_LONGEST = 4000


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each paragraph, without white space around it. Blank lines separate
    paragraphs."""
    for match in _PARAGRAPH.finditer(text):
        yield match.start(), match.start() + len(match[0].rstrip())


def sentences_within(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of the paragraph text[start:end], without white space
    around it. Together they have all words. None is longer than 4,000 characters."""
    for stop in _STOP.finditer(text, start, end):
        if _ends_sentence(text, start, stop):
            yield from _pieces(text, start, stop.end())
            start = _skip_space(text, stop.end())
    yield from _pieces(text, start, end)


def may_end(text: str, start: int, end: int) -> bool:
    """Whether a sentence may end between two places of a text: there is a stop or a line break, or
    so much text that sentences are cut."""
    return len(text) > _LONGEST or re.compile(_END).search(text, start, end) is not None


def sentence_ends(text: str) -> Iterator[int]:
    """The end of each sentence of a text, with the white space after it; the last is the end of
    the text."""
    starts = (
        start for paragraph in paragraphs(text) for start, _ in sentences_within(text, *paragraph)
    )
    next(starts, None)
    yield from starts
    yield len(text)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence, cut between words if it is longer than any sentence."""
    while end - start > _LONGEST:
        space = re.compile(_LAST_SPACE).match(text, start, start + _LONGEST)
        cut = space.start(1) if space else start + _LONGEST
        yield start, cut
        start = _skip_space(text, cut)
    if start < end:
        yield start, end


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _ends_sentence(text: str, start: int, stop: re.Match[str]) -> bool:
    """Whether the stop ends the sentence that begins at `start`."""
    if stop["next"] is None:
        return True  # a Chinese or Japanese stop
    if stop["next"][-1:].islower():
        return False
    if not stop[0].startswith("."):
        return True
    lowest = max(start, stop.start() - _LOOK_BACK)
    word_start = _word_start(text, lowest, stop.start())
    word = text[word_start : stop.start()].lstrip(".'’-")
    if word_start == start and word.isdigit():
        return False  # "1." begins an item of a list
    if len(word) == 1 and word.isupper() and word != "I":
        return bool(stop["close"]) or _letter_ends(text, start, word_start, stop.end())
    before_name, doubtful, _, _ = _abbreviations()
    if word in before_name:
        return bool(stop["close"])
    if word in doubtful or _is_initials(word) or _is_in_capitals(word):
        return _begins_sentence(text, stop.end())
    return True


def _letter_ends(text: str, start: int, at: int, stop: int) -> bool:
    """Whether a letter at `at` with a full stop ends the sentence, as in "on X." and "plan B.",
    and is no initial."""
    before = text[max(start, at - _LOOK_BACK) : at].split()
    if not before:
        return False  # an item of a list, or a first initial
    previous = before[-1].lstrip(_OPENING)
    if previous.lower() in _abbreviations()[3] or (text[at] == "X" and previous.islower()):
        return True
    following = _skip_space(text, stop)
    return text[following + 1 : following + 2] != "." and _begins_sentence(text, stop)


def _is_in_capitals(word: str) -> bool:
    """Whether the word is an abbreviation in capital letters: "JAN.", "ST.", "SEN.". Those of two
    letters are words of their own ("NO", "LA"), unless a name follows them."""
    before_name, doubtful, _, _ = _abbreviations()
    usual = word.capitalize()
    return word.isupper() and (
        (usual in before_name and usual != "No") or (len(word) > 2 and usual in doubtful)
    )


def _is_initials(word: str) -> bool:
    """Whether the word, before its last full stop, ends as "U.S" and "a.m" do."""
    letters = word[-3::2]
    return len(word) > 2 and word[-2] == "." and letters.isascii() and letters.isalpha()


def _word_start(text: str, lowest: int, end: int) -> int:
    """Where the word that ends at `end` begins, full stops and hyphens included."""
    start = end
    while start > lowest and (text[start - 1].isalnum() or text[start - 1] in "_.’'-"):
        start -= 1
    return start


def _begins_sentence(text: str, at: int) -> bool:
    """Whether the next word is one that begins sentences."""
    start = _skip_space(text, at)
    while text[start : start + 1] and text[start] in _OPENING:
        start += 1
    end = start
    while end < len(text) and (text[end].isalnum() or text[end] in "_’'-"):
        end += 1
    return text[start:end] in _abbreviations()[2]


@cache
def _abbreviations() -> tuple[frozenset[str], ...]:
    """Abbreviations before a name, those that may end a sentence, first words of sentences, and
    words that a letter follows."""
    dictionary = load("abbreviations")
    return (
        dictionary["before a name"].words(),
        dictionary["may end"].words(),
        dictionary["begins a sentence"].words(),
        dictionary["before a letter"].words(),
    )
