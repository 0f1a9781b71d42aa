"""The numbers of people killed, injured and arrested that a sentence gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES: Mapping[str, int] = {
    **{word: value for value, word in enumerate(_WORDS.split(), 1)},
    **{word: value * 10 for value, word in enumerate(_TENS.split(), 2)},
}
_NUMBER = (
    rf"(?<!\bno )(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+|(?:{_TENS.replace(' ', '|')})"
    rf"(?:-(?:{'|'.join(_WORDS.split()[:9])}))?|{_WORDS.replace(' ', '|')})"
)
_NUMBER_WORDS = "|".join(_VALUES)
_ABOUT = r"(?:(?:at least|more than|as many as|up to|about|around|nearly|almost|some|over) )?"
# "killed 12 days later", "killed 2 percent": a number of something else.
_OF_PEOPLE = (
    r"(?![-\w.%]|,\d| (?:percent|per cent|years?|months?|weeks?|days?|hours?|minutes?|times?|"
    r"miles?|kilometers?|kilometres?|km)\b|-?year-old)(?<!\d,)"
)
# The verb has no object: "two men killed in the raid", not "two men killed a guard".
_NO_OBJECT = (
    r"(?=\s*(?:$|[.,;:)”\"]|(?:in|on|at|by|when|after|as|during|and|or|since|while|near|outside|"
    r"inside|this|last|over|across|from|for|with|there|today|yesterday|between|before|so|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b))"
)
_ARE = r"(?:were|was|are|been|being|reported|left|confirmed|feared)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualties:
    """Numbers of people in a sentence; None if it gives none."""

    killed: int | None = None
    injured: int | None = None
    arrested: int | None = None

    def known(self) -> Iterator[tuple[str, int]]:
        """("killed", 12) and so on, for the numbers that are given."""
        for name in ("killed", "injured", "arrested"):
            number = getattr(self, name)
            if number is not None:
                yield name, number


def casualties(sentence: str) -> Casualties:
    """The first number of people killed, injured and arrested that the sentence gives, in digits
    or in words below a hundred: "killed at least 12", "12 people were killed", "12 dead", "a
    death toll of 12". "At least" and "about" are ignored. Ages, shares and years are not numbers
    of people."""
    return Casualties(**{name: _first(patterns, sentence) for name, patterns in _PATTERNS.items()})


def _pattern(acts: str, done: str, nouns: str, more: str = "") -> re.Pattern[str]:
    """The pattern of one kind: the people are the object of `acts`, or `done` happened to them.
    `more` is another pattern."""
    active = rf"\b(?:{acts}) {_ABOUT}{_NUMBER}{_OF_PEOPLE}"
    passive = (
        rf"\b{_NUMBER}{_OF_PEOPLE}"
        rf"(?: (?!(?:who|that|and|{acts}|{_NUMBER_WORDS})\b)[a-z][\w-]*){{0,5}}? "
        rf"(?:{_ARE} (?:[a-z]+ )?(?:{done})\b|(?:{done})\b{_NO_OBJECT}|(?:{nouns})\b)"
    )
    return re.compile(
        "|".join(
            pattern.replace("P<number>", f"P<number{at}>")
            for at, pattern in enumerate(filter(None, (active, passive, more)))
        ),
        re.IGNORECASE,
    )


_PATTERNS: Mapping[str, re.Pattern[str]] = {
    "killed": _pattern(
        "kill|kills|killed|killing",
        "killed|dead|died",
        "deaths|fatalities",
        rf"\bdeath toll (?:[a-z]+ ){{0,4}}?(?:to|of|at|is|was) {_ABOUT}{_NUMBER}{_OF_PEOPLE}",
    ),
    "injured": _pattern(
        "injure|injures|injured|injuring|wound|wounds|wounded|wounding",
        "injured|wounded|hurt",
        "injuries",
    ),
    "arrested": _pattern(
        "arrest|arrests|arrested|arresting|detain|detains|detained|detaining",
        "arrested|detained",
        "arrests",
    ),
}


def _first(pattern: re.Pattern[str], sentence: str) -> int | None:
    for found in pattern.finditer(sentence):
        number = found.lastgroup or ""
        if not _is_year(found[number], sentence[: found.start(number)]):
            return _value(found[number].lower())
    return None


def _is_year(words: str, before: str) -> bool:
    after_preposition = re.search(r"\b(?:in|since|of|by|from|until) $", before, re.IGNORECASE)
    return after_preposition is not None and re.fullmatch(r"(?:19|20)\d\d", words) is not None


def _value(words: str) -> int:
    if words[0].isdigit():
        return int(words.replace(",", ""))
    return sum(_VALUES[word] for word in words.split("-"))
