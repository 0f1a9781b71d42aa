"""Capitalized words, and what each may be in a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import NamedTuple

from dateline.annotation.places.gazetteer import folded
from dateline.annotation.times.vocabulary import MONTHS, WEEKDAYS, either
from dateline.dictionaries.files import load, names


class Use:
    """What a word can be in a name, as bits of an int (enum.Flag is ten times slower). A word
    without any use can be part of a person's name.

    TITLE: before a person's name. HEAD: of an organization's name; WEAK: a head only with a
    country. GIVEN: a given name. COUNTRY: a country or its people. FIRST: has a capital letter
    because it begins a sentence. OTHER: part of no name. CAPITALS: in capital letters. TIME: a
    month or a weekday. PARTISAN: of a party, before a name or an organization.
    """

    NONE = 0
    TITLE = 1
    HEAD = 2
    WEAK = 4
    GIVEN = 8
    COUNTRY = 16
    FIRST = 32
    OTHER = 64
    CAPITALS = 128
    TIME = 256
    PARTISAN = 512


_NO_NAME = (
    Use.TIME
    | Use.TITLE
    | Use.HEAD
    | Use.FIRST
    | Use.OTHER
    | Use.COUNTRY
    | Use.CAPITALS
    | Use.PARTISAN
)


class Separator(Enum):
    """What is between two words of a run."""

    SPACE = auto()
    PARTICLE = auto()
    OF = auto()
    AND = auto()
    GENITIVE = auto()


class Word(NamedTuple):
    """A capitalized word, its use, and what separates it from the word before (None: it begins a
    run)."""

    start: int
    end: int
    text: str
    use: int
    separator: Separator | None

    @property
    def may_be_name(self) -> bool:
        """Whether it can be part of a person's name."""
        return bool(self.use & Use.GIVEN) or not self.use & _NO_NAME


@dataclass(frozen=True, slots=True)
class NameLexicon:
    """The dictionary of names.

    `label` is its name and version; `uses` says what each word can be; `sectors` has the PLOVER
    sector of titles, offices and heads; `countries` the code of each country's names and
    demonyms; `peoples` the demonyms; `listed` the organizations that are known by name, with code
    and sector;
    `not_organizations` words that end what has an acronym but is no organization; `half_titles`
    titles that another title follows ("First Minister"); `civil_titles` those beside which
    "General" is no rank ("Attorney General"); `courtesy_titles` those without an office ("Mr").
    `sayings` are verbs of saying, `beside_quotes` those that are so beside a quotation.
    `before_names` are titles after which any capitalized word is a name ("Senator Dean Heller");
    `family_titles` and `given_titles` are titles that are also family or given names ("Stephen
    King", "Dean Martin"), `titled_names` names that begin with another title ("Judge Reinhold");
    `popes` the names that popes have.
    `given_places` are places whose names are given names ("Chad Wolf"), `rare_given_places` those
    that are so only where something else shows a person. `first_family_names` stand before the
    given name ("Xi Jinping"). `verbs_too` are given names that are also verbs ("Will").
    """

    label: str
    uses: dict[str, int]
    sectors: dict[str, str]
    countries: dict[str, str]
    peoples: frozenset[str]
    listed: dict[str, tuple[str, str]]
    sayings: frozenset[str]
    beside_quotes: frozenset[str]
    offices: frozenset[str]
    not_organizations: frozenset[str]
    half_titles: frozenset[str]
    civil_titles: frozenset[str]
    courtesy_titles: frozenset[str]
    before_names: frozenset[str]
    family_titles: frozenset[str]
    given_titles: frozenset[str]
    titled_names: frozenset[str]
    popes: frozenset[str]
    given_places: frozenset[str]
    rare_given_places: frozenset[str]
    first_family_names: frozenset[str]
    verbs_too: frozenset[str]


@cache
def name_lexicon() -> NameLexicon:
    """Dateline's own dictionary of names, read once."""
    found = load("names")
    uses: dict[str, int] = {}
    sectors: dict[str, str] = {}

    def add(words: Iterator[str] | frozenset[str], use: int) -> None:
        for word in words:
            uses[word] = uses.get(word, Use.NONE) | use

    add(frozenset(MONTHS) | frozenset(WEEKDAYS), Use.TIME)
    add(found["other words"].words() | SUFFIXES, Use.OTHER)
    add(found["partisans"].words(), Use.PARTISAN)
    add(load("regions")["first words"].words() - set(uses), Use.FIRST)
    add(found["given names"].words(), Use.GIVEN)
    add(found["titles that are given names"].words(), Use.GIVEN)
    add(found["weak heads"].words(), Use.WEAK)
    for section, use in (("titles", Use.TITLE), ("heads", Use.HEAD), ("offices", Use.NONE)):
        for sector, cell in found[section].rows:
            for name in names(cell):
                sectors.setdefault(name, sector)
                if use:
                    add(iter((name,)), use)
                elif section == "offices":
                    add(iter((name.capitalize(),)), Use.TITLE)
                    sectors.setdefault(name.capitalize(), sector)
    bodies = load("events_actors")["organizations"].rows
    countries = _countries()
    add(frozenset(countries), Use.COUNTRY)
    listed = {
        name: (code, sector)
        for code, sector, cell in (*bodies, *found["known bodies"].rows)
        for name in names(cell)
        if name not in countries
    }
    return NameLexicon(
        label=found.label,
        uses=uses,
        sectors=sectors,
        countries=countries,
        peoples=frozenset(
            name
            for section in ("dependencies", "states")
            for row in load("countries")[section].rows
            for name in names(row[2])
        ),
        listed={name: codes for name, codes in listed.items() if folded(name) not in countries},
        sayings=found["verbs of saying"].words(),
        beside_quotes=frozenset().union(
            *(
                load("quotes")[section].words()
                for section in ("cues", "manner of speaking", "rarer verbs of saying")
            )
        ),
        offices=frozenset(name for _, cell in found["offices"].rows for name in names(cell)),
        not_organizations=found["no organizations"].words(),
        half_titles=found["half titles"].words(),
        civil_titles=found["civil titles"].words(),
        courtesy_titles=found["courtesy titles"].words(),
        before_names=found["courtesy titles"].words() | found["titles before a name"].words(),
        family_titles=found["titles that are family names"].words(),
        given_titles=found["titles that are given names"].words(),
        titled_names=found["names that begin with a title"].words(),
        popes=found["names of popes"].words(),
        given_places=found["places that are given names"].words(),
        rare_given_places=found["places that are seldom given names"].words(),
        first_family_names=found["family names before the given name"].words(),
        verbs_too=found["given names that are verbs"].words(),
    )


