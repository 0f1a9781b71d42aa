"""Where a rule for times is tried, and what it finds there."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from dateline.annotation.times import vocabulary as w
from dateline.values.annotations import TimeKind

DATE, TIME, DURATION, SET = TimeKind.DATE, TimeKind.TIME, TimeKind.DURATION, TimeKind.SET


@dataclass(frozen=True, slots=True)
class Found:
    """An expression that ends at `end`, and what it says."""

    end: int
    value: str
    kind: TimeKind
    rule: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a text a rule is tried, and what it may lean on.

    `today` is the article's day, None where it is not known. `named` is the day that the text
    named last, and `said` the value of the last date in it, "" before the first. `sentence` is
    where the sentence begins, `stop` where it ends.
    """

    text: str
    at: int
    sentence: int
    stop: int
    today: date | None
    named: date | None = None
    said: str = ""

    def moved(self, at: int) -> Place:
        """The same, further on in the sentence."""
        return replace(self, at=at)

    @property
    def said_year(self) -> int | None:
        return int(self.said[:4]) if self.said[:4].isdigit() and len(self.said) > 3 else None

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        return pattern.match(self.text, self.at, self.stop)

    def before(self, pattern: re.Pattern[str]) -> bool:
        """Whether the words right before end as the pattern says."""
        return pattern.search(self.text, max(self.sentence, self.at - 24), self.at) is not None

    @property
    def future(self) -> bool:
        """Whether the clause tells of what is to come: by the last word before the expression
        that shows a tense, else by the first after it."""
        if self.before(_BY):
            return True
        before = deque(w.TENSE.finditer(self.text, self.sentence, self.at), maxlen=1)
        last = before[0] if before else w.TENSE.search(self.text, self.at, self.stop)
        return last is not None and last["future"] is not None


Try = Callable[[Place], Found | None]
_BY = re.compile(
    r"\b(?:by|until|till|starting|beginning)\s(?:the\s|on\s|in\s|next\s)?(?:early\s|"
    r"late\s|end of\s)?$"
)
