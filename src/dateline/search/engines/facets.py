"""The facets that results are counted by, and the keys that they are sorted by.

Every engine stores these of each document where access is quick, packed into one text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from itertools import islice

from dateline.search.analysis import words
from dateline.search.engines.base import Order, Position
from dateline.search.indexed import Document
from dateline.values.search.results import Hit

FACETS = (
    *("source", "year", "month", "week", "day", "lang"),
    *("section", "author", "tag", "event", "country"),
)

UNDATED = "undated"

_FIELD, _VALUE = "\x1e", "\x1f"  # ASCII's own separators, which are in no readable text


def pack(document: Document) -> str:
    """All that the document is sorted or counted by, in one text."""
    texts, published = document.texts, document.published
    columns: tuple[tuple[str, ...], ...] = (
        (published.value if published else "",),
        (document.source,),
        (document.language or "",),
        texts.get("section", ()),
        _once(texts.get("by", ())),
        document.values.get("tag", ()),
        document.value("event"),
        document.value("country"),
    )
    return _FIELD.join(_VALUE.join(column) for column in columns)


def date_of(packed: str) -> str:
    """The printed date of publication in ISO 8601, as far as it is known; "" if it is not."""
    return packed.partition(_FIELD)[0]


# The column that a facet is counted in, by its number; those of time have the date.
_COLUMNS = {
    "year": 0,
    "month": 0,
    "week": 0,
    "day": 0,
    "source": 1,
    "lang": 2,
    "section": 3,
    "author": 4,
    "tag": 5,
    "event": 6,
    "country": 7,
}
_AT_ONCE = 1000  # documents whose columns are in memory


def count(packed: Iterable[str], facets: Iterable[str]) -> Mapping[str, Mapping[str, int]]:
    """For each facet the number of documents per value, largest first, then by value. A document
    without a value is not counted, but every document has a year, month, week and day (see
    `values`).

    Columns are counted as they are, and taken apart once for all documents that have the same."""
    wanted = tuple(facets)
    columns: list[Counter[str]] = [Counter() for _ in range(1 + max(_COLUMNS.values()))]
    rows = iter(packed)
    while some := [text.split(_FIELD) for text in islice(rows, _AT_ONCE)]:
        for counter, column in zip(columns, zip(*some, strict=True), strict=True):
            counter.update(column)
    counts = {}
    for facet in wanted:
        counter = Counter()
        for cell, number in columns[_COLUMNS[facet]].items():
            for value in _values(facet, cell):
                counter[value] += number
        counts[facet] = most_first(counter)
    return counts


def values(packed: str) -> Mapping[str, tuple[str, ...]]:
    """The values that a document counts for in each facet, each once. A month, week (of ISO 8601,
    "2025-W29") or day may be a month or year, where the date is; without a date it is UNDATED."""
    cells = packed.split(_FIELD)
    return {facet: _values(facet, cells[column]) for facet, column in _COLUMNS.items()}


def _values(facet: str, cell: str) -> tuple[str, ...]:
    match facet:
        case "year":
            return (cell[:4] or UNDATED,)
        case "month":
            return (cell[:7] or UNDATED,)
        case "week":
            return (_week(cell[:10]) or UNDATED,)
        case "day":
            return (cell[:10] or UNDATED,)
        case "event" | "country":
            cell = cell.upper()
    return tuple(dict.fromkeys(filter(None, cell.split(_VALUE))))


def by_spelling(facets: Mapping[str, Mapping[str, int]]) -> Mapping[str, Mapping[str, int]]:
    """The counts by facet, with spellings that are searched as one together: a source, section or
    author in its most frequent spelling. What has no word in it cannot be searched, and is left
    out."""
    return {
        facet: _together(counts, _KEYS[facet]) if facet in _KEYS else counts
        for facet, counts in facets.items()
    }


def _together(counts: Mapping[str, int], key: Callable[[str], str]) -> Mapping[str, int]:
    spellings: dict[str, Counter[str]] = {}
    for label, number in most_first(counts).items():
        if known := key(label):
            spellings.setdefault(known, Counter())[label] = number
    return most_first({next(iter(each)): each.total() for each in spellings.values()})


@lru_cache(maxsize=1 << 16)
def _source_key(label: str) -> str:
    from dateline.values.sources import source_key  # few searches count sources

    return source_key(label)


@lru_cache(maxsize=1 << 16)
def _words(text: str) -> str:
    """The text as it is searched as a whole."""
    return " ".join(word for word, _, _ in words(text))


_KEYS: Mapping[str, Callable[[str], str]] = {
    "source": _source_key,
    "section": _words,
    "author": _words,
}


def _once(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The texts, the first of those that are searched as one."""
    if len(texts) < 2:
        return texts
    return tuple({_words(text): text for text in reversed(texts)}.values())[::-1]


def _week(day: str) -> str:
    """The week of a day; a month or year as it is."""
    if len(day) < len("2025-07-18"):
        return day
    year, week, _ = date.fromisoformat(day).isocalendar()
    return f"{year:04}-W{week:02}"


def most_first(counts: Mapping[str, int]) -> Mapping[str, int]:
    """The counts by value, largest first, equal ones by value."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def sort_key(order: Order, score: float, date: str) -> tuple[bool, float | str]:
    """The sort key of a document with this printed date: larger ones come first. By date, undated
    documents have the smallest."""
    if order is Order.RELEVANCE:
        return True, score
    if order is Order.OLDEST:  # digits mirrored, so that the earliest is the largest
        date = date.translate(_MIRROR)
    return bool(date), date


def sort_position(hit: Hit, order: Order) -> tuple[bool, float | str, str]:
    """The position of a hit in an order: its sort key, and its id."""
    date = hit.published.value if hit.published else ""
    return *sort_key(order, hit.score, date), hit.id


def comes_after(own: tuple[bool, float | str, str], position: Position) -> bool:
    """Whether a document at its own sort position comes after another position."""
    dated, key, id = own
    other = (position.key != "", position.key)
    if (dated, key) == other:
        return id > position.id
    return (dated, key) < other


_MIRROR = str.maketrans("0123456789", "9876543210")