def _countries() -> dict[str, str]:
    table = load("countries")
    codes: dict[str, str] = {}
    for section in ("dependencies", "states"):
        for row in table[section].rows:
            for cell in (row[3], row[2], row[1]):
                codes.update(dict.fromkeys(names(cell), row[0]))
    return codes


_WORD = re.compile(
    r"(?:[A-Z]\.){1,4}(?![A-Za-z])|[A-ZÀ-ÖØ-ÞİŞŽŠĐŁ](?:\w|[’'](?!s\b)(?=\w)|-(?=\w))*"
)
_PARTICLES = load("names")["particles"].words()
_JOINED_PARTICLES = load("names")["particles with a hyphen"].words()
PARTICLES = _PARTICLES | _JOINED_PARTICLES
"""Small words within people's names."""
SUFFIXES = load("names")["suffixes"].words()
"""Words after a person's last name: "Jr."."""

_SEPARATOR = re.compile(
    rf"(?P<particle> (?:(?:{either(_PARTICLES)}) )+(?:d['’])?"
    rf"| (?:{either(_JOINED_PARTICLES)})-| d['’])"
    r"|(?P<of> (?:of|for|on) (?:the )?)|(?P<genitive>['’]s )|(?P<and> (?:and|"
    r"&) (?:the )?)|(?P<space> )"
)
_LONGEST_SEPARATOR = 24
_SEPARATORS = {separator.name.lower(): separator for separator in Separator}


def capitalized(text: str, start: int, end: int) -> Iterator[Word]:
    """The capitalized words of text[start:end], in order."""
    uses = name_lexicon().uses
    last, previous = -1, ""
    for found in _WORD.finditer(text, start, end):
        word, stop = found[0], found.end()
        if text[stop : stop + 1] == "." and word + "." in uses:
            word, stop = word + ".", stop + 1
        use = uses.get(word, Use.NONE)
        if "-" in word and not use and word.rpartition("-")[2].islower():
            use |= Use.NONE if _is_given_after(previous, word) else Use.OTHER
        if word.isupper() and len(word) > 1 and "." not in word:
            use |= Use.CAPITALS
        separator = None
        if last >= 0 and found.start() - last <= _LONGEST_SEPARATOR:
            joined = _SEPARATOR.fullmatch(text, last, found.start())
            separator = _SEPARATORS[joined.lastgroup or ""] if joined else None
            if word in SUFFIXES and text[last : found.start()] == ", ":
                separator = Separator.SPACE  # "Anna Muster, Jr."
        yield Word(found.start(), stop, word, use, separator)
        last, previous = stop, word


def _is_given_after(family: str, word: str) -> bool:
    """Whether a word with a hyphen and a small letter is a given name: Kim Jong-un, but not
    "Washington-based"."""
    return (
        family in name_lexicon().first_family_names
        and word.count("-") == 1
        and len(word) <= _LONGEST_HYPHENATED
        and word.rpartition("-")[2] not in _ENGLISH_ENDS
    )


_LONGEST_HYPHENATED = 11
_ENGLISH_ENDS = frozenset(("led", "born", "era", "run", "wide", "like", "only", "owned", "based"))


def runs(text: str, start: int, end: int) -> Iterator[list[Word]]:
    """The longest sequences of capitalized words that may be names."""
    run: list[Word] = []
    for word in capitalized(text, start, end):
        if word.separator is None and run:
            yield _with_countries(run) if len(run) > 1 else run
            run = []
        run.append(word)
    if run:
        yield _with_countries(run)


def _with_countries(run: list[Word]) -> list[Word]:
    """The run, with the words of each country's name of two or three words marked as COUNTRY, and
    family names before a given name (Park Geun-hye) as nothing else."""
    for at in range(len(run) - 1):
        if "-" in run[at + 1].text and _is_given_after(run[at].text, run[at + 1].text):
            run[at] = run[at]._replace(use=Use.NONE)
    countries = name_lexicon().countries
    for size in (2, 3):
        for at in range(len(run) - size + 1):
            if " ".join(word.text for word in run[at : at + size]) in countries:
                for index in range(at, at + size):
                    word = run[index]
                    run[index] = word._replace(use=(word.use | Use.COUNTRY) & ~Use.GIVEN)
    return run
