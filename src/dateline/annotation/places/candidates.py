"""Names in a sentence that may be names of places, and the evidence around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dateline.annotation.places.countries import Atlas
from dateline.annotation.places.gazetteer import GazetteerPlace, folded, places_named
from dateline.annotation.places.named_after import is_common_word, is_thing
from dateline.annotation.places.provinces import (
    has_what_only_provinces_have,
    is_called_province,
)
from dateline.annotation.places.towns import town_before_state
from dateline.values.annotations import Resolution, Sentence, Span

_CAPITALIZED = re.compile(
    r"(?:[A-Z]\.){2,}|(?:St|Ste|Mt|Ft|ST|MT|FT)\.(?= [A-Z])"
    r"|[A-ZÀ-ÖØ-ÞİŞŽŠ](?:\w|[’'](?!s\b)(?=\w))*"
)
# What may be between two words of one name.
_INSIDE_NAME = re.compile(
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
_DATELINE = "dateline"  # the field
LARGE = (Resolution.COUNTRY, Resolution.PROVINCE)


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name that may be that of a place, its candidates, and the evidence around it.

    The first `own_count` candidates are from Dateline's own tables. `regions_after` are the
    regions named right after it ("Paris, Texas"), `listed_with` the places next to it in a list,
    `towns_before` the towns named right before it ("Albany, New York"). `called_province`: the
    words around it call it a province. `home_country` is the country that the name itself stands
    for, which is no evidence for it. `locative`: a word for place is before it ("in", "near").
    `maybe_word`: it can be a common word that begins a sentence, unless the article has other signs
    of the country.
    """

    span: Span
    key: str
    candidates: tuple[GazetteerPlace, ...]
    own_count: int
    locative: bool
    regions_after: tuple[GazetteerPlace, ...] = ()
    listed_with: tuple[GazetteerPlace, ...] = ()
    towns_before: tuple[GazetteerPlace, ...] = ()
    called_province: bool = False
    home_country: str | None = None
    maybe_word: bool = False

    @property
    def is_shared(self) -> bool:
        """Whether a country and another country's province have this name: Georgia."""
        own = self.candidates[: self.own_count]
        return len(own) > 1 and len({place.code for place in own}) > 1


def place_names(
    text: str, sentence: Sentence, atlas: Atlas, blocked: frozenset[tuple[str, int]]
) -> Iterator[PlaceName]:
    """The names of a sentence, in order; a demonym is a name without candidates. Names that begin
    in `blocked` (field, offset) are skipped."""
    part, start = sentence.span.part, sentence.span.start
    words = list(_CAPITALIZED.finditer(text, start, sentence.span.end))
    at = 0
    last: PlaceName | None = None
    state = -1  # where the state after a town begins
    while at < len(words):
        if (part, words[at].start()) in blocked:
            at += 1
            continue
        size, key, candidates, own_count = _longest(
            text, words, at, atlas, dateline=part == _DATELINE
        )
        begin = words[at].start()
        stop = words[at + size - 1].end() if size else begin
        if not size or (
            candidates
            and (
                _is_part_of_longer_name(text, words, at, size, candidates, own_count, atlas)
                or is_thing(text, key, stop)
            )
        ):
            at += size or 1
            continue
        stop += key.endswith(".") and text[stop - 1] != "."
        between = text[last.span.end : begin] if last else ""
        in_list = last and last.own_count and last.span.start != state and _LIST.fullmatch(between)
        listed = last.candidates[:1] if last and in_list else ()
        after = _region_after(text, words, at + size, stop, atlas)
        own = () if last and listed and not last.towns_before else candidates[:own_count]
        towns = town_before_state(text, start, slice(begin, stop), own, atlas)
        if towns:
            candidates, own_count, state = towns, 0, stop + len(", ")
        maybe_word = begin == start and is_common_word(text, text[begin:stop], begin)
        connected = bool(last and last.locative and _CONNECTION.fullmatch(between))
        last = PlaceName(
            span=Span(part=part, start=begin, end=stop, text=text[begin:stop]),
            key=key,
            candidates=candidates,
            own_count=own_count,
            locative=connected or bool(_LOCATIVE.search(text, max(start, begin - 24), begin)),
            regions_after=() if own_count or listed else after,
            listed_with=(*listed, *after),
            towns_before=last.candidates if last and not last.own_count and between == ", " else (),
            called_province=is_called_province(text, start, begin, stop)
            or (
                len(candidates[:own_count]) > 1
                and has_what_only_provinces_have(text, start, begin, stop)
            ),
            home_country=None if maybe_word else _home_country(key, candidates, own_count, atlas),
            maybe_word=maybe_word,
        )
        yield last
        last = last if candidates else None
        at += size


def _home_country(
    key: str, candidates: tuple[GazetteerPlace, ...], own_count: int, atlas: Atlas
) -> str | None:
    if not candidates:
        return atlas.hints.get(key)
    shared = own_count > 1 and len({place.code for place in candidates[:own_count]}) > 1
    return atlas.capitals.get(key) or (candidates[0].code if own_count and not shared else None)


