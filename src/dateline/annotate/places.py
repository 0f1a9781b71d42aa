"""Places of an article, each with the one place of its name that it most likely is.

First every name that may be a place is found, with all places of that name. What countries and
regions the article speaks of (by name, by demonym, by capital, by its dateline) then weighs the
candidates: population counts in powers of ten, the right country for two and a half more. All
mentions of one name in an article are the same place, unless the text says otherwise ("Paris,
Texas").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log10

from dateline.annotate.atlas import Atlas, atlas
from dateline.annotate.gazetteer import Place, folded, head, places_named
from dateline.values.annotations import PlaceMention, Resolution, Rule, Sentence, Span

_CAPITALIZED = re.compile(
    r"(?:[A-Z]\.){2,}|(?:St|Ste|Mt|Ft)\.(?= [A-Z])|[A-ZÀ-ÖØ-ÞİŞŽŠ](?:\w|[’'](?!s\b)(?=\w))*"
)
# What may stand between two words of one name.
_JOINS = re.compile(
    r" (?:(?:of|the|and|de|la|le|el|al|del|des|du|do|da|dos|di|upon|on|y|e|es|"
    r"ash) )*|-|’|'|['’]s "
)
_LOCATIVE = re.compile(
    r"\b(?:in|at|near|from|to|into|outside|around|across|through|toward|towards|throughout|"
    r"between|leaving|reached|visited|visiting|inside|within|off|via|northern|southern|eastern|"
    r"western|central|downtown|suburban|rural|greater|of|city|town|village|province|state|"
    r"capital|island|district|region|county|nearby|neighbou?ring)(?: the)?,? $",
    re.IGNORECASE,
)
_REGION_AFTER = re.compile(
    r", (?:in )?(?:(?:the )?(?:northern|southern|eastern|western|central|state of|"
    r"province of|US state of) )?"
)
# "University of Calgary", "Voice of America": an institution, not the place.
_OF_INSTITUTION = re.compile(
    r"\b(?:University|Institute|College|Bank|Voice|Times|Journal|Corporation|Corp\.?|Church|"
    r"Archbishop|Bishop|Duke|Earl|Prince|Princess|Lord|Treaty|Battle|Museum) of (?:the )?"
    r"(?:Northern |Southern |Eastern |Western )?$"
)
_LIST = re.compile(r",? (?:(?:and|or) )?")
_CONNECTION = re.compile(r",? (?:and|or|in|of|near) (?:the )?|, |[-–/]")
_MAX_WORDS = 5
_BASE = {
    Resolution.CONTINENT: 8.0,
    Resolution.COUNTRY: 8.6,
    Resolution.FEATURE: 7.5,
    Resolution.PROVINCE: 5.0,
}
_OWN_PROVINCE = 6.5
_SAME_COUNTRY, _SAME_REGION, _SAID_REGION, _LISTED = 2.5, 1.5, 5.0, 1.5
_ENOUGH, _ENOUGH_AFTER_A_LOCATIVE, _FOREIGN = 5.4, 3.6, 1.0


@dataclass(frozen=True, slots=True)
class _Name:
    """A name that may be a place's, where it stands, and what speaks for it. The first `own`
    of its candidates are of Dateline's own tables; `inside` are the regions that are named
    right after it, `listed` is the place that stands right before it in a list. `home` is the
    country that the name itself speaks of, which is no support for it."""

    span: Span
    key: str
    candidates: tuple[Place, ...]
    own: int
    locative: bool
    inside: tuple[Place, ...] = ()
    listed: Place | None = None
    home: str | None = None


def places(
    texts: Sequence[tuple[str, Sequence[Sentence]]],
    dateline: str | None = None,
    taken: Sequence[Span] = (),
) -> tuple[PlaceMention, ...]:
    """The places named in an article's fields, given as texts with their sentences. `dateline`
    is where it was filed from; in `taken` spans, which are names of something else, none is
    looked for."""
    return tuple(_places(texts, dateline, taken))


def _places(
    texts: Sequence[tuple[str, Sequence[Sentence]]], dateline: str | None, taken: Sequence[Span]
) -> Iterator[PlaceMention]:
    maps = atlas()
    blocked = frozenset((span.part, at) for span in taken for at in range(span.start, span.end))
    found = [
        name
        for text, sentences in texts
        for sentence in sentences
        for name in _names(text, sentence, maps, blocked)
    ]
    context = _Context.of(found, dateline)
    named = [name for name in found if name.candidates]
    context = context.with_towns(_choose(name, context) for name in named)
    accepted: set[str] = set()
    for name in named:
        choice = _choose(name, context)
        if choice.weight >= context.enough(name, choice.place) or name.key in accepted:
            accepted.add(name.key)
            yield _mention(name, choice, maps)


def _mention(name: _Name, choice: _Choice, maps: Atlas) -> PlaceMention:
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


# --- names -----------------------------------------------------------------------------------


def _names(
    text: str, sentence: Sentence, maps: Atlas, blocked: frozenset[tuple[str, int]]
) -> Iterator[_Name]:
    """The names of a sentence in order; a demonym is a name without candidates."""
    part, start = sentence.span.part, sentence.span.start
    words = list(_CAPITALIZED.finditer(text, start, sentence.span.end))
    at = 0
    last: _Name | None = None
    while at < len(words):
        if (part, words[at].start()) in blocked:
            at += 1
            continue
        size, key, candidates, own = _longest(text, words, at, maps)
        begin = words[at].start()
        if not size or (candidates and _is_part(text, words, at, size, candidates, own, maps)):
            at += size or 1
            continue
        stop = words[at + size - 1].end()
        stop += key.endswith(".") and text[stop - 1] != "."
        between = text[last.span.end : begin] if last else ""
        listed = last.candidates[0] if last and last.own and _LIST.fullmatch(between) else None
        connected = bool(last and last.locative and _CONNECTION.fullmatch(between))
        last = _Name(
            span=Span(part=part, start=begin, end=stop, text=text[begin:stop]),
            key=key,
            candidates=candidates,
            own=own,
            locative=connected or bool(_LOCATIVE.search(text, max(start, begin - 24), begin)),
            inside=() if own or listed else _region_after(text, words, at + size, stop, maps),
            listed=listed,
            home=_home(key, candidates, own, maps),
        )
        yield last
        last = last if candidates else None
        at += size


def _home(key: str, candidates: tuple[Place, ...], own: int, maps: Atlas) -> str | None:
    if not candidates:
        return maps.hints.get(key)
    return maps.capitals.get(key) or (candidates[0].code if own else None)


def _longest(
    text: str, words: list[re.Match[str]], at: int, maps: Atlas
) -> tuple[int, str, tuple[Place, ...], int]:
    """How many words from `at` on make the longest name, its key, its candidates and how
    many of these are of Dateline's own tables; no words where there is none."""
    size = 1
    while size < _MAX_WORDS and at + size < len(words):
        if not _JOINS.fullmatch(text, words[at + size - 1].end(), words[at + size].start()):
            break
        size += 1
    start = words[at].start()
    for count in range(size, 0, -1):
        stop = words[at + count - 1].end()
        found = _look_up(text[start:stop], text[stop : stop + 1] == ".", maps)
        if found:
            return (count, *found)
    return 0, "", (), 0


