"""Time expressions of a text, with their TIMEX3 values.

At each word that can begin an expression, the rules for that word are tried in order. The first
that fits decides, and the search goes on after its words. Days without a year or a date are
counted from the article's day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from dateline.annotation.times import (
    days,
    durations,
    periods,
    quarters,
    relative_days,
    timex,
    years,
)
from dateline.annotation.times.cursor import DATE, TIME, Cursor, FoundTime, TimeRule
from dateline.annotation.times.vocabulary import (
    DAYPARTS,
    FIXED_DAYS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    REFERENCES,
    SEASONS,
    SETS,
    UNITS,
    WEEKDAYS,
    WORDS,
)
from dateline.values.annotations import Rule, Sentence, Span, TimeExpression
from dateline.values.article import Article
from dateline.values.moment import Precision

HISTORY_DAYS = 90
_YEARS = range(1500, 3000)  # a misprinted year 1 or 9999 leaves no days to count from
_WORD = re.compile(r"(?<![\w$€£])['’]?(?:\d+|[A-Za-z]+)")


def article_day(article: Article) -> date | None:
    """The day that the article's times count from: that of its dateline, in the year nearest to
    its publication, else the day it was published. None if neither is known to the day, or the
    year is not that of an article."""
    published = article.published
    if published is None or published.precision in (Precision.YEAR, Precision.MONTH):
        return None
    if published.first_day.year not in _YEARS:
        return None
    evidence = article.evidence.get("dateline")
    printed = (evidence.text if evidence else None) or ""
    for word in _WORD.finditer(printed):
        cursor = Cursor(printed, word.start(), 0, len(printed), published.first_day)
        found = days.calendar_day(cursor)
        if found:
            return date.fromisoformat(found.value[:10])
    return published.first_day


def has_day_first(article: Article) -> bool | None:
    """Whether dates in figures have the day before the month in this article: by those of its
    dates that have only one reading, else by the domain of its source. None if neither tells."""
    shown = {days.shows_day_first(text) for _, text in article.parts} - {None}
    if shown:
        return shown.pop() if len(shown) == 1 else None
    domain = (article.source.domain or "").removeprefix("www.")
    names = (domain, domain.rpartition(".")[2])
    return next((_DAY_FIRST[name] for name in names if name in _DAY_FIRST), None)


_DAY_FIRST = {
    name: section == "day first"
    for section in ("day first", "month first")
    for name in WORDS[section].words()
}


def times(
    text: str,
    sentences: Sequence[Sentence],
    today: date | None,
    *,
    day_first: bool | None = None,
) -> tuple[TimeExpression, ...]:
    """The time expressions in one field's `text`, which has these `sentences`. They are counted
    from `today`; if that is None, what depends on it is left out, or has X in its value.
    `day_first`: in figures the day is before the month; None if that is not known."""
    return tuple(_times(text, sentences, today, day_first))


def _times(
    text: str, sentences: Sequence[Sentence], today: date | None, day_first: bool | None
) -> Iterator[TimeExpression]:
    last_day: date | None = None
    last_value = ""
    rules_at, openers, time_words, signs = _rules(), _openers(), _time_words(), _signs()
    for sentence in sentences:
        begin, stop = sentence.span.start, sentence.span.end
        keys = [word if word[-1] > "9" else _key(word) for word in _WORD.findall(text, begin, stop)]
        if signs.isdisjoint(keys):
            continue
        at = begin
        for index, word in enumerate(_WORD.finditer(text, begin, stop)):
            key, start = keys[index], word.start()
            if key not in rules_at or start < at:
                continue
            if key in openers and time_words.isdisjoint(keys[index + 1 : index + 5]):
                continue
            cursor = Cursor(text, start, begin, stop, today, last_day, last_value, day_first)
            found = next(filter(None, (rule(cursor) for rule in rules_at[key])), None)
            if found is None:
                continue
            at = found.end
            span = Span(part=sentence.span.part, start=start, end=at, text=text[start:at])
            yield TimeExpression(
                span=span,
                value=found.value,
                kind=found.kind,
                rule=Rule(name=found.rule, dictionary=WORDS.label),
                history=_is_history(found, today),
            )
            last_day = _day_of(found) or last_day
            if found.kind is DATE and found.value[0].isdigit():
                last_value = found.value


def _key(figures: str) -> str:
    """The key of figures in the table of rules."""
    return "'0" if figures[0] in "'’" else "0"


def _day_of(found: FoundTime) -> date | None:
    """The single day that an expression names: those after it may count from it."""
    value = found.value[:10]
    if found.kind in (DATE, TIME) and len(value) == 10 and value[4] == value[7] == "-":
        return timex.last_day(value)
    return None


def _is_history(found: FoundTime, today: date | None) -> bool:
    if found.rule == "long past":
        return True
    last = timex.last_day(found.value)
    return bool(today and last and last < today - timedelta(HISTORY_DAYS))


@cache
def _openers() -> frozenset[str]:
    """Small words that begin many time expressions, but more often begin none: their rules are
    tried only if a word for time is among the next four. That saves a fifth of the time."""
    words = (
        "the a an one for about around nearly almost some more less just only over that this many"
    )
    return frozenset(form for word in words.split() for form in (word, word.capitalize()))


@cache
def _time_words() -> frozenset[str]:
    """Words for time that may follow an opener."""
    tables = (UNITS, ORDINALS, SEASONS, DAYPARTS, MONTHS, WEEKDAYS, REFERENCES)
    pieces = {piece for table in tables for name in table for piece in re.split(r"\W", name)}
    others = (
        "0 weekend beginning start end middle turn present future past moment term being era "
        "tomorrow yesterday"
    )
    return frozenset(pieces - {"the", "at", "of", "more"}) | frozenset(others.split())


@cache
def _signs() -> frozenset[str]:
    """Every time expression has one of these words; half of all sentences have none."""
    return frozenset(_rules()) - _openers() | _time_words()


@cache
def _rules() -> dict[str, tuple[TimeRule, ...]]:
    """The rules to try at each word. Figures have the key "0", after an apostrophe "'0"."""
    table: dict[str, list[TimeRule]] = {}

    def at(words: object, *rules: TimeRule) -> None:
        for word in words.split() if isinstance(words, str) else words:  # type: ignore[attr-defined]
            for form in {word, word.capitalize()}:
                table.setdefault(form, []).extend(
                    rule for rule in rules if rule not in table.get(form, ())
                )

    for name in (*MONTHS, *WEEKDAYS, *(n.split()[0] for n in FIXED_DAYS)):
        table[re.split(r"\W", name)[0]] = []
    for name in FIXED_DAYS:
        table[re.split(r"\W", name)[0]].append(relative_days.fixed_day)
    for name in MONTHS:
        table[name] = [*table[name], days.calendar_day, days.month]
    for name in WEEKDAYS:
        table[name] = [relative_days.weekday_with_day, relative_days.weekday]
    numbers: tuple[TimeRule, ...] = (periods.counted, durations.length)
    table["0"] = [days.iso, days.numeric, days.hyphenated, years.years, days.calendar_day]
    table["0"] += [durations.clock, years.century, years.decade, *numbers, years.year]
    table["'0"] = [years.short_year]
    at("the same", periods.same_a_year_ago, relative_days.relative_day, periods.unit_before)
    at(
        "the",
        periods.week_of_month,
        periods.the_weekend,
        periods.part_of_period,
        days.calendar_day,
        quarters.quarter,
    )
    at(
        "the",
        relative_days.the_day,
        periods.period,
        durations.length,
        years.century,
        years.decade,
        durations.reference,
    )
    at(
        "this last next past",
        relative_days.relative_day,
        relative_days.weekday,
        periods.last_month,
        quarters.quarter,
        periods.period,
    )
    at(
        "that same previous following current present coming",
        relative_days.the_day,
        relative_days.weekday,
        periods.period,
    )
    at("earlier later early late mid", relative_days.relative_day, years.century, years.decade)
    at(
        "earlier later early late mid beginning start end throughout",
        periods.part_of_period,
        periods.period,
    )
    at("today tonight yesterday tomorrow", relative_days.relative_day)
    at("over", periods.the_weekend)
    at("week", periods.week_of_month)
    at("fiscal financial FY", years.years, years.year)
    at("noon midnight midday", durations.noon)
    at(ORDINALS, periods.week_of_month, quarters.quarter)
    at("Q", quarters.quarter)
    at(SEASONS, quarters.season)
    at((n.split()[0].split("-")[0] for n in NUMBERS), *numbers)
    at("about around nearly almost some more less just only", periods.counted)
    at("for many several recent decades centuries years months", durations.length)
    at({n.split()[0] for n in REFERENCES}, durations.reference)
    at({n.split()[0] for n in SETS}, durations.repeated)
    return {word: tuple(rules) for word, rules in table.items()}
