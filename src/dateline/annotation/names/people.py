"""People: which names are names of people, by the words around them, and in which role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dateline.annotation.names.nations import country
from dateline.annotation.names.runs import Segment, is_titled_name
from dateline.annotation.names.words import SUFFIXES, Use, Word, name_lexicon
from dateline.annotation.places.gazetteer import folded, places_named
from dateline.annotation.times.vocabulary import either


@dataclass(frozen=True, slots=True)
class Role:
    """A title or office as printed, without the country before it, and the country code and the
    sector that it shows."""

    text: str | None = None
    code: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """The rule by which a name is that of a person, and the role given here."""

    rule: str
    role: Role


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    words = name_lexicon()
    offices, sayings = either(words.offices), either(words.sayings)
    plain = (
        r"(?!(?:the|a|an|his|her|its|their|our|by|to|with|and|but|or|of|for|as|said|"
        r"told|says|from|in|on|at|"
        r"when|while|that|who|where|if|this|then)\b)[\w’'-]+"
    )
    before = re.compile(
        rf"(?<![\w’'-])(?P<role>(?:{plain} ){{0,4}}(?:{offices})),? $", re.IGNORECASE
    )
    after = re.compile(
        rf", (?:the |a |an |its |their |his |her )?(?P<role>(?:{plain} ){{0,4}}?(?:{offices}))\b"
        r"(?! (?:manager|director|secretary|counsel)\b)"
    )
    can_speak = re.compile(
        rf",? (?:has |had |have |also |later |then |who |which |\w+ly )?(?:{sayings})\b"
        r"|, (?:aged )?\d{1,3}\b(?! \w+ (?:people|miles))|, who\b| \(\d{2}\)"
    )
    spoken = re.compile(rf"(?:[,”\"’] |\b)(?:{sayings}) (?:(?:the|a|an) )?$")
    return before, after, can_speak, spoken


_LOOK_BACK, _LOOK_AHEAD = 60, 80
_JUNIOR = ("Jr", "Sr")
_OF_FAMILY = re.compile(r"(?:O[’']|Mc|Mac)[A-Z]")


def person(text: str, start: int, stop: int, segment: Segment, *, speaks: bool) -> Person | None:
    """The person that a segment names in the sentence text[start:stop]; None if nothing shows that
    it is a person. `speaks` is what `can_speak` returns for it."""
    if segment.kind == "person":
        return Person("title", title_role(text, segment.role))
    names = segment.words
    suffix = names[-1].text in SUFFIXES
    if segment.kind != "name" or not 2 <= len(names) <= 5 + suffix:
        return None
    if names[-1].text[-1] == "." and not suffix:
        return None
    before, after, _, _ = _patterns()
    begin = max(start, segment.start - _LOOK_BACK)
    office = _last_word(text[begin : segment.start].rstrip(", ")) in name_lexicon().offices
    if office and (found := before.search(text, begin, segment.start)):
        return Person("office before the name", _office(found["role"]))
    found = after.match(text, segment.end, min(stop, segment.end + _LOOK_AHEAD))
    if found:
        return Person("office after the name", _office(found["role"]))
    if names[-1].text.startswith(_JUNIOR):
        return Person("suffix of the name", Role())
    given = bool(names[0].use & Use.GIVEN) or names[0].text in name_lexicon().given_places
    given = given or is_titled_name(names[0], names[1]) or _has_name_after_place(names)
    place = names[0].text in name_lexicon().rare_given_places
    if not given and (place or places_named(folded(text[segment.start : segment.end]))):
        return None
    if speaks:
        return Person("speaks", Role())
    return Person("given name", Role()) if given else None


def _has_name_after_place(names: Sequence[Word]) -> bool:
    """Whether the words after a place show that it is a given name: a second given name ("Georgia
    May Foote") or a family's prefix ("Georgia O'Keeffe")."""
    if names[0].text not in name_lexicon().rare_given_places:
        return False
    second = len(names) > 2 and names[1].use & (Use.GIVEN | Use.TIME)
    return bool(second) or _OF_FAMILY.match(names[-1].text) is not None


def can_speak(text: str, start: int, stop: int, segment: Segment) -> bool:
    """Whether the words beside the name are found beside names of people only: a verb of saying,
    an age, "who", the end of a quotation and a verb or a dash."""
    *_, ahead, spoken = _patterns()
    if ahead.match(text, segment.end, min(stop, segment.end + _LOOK_AHEAD)):
        return True
    begin = max(start, segment.start - _LOOK_BACK)
    before = text[begin : segment.start].rstrip()
    said = _last_word(_ARTICLE.sub("", before)) in name_lexicon().sayings
    if said and spoken.search(text, begin, segment.start) is not None:
        return True
    return _is_beside_quotation(text, segment, min(stop, segment.end + _LOOK_AHEAD))


_QUOTED = re.compile(
    r"(?P<stop>[,.!?…])[”\"’'](?: (?:(?P<verb>[a-z]+(?: [a-z]+)?) )?|\s*(?P<dash>[—–―-]{1,2})\s?)$"
)
_VERB = re.compile(r" (?:[a-z]+ly )?([a-z]+)(?: (\w+))?")


def _is_beside_quotation(text: str, segment: Segment, stop: int) -> bool:
    """Whether a quotation ends right before the name, with a verb of manner or a dash between, or
    with such a verb after the name: "...," sighed X; "..." — X; "...," X sighed."""
    begin = max(0, segment.start - _VERB_AND_MARK)
    if _QUOTE_MARKS.isdisjoint(text[begin : segment.start]):
        return False
    quoted = _QUOTED.search(text, begin, segment.start)
    if quoted is None:
        return False
    verbs = name_lexicon().beside_quotes
    if quoted["verb"]:
        return quoted["verb"] in verbs
    if quoted["dash"]:
        return True
    after = _VERB.match(text, segment.end, stop) if quoted["stop"] != "." else None
    return after is not None and (after[1] in verbs or f"{after[1]} {after[2]}" in verbs)


_VERB_AND_MARK = 24
_QUOTE_MARKS = frozenset("”\"’'")


_ARTICLE = re.compile(r" (?:the|an?)$")


def _last_word(text: str) -> str:
    """The last word, small: a cheap look before a costly pattern."""
    return text[max(map(text.rfind, " \n/")) + 1 :].strip(_MARKS).lower()


_MARKS = "“”\"'‘’()[]—–-,.:;"


def title_role(text: str, role: Sequence[Word]) -> Role:
    """The role in the capitalized words before a name."""
    words = name_lexicon()
    code, size = country([w.text for w in role])
    ranks = {w.text for w in role}
    if {"General", "Secretary"} <= ranks:
        ranks -= {"General", "Secretary"}  # of a party, a union or the United Nations
    elif not words.civil_titles.isdisjoint(ranks):
        ranks.discard("General")
    sectors = (words.sectors.get(w.text) for w in role if w.text in ranks)
    sector = next(filter(None, sectors), None)
    kept = [word for word in role[size:] if word.text not in words.courtesy_titles]
    while kept and kept[0].use & Use.FIRST:
        kept.pop(0)
    return Role(text[kept[0].start : kept[-1].end] if kept else None, code, sector)


def _office(printed: str) -> Role:
    """The role in the words in lower case beside a name."""
    words = name_lexicon()
    parts = [part.removesuffix("'s").removesuffix("’s") for part in printed.split()]
    code, size = country(parts)
    sectors = [words.sectors.get(part.lower()) for part in parts if part.lower() != "general"]
    if "general" in map(str.lower, parts) and words.civil_titles.isdisjoint(
        map(str.capitalize, parts)
    ):
        sectors.append(words.sectors["general"])
    sector = next(filter(None, sectors), None)
    return Role(" ".join(printed.split()[size:]), code, sector)