def _look_up(
    surface: str, stop_follows: bool, maps: Atlas
) -> tuple[str, tuple[Place, ...], int] | None:
    """The key, the candidates and how many of them are of Dateline's own tables, or None."""
    if stop_follows and surface + "." in maps.named:
        found = maps.named[surface + "."]
        return surface + ".", found, len(found)
    key = folded(surface)
    own = maps.named.get(key)
    if own and (key not in maps.capital_letters or surface.replace(".", "").isupper()):
        return key, _with_own(own, key), len(own)
    if key in maps.hints:
        return key, (), 0
    if key in maps.not_places:
        return (key, (), 0) if " " in key else None
    if len(key) < 3 or key in maps.first_words or (surface.isupper() and len(surface) < 5):
        return None
    short, _, rest = key.partition(" ")
    candidates = places_named(key)
    if short in _LONG_FORMS:
        candidates += places_named(f"{_LONG_FORMS[short]} {rest}")
    return (key, candidates, 0) if candidates else None


_LONG_FORMS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


def _with_own(own: tuple[Place, ...], key: str) -> tuple[Place, ...]:
    """The candidates of a name in Dateline's own tables: the same division in the gazetteer is
    the same place, and towns of a country's name are too rare to be thought of."""
    known = {(place.code, place.geonameid) for place in own}
    rest = (p for p in places_named(key) if not p.alias and (p.code, p.geonameid) not in known)
    if any(place.resolution is Resolution.COUNTRY for place in own):
        rest = (p for p in rest if p.resolution is Resolution.PROVINCE)
    return (*own, *rest)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A place's name followed by another capitalized word is nearly always part of a longer name
