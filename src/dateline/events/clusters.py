"""Happenings: which reports, of several articles, tell of one event in the world.

Reports are of one happening if they agree in type, in who acts, and in day, place and those acted
upon, as far as both tell them. Background that names no day is apart from the news. What a report
leaves open is not guessed: it joins the one happening that it can be of, and stands by itself
where there is none, or more than one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import product
from typing import TypeVar

from dateline.events.casualties import casualties
from dateline.values.annotations import ARTICLE_DAY, Actor, PlaceMention, Report, Resolution
from dateline.values.events import CodedEvent, Disagreement, EventCluster
from dateline.values.moment import Moment, Precision

# Who does these does them together: "X met Y" tells of what "Y met X" does.
MUTUAL = frozenset(("AGREE", "CONSULT", "COOPERATE"))
# Words are told apart by who said them to whom on which day; deeds by where they were done, too.
VERBAL = frozenset(
    ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN")
)
_DAY = timedelta(days=1)
_LAST = date.max - _DAY  # of the days that have a day after them
_UNKNOWN = ""

_T = TypeVar("_T", Moment, PlaceMention)
_Group = list[CodedEvent]  # reports taken to be of one happening
Sides = tuple[str, ...]
Form = tuple[str, str, Sides]  # day, place and those acted upon, each as it is, or less exactly


def clusters(events: Iterable[CodedEvent]) -> list[EventCluster]:
    """The happenings that the events tell of, earliest first; each event is in one of them.

    The same whatever the order of the events; the time it takes grows in proportion to them.
    """
    days = _Days(events := sorted(events, key=_order))
    alike: dict[tuple[object, ...], list[CodedEvent]] = defaultdict(list)
    for event in events:
        alike[_what(event)].append(event)
    found = [
        _cluster(group, days)
        for reports in alike.values()
        for group in _with_next_day(_groups(reports, days), days)
    ]
    return sorted(found, key=lambda one: (_value(one.date), _order(one.events[0])))


def sides(report: Report) -> tuple[Sides, Sides]:
    """Who acted and who was acted upon, sorted, as happenings are compared by: codes of
    countries ("PAK"), with the sector ("PAK-COP") where all of them are of one country, and
    names where there is no code. All of those who do a mutual act are actors."""
    codes = {actor.code for actor in (*report.actors, *report.recipients)}
    actors, recipients = (
        tuple(sorted({_identity(actor, within=len(codes) == 1) for actor in side}))
        for side in (report.actors, report.recipients)
    )
    if report.event_type in MUTUAL:
        return tuple(sorted({*actors, *recipients})), ()
    return actors, recipients


def _identity(actor: Actor, *, within: bool) -> str:
    if actor.code is None:
        return actor.name
    return f"{actor.code}-{actor.sector}" if within and actor.sector else actor.code


def _what(event: CodedEvent) -> tuple[object, ...]:
    """What all reports of a happening have in common. Background that names a day is told apart
    from the news by that; other background is of some day before."""
    report = event.report
    past = report.background and _Days.named(event) is None
    return report.event_type, past, report.negated, sides(report)[0]


def _value(moment: Moment | None) -> str:
    return moment.value if moment else _UNKNOWN


def _order(event: CodedEvent) -> tuple[str, str, str, int, str]:
    heading, span = event.heading, event.report.span
    return _value(heading.published), heading.id, span.part, span.start, event.id


class _Days:
    """The day of each report. Where only the article's day is known, it is that of the first of
    its copies: a wire text tells of the same day wherever it is printed later."""

    def __init__(self, events: Sequence[CodedEvent]) -> None:
        self._first: dict[str, str] = {}
        for event in events:
            if not self.named(event) and (day := self._article_day(event)):
                story = event.heading.story
                self._first[story] = min(day, self._first.get(story, day))

    @staticmethod
    def named(event: CodedEvent) -> Moment | None:
        """The date that the report's own sentence names."""
        told = event.report.date
        return told if told and told.basis != ARTICLE_DAY else None

    @staticmethod
    def _article_day(event: CodedEvent) -> str:
        return _value(event.report.date or event.heading.published)[:10]

    def forms(self, event: CodedEvent) -> tuple[str, ...]:
        """The report's date, then what less exact reports can say of the same day: that it was
        in this month or year, or nothing, in an article of that day or the next."""
        named = self.named(event)
        if named is None:
            story = event.heading.story
            day = self._first.get(story, "")
            return (f"told {day}" if len(day) == 10 else day or f"told in {story}",)
        if named.precision in (Precision.YEAR, Precision.MONTH):
            return tuple(dict.fromkeys((named.value, named.value[:4])))
        first = named.first_day
        iso, next_iso = first.isoformat(), (min(first, _LAST) + _DAY).isoformat()
        return iso, f"told {iso}", f"told {next_iso}", iso[:7], iso[:4]

    def only(self, group: _Group) -> date | None:
        """The one day that the reports of a group name; None where they name none, or several,
        or no more than a month."""
        told = {named.value[:10] for event in group if (named := self.named(event))}
        (value,) = told if len(told) == 1 else ("",)
        return date.fromisoformat(value) if len(value) == len("2025-07-18") else None


