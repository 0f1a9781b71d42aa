"""The quality and the speed of annotation, of all kinds.

Usage: python -m benchmarks.annotate FOLDER, where FOLDER holds dates_meantime, places_geovirus and
quotes_wikinews, each with gold.jsonl (one object a line, as tests/eval/test_annotations.py says),
and the sets of benchmarks/events.py. Prints measures in per cent, and words per second on one core.

dates_meantime, of all gold dates with a calendar value: `exact` has exactly the gold value; `found`
overlaps with an expression that was found.
places_geovirus, of all gold places: `near` is within 161 km (100 miles) of the gold point; `found`.
`precision`: of the places found, those that overlap with a gold place.
quotes_wikinews, of all direct quotations of four words or more with a speaker: `speaker` is the
right one; `found`: at least half of the quoted characters are in quotations found.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from benchmarks import events

from dateline.annotation import annotate
from dateline.values.annotations import Quote, QuoteKind, Span
from dateline.values.article import Article
from dateline.values.moment import Moment

CALENDAR = re.compile(r"\d{4}(-(\d\d(-\d\d)?|W\d\d(-WE|-\d)?|Q[1-4]|H[12]|SP|SU|FA|WI))?$")
NEAR_KM = 161
EARTH_DIAMETER_KM = 12742
PRONOUNS = {"he", "she", "they", "it", "i", "we", "who"}

Record = Mapping[str, Any]


def article(text: str, day: str | None = None) -> Article:
    """An English article with this body, published on this day if one is given."""
    published = None
    if day and re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        published = Moment(value=day)
    elif day:  # one record of dates_meantime has the day first
        published = Moment(value="-".join(reversed(day.split("-"))))
    return Article(body=text, language="en", published=published)


def dates(records: Iterable[Record]) -> dict[str, float]:
    """Measures over the records of dates_meantime."""
    right: Counter[str] = Counter()
    for record in records:
        found = annotate(article(record["text"], record["reference_date"])).times
        for gold in record["spans"]:
            if gold.get("dct") or gold["type"] != "DATE" or not CALENDAR.match(gold["value"]):
                continue
            best = max(found, key=lambda t: shared(t.span, gold), default=None)
            overlaps = best is not None and shared(best.span, gold) > 0
            right["gold"] += 1
            right["found"] += overlaps
            right["exact"] += overlaps and best is not None and best.value == gold["value"]
    return percent(right, {"exact": "gold", "found": "gold"})


def places(records: Iterable[Record]) -> dict[str, float]:
    """Measures over the records of places_geovirus."""
    right: Counter[str] = Counter()
    for record in records:
        found = annotate(article(record["text"])).places
        right["read"] += len(found)
        right["precision"] += sum(
            any(shared(place.span, gold) > 0 for gold in record["places"]) for place in found
        )
        for gold in record["places"]:
            if gold["lat"] is None:
                continue
            best = max(found, key=lambda p: shared(p.span, gold), default=None)
            overlaps = best is not None and shared(best.span, gold) > 0
            right["gold"] += 1
            right["found"] += overlaps
            if overlaps and best is not None:
                away = kilometers(gold["lat"], gold["lon"], best.latitude, best.longitude)
                right["near"] += away <= NEAR_KM
    return percent(right, {"near": "gold", "found": "gold", "precision": "read"})


def quotes(records: Iterable[Record]) -> dict[str, float]:
    """Measures over the records of quotes_wikinews."""
    right: Counter[str] = Counter()
    for record in records:
        found = [
            quote
            for quote in annotate(article(record["text"])).quotes
            if quote.kind is not QuoteKind.INDIRECT and len(quote.span.text.split()) >= 4
        ]
        for gold in record["quotes"]:
            if not gold["speaker"]:
                continue
            start, end = gold["content"]
            within = [q for q in found if 2 * shared(q.span, gold["content"]) >= length(q.span)]
            covered = sum(shared(q.span, gold["content"]) for q in within)
            is_found = 2 * covered >= end - start
            best = max(within, key=lambda q: shared(q.span, gold["content"]), default=None)
            right["gold"] += 1
            right["found"] += is_found
            right["speaker"] += is_found and best is not None and is_speaker(best, gold)
    return percent(right, {"speaker": "gold", "found": "gold"})


def is_speaker(quote: Quote, gold: Record) -> bool:
    """Whether the speakers' spans overlap by half of the shorter one, or share a last name."""
    span = quote.speaker
    if span and any(
        2 * shared(span, other) >= min(length(span), other[1] - other[0])
        and length(span) <= 3 * (other[1] - other[0]) + 20
        for other in gold["speaker_spans"]
    ):
        return True
    name = words(quote.name or (span.text if span else ""))
    return any(
        bool(other and name)
        and (name[-1] in other or other[-1] in name)
        and PRONOUNS.isdisjoint((name[-1], other[-1]))
        for other in map(words, filter(None, (gold["speaker_text"], gold.get("speaker_name"))))
    )


def shared(span: Span, gold: Any) -> int:
    """The number of characters that a span shares with a gold span: a pair, or an object with
    `start` and `end`. Negative if they are apart."""
    start, end = (gold["start"], gold["end"]) if isinstance(gold, dict) else gold
    return min(span.end, end) - max(span.start, start)


def length(span: Span) -> int:
    return span.end - span.start


def words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", name.lower())


def kilometers(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """The great-circle distance between two points, by the haversine formula."""
    lat_a, lon_a, lat_b, lon_b = map(radians, (lat_a, lon_a, lat_b, lon_b))
    height = sin((lat_b - lat_a) / 2) ** 2
    height += cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return EARTH_DIAMETER_KM * asin(min(1.0, sqrt(height)))


def percent(counts: Counter[str], of: Mapping[str, str]) -> dict[str, float]:
    return {name: round(100 * counts[name] / counts[total], 1) for name, total in of.items()}


MEASURED = {"dates_meantime": dates, "places_geovirus": places, "quotes_wikinews": quotes}


def words_per_second(texts: Sequence[str]) -> float:
    """Words of articles that are annotated per second of CPU time, all kinds together."""
    articles = [article(text, "2025-07-18") for text in texts]
    for first in articles[:20]:  # reads the dictionaries and warms the page cache
        annotate(first)
    began = time.process_time()
    for item in articles:
        annotate(item)
    return sum(len(text.split()) for text in texts) / (time.process_time() - began)


def main() -> None:
    folder = Path(sys.argv[1])
    for name, measure in (*events.MEASURED.items(), *MEASURED.items()):
        records = events.read(folder, name)
        print(name, len(records))
        for key, value in measure(records).items():
            print(f"  {key:<12}{value:6.1f}")
    texts = [record["text"] for name in MEASURED for record in events.read(folder, name)]
    print(f"words per second {words_per_second(texts):,.0f}")


if __name__ == "__main__":
    main()