# (Washington Post, Paris Hilton), unless that word says what kind of place it is.
_KINDS = _words(
    "Province County District City State Region Island Islands Peninsula Airport Governorate "
    "Prefecture Valley Township Village Territory Oblast Borough Parish Area Port Beach "
    "Mayor Governor Police"
)
_LEADS = _words(
    "North South East West Northern Southern Eastern Western Central Greater Upper Lower Mayor "
    "In The At From Near Downtown Outside Inner Northwest Northeast Southwest Southeast "
    "Northwestern Northeastern Southwestern Southeastern Republic Prime President Mainland"
)
_LARGE = (Resolution.COUNTRY, Resolution.PROVINCE)


def _is_part(
    text: str,
    words: list[re.Match[str]],
    at: int,
    size: int,
    candidates: tuple[Place, ...],
    own: int,
    maps: Atlas,
) -> bool:
    """Whether the name is but part of a longer one, a person's or an institution's."""
    begin, last = words[at].start(), at + size - 1
    around = text[begin - 1 : begin] + text[words[last].end() : words[last].end() + 1]
    if "/" in around or "$" in around or _OF_INSTITUTION.search(text, max(0, begin - 40), begin):
        return True
    if last + 1 < len(words) and text[words[last].end() : words[last + 1].start()] == " ":
        after = words[last + 1][0]
        large = own and candidates[0].resolution in _LARGE
        if after not in _KINDS and not large and not _is_place(after, maps):
            return True
    if at and text[words[at - 1].end() : words[at].start()] == " ":
        before = words[at - 1][0]
        first = folded(before) in maps.first_words
        if before not in _LEADS and not first and not _is_place(before, maps):
            return not own or candidates[0].resolution is not Resolution.COUNTRY
    return False


def _is_place(word: str, maps: Atlas) -> bool:
    key = folded(word)
    return key in maps.named or key in maps.hints or key in maps.capitals


def _region_after(
    text: str, words: list[re.Match[str]], at: int, stop: int, maps: Atlas
) -> tuple[Place, ...]:
    """The places that a name after a comma may mean: "Paris, Texas"."""
    if at >= len(words) or not _REGION_AFTER.fullmatch(text, stop, words[at].start()):
        return ()
    kinds = (*_LARGE, Resolution.DISTRICT)
    return tuple(p for p in _longest(text, words, at, maps)[2] if p.resolution in kinds)


# --- choice ----------------------------------------------------------------------------------


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
    def of(cls, found: Sequence[_Name], dateline: str | None) -> _Context:
        countries: Counter[str] = Counter()
        regions: Counter[str] = Counter()
        for name in found:
            countries[name.home or ""] += 1
            if name.own:
                regions[name.candidates[0].region] += 1
        for place in places_named(folded(dateline)) if dateline else ():
            countries[place.code or ""] += place.population > 100_000
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

    def weight(self, name: _Name, place: Place) -> float:
        """How much the article speaks for this place of the name."""
        score = _base(place, name)
        if place.code and self._elsewhere(name, place):
            score += _SAME_COUNTRY
        itself = bool(name.own) and name.candidates[0].region == place.region
        if place.region and self.regions[place.region] > itself:
            score += _SAME_REGION
        if any(_lies_in(place, region) for region in name.inside):
            score += _SAID_REGION
        if name.listed and name.listed.resolution is place.resolution in _LARGE:
            score += _LISTED
        return score

    def _elsewhere(self, name: _Name, place: Place) -> bool:
        """Whether the country is spoken of by more than this very name."""
        return self.countries[place.code or ""] > (name.home == place.code)

    def enough(self, name: _Name, place: Place) -> float:
        """The weight below which the name is taken for something else than a place."""
        enough = _ENOUGH_AFTER_A_LOCATIVE if name.locative else _ENOUGH
        foreign = self.countries and place.code and not self.countries[place.code]
        return enough + (_FOREIGN if foreign else 0.0)


def _base(place: Place, name: _Name) -> float:
    people = log10(place.population + 100)
    match place.resolution:
        case Resolution.PROVINCE:
            base = max(_BASE[Resolution.PROVINCE], people - 1.0)
            base = max(base, _OWN_PROVINCE) if place in name.candidates[: name.own] else base
        case Resolution.DISTRICT:
            base = people - 1.5
        case Resolution.CITY:
            base = people
        case large:
            base = _BASE[large]
    return base - (1.0 if place.alias else 0.0)


def _lies_in(place: Place, region: Place) -> bool:
    if place.code != region.code or place is region:
        return False
    return region.resolution is Resolution.COUNTRY or place.region == region.region


def _choose(name: _Name, context: _Context) -> _Choice:
    weights = [context.weight(name, place) for place in name.candidates]
    best = max(range(len(weights)), key=weights.__getitem__)
    share = 1 / sum(10 ** (weight - weights[best]) for weight in weights)
    return _Choice(name.candidates[best], weights[best], share)
