"""What the rules for speakers look at: verbs of saying, mentions, and who spoke last."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from dateline.annotation.times.vocabulary import either
from dateline.dictionaries.files import load
from dateline.values.annotations import Mention, MentionKind, Span


@dataclass(frozen=True, slots=True)
class Speaker:
    """Where a speaker is named, who that is as far as known, and the verb of saying."""

    span: Span | None
    name: str | None = None
    role: str | None = None
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class Verbs:
    """Verbs to find in a text, some of several words. A set of first words saves trying all of
    them at each position."""

    pattern: re.Pattern[str]
    first_words: frozenset[str]

    @classmethod
    def of(cls, verbs: frozenset[str]) -> Verbs:
        pattern = re.compile(rf"(?:{either(verbs)})(?![\w’'-])")
        return cls(pattern, frozenset(verb.partition(" ")[0] for verb in verbs))

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The verbs in text[start:end], in order."""
        for word in _SMALL_WORD.finditer(text, start, end):
            if word[0] in self.first_words:
                found = self.pattern.match(text, word.start(), end)
                if found:
                    yield found

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first verb in text[start:end], or None."""
        return next(self.finditer(text, start, end), None)


_SMALL_WORD = re.compile(r"(?<![\w’'-])[a-z]+")


@dataclass(frozen=True, slots=True)
class QuotePatterns:
    """Regular expressions and sets made of the dictionary's words. `cue` finds verbs of saying,
    `beside` those that report speech only right beside a quotation."""

    label: str
    cue: Verbs
    beside: Verbs
    strong: frozenset[str]
    with_that: frozenset[str]
    reporting: frozenset[str]
    documents: frozenset[str]
    pronoun: re.Pattern[str]
    persons: frozenset[str]


@cache
def quote_patterns() -> QuotePatterns:
    words = load("quotes")
    persons, groups = words["persons"].words(), words["groups"].words()
    return QuotePatterns(
        label=words.label,
        cue=Verbs.of(words["cues"].words()),
        beside=Verbs.of(
            words["manner of speaking"].words() | words["rarer verbs of saying"].words()
        ),
        strong=words["strong cues"].words(),
        with_that=words["cues with that"].words(),
        reporting=words["strong cues"].words() | words["cues with that"].words(),
        documents=words["documents"].words(),
        pronoun=re.compile(
            rf"\b(?:{either(persons | groups)}|I|We|we|who|him|her(?! [a-z]))\b(?![’'])"
        ),
        persons=persons,
    )


def _start(mention: Mention) -> int:
    return mention.span.start


def _end(mention: Mention) -> int:
    return mention.span.end


@dataclass(slots=True)
class QuoteContext:
    """One field's text with its mentions, in order and not nested, and who spoke last."""

    part: str
    text: str
    mentions: Sequence[Mention]
    last: Speaker | None = None
    _of_kind: Mapping[MentionKind, Sequence[Mention]] = field(init=False)

    def __post_init__(self) -> None:
        self._of_kind = {kind: [m for m in self.mentions if m.kind is kind] for kind in MentionKind}

    def span(self, start: int, end: int) -> Span:
        return Span(part=self.part, start=start, end=end, text=self.text[start:end])

    def cue(self, found: re.Match[str] | None) -> Span | None:
        """The span of a verb of saying."""
        return self.span(found.start(), found.end()) if found else None

    def within(self, start: int, end: int) -> Iterator[Mention]:
        """The mentions that are wholly in text[start:end]."""
        first = bisect_left(self.mentions, start, key=_start)
        return iter(self.mentions[first : bisect_right(self.mentions, end, first, key=_end)])

    def last_named(self, kind: MentionKind, at: int) -> Mention | None:
        """The last mention of this kind that is wholly in text[:at]."""
        before = bisect_right(self._of_kind[kind], at, key=_end)
        return self._of_kind[kind][before - 1] if before else None

    def remember(self, speaker: Speaker) -> Speaker:
        """The same speaker; it is the last one from here on, if it has a name."""
        if speaker.name and speaker.span:
            self.last = speaker
        return speaker


def last_match(
    pattern: re.Pattern[str] | Verbs, text: str, start: int, end: int
) -> re.Match[str] | None:
    """The last match of the pattern in text[start:end], or None."""
    found = deque(pattern.finditer(text, start, end), maxlen=1)
    return found[0] if found else None
