"""The table of actors: their names and words for them, with PLOVER code and sector."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache

from dateline.annotation.events.grammar.verb_forms import plural
from dateline.annotation.events.grammar.words import CLOSED, TOKEN
from dateline.dictionaries.files import load, names


@dataclass(frozen=True, slots=True)
class ActorMatch:
    """An actor's name, or a part of one, that ends before the word `last`; marks as in Phrase."""

    last: int
    code: str | None = None
    sector: str | None = None
    named: bool = False
    agent: bool = False
    seat: bool = False
    adjective: bool = False


@dataclass(frozen=True, slots=True)
class ActorName:
    """An actor's name or a word for a kind of actor, with code and sector; marks as in Phrase."""

    words: tuple[str, ...]
    code: str | None
    sector: str | None
    agent: bool = False
    seat: bool = False
    adjective: bool = False
    named: bool = False


class ActorTable:
    """A table of actors. `label` names its dictionaries and their versions."""

    __slots__ = ("_article", "_common", "_kinds", "_names", "_things", "label")

    def __init__(
        self,
        label: str,
        named: dict[str, list[ActorName]],
        kinds: dict[str, list[ActorName]],
        common: frozenset[str],
        things: frozenset[str] = frozenset(),
    ) -> None:
        self.label = label
        self._names = {first: _longest_first(found) for first, found in named.items()}
        self._kinds = {first: _longest_first(found) for first, found in kinds.items()}
        self._common = common
        self._things = things
        self._article: dict[str, tuple[ActorName, ...]] = {}

    def introduced(self, names: Iterable[ActorName]) -> ActorTable:
        """This table with the names that an article introduced, which come first."""
        found = copy(self)
        by_first: dict[str, list[ActorName]] = {}
        for name in names:
            by_first.setdefault(name.words[0], []).append(name)
        found._article = {first: _longest_first(same) for first, same in by_first.items()}
        return found

    def at(self, tokens: Sequence[str], lower: Sequence[str], at: int) -> ActorMatch | None:
        """The actor's name or word that begins at this position; None if there is none."""
        token = tokens[at]
        if not token.islower():
            for name in (*self._article.get(token, ()), *self._names.get(token, ())):
                size = len(name.words)
                if size == 1 or tuple(tokens[at : at + size]) == name.words:
                    return ActorMatch(
                        at + size,
                        name.code,
                        name.sector,
                        True,
                        name.agent,
                        name.seat,
                        name.adjective,
                    )
        for name in self._kinds.get(lower[at], ()):
            size = len(name.words)
            if name.named and token.islower():
                continue
            if size == 1 or tuple(lower[at : at + size]) == name.words:
                return ActorMatch(at + size, name.code, name.sector, name.named, name.agent)
        if token[0].isupper() and lower[at] not in self._common and not _opens(lower[at], at):
            head = token.partition("-")[0]
            if head != token and head in self._names and len(self._names[head][-1].words) == 1:
                name = self._names[head][-1]
                return ActorMatch(at + 1, name.code, None, True, False, False, True)
            return ActorMatch(at + 1, named=True)
        return None

    def is_name(self, token: str) -> bool:
        """Whether the word by itself is an actor's name in the table."""
        return any(name.words == (token,) for name in self._names.get(token, ()))

    def has_code(self, token: str, code: str | None) -> bool:
        """Whether the word by itself is the name of an actor with this code."""
        names = self._names.get(token, ())
        return any(name.words == (token,) and name.code == code for name in names)

    def is_thing(self, token: str) -> bool:
        """Whether a name that ends with this word is the name of a thing: "the Police Bill"."""
        return token[0].isupper() and token.lower() in self._things

    def positions(self, tokens: Sequence[str], lower: Sequence[str]) -> list[int]:
        """The positions where an actor may begin: capitals, and words for a kind of actor."""
        kinds = self._kinds
        return [
            at
            for at, (token, word) in enumerate(zip(tokens, lower, strict=True))
            if token != word or word in kinds
        ]

    def spans_several(self, tokens: Sequence[str], lower: Sequence[str], at: int) -> bool:
        """Whether an actor's name of several words begins here ("armed forces")."""
        named, kinds = self._names.get(tokens[at], ()), self._kinds.get(lower[at], ())
        return any(
            len(name.words) > 1
            and tuple(tokens[at : at + len(name.words)]) in (name.words, _capital(name.words))
            for name in (*named, *kinds)
        ) or any(
            len(name.words) > 1 and tuple(lower[at : at + len(name.words)]) == name.words
            for name in kinds
        )


def _capital(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.capitalize() for word in words)


def _opens(word: str, at: int) -> bool:
    """Whether a word has a capital only because it begins the sentence: "Historically, ..."."""
    return at == 0 and word.endswith("ly")


@cache
def actor_table() -> ActorTable:
    """Dateline's own table: `data/countries.txt` and `data/events_actors.txt`, read once."""
    countries, bodies = load("countries"), load("events_actors")
    named: dict[str, list[ActorName]] = {}
    kinds: dict[str, list[ActorName]] = {}

    def add(cell: str, code: str, sector: str | None, **marks: bool) -> None:
        for name in names(cell):
            words = tuple(TOKEN.findall(name))
            named.setdefault(words[0], []).append(ActorName(words, code, sector, **marks))

    for code, states, people, seats, *_ in (
        *countries["states"].rows,
        *countries["dependencies"].rows,
    ):
        add(states, code, None)
        add(people, code, None, adjective=True)
        add(seats, code, None, seat=True)
    alone = {name.words[0] for found in named.values() for name in found if len(name.words) == 1}
    for section in ("states of the United States", "parts of countries"):
        for code, cell, *_ in load("regions")[section].rows:
            for region in names(cell):
                if " " in region and not alone.isdisjoint(region.split()):
                    add(region, code, None)  # New Jersey is not Jersey
    for code, sector, cell in bodies["organizations"].rows:
        add(cell, code, sector or None, agent=True)
    for section in ("sectors", "offices"):
        for sector, cell in bodies[section].rows:
            for word in names(cell):
                for form in {word, plural(word)} | (
                    {word + "."} if section == "offices" else set()
                ):
                    words = tuple(form.split())
                    name = ActorName(words, None, sector, True, named=section == "offices")
                    kinds.setdefault(words[0], []).append(name)
    common = load("abbreviations")["begins a sentence"].words()
    common = (
        frozenset(word.lower() for word in common)
        | bodies["not names"].words()
        | bodies["titles"].words()
        | CLOSED
    )
    return ActorTable(
        f"{countries.label}, {bodies.label}", named, kinds, common, bodies["no actors"].words()
    )


def _longest_first(found: list[ActorName]) -> tuple[ActorName, ...]:
    return tuple(sorted(found, key=lambda name: -len(name.words)))
