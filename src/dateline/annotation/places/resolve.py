"""Which place of its name each place in an article most likely is.

First every name that may be a place is found, with all places of that name. The candidates are
then weighed by the countries and regions that the article names (by name, demonym, capital or
dateline): population counts in powers of ten, the right country two and a half more. If the
article says once which place it means ("Paris, Texas"), the bare name means that one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log10

from dateline.annotation.places.candidates import LARGE, PlaceName, is_in, place_names
from dateline.annotation.places.countries import Atlas, load_atlas
from dateline.annotation.places.gazetteer import GazetteerPlace, gazetteer_header
from dateline.values.annotations import PlaceMention, Resolution, Rule, Sentence, Span

_BASE_WEIGHT = {
    Resolution.CONTINENT: 8.0,
    Resolution.COUNTRY: 8.6,
    Resolution.FEATURE: 7.5,
    Resolution.PROVINCE: 5.0,
}
_OWN_PROVINCE = 6.5
_SAME_COUNTRY, _SAME_REGION, _NAMED_REGION, _LISTED = 2.5, 1.5, 5.0, 1.5
_THRESHOLD, _THRESHOLD_AFTER_LOCATIVE, _FOREIGN = 5.4, 3.6, 1.0


def places(
    texts: Sequence[tuple[str, Sequence[Sentence]]],
    excluded: Sequence[Span] = (),
    domestic: Iterable[str] = (),
) -> tuple[PlaceMention, ...]:
    """The places named in an article's fields, given as texts with their sentences; the dateline
    is one of them. No place is sought in the `excluded` spans, which name something else. The
    article tells of the home affairs of the `domestic` countries, given by their codes."""
    return tuple(_places(texts, excluded, domestic))


def _places(
    texts: Sequence[tuple[str, Sequence[Sentence]]],
    excluded: Sequence[Span],
    domestic: Iterable[str],
) -> Iterator[PlaceMention]:
    atlas = load_atlas()
    blocked = frozenset((span.part, at) for span in excluded for at in range(span.start, span.end))
    found = [
        name
        for text, sentences in texts
        for sentence in sentences
        for name in place_names(text, sentence, atlas, blocked)
    ]
    context = _Context.of(found, domestic)
    named = [name for name in found if name.candidates]
    context = context.with_towns((name, _choose(name, context)) for name in named)
    named = [name for name in named if not name.maybe_word or context.has_signs_of(name)]
    accepted: set[str] = set()
    settled: dict[str, _Choice] = {}
    for name in named:
        if name.called_province and name.is_shared:
            settled.setdefault(name.key, _choose(name, context))
    for name in named:
        choice = _choose(name, context)
        if _is_named_region(name, choice) and not _tells_of_country(found, name.key, atlas):
            settled[name.key] = choice
        choice = settled.get(name.key, choice)
        if choice.weight >= context.threshold(name, choice.place) or name.key in accepted:
            accepted.add(name.key)
            yield _mention(name, choice, atlas)


def _is_named_region(name: PlaceName, choice: _Choice) -> bool:
    return any(is_in(choice.place, region) for region in name.regions_after)


def _tells_of_country(found: Sequence[PlaceName], key: str, atlas: Atlas) -> bool:
    """Whether a town's name is also a country's, which the article names by another word too."""
    own = atlas.named.get(key, ())[:1]
    return any(
        name.home_country == place.code and name.key != key
        for place in own
        if place.resolution is Resolution.COUNTRY
        for name in found
    )


def _mention(name: PlaceName, choice: _Choice, atlas: Atlas) -> PlaceMention:
    place = choice.place
    own = place in name.candidates[: name.own_count]
    return PlaceMention(
        span=name.span,
        name=place.name,
        latitude=place.latitude,
        longitude=place.longitude,
        resolution=place.resolution,
        confidence=round(choice.share, 2),
        rule=Rule(
            name="region named after it" if name.regions_after else "weight in this article",
            dictionary=atlas.label if own else f"gazetteer {gazetteer_header()['version']}",
        ),
        code=place.code,
        geonameid=place.geonameid,
    )


@dataclass(frozen=True, slots=True)
class _Choice:
    """The candidate with the most weight, its weight, and its share of the weight of all."""

    place: GazetteerPlace
    weight: float
    share: float


@dataclass(frozen=True, slots=True)
class _Context:
    """How often the article names each country, each first-level division, and, as `inside`,
    divisions, towns and domestic bodies of each country. `located`: the divisions of towns that a
    word for place is before, and that are likely meant."""

    countries: Counter[str]
    regions: Counter[str]
    inside: Counter[str]
    located: frozenset[str] = frozenset()

    @classmethod
    def of(cls, found: Sequence[PlaceName], domestic: Iterable[str]) -> _Context:
        countries: Counter[str] = Counter()
        regions: Counter[str] = Counter()
        inside = Counter(domestic)
        for name in found:
            countries[name.home_country or ""] += 1
            if name.own_count and not name.is_shared:
                regions[name.candidates[0].region] += 1
                if name.candidates[0].resolution is Resolution.PROVINCE:
                    inside[name.home_country or ""] += 1
        del regions[""], countries[""]
        return cls(countries, regions, inside)

    def has_signs_of(self, name: PlaceName) -> bool:
        """Whether the article names the country by another word than this one."""
        return self.countries[name.candidates[0].code or ""] > 0

    def with_towns(self, choices: Iterable[tuple[PlaceName, _Choice]]) -> _Context:
        """This context, with the countries and divisions of the towns that are clear choices."""
        likely = [(name, c) for name, c in choices if c.place.resolution is Resolution.CITY]
        towns = [c.place for _, c in likely if c.share > 0.8 and c.weight > _THRESHOLD]
        located = (c.place.region for name, c in likely if name.locative and c.share > 0.5)
        codes = Counter(place.code for place in towns if place.code)
        return _Context(
            self.countries + codes,
            self.regions + Counter(place.region for place in towns if place.region),
            self.inside + codes,
            frozenset(located),
        )

    def weight(self, name: PlaceName, place: GazetteerPlace) -> float:
        """The weight of this candidate for the name in this article."""
        score = _base_weight(place, name)
        if place.code and self._has_other_support(name, place):
            score += _SAME_COUNTRY
        itself = bool(name.own_count) and name.candidates[0].region == place.region
        near = name.is_shared and place.region in self.located
        if place.region and (near or self.regions[place.region] > itself):
            score += _SAME_REGION
        if any(is_in(place, region) for region in name.regions_after):
            score += _NAMED_REGION
        if place.resolution in LARGE and any(
            _are_same_level(place, other) for other in name.listed_with
        ):
            score += _LISTED
        if place.resolution is Resolution.PROVINCE and (
            name.called_province or any(is_in(town, place) for town in name.towns_before)
        ):
            score += _NAMED_REGION
        return score

    def _has_other_support(self, name: PlaceName, place: GazetteerPlace) -> bool:
        """Whether anything but the name itself speaks for the country; for a province with the name
        of another country, whether anything inside its own country does."""
        if place.resolution is Resolution.PROVINCE and name.is_shared:
            return self.inside[place.code or ""] > 0 or place.region in self.located
        return self.countries[place.code or ""] > (name.home_country == place.code)

    def threshold(self, name: PlaceName, place: GazetteerPlace) -> float:
        """The weight below which the name is taken for something other than a place."""
        threshold = _THRESHOLD_AFTER_LOCATIVE if name.locative else _THRESHOLD
        foreign = self.countries and place.code and not self.countries[place.code]
        return threshold + (_FOREIGN if foreign else 0.0)


def _base_weight(place: GazetteerPlace, name: PlaceName) -> float:
    people = log10(place.population + 100)
    match place.resolution:
        case Resolution.PROVINCE:
            base = max(_BASE_WEIGHT[Resolution.PROVINCE], people - 1.3)
            base = max(base, _OWN_PROVINCE) if place in name.candidates[: name.own_count] else base
        case Resolution.DISTRICT:
            base = people - 1.5
        case Resolution.CITY:
            base = people
        case large:
            base = _BASE_WEIGHT[large]
    return base - (_alias_cost(place) if place.alias else 0.0)


def _alias_cost(place: GazetteerPlace) -> float:
    """An alias is less likely to be meant, but not much less for a city of millions (New York for
    New York City)."""
    return 0.5 if place.population >= 1_000_000 else 1.0


def _are_same_level(place: GazetteerPlace, other: GazetteerPlace) -> bool:
    """Whether both are countries, or provinces of one country, as in a list of places."""
    if place.resolution is not other.resolution or place.name == other.name:
        return False
    return place.resolution is Resolution.COUNTRY or place.code == other.code


def _choose(name: PlaceName, context: _Context) -> _Choice:
    weights = [context.weight(name, place) for place in name.candidates]
    best = max(range(len(weights)), key=weights.__getitem__)
    share = 1 / sum(10 ** (weight - weights[best]) for weight in weights)
    return _Choice(name.candidates[best], weights[best], share)
