"""Coded events for tests, with defaults for everything that a test does not set."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from dateline.values.annotations import Actor, PlaceMention, Report, Resolution, Rule, Span
from dateline.values.events import CodedEvent, Heading
from dateline.values.moment import Moment

RULE = Rule(name="verb: meet", dictionary="events 1")
RAWALPINDI = ("Rawalpindi", "PAK", 33.6, 73.07)
LAHORE = ("Lahore", "PAK", 31.56, 74.35)


def actor(code: str) -> Actor:
    """An actor by its code, "PAK" or "PAK-MIL"; without capitals, a name without a code."""
    country, _, sector = code.partition("-")
    span = Span(part="body", start=0, end=len(code), text=code)
    if not country.isupper():
        return Actor(span=span, name=code)
    return Actor(span=span, name=f"the {code}", code=country, sector=sector or None)


def place(name: str, code: str, latitude: float, longitude: float) -> PlaceMention:
    return PlaceMention(
        span=Span(part="body", start=0, end=len(name), text=name),
        name=name,
        latitude=latitude,
        longitude=longitude,
        resolution=Resolution.COUNTRY if name == "Pakistan" else Resolution.CITY,
        confidence=1.0,
        rule=RULE,
        code=code,
    )


def event(
    what: str = "CONSULT",
    actors: str = "PAK LBY",
    recipients: str = "",
    *,
    day: str | None = "2025-07-18",
    basis: str = "'Friday' in the sentence",
    where: tuple[str, str, float, float] | None = None,
    article: str = "a",
    story: str | None = None,
    published: str | None = "2025-07-18",
    sentence: str = "Both sides met on Friday.",
    start: int = 0,
    url: str | None = None,
    **flags: Any,
) -> CodedEvent:
    """A report in the article `article`, which is a copy of what `story` names."""
    words = sentence.split()[-1].strip(".")
    at = start + sentence.index(words)
    key = "|".join((what, actors, recipients, article, str(start), sentence))
    return CodedEvent(
        id=sha256(key.encode()).hexdigest()[:16],
        heading=Heading(
            id=article,
            title=f"Title of {article}",
            published=Moment(value=published) if published else None,
            source="Example News",
            url=url,
            version=1,
            story=story or article,
            language="en",
        ),
        report=Report(
            event_type=what,
            span=Span(part="body", start=at, end=at + len(words), text=words),
            sentence=Span(part="body", start=start, end=start + len(sentence), text=sentence),
            rule=RULE,
            actors=tuple(map(actor, actors.split())),
            recipients=tuple(map(actor, recipients.split())),
            date=Moment(value=day, basis=basis) if day else None,
            place=place(*where) if where else None,
            **flags,
        ),
        coder="events 1",
    )


RAID = event(
    "ASSAULT",
    "LBY-MIL",
    "PAK UNO",
    where=RAWALPINDI,
    sentence="An air raid killed 12 people and injured 30 others.",
    url="https://example.org/raid",
    modes=("aerial",),
    contexts=("military",),
    claim=True,
)
