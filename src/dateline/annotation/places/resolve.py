"""Places of an article, each with the one place of its name that it most likely is.

First every name that may be a place is found, with all places of that name. What countries and
regions the article speaks of (by name, by demonym, by capital, by its dateline) then weighs the
candidates: population counts in powers of ten, the right country for two and a half more. Where
an article has said once which place it means ("Paris, Texas"), the bare name means that one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log10

from dateline.annotation.places.candidates import LARGE, Name, names
from dateline.annotation.places.countries import Atlas, atlas
from dateline.annotation.places.gazetteer import Place, head
from dateline.values.annotations import PlaceMention, Resolution, Rule, Sentence, Span

_BASE = {
    Resolution.CONTINENT: 8.0,
    Resolution.COUNTRY: 8.6,
    Resolution.FEATURE: 7.5,
    Resolution.PROVINCE: 5.0,
}
_OWN_PROVINCE = 6.5
_SAME_COUNTRY, _SAME_REGION, _SAID_REGION, _LISTED = 2.5, 1.5, 5.0, 1.5
_ENOUGH, _ENOUGH_AFTER_A_LOCATIVE, _FOREIGN = 5.4, 3.6, 1.0


def places(
    texts: Sequence[tuple[str, Sequence[Sentence]]],
    taken: Sequence[Span] = (),
) -> tuple[PlaceMention, ...]:
    """The places named in an article's fields, given as texts with their sentences; where
    it was filed from is such a text. In `taken` spans, which are names of something else, none
    is looked for."""
    return tuple(_places(texts, taken))


def _places(
    texts: Sequence[tuple[str, Sequence[Sentence]]], taken: Sequence[Span]
) -> Iterator[PlaceMention]:
    maps = atlas()
    blocked = frozenset((span.part, at) for span in taken for at in range(span.start, span.end))
    found = [
        name
        for text, sentences in texts
        for sentence in sentences
        for name in names(text, sentence, maps, blocked)
    ]
    context = _Context.of(found)
    named = [name for name in found if name.candidates]
    context = context.with_towns(_choose(name, context) for name in named)
    accepted: set[str] = set()
    said: dict[str, _Choice] = {}
    for name in named:
        choice = _choose(name, context)
        if any(_lies_in(choice.place, region) for region in name.inside):
            said[name.key] = choice
        choice = said.get(name.key, choice)
        if choice.weight >= context.enough(name, choice.place) or name.key in accepted:
            accepted.add(name.key)
            yield _mention(name, choice, maps)


def _mention(name: Name, choice: _Choice, maps: Atlas) -> PlaceMention:
    place = choice.place
    own = place in name.candidates[: name.own]
    return PlaceMention(
        span=name.span,
        name=place.name,
        latitude=place.latitude,
        longitude=place.longitude,
        resolution=place.resolution,
        confidence=round(choice.share, 2),
        rule=Rule(
            name="region named after it" if name.inside else "weight in this article",
            dictionary=maps.label if own else f"gazetteer {head()['version']}",
        ),
        code=place.code,
        geonameid=place.geonameid,
    )


@dataclass(frozen=True, slots=True)
class _Choice:
    """The candidate with the most weight, that weight, and its share of all candidates'."""

    place: Place
    weight: float
    share: float


@dataclass(frozen=True, slots=True)
class _Context:
    """How often the article speaks of each country, and of each first-level division."""

    countries: Counter[str]
    regions: Counter[str]

    @classmethod
    def of(cls, found: Sequence[Name]) -> _Context:
        countries: Counter[str] = Counter()
        regions: Counter[str] = Counter()
        for name in found:
            countries[name.home or ""] += 1
            if name.own:
                regions[name.candidates[0].region] += 1
        del regions[""], countries[""]
        return cls(countries, regions)

    def with_towns(self, choices: Iterable[_Choice]) -> _Context:
        """The same, with the divisions that the clear choices among the towns lie in."""
        clear = [c.place for c in choices if c.share > 0.8 and c.weight > _ENOUGH]
        towns = [place for place in clear if place.resolution is Resolution.CITY]
        return _Context(
            self.countries + Counter(place.code for place in towns if place.code),
            self.regions + Counter(place.region for place in towns if place.region),
        )

    def weight(self, name: Name, place: Place) -> float:
        """How much the article speaks for this place of the name."""
        score = _base(place, name)
        if place.code and self._elsewhere(name, place):
            score += _SAME_COUNTRY
        itself = bool(name.own) and name.candidates[0].region == place.region
        if place.region and self.regions[place.region] > itself:
            score += _SAME_REGION
        if any(_lies_in(place, region) for region in name.inside):
            score += _SAID_REGION
        if place.resolution in LARGE and any(_like(place, other) for other in name.beside):
            score += _LISTED
        if place.resolution is Resolution.PROVINCE and (
            name.said_province or any(_lies_in(town, place) for town in name.holds)
        ):
            score += _SAID_REGION
        return score

    def _elsewhere(self, name: Name, place: Place) -> bool:
        """Whether the country is spoken of by more than this very name."""
        return self.countries[place.code or ""] > (name.home == place.code)

    def enough(self, name: Name, place: Place) -> float:
        """The weight below which the name is taken for something else than a place."""
        enough = _ENOUGH_AFTER_A_LOCATIVE if name.locative else _ENOUGH
        foreign = self.countries and place.code and not self.countries[place.code]
        return enough + (_FOREIGN if foreign else 0.0)


def _base(place: Place, name: Name) -> float:
    people = log10(place.population + 100)
    match place.resolution:
        case Resolution.PROVINCE:
            base = max(_BASE[Resolution.PROVINCE], people - 1.3)
            base = max(base, _OWN_PROVINCE) if place in name.candidates[: name.own] else base
        case Resolution.DISTRICT:
            base = people - 1.5
        case Resolution.CITY:
            base = people
        case large:
            base = _BASE[large]
    return base - (_alias_cost(place) if place.alias else 0.0)


def _alias_cost(place: Place) -> float:
    """Another name is a doubtful one, but less so of a city of millions (New York for New York
    City)."""
    return 0.5 if place.population >= 1_000_000 else 1.0


def _lies_in(place: Place, region: Place) -> bool:
    if place.code != region.code or place is region:
        return False
    return region.resolution is Resolution.COUNTRY or place.region == region.region


def _like(place: Place, other: Place) -> bool:
    """Whether both are countries, or provinces of one country: what a list has side by side."""
    if place.resolution is not other.resolution or place.name == other.name:
        return False
    return place.resolution is Resolution.COUNTRY or place.code == other.code


def _choose(name: Name, context: _Context) -> _Choice:
    weights = [context.weight(name, place) for place in name.candidates]
    best = max(range(len(weights)), key=weights.__getitem__)
    share = 1 / sum(10 ** (weight - weights[best]) for weight in weights)
    return _Choice(name.candidates[best], weights[best], share)