def _place_forms(report: Report) -> tuple[str, ...]:
    place = report.place
    if place is None or report.event_type in VERBAL:
        return (_UNKNOWN,)
    if _is_wide(place) or place.code is None:
        return place.code or place.name, _UNKNOWN
    return _place_key(place), place.code, _UNKNOWN


def _place_key(place: PlaceMention) -> str:
    return str(place.geonameid or f"{place.name}, {place.code}")


def _groups(reports: Sequence[CodedEvent], days: _Days) -> list[_Group]:
    """The reports by happening. Those that tell most come first; one that tells less joins the
    only group that it can be of."""
    alike: dict[tuple[Form, ...], list[CodedEvent]] = defaultdict(list)
    for event in reports:
        recipients = sides(event.report)[1]
        whom = (recipients, ()) if recipients else ((),)
        alike[tuple(product(days.forms(event), _place_forms(event.report), whom))].append(event)
    groups: list[_Group] = []
    known: dict[Form, set[int]] = defaultdict(set)
    for forms in sorted(alike, key=lambda forms: (-len(forms), forms)):
        fitting = known[forms[0]]
        if len(fitting) == 1:
            (number,) = fitting
        else:
            number = len(groups)
            groups.append([])
        groups[number] += alike[forms]
        for form in forms:
            known[form].add(number)
    return groups


def _with_next_day(groups: list[_Group], days: _Days) -> list[_Group]:
    """Two meetings or deals of the same sides, in the same town, on two days that follow one
    another, are one happening if no text tells of both, and there is none on the days around
    them: some texts have the day wrong."""
    by_day: dict[int, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        if group[0].report.event_type in MUTUAL and (only := days.only(group)):
            by_day[only.toordinal()].append(number)
    gone: set[int] = set()
    for day, here in by_day.items():
        after = by_day.get(day + 1, [])
        alone = not {day - 1, day + 2} & by_day.keys()
        if (
            alone
            and len(here) == len(after) == 1
            and _can_be_one(groups[here[0]], groups[after[0]])
        ):
            groups[here[0]] += groups[after[0]]
            gone.add(after[0])
    return [group for number, group in enumerate(groups) if number not in gone]


def _can_be_one(one: _Group, other: _Group) -> bool:
    """Whether no text tells of both, and a town is named for both."""
    texts = {event.heading.story for event in one} & {event.heading.story for event in other}
    towns = {_town(event) for event in one} & {_town(event) for event in other}
    return not texts and bool(towns - {None})


def _town(event: CodedEvent) -> str | None:
    """The place of the report, where it is narrower than a country."""
    place = event.report.place
    return _place_key(place) if place and not _is_wide(place) else None


def _is_wide(place: PlaceMention) -> bool:
    return place.resolution in (Resolution.COUNTRY, Resolution.CONTINENT)


def _cluster(group: _Group, days: _Days) -> EventCluster:
    events = tuple(sorted(group, key=_order))
    both = max((sides(event.report) for event in events), key=lambda one: (len(one[1]), one))
    day = _most_told((event, days.named(event)) for event in events)
    narrow = [event for event in events if _town(event)]
    return EventCluster(
        type=events[0].report.event_type,
        events=events,
        actors=both[0],
        recipients=both[1],
        date=day or min((e.report.date for e in events if e.report.date), key=_value, default=None),
        place=_most_told((event, event.report.place) for event in narrow or events),
        articles=len({event.heading.id for event in events}),
        texts=len({event.heading.story for event in events}),
        disagreements=tuple(_disagreements(events, days)),
    )


def _most_told(told: Iterable[tuple[CodedEvent, _T | None]]) -> _T | None:
    """What the most texts tell; of equals, what was told first. None where none tells it."""
    texts: dict[str, set[str]] = defaultdict(set)
    first: dict[str, _T] = {}
    for event, what in told:
        if what is not None:
            key = what.value if isinstance(what, Moment) else _place_key(what)
            texts[key].add(event.heading.story)
            first.setdefault(key, what)
    return first[max(first, key=lambda key: len(texts[key]))] if first else None


def _disagreements(events: Sequence[CodedEvent], days: _Days) -> Iterator[Disagreement]:
    """The points on which several texts tell something, and none of it is told by all."""
    told: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    said_by: dict[tuple[str, str], set[str]] = defaultdict(set)
    for event in events:
        for point, value in _points(event, days):
            told[point][event.heading.story].add(value)
            said_by[point, value].add(event.heading.id)
    for point, by_text in told.items():
        if not set.intersection(*by_text.values()):
            values = {value for several in by_text.values() for value in several}
            claims = [(value, tuple(sorted(said_by[point, value]))) for value in values]
            claims.sort(key=lambda claim: (-len(claim[1]), claim[0]))
            yield Disagreement(point=point, claims=tuple(claims))


def _points(event: CodedEvent, days: _Days) -> Iterator[tuple[str, str]]:
    """What a report tells that another may tell otherwise."""
    named = days.named(event)
    if named and len(named.value) >= len("2025-07-18"):
        yield "day", named.value[:10]
    if event.report.place and _town(event):
        yield "place", event.report.place.name
    for what, number in casualties(event.report.sentence.text).told():
        yield what, str(number)
