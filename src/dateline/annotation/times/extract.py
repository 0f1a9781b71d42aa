"""Time expressions of a text, with their TIMEX3 values.

At each word that can begin an expression its rules are tried in order; the first that fits
takes the words it covers. Days without a year or a date are counted from the article's day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from dateline.annotation.times import days, periods, timex, years
from dateline.annotation.times import durations as lengths
from dateline.annotation.times import vocabulary as w
from dateline.annotation.times.cursor import DATE, TIME, Found, Place, Try
from dateline.values.annotations import Rule, Sentence, Span, TimeExpression
from dateline.values.article import Article
from dateline.values.moment import Precision

HISTORY_DAYS = 90
_PRINT = range(1500, 3000)  # a misprinted year 1 or 9999 leaves no room to count in
_WORD = re.compile(r"(?<![\w$€£])['’]?(?:\d+|[A-Za-z]+)")


def article_day(article: Article) -> date | None:
    """The day that the article's words are spoken from: that of its dateline, in the year in
    which it lies nearest to the publication; else the day it was published. None where neither
    is known to the day, or the year can be no article's."""
    published = article.published
    if published is None or published.precision in (Precision.YEAR, Precision.MONTH):
        return None
    if published.first_day.year not in _PRINT:
        return None
    evidence = article.evidence.get("dateline")
    printed = (evidence.text if evidence else None) or ""
    for word in _WORD.finditer(printed):
        place = Place(printed, word.start(), 0, len(printed), published.first_day)
        found = days.calendar_day(place)
        if found:
            return date.fromisoformat(found.value[:10])
    return published.first_day


def times(
    text: str, sentences: Sequence[Sentence], today: date | None
) -> tuple[TimeExpression, ...]:
    """The expressions in one field's `text`, whose `sentences` these are, counted from `today`
    (None: what hangs on it is left out, or has X in its value)."""
    return tuple(_times(text, sentences, today))


def _times(
    text: str, sentences: Sequence[Sentence], today: date | None
) -> Iterator[TimeExpression]:
    named: date | None = None
    said = ""
    rules_of, leads, rest, signs = _dispatch(), _leads(), _rest(), _signs()
    for sentence in sentences:
        begin, stop = sentence.span.start, sentence.span.end
        keys = [w if w[-1] > "9" else _key(w) for w in _WORD.findall(text, begin, stop)]
        if signs.isdisjoint(keys):
            continue
        at = begin
        words = enumerate(_WORD.finditer(text, begin, stop))
        for index, word in [pair for pair in words if keys[pair[0]] in rules_of]:
            key, start = keys[index], word.start()
            if start < at or (key in leads and rest.isdisjoint(keys[index + 1 : index + 5])):
                continue
            place = Place(text, start, begin, stop, today, named, said)
            found = next(filter(None, (rule(place) for rule in rules_of[key])), None)
            if found is None:
                continue
            at = found.end
            span = Span(part=sentence.span.part, start=start, end=at, text=text[start:at])
            yield TimeExpression(
                span=span,
                value=found.value,
                kind=found.kind,
                rule=Rule(name=found.rule, dictionary=w.WORDS.label),
                history=_is_history(found, today),
            )
            named = _day_of(found) or named
            said = found.value if found.kind is DATE and found.value[0].isdigit() else said


def _key(figures: str) -> str:
    """Under what the rules for figures stand in the table."""
    return "'0" if figures[0] in "'’" else "0"


def _day_of(found: Found) -> date | None:
    """The single day that an expression names, for those after it to lean on."""
    value = found.value[:10]
    if found.kind in (DATE, TIME) and len(value) == 10 and value[4] == value[7] == "-":
        return timex.last_day(value)
    return None


def _is_history(found: Found, today: date | None) -> bool:
    if found.rule == "long past":
        return True
    last = timex.last_day(found.value)
    return bool(today and last and last < today - timedelta(HISTORY_DAYS))


