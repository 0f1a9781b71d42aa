"""A query in plain words: what it asks for, as one would say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from dateline.search.query.ast import (
    All,
    And,
    AtLeast,
    DateRange,
    Fuzzy,
    Near,
    Not,
    Or,
    Pattern,
    Phrase,
    Query,
    SameEvent,
    SameParagraph,
    SameQuote,
    SameSentence,
    Value,
    Word,
)

_FIELDS: Mapping[str, str] = {
    "lang": "language",
    "by": "author",
    "org": "organization",
    "event": "event type",
}
_DATES = {"date": "published", "event-date": "an event", "added": "added", "updated": "updated"}


def in_words(query: Query) -> str:
    """The query in plain words: “steel” in any form, and the exact words “trade talks” in the
    title. Brackets show what belongs together."""
    match query:
        case All():
            return "every article"
        case Word(text, field):
            return f"“{text}” in any form{_within(field)}"
        case Phrase(words, field, whole=True):
            return f"“{' '.join(words)}” as all of the field {_FIELDS.get(field or '', field)}"
        case Phrase((word,), field):
            return f"exactly “{word}”{_within(field)}"
        case Phrase(words, field):
            return f"the exact words “{' '.join(words)}”{_within(field)}"
        case Pattern(text, field):
            return f"a word like “{text}”{_within(field)}"
        case Fuzzy(text, distance, field):
            letters = "1 letter" if distance == 1 else f"{distance} letters"
            return f"“{text}” with up to {letters} changed{_within(field)}"
        case Value(text, field):
            return f"{_FIELDS.get(field, field)} {text}"
        case DateRange():
            return _range(query)
        case Near(first, second, distance, ordered):
            what = "at most one word" if distance == 1 else f"at most {distance} words"
            order = "followed by" if ordered else "near"
            return f"({in_words(first)} {order} {in_words(second)}, {what} apart)"
        case SameSentence(first, second):
            return f"({in_words(first)} and {in_words(second)} in one sentence)"
        case SameParagraph(first, second):
            return f"({in_words(first)} and {in_words(second)} in one paragraph)"
        case AtLeast(times, part):
            return f"{in_words(part)}, {times} times or more"
        case SameEvent(parts):
            return f"one event with {_listed([in_words(part) for part in parts], 'and')}"
        case SameQuote(parts):
            return f"one quote with {_listed([in_words(part) for part in parts], 'and')}"
        case Not(part):
            return f"not {_bracketed(part)}"
        case And(parts):
            return _listed([_bracketed(part, And) for part in parts], "and")
        case Or(parts):
            return _listed([_bracketed(part) for part in parts], "or")


def _bracketed(query: Query, *harmless: type) -> str:
    text = in_words(query)
    return f"({text})" if isinstance(query, And | Or) and not isinstance(query, harmless) else text


def _within(field: str | None) -> str:
    return f" in the field {_FIELDS.get(field, field)}" if field else ""


def _listed(parts: Sequence[str], word: str) -> str:
    """ "a", "a and b", "a, b and c"."""
    *before, last = parts
    return f"{', '.join(before)} {word} {last}" if before else last


def _range(asked: DateRange) -> str:
    what = _DATES.get(asked.field, asked.field)
    partly = ", or partly so" if asked.loose else ""
    match asked.first, asked.last:
        case None, None:
            return f"{what} on a known day"
        case first, None if first is not None:
            return f"{what} on {_day(first)} or later{partly}"
        case None, last if last is not None:
            return f"{what} on {_day(last)} or earlier{partly}"
        case first, last if first == last and first is not None:
            return f"{what} on {_day(first)}{partly}"
        case first, last:
            assert first is not None
            assert last is not None
            return f"{what} from {_day(first)} to {_day(last)}{partly}"


def _day(day: date) -> str:
    if isinstance(day, datetime):
        return f"{day.day} {day:%B %Y, %H:%M:%S} UTC"
    return f"{day.day} {day:%B %Y}"
