"""Towns named like a country or a region, which a state after a comma shows: "Lebanon, Ohio"."""

from __future__ import annotations

import re
from functools import cache

from dateline.annotation.places.countries import Atlas
from dateline.annotation.places.gazetteer import GazetteerPlace, folded, places_named
from dateline.dictionaries.files import load, names
from dateline.values.annotations import Resolution

_LARGE = (Resolution.COUNTRY, Resolution.PROVINCE)
_NEXT_OF_LIST = re.compile(r"(?:,? (?:and|or) |, )(?:the )?([A-Z]\w+(?: [A-Z]\w+)?)")
_OPENING = re.compile(r"(?:In|From|Across|Outside|Like|Unlike|After) ")
_GOES_ON = re.compile(r" \w")
_OWN_COUNTRIES = frozenset(("United States", "USA", "Canada"))


def town_before_state(
    text: str, start: int, span: slice, own: tuple[GazetteerPlace, ...], atlas: Atlas
) -> tuple[GazetteerPlace, ...]:
    """The towns that the name text[span], that of the country or region `own`, means before a
    state of the United States, a province of Canada or a borough: those of the gazetteer there,
    else one at the state's own point. () if no state follows, if the two are in a list ("Mexico,
    Texas and Arizona"), or if the comma ends what opens the sentence at `start` ("In Mexico,
    Texas officials")."""
    name, stop = text[span], span.stop
    if not own or own[0].resolution not in _LARGE or text[stop : stop + 2] != ", ":
        return ()
    found = _state().match(text, stop + 2)
    if found is None or _list_goes_on(text, found.end(), atlas):
        return ()
    if _OPENING.fullmatch(text, start, span.start) and _GOES_ON.match(text, found.end()):
        return ()
    printed = found[0]
    state = _states(atlas)[printed]
    towns = tuple(
        place
        for place in places_named(folded(name))
        if place.resolution is Resolution.CITY
        and (place.code, place.region) == (state.code, state.region)
    )
    if towns or len(atlas.named.get(folded(printed), ())) > 1:  # a country too: "Armenia, Georgia"
        return towns
    town = GazetteerPlace(
        name=name,
        latitude=state.latitude,
        longitude=state.longitude,
        resolution=Resolution.CITY,
        code=state.code,
        region=state.region,
        population=0,
        geonameid=None,
    )
    return (town,)


def _list_goes_on(text: str, end: int, atlas: Atlas) -> bool:
    """Whether another country or region follows, which is not a town before its own state."""
    found = _NEXT_OF_LIST.match(text, end)
    if found is None:
        return False
    first = found[1].partition(" ")[0]
    other = next((name for name in (found[1], first) if folded(name) in atlas.named), None)
    if other is None or other in _OWN_COUNTRIES:
        return False
    after = found.start(1) + len(other)
    if text[end : end + 2] == ", " and found.start(1) == end + 2:
        return True
    return text[after : after + 2] != ", " or not _state().match(text, after + 2)


@cache
def _state() -> re.Pattern[str]:
    longest_first = sorted(_state_names(), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest_first))})(?!\w|[’']s)")


@cache
def _state_names() -> frozenset[str]:
    regions = load("regions")
    rows = (*regions["states of the United States"].rows, *regions["parts of countries"].rows)
    states = {name for row in rows if row[0] in ("USA", "CAN") for name in names(row[1])}
    return regions["boroughs"].words() | states


@cache
def _states(atlas: Atlas) -> dict[str, GazetteerPlace]:
    """Each state, province or borough by the names that are printed after a town."""
    states: dict[str, GazetteerPlace] = {}
    for name in _state_names():
        key = name if name in atlas.named else folded(name)
        every = (*atlas.named.get(key, ()), *places_named(folded(name)))
        states[name] = next(
            p for p in sorted(every, key=lambda p: -p.population) if p.code in ("USA", "CAN")
        )
    return states
