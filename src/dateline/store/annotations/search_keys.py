"""What a search can ask of an article's annotations: made from the rows of an article and from
what people decided, kept as compact JSON, since every article that is indexed is read with it.

    [people, organizations, places, countries, events, quotes]
    an event: [id, type, modes, actors, targets, date, offset, part, start, end]
    a quote: [part, start, end, names of the speaker]

Another form needs a migration that empties `codings`: then every article is coded anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from dateline.values.annotations import MentionKind
from dateline.values.moment import Moment
from dateline.values.search_keys import EventSearchKey, QuoteSearchKey, SearchKeys


class Known(Protocol):
    """What people decided of entities."""

    def names(self, kind: MentionKind, name: str, folded: str) -> Sequence[str]:
        """The names of this one over all articles, the first one foremost; none if hidden."""


def key_values(
    *,
    names: Iterable[Mapping[str, Any]],
    places: Iterable[Mapping[str, Any]],
    reports: Iterable[Mapping[str, Any]],
    quotes: Iterable[Mapping[str, Any]],
    known: Known,
    wrong: Collection[str],
) -> list[Any]:
    """An article's search keys as JSON, from its rows, without the events in `wrong`, by id."""
    named: dict[str, list[str]] = {MentionKind.PERSON: [], MentionKind.ORGANIZATION: []}
    forms: dict[str, list[str]] = {}
    for row in names:
        if found := known.names(MentionKind(row["kind"]), row["name"], row["folded"]):
            named[row["kind"]] += (*found, *row["forms"])
            forms.setdefault(row["folded"], []).extend(row["forms"])
    places = list(places)
    return [
        _once(named[MentionKind.PERSON]),
        _once(named[MentionKind.ORGANIZATION]),
        _once(name for row in places for name in (row["name"], *row["forms"])),
        _once(row["code"] for row in places if row["code"]),
        [_event_values(row) for row in reports if row["id"] not in wrong],
        [[*row["span"], _speakers(row, known, forms)] for row in quotes],
    ]


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _event_values(row: Mapping[str, Any]) -> list[Any]:
    codes = (row["modes"], row["actor_codes"], row["target_codes"])
    return [
        row["id"],
        row["event_type"],
        *map(list, codes),
        row["date_value"],
        row["date_offset"],
        *row["sentence"],
    ]


def _speakers(
    row: Mapping[str, Any], known: Known, forms: Mapping[str, Sequence[str]]
) -> list[str]:
    """The names of who said it, the foremost first, then as the article has it; what is quoted
    of a hidden entity has no speaker."""
    name: str | None = row["name"]
    if name is None:
        return []
    found = [known.names(kind, name, row["folded"]) for kind in MentionKind]
    if not all(found):
        return []
    names = next((names for names in found if names[0] != name), found[0])
    return _once((*names, *forms.get(row["folded"], ())))


def search_keys_of(values: Sequence[Any]) -> SearchKeys:
    """The search keys that `key_values` wrote as JSON."""
    people, organizations, places, countries, events, quotes = values
    return SearchKeys(
        people=tuple(people),
        organizations=tuple(organizations),
        places=tuple(places),
        countries=tuple(countries),
        events=tuple(_events(events)),
        quotes=tuple(
            QuoteSearchKey(part, start, end, tuple(speakers))
            for part, start, end, speakers in quotes
        ),
    )


def _events(values: Iterable[Sequence[Any]]) -> Iterator[EventSearchKey]:
    for id, event_type, modes, actors, targets, date, offset, part, start, end in values:
        yield EventSearchKey(
            id=id,
            type=event_type,
            modes=tuple(modes),
            actors=tuple(actors),
            targets=tuple(targets),
            date=Moment(value=date, offset=offset) if date else None,
            part=part,
            start=start,
            end=end,
        )
