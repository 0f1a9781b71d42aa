"""Words for times, from the dictionary, and regular expressions made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.dictionaries.files import load, names

WORDS = load("times")


def _table(section: str) -> dict[str, str]:
    return {name: row[0] for row in WORDS[section].rows for name in names(row[1])}


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _with_capitals(table: dict[str, str], shortest: int) -> dict[str, int]:
    """The numbers of names, also of those in capital letters that have so many letters."""
    found = {name: int(number) for name, number in table.items()}
    return found | {name.upper(): found[name] for name in found if len(name) >= shortest}


MONTHS = _with_capitals(_table("months"), 3)
WEEKDAYS = _with_capitals(_table("weekdays"), 6)
NUMBERS = _table("numbers")
ORDINALS = {name: int(number) for name, number in _table("ordinals").items()}
SEASONS = _table("seasons")
DAYPARTS = {name: value for value, name in WORDS["parts of a day"].rows}
UNITS = _table("units")
REFERENCES = _table("references")
LONG_PAST = WORDS["long past"].words()
SETS = _table("sets")
FIXED_DAYS = _table("fixed days")

MONTH = (
    rf"(?P<month>(?:{either(MONTHS)})\b)(?:(?<=\b[A-Z][a-z][a-z])(?<!May)\.|(?<=\bSept)\."
    r"|(?<=\b[A-Z]{3})(?<!MAY)\.|(?<=\bSEPT)\.)?"
)
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
WEEKDAY = rf"(?:{either(WEEKDAYS)})\b"
YEAR = r"(?P<year>[12]\d{3})(?![\d%]|,\d|\.\d)"
NUMBER = rf"(?P<number>\d{{1,3}}(?:\.\d)?|{either(NUMBERS)})"
UNIT = rf"(?P<unit>{either(UNITS)})"
DAYPART = rf"(?P<part>{either(DAYPARTS)})"

# A future word takes the participle after it along: "should be completed" is future.
TENSE = re.compile(
    rf"\b(?:(?P<future>{either(WORDS['future'].words())})(?:\s(?:be|not|also|only|to|been))*"
    rf"(?:\s[a-z]+(?:ed|en|n|ld|de))?|{either(WORDS['past'].words())}|[a-z]{{2,}}ed)(?![\w’'])"
)


def number_value(text: str) -> float | None:
    """The value of a number in figures or words; None for "several" and similar words."""
    word = text.lower()
    word = NUMBERS.get(word, word)
    return None if word == "X" else float(word)
