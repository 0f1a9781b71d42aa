"""Capitalized words, and what each may be in a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import NamedTuple

from dateline.annotation.places.gazetteer import folded
from dateline.annotation.times.vocabulary import MONTHS, WEEKDAYS
from dateline.dictionaries.files import load, names


class Use:
    """What a word can be, as bits of an int (enum.Flag is ten times slower). A word without any
    use can be part of a person's name."""

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


_NO_NAME = Use.TIME | Use.TITLE | Use.HEAD | Use.FIRST | Use.OTHER | Use.COUNTRY | Use.CAPITALS


class Glue(Enum):
    """What stands between two words of a run."""

    SPACE = auto()
    PARTICLE = auto()
    OF = auto()
    AND = auto()
    GENITIVE = auto()


class Word(NamedTuple):
    """A capitalized word, its use, and what joins it to the word before (None: a run begins)."""

    start: int
    end: int
    text: str
    use: int
    glue: Glue | None

    @property
    def names(self) -> bool:
        """Whether it can stand in a person's name."""
        return bool(self.use & Use.GIVEN) or not self.use & _NO_NAME


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`label` is the dictionary with its version; `uses` what a word can be; `sectors` the
    PLOVER sector of titles, offices and heads; `countries` the code of a country's names and
    demonyms; `known` organizations by name, with code and sector; `no_bodies` words that end
    what has an acronym and is no organization; `halves` titles that another title follows ("First
    Minister"); `civil` those beside which "General" is no rank ("Attorney General"); `courtesy`
    those that tell no office ("Mr")."""

    label: str
    uses: dict[str, int]
    sectors: dict[str, str]
    countries: dict[str, str]
    known: dict[str, tuple[str, str]]
    sayings: frozenset[str]
    offices: frozenset[str]
    no_bodies: frozenset[str]
    halves: frozenset[str]
    civil: frozenset[str]
    courtesy: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The dictionaries, read once."""
    found = load("names")
    uses: dict[str, int] = {}
    sectors: dict[str, str] = {}

    def add(words: Iterator[str] | frozenset[str], use: int) -> None:
        for word in words:
            uses[word] = uses.get(word, Use.NONE) | use

    add(frozenset(MONTHS) | frozenset(WEEKDAYS), Use.TIME)
    add(found["other words"].words(), Use.OTHER)
    add(load("regions")["first words"].words() - set(uses), Use.FIRST)
    add(found["given names"].words(), Use.GIVEN)
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
    known = {
        name: (code, sector)
        for code, sector, cell in (*bodies, *found["known bodies"].rows)
        for name in names(cell)
        if name not in countries
    }
    return Lexicon(
        label=found.label,
        uses=uses,
        sectors=sectors,
        countries=countries,
        known={name: codes for name, codes in known.items() if folded(name) not in countries},
        sayings=found["verbs of saying"].words(),
        offices=frozenset(name for _, cell in found["offices"].rows for name in names(cell)),
        no_bodies=found["no organizations"].words(),
        halves=found["half titles"].words(),
        civil=found["civil titles"].words(),
        courtesy=found["courtesy titles"].words(),
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
_GLUE = re.compile(
    r"(?P<particle> (?:(?:bin|ibn|bint|ben|al|el|ul|de|la|del|van|von|der|den|du|da|dos|di|y|e) )+"
    r"| (?:al|el|ul|ad|an|ar|as|ash)-)"
    r"|(?P<of> (?:of|for|on) (?:the )?)|(?P<genitive>['’]s )|(?P<and> (?:and|"
    r"&) (?:the )?)|(?P<space> )"
)
_LONGEST_GLUE = 24
_GLUES = {glue.name.lower(): glue for glue in Glue}


def capitalized(text: str, start: int, end: int) -> Iterator[Word]:
    """The capitalized words of text[start:end] in order, each with what joins it to the last."""
    uses = lexicon().uses
    last = -1
    for found in _WORD.finditer(text, start, end):
        word, stop = found[0], found.end()
        if text[stop : stop + 1] == "." and word + "." in uses:
            word, stop = word + ".", stop + 1
        use = uses.get(word, Use.NONE)
        if "-" in word and word.rpartition("-")[2].islower() and not use:
            use |= Use.OTHER
        if word.isupper() and len(word) > 1 and "." not in word:
            use |= Use.CAPITALS
        glue = None
        if last >= 0 and found.start() - last <= _LONGEST_GLUE:
            joined = _GLUE.fullmatch(text, last, found.start())
            glue = _GLUES[joined.lastgroup or ""] if joined else None
        yield Word(found.start(), stop, word, use, glue)
        last = stop


def country(words: Sequence[str]) -> tuple[str | None, int]:
    """The code of the first country, or people, that the words name, and how many words it
    takes where it stands at their beginning (0 elsewhere)."""
    countries = lexicon().countries
    for at in range(len(words)):
        for size in (3, 2, 1):
            code = countries.get(" ".join(words[at : at + size]))
            if code and at + size <= len(words):
                return code, size if at == 0 else 0
    return None, 0


def runs(text: str, start: int, end: int) -> Iterator[list[Word]]:
    """The longest sequences of capitalized words that may make names."""
    run: list[Word] = []
    for word in capitalized(text, start, end):
        if word.glue is None and run:
            yield _with_countries(run) if len(run) > 1 else run
            run = []
        run.append(word)
    if run:
        yield _with_countries(run)


def _with_countries(run: list[Word]) -> list[Word]:
    """The run with the words of each country's name of two or three words marked as such."""
    countries = lexicon().countries
    for size in (2, 3):
        for at in range(len(run) - size + 1):
            if " ".join(word.text for word in run[at : at + size]) in countries:
                for index in range(at, at + size):
                    word = run[index]
                    run[index] = word._replace(use=(word.use | Use.COUNTRY) & ~Use.GIVEN)
    return run
