"""The number of events at each place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from dateline.values.annotations import PlaceMention
from dateline.values.events import CodedEvent


class EventPlace(NamedTuple):
    """A place, as one of the events there names it, and how many events took place there. Places of
    one name in one country are one."""

    place: PlaceMention
    events: int


def by_place(events: Iterable[CodedEvent]) -> tuple[EventPlace, ...]:
    """The places of the events that have one, most events first."""
    places: dict[tuple[str, str | None], PlaceMention] = {}
    counted: Counter[tuple[str, str | None]] = Counter()
    for event in events:
        if (place := event.report.place) is not None:
            key = place.name, place.code
            places.setdefault(key, place)
            counted[key] += 1
    return tuple(EventPlace(places[key], number) for key, number in counted.most_common())
