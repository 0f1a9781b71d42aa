"""Clusters of reports of the same event in the world, from several articles.

Reports belong to one cluster if they agree in type and actors, and in day, place and recipients
as far as both name them. Background that names no day is kept apart from the news. What a report
does not name is not guessed: the report joins the only cluster that it fits, and forms a cluster of
its own if it fits none or several.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import product
from typing import TypeVar

from dateline.events.casualties import casualties
from dateline.plover import MUTUAL, Quad, quad
from dateline.values.annotations import ARTICLE_DAY, Actor, PlaceMention, Report, Resolution
from dateline.values.events import CodedEvent, Disagreement, EventCluster
from dateline.values.moment import Moment, Precision

_DAY = timedelta(days=1)
_LAST = date.max - _DAY  # of the days that have a day after them
_UNKNOWN = ""
# Speech is distinguished by who said it to whom on which day; other acts also by the place.
_VERBAL = (Quad.VERBAL_COOPERATION, Quad.VERBAL_CONFLICT)

_T = TypeVar("_T", Moment, PlaceMention)
_Reports = list[CodedEvent]  # reports of the same event
RoleNames = tuple[str, ...]
Key = tuple[str, str, RoleNames]  # day, place and recipients, each exact or less exact


def clusters(events: Iterable[CodedEvent]) -> list[EventCluster]:
    """The clusters of the reports, earliest first; each report is in exactly one.

    The result does not depend on the order of the events. The time is proportional to their
    number.
    """
    days = _Days(events := sorted(events, key=_order))
    by_key: dict[tuple[object, ...], list[CodedEvent]] = defaultdict(list)
    for event in events:
        by_key[_common_key(event)].append(event)
    found = [
        _cluster(group, days)
        for reports in by_key.values()
        for group in _with_next_day(_groups(reports, days), days)
    ]
    return sorted(found, key=lambda cluster: (_date_value(cluster.date), _order(cluster.events[0])))


def roles(report: Report) -> tuple[RoleNames, RoleNames]:
    """Actors and recipients, sorted, as clusters compare them: country codes ("PAK"), with the
    sector ("PAK-COP") if all of them are of one country, and names if there is no code. All
    parties of a mutual act are actors."""
    codes = {actor.code for actor in (*report.actors, *report.recipients)}
    actors, recipients = (
        tuple(sorted({_identity(actor, within=len(codes) == 1) for actor in party}))
        for party in (report.actors, report.recipients)
    )
    if report.event_type in MUTUAL:
        return tuple(sorted({*actors, *recipients})), ()
    return actors, recipients


def _identity(actor: Actor, *, within: bool) -> str:
    if actor.code is None:
        return actor.name
    return f"{actor.code}-{actor.sector}" if within and actor.sector else actor.code


def _common_key(event: CodedEvent) -> tuple[object, ...]:
    """What all reports of a cluster have in common. Background that names a day is distinguished
    from the news by that day; other background is of an earlier day."""
    report = event.report
    past = report.background and _Days.named(event) is None
    return report.event_type, past, report.negated, roles(report)[0]


def _date_value(moment: Moment | None) -> str:
    return moment.value if moment else _UNKNOWN


def _order(event: CodedEvent) -> tuple[str, str, str, int, str]:
    heading, span = event.heading, event.report.span
    return _date_value(heading.published), heading.id, span.part, span.start, event.id


class _Days:
    """The day of each report. If only the article's day is known, it is that of the first of its
    copies: a wire text reports the same day wherever it is printed later."""

    def __init__(self, events: Sequence[CodedEvent]) -> None:
        self._first: dict[str, str] = {}
        for event in events:
            if not self.named(event) and (day := self._article_day(event)):
                story = event.heading.story
                self._first[story] = min(day, self._first.get(story, day))

    @staticmethod
    def named(event: CodedEvent) -> Moment | None:
        """The date that the report's own sentence names, or None."""
        date = event.report.date
        return date if date and date.basis != ARTICLE_DAY else None

    @staticmethod
    def _article_day(event: CodedEvent) -> str:
        return _date_value(event.report.date or event.heading.published)[:10]

    def keys(self, event: CodedEvent) -> tuple[str, ...]:
        """The report's date, then the keys that less exact reports of the same day have: the month
        or the year, or the day of their article if it is that day or the next."""
        named = self.named(event)
        if named is None:
            story = event.heading.story
            day = self._first.get(story, "")
            return (f"article {day}" if len(day) == 10 else day or f"story {story}",)
        if named.precision in (Precision.YEAR, Precision.MONTH):
            return tuple(dict.fromkeys((named.value, named.value[:4])))
        first = named.first_day
        iso, next_iso = first.isoformat(), (min(first, _LAST) + _DAY).isoformat()
        return iso, f"article {iso}", f"article {next_iso}", iso[:7], iso[:4]

    def only(self, group: _Reports) -> date | None:
        """The one day that the reports of a group name; None if they name none or several, or only
        a month."""
        days = {named.value[:10] for event in group if (named := self.named(event))}
        (value,) = days if len(days) == 1 else ("",)
        return date.fromisoformat(value) if len(value) == len("2025-07-18") else None