@cache
def _leads() -> frozenset[str]:
    """Small words that begin many expressions and mostly begin none: their rules are tried
    only where a word of time stands among the next four (a fifth of the time saved)."""
    words = (
        "the a an one for about around nearly almost some more less just only over that this many"
    )
    return frozenset(form for word in words.split() for form in (word, word.capitalize()))


@cache
def _rest() -> frozenset[str]:
    """The words of time that may follow them."""
    tables = (w.UNITS, w.ORDINALS, w.SEASONS, w.DAYPARTS, w.MONTHS, w.WEEKDAYS, w.REFERENCES)
    pieces = {piece for table in tables for name in table for piece in re.split(r"\W", name)}
    others = (
        "0 weekend beginning start end middle turn present future past moment term being era "
        "tomorrow yesterday"
    )
    return frozenset(pieces - {"the", "at", "of", "more"}) | frozenset(others.split())


@cache
def _signs() -> frozenset[str]:
    """The words of which every expression has one; half of all sentences have none."""
    return frozenset(_dispatch()) - _leads() | _rest()


@cache
def _dispatch() -> dict[str, tuple[Try, ...]]:
    """The rules to try at a word; figures stand under "0", figures after an apostrophe "'0"."""
    table: dict[str, list[Try]] = {}

    def at(words: object, *rules: Try) -> None:
        for word in words.split() if isinstance(words, str) else words:  # type: ignore[attr-defined]
            for form in {word, word.capitalize()}:
                table.setdefault(form, []).extend(x for x in rules if x not in table.get(form, ()))

    for name in (*w.MONTHS, *w.WEEKDAYS, *(n.split()[0] for n in w.FIXED_DAYS)):
        table[re.split(r"\W", name)[0]] = []
    for name in w.FIXED_DAYS:
        table[re.split(r"\W", name)[0]].append(days.fixed_day)
    for name in w.MONTHS:
        table[name] = [*table[name], days.calendar_day, days.month]
    for name in w.WEEKDAYS:
        table[name] = [days.weekday_with_day, days.weekday]
    numbers: tuple[Try, ...] = (periods.counted, lengths.length)
    table["0"] = [days.iso, days.numeric, years.years, days.calendar_day, lengths.clock]
    table["0"] += [years.century, years.decade, *numbers, years.year]
    table["'0"] = [years.short_year]
    at("the same", periods.same_a_year_ago, days.relative_day, periods.unit_before)
    at(
        "the",
        periods.week_of_month,
        periods.the_weekend,
        periods.part_of_period,
        days.calendar_day,
        periods.quarter,
    )
    at(
        "the",
        days.the_day,
        periods.period,
        lengths.length,
        years.century,
        years.decade,
        lengths.reference,
    )
    at(
        "this last next past",
        days.relative_day,
        days.weekday,
        periods.last_month,
        periods.quarter,
        periods.period,
    )
    at(
        "that same previous following current present coming",
        days.the_day,
        days.weekday,
        periods.period,
    )
    at("earlier later early late mid", days.relative_day, years.century, years.decade)
    at(
        "earlier later early late mid beginning start end throughout",
        periods.part_of_period,
        periods.period,
    )
    at("today tonight yesterday tomorrow", days.relative_day)
    at("over", periods.the_weekend)
    at("week", periods.week_of_month)
    at("fiscal financial FY", years.years, years.year)
    at("noon midnight midday", lengths.noon)
    at(w.ORDINALS, periods.week_of_month, periods.quarter)
    at("Q", periods.quarter)
    at(w.SEASONS, periods.season)
    at((n.split()[0].split("-")[0] for n in w.NUMBERS), *numbers)
    at("about around nearly almost some more less just only", periods.counted)
    at("for many several recent decades centuries years months", lengths.length)
    at({n.split()[0] for n in w.REFERENCES}, lengths.reference)
    at({n.split()[0] for n in w.SETS}, lengths.repeated)
    return {word: tuple(rules) for word, rules in table.items()}
