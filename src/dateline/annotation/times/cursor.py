"""The place in a text where a rule for times is tried, and the time that it finds there."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from dateline.annotation.times.vocabulary import TENSE
from dateline.values.annotations import TimeKind

DATE, TIME, DURATION, SET = TimeKind.DATE, TimeKind.TIME, TimeKind.DURATION, TimeKind.SET


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time expression that ends at `end`: its TIMEX3 value, its kind and the rule."""

    end: int
    value: str
    kind: TimeKind
    rule: str


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place `at` in a text where a rule is tried, and what the rule may use.

    `today` is the article's day, None if it is not known. `last_day` is the day that the text
    named last; `last_value` is the value of the last date in it, "" before the first. The
    sentence is text[sentence:stop]. `day_first`: in figures the day is before the month; None if
    that is not known.
    """

    text: str
    at: int
    sentence: int
    stop: int
    today: date | None
    last_day: date | None = None
    last_value: str = ""
    day_first: bool | None = None

    def moved(self, at: int) -> Cursor:
        """The same cursor, further on in the sentence."""
        return replace(self, at=at)

    @property
    def last_year(self) -> int | None:
        """The year of the date that the text named last, if that has one."""
        year = self.last_value[:4]
        return int(year) if len(year) == 4 and year.isdigit() else None

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        return pattern.match(self.text, self.at, self.stop)

    def before(self, pattern: re.Pattern[str]) -> bool:
        """Whether the pattern fits right before the cursor."""
        return pattern.search(self.text, max(self.sentence, self.at - 24), self.at) is not None

    @property
    def future(self) -> bool:
        """Whether the clause is in the future: by the last word before the cursor that shows a
        tense, else by the first one after it."""
        if self.before(_BY):
            return True
        before = deque(TENSE.finditer(self.text, self.sentence, self.at), maxlen=1)
        last = before[0] if before else TENSE.search(self.text, self.at, self.stop)
        return last is not None and last["future"] is not None


TimeRule = Callable[[Cursor], FoundTime | None]
_BY = re.compile(
    r"\b(?:by|until|till|starting|beginning)\s(?:the\s|on\s|in\s|next\s)?(?:early\s|"
    r"late\s|end of\s)?$"
)
