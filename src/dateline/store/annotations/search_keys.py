"""The search keys of an article: what a search can ask of its annotations.

They are derived from the rows of the article and from what people decided. They are stored as
compact JSON, since they are read for every article that is indexed.

    [people, organizations, places, countries, events, quotes]
    an event: [id, type, modes, actors, targets, date, offset, part, start, end]
    a quote: [part, start, end, names of the speaker]

Another format needs a migration that deletes the annotations: then every article is annotated
again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from dateline.values.annotations import MentionKind
from dateline.values.moment import Moment
from dateline.values.search.keys import EventSearchKey, QuoteSearchKey, SearchKeys


class EntityNames(Protocol):
    """What people decided about entities."""

    def names(self, kind: MentionKind, name: str, folded: str) -> Sequence[str]:
        """The names of this entity in all articles, the primary name first; none if hidden."""


def key_values(
    *,
    names: Iterable[Mapping[str, Any]],
    places: Iterable[Mapping[str, Any]],
    reports: Iterable[Mapping[str, Any]],
    quotes: Iterable[Mapping[str, Any]],
    entity_names: EntityNames,
    wrong: Collection[str],
) -> list[Any]:
    """The search keys of an article as JSON, from its rows, without the events whose ids are in
    `wrong`."""
    named: dict[str, list[str]] = {MentionKind.PERSON: [], MentionKind.ORGANIZATION: []}
    forms: dict[str, list[str]] = {}
    for row in names:
        if found := entity_names.names(MentionKind(row["kind"]), row["name"], row["folded"]):
            named[row["kind"]] += (*found, *row["forms"])
            forms.setdefault(row["folded"], []).extend(row["forms"])
    places = list(places)
    return [
        _unique(named[MentionKind.PERSON]),
        _unique(named[MentionKind.ORGANIZATION]),
        _unique(name for row in places for name in (row["name"], *row["forms"])),
        _unique(row["code"] for row in places if row["code"]),
        [_event_values(row) for row in reports if row["id"] not in wrong],
        [[*row["span"], _speakers(row, entity_names, forms)] for row in quotes],
    ]


def _unique(names: Iterable[str]) -> list[str]:
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
    row: Mapping[str, Any], entity_names: EntityNames, forms: Mapping[str, Sequence[str]]
) -> list[str]:
    """The names of the speaker: the primary name first, then those that the article uses. The
    quote of a hidden entity has no speaker."""
    name: str | None = row["name"]
    if name is None:
        return []
    found = [entity_names.names(kind, name, row["folded"]) for kind in MentionKind]
    if not all(found):
        return []
    names = next((names for names in found if names[0] != name), found[0])
    return _unique((*names, *forms.get(row["folded"], ())))


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