def _longest(
    text: str, words: list[re.Match[str]], at: int, atlas: Atlas, *, dateline: bool = False
) -> tuple[int, str, tuple[GazetteerPlace, ...], int]:
    """The longest name that begins with word `at`: the number of its words, its key, its
    candidates, and how many of these are from Dateline's own tables; 0 words if there is none.
    Short words in capitals are names in a dateline, and before their region ("TROY, N.Y.")."""
    size = 1
    while size < _MAX_WORDS and at + size < len(words):
        if not _INSIDE_NAME.fullmatch(text, words[at + size - 1].end(), words[at + size].start()):
            break
        size += 1
    start = words[at].start()
    for count in range(size, 0, -1):
        stop = words[at + count - 1].end()
        surface, stops = text[start:stop], text[stop : stop + 1] == "."
        found = _candidates(surface, stops, atlas)
        if found is None and surface.isupper() and len(surface) < _SHORTEST_IN_CAPITALS:
            found = _candidates(surface.title(), stops, atlas)
            if found and not dateline:
                regions = _region_after(text, words, at + count, stop, atlas)
                if not any(is_in(place, region) for place in found[1] for region in regions):
                    found = None
        if found:
            return (count, *found)
    return 0, "", (), 0


_SHORTEST_IN_CAPITALS = 5  # letters; shorter words in capitals are mostly acronyms


def is_in(place: GazetteerPlace, region: GazetteerPlace) -> bool:
    """Whether the place is in the country, or in the division."""
    if place.code != region.code or place is region:
        return False
    return region.resolution is Resolution.COUNTRY or place.region == region.region


@lru_cache(maxsize=65536)
def _candidates(
    surface: str, stop_follows: bool, atlas: Atlas
) -> tuple[str, tuple[GazetteerPlace, ...], int] | None:
    """The key, the candidates and how many of them are from Dateline's own tables, or None."""
    if stop_follows and surface + "." in atlas.named:
        found = atlas.named[surface + "."]
        return surface + ".", found, len(found)
    key = folded(surface)
    own = atlas.named.get(key)
    if own and (key not in atlas.capital_letters or surface.replace(".", "").isupper()):
        return key, _with_gazetteer(own, key), len(own)
    if key in atlas.hints:
        return key, (), 0
    if key in atlas.not_places:
        return (key, (), 0) if " " in key else None
    acronym = surface.isupper() and len(surface) < _SHORTEST_IN_CAPITALS
    if len(key) < 3 or key in atlas.first_words or acronym:
        return None
    short, _, rest = key.partition(" ")
    candidates = tuple(place for place in places_named(key) if not _lacks_kind(place, key))
    if short in _LONG_FORMS:
        candidates += places_named(f"{_LONG_FORMS[short]} {rest}")
    return (key, candidates, 0) if candidates else None


def _lacks_kind(place: GazetteerPlace, key: str) -> bool:
    """Whether the name is that of a district without the word for its kind (Washington for
    Washington County): news does not use it so."""
    district = place.alias and place.resolution is Resolution.DISTRICT
    return district and folded(place.name).startswith(key + " ")


_LONG_FORMS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


def _with_gazetteer(own: tuple[GazetteerPlace, ...], key: str) -> tuple[GazetteerPlace, ...]:
    """The candidates of a name in Dateline's own tables, then those of the gazetteer. The same
    division in both is one place; towns that share a country's name are too rare to count."""
    known = {(place.code, place.geonameid) for place in own}
    rest = (p for p in places_named(key) if not p.alias and (p.code, p.geonameid) not in known)
    if any(place.resolution is Resolution.COUNTRY for place in own):
        rest = (p for p in rest if p.resolution is Resolution.PROVINCE)
    return (*own, *rest)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A place's name followed by another capitalized word is nearly always part of a longer name
# (Washington Post, Paris Hilton), unless that word says what kind of place it is.
_KIND_WORDS = _words(
    "Province County District City State Region Island Islands Peninsula Airport Governorate "
    "Prefecture Valley Township Village Territory Oblast Borough Parish Area Port Beach "
    "Mayor Governor Police"
)
_LEADING_WORDS = _words(
    "North South East West Northern Southern Eastern Western Central Greater Upper Lower Mayor "
    "In The At From Near Downtown Outside Inner Northwest Northeast Southwest Southeast "
    "Northwestern Northeastern Southwestern Southeastern Republic Prime President Mainland"
)


def _is_part_of_longer_name(
    text: str,
    words: list[re.Match[str]],
    at: int,
    size: int,
    candidates: tuple[GazetteerPlace, ...],
    own_count: int,
    atlas: Atlas,
) -> bool:
    """Whether the name is part of a longer name, of a person or an institution."""
    begin, last = words[at].start(), at + size - 1
    around = text[begin - 1 : begin] + text[words[last].end() : words[last].end() + 1]
    if "/" in around or "$" in around or _OF_INSTITUTION.search(text, max(0, begin - 40), begin):
        return True
    if last + 1 < len(words) and text[words[last].end() : words[last + 1].start()] == " ":
        after = words[last + 1][0]
        large = own_count and candidates[0].resolution in LARGE
        if after not in _KIND_WORDS and not large and not _is_place(after, atlas):
            return True
    if at and text[words[at - 1].end() : words[at].start()] == " ":
        before = words[at - 1][0]
        first = folded(before) in atlas.first_words
        if before not in _LEADING_WORDS and not first and not _is_place(before, atlas):
            return not own_count or candidates[0].resolution is not Resolution.COUNTRY
    return False


def _is_place(word: str, atlas: Atlas) -> bool:
    key = folded(word)
    return key in atlas.named or key in atlas.hints or key in atlas.capitals


def _region_after(
    text: str, words: list[re.Match[str]], at: int, stop: int, atlas: Atlas
) -> tuple[GazetteerPlace, ...]:
    """The regions that a name after a comma may mean: "Paris, Texas"."""
    if at >= len(words) or not _REGION_AFTER.fullmatch(text, stop, words[at].start()):
        return ()
    kinds = (*LARGE, Resolution.DISTRICT)
    return tuple(p for p in _longest(text, words, at, atlas)[2] if p.resolution in kinds)
