"""The facets that results are counted by, and the keys that they are sorted by.

Every engine stores these of each document where access is quick, packed into one text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from dateline.search.engines.base import Order, Position
from dateline.search.fields import Document
from dateline.values.search.results import Hit
from dateline.values.sources import source_key

FACETS = ("source", "year", "month", "lang", "section", "author", "tag", "event", "country")

_FIELD, _VALUE = "\x1e", "\x1f"  # ASCII's own separators, which are in no readable text


def pack(document: Document) -> str:
    """All that the document is sorted or counted by, in one text."""
    texts, published = document.texts, document.published
    columns: tuple[tuple[str, ...], ...] = (
        (published.value if published else "",),
        (document.source,),
        (document.language or "",),
        texts.get("section", ()),
        texts.get("by", ()),
        document.values.get("tag", ()),
        document.value("event"),
        document.value("country"),
    )
    return _FIELD.join(_VALUE.join(column) for column in columns)


def date_of(packed: str) -> str:
    """The printed date of publication in ISO 8601, as far as it is known; "" if it is not."""
    return packed.partition(_FIELD)[0]


def count(packed: Iterable[str], facets: Iterable[str]) -> Mapping[str, Mapping[str, int]]:
    """For each facet the number of documents per value, largest first, then by value. A document
    without a value, or without a known month, is not counted."""
    counters: dict[str, Counter[str]] = {facet: Counter() for facet in facets}
    for text in packed:
        found = values(text)
        for facet, counter in counters.items():
            counter.update(found[facet])
    return {facet: most_first(counter) for facet, counter in counters.items()}


def values(packed: str) -> Mapping[str, tuple[str, ...]]:
    """The values that a document counts for in each facet, each once."""
    date, source, language, sections, authors, tags, events, countries = packed.split(_FIELD)
    found = {
        "source": (source,),
        "year": (date[:4],),
        "month": (date[:7] if len(date) >= 7 else "",),
        "lang": (language,),
        "section": sections.split(_VALUE),
        "author": authors.split(_VALUE),
        "tag": tags.split(_VALUE),
        "event": events.upper().split(_VALUE),
        "country": countries.upper().split(_VALUE),
    }
    return {facet: tuple(dict.fromkeys(filter(None, each))) for facet, each in found.items()}


def by_source(counts: Mapping[str, int]) -> Mapping[str, int]:
    """The counts of the facet “source”, each source in its most frequent spelling."""
    spellings: dict[str, Counter[str]] = {}
    for label, number in most_first(counts).items():
        spellings.setdefault(source_key(label), Counter())[label] = number
    return most_first({next(iter(each)): each.total() for each in spellings.values()})


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