def _place_keys(report: Report) -> tuple[str, ...]:
    place = report.place
    if place is None or quad(report.event_type) in _VERBAL:
        return (_UNKNOWN,)
    if _is_wide(place) or place.code is None:
        return place.code or place.name, _UNKNOWN
    return _place_key(place), place.code, _UNKNOWN


def _place_key(place: PlaceMention) -> str:
    return str(place.geonameid or f"{place.name}, {place.code}")


def _groups(reports: Sequence[CodedEvent], days: _Days) -> list[_Reports]:
    """The reports by cluster. The most exact come first; a less exact one joins the only group that
    it fits."""
    by_key: dict[tuple[Key, ...], list[CodedEvent]] = defaultdict(list)
    for event in reports:
        recipients = roles(event.report)[1]
        with_recipients = (recipients, ()) if recipients else ((),)
        keys = product(days.keys(event), _place_keys(event.report), with_recipients)
        by_key[tuple(keys)].append(event)
    groups: list[_Reports] = []
    known: dict[Key, set[int]] = defaultdict(set)
    for fitting_keys in sorted(by_key, key=lambda keys: (-len(keys), keys)):
        fitting = known[fitting_keys[0]]
        if len(fitting) == 1:
            (number,) = fitting
        else:
            number = len(groups)
            groups.append([])
        groups[number] += by_key[fitting_keys]
        for key in fitting_keys:
            known[key].add(number)
    return groups


def _with_next_day(groups: list[_Reports], days: _Days) -> list[_Reports]:
    """The groups, with those on two consecutive days joined if they are the same meeting or deal:
    in the same town, with no text that reports both, and none on the days around them. Some
    texts have the day wrong."""
    by_day: dict[int, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        if group[0].report.event_type in MUTUAL and (only := days.only(group)):
            by_day[only.toordinal()].append(number)
    joined: set[int] = set()
    for day, here in by_day.items():
        after = by_day.get(day + 1, [])
        alone = not {day - 1, day + 2} & by_day.keys()
        if (
            alone
            and len(here) == len(after) == 1
            and _can_be_same(groups[here[0]], groups[after[0]])
        ):
            groups[here[0]] += groups[after[0]]
            joined.add(after[0])
    return [group for number, group in enumerate(groups) if number not in joined]


def _can_be_same(first: _Reports, second: _Reports) -> bool:
    """Whether no text reports both, and both name the same town."""
    texts = {event.heading.story for event in first} & {event.heading.story for event in second}
    towns = {_town(event) for event in first} & {_town(event) for event in second}
    return not texts and bool(towns - {None})


def _town(event: CodedEvent) -> str | None:
    """The place of the report if it is narrower than a country, else None."""
    place = event.report.place
    return _place_key(place) if place and not _is_wide(place) else None


def _is_wide(place: PlaceMention) -> bool:
    return place.resolution in (Resolution.COUNTRY, Resolution.CONTINENT)


def _cluster(group: _Reports, days: _Days) -> EventCluster:
    events = tuple(sorted(group, key=_order))
    actors, recipients = max(
        (roles(event.report) for event in events), key=lambda parties: (len(parties[1]), parties)
    )
    day = _most_reported((event, days.named(event)) for event in events)
    reported = [event.report.date for event in events if event.report.date]
    narrow = [event for event in events if _town(event)]
    return EventCluster(
        type=events[0].report.event_type,
        events=events,
        actors=actors,
        recipients=recipients,
        date=day or min(reported, key=_date_value, default=None),
        place=_most_reported((event, event.report.place) for event in narrow or events),
        articles=len({event.heading.id for event in events}),
        texts=len({event.heading.story for event in events}),
        disagreements=tuple(_disagreements(events, days)),
    )


def _most_reported(values: Iterable[tuple[CodedEvent, _T | None]]) -> _T | None:
    """The value that most texts report; of equals, the first. None if there is none."""
    texts: dict[str, set[str]] = defaultdict(set)
    first: dict[str, _T] = {}
    for event, value in values:
        if value is not None:
            key = value.value if isinstance(value, Moment) else _place_key(value)
            texts[key].add(event.heading.story)
            first.setdefault(key, value)
    return first[max(first, key=lambda key: len(texts[key]))] if first else None


def _disagreements(events: Sequence[CodedEvent], days: _Days) -> Iterator[Disagreement]:
    """The points on which texts differ: several report it, and no value is in all of them."""
    reported: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    articles_of: dict[tuple[str, str], set[str]] = defaultdict(set)
    for event in events:
        for point, value in _points(event, days):
            reported[point][event.heading.story].add(value)
            articles_of[point, value].add(event.heading.id)
    for point, by_text in reported.items():
        if not set.intersection(*by_text.values()):
            values = {value for several in by_text.values() for value in several}
            claims = [(value, tuple(sorted(articles_of[point, value]))) for value in values]
            claims.sort(key=lambda claim: (-len(claim[1]), claim[0]))
            yield Disagreement(point=point, claims=tuple(claims))


def _points(event: CodedEvent, days: _Days) -> Iterator[tuple[str, str]]:
    """What a report says that another may contradict: ("day", "2025-07-18"), ("killed", "12")."""
    named = days.named(event)
    if named and len(named.value) >= len("2025-07-18"):
        yield "day", named.value[:10]
    if event.report.place and _town(event):
        yield "place", event.report.place.name
    for kind, number in casualties(event.report.sentence.text).known():
        yield kind, str(number)
