"""The noun phrases of a sentence that name somebody who can act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.annotation.events.grammar.actors import Actors, Known
from dateline.annotation.events.grammar.words import CLOSED, DETERMINERS, SITES

_JOINS = frozenset(("of", "in", "from", "at", "throughout", "across", "within"))
_LONGEST_GAP = 3
_PEOPLE = ("ers", "ors", "ists", "ants", "ees", "men", "women")


@dataclass(slots=True)
class Phrase:
    """A noun phrase that names an actor: words [first, last), and its code and sector.

    `named` says that it holds a name; `owner` that a possessive mark follows and that what is
    owned is no actor ("Haiti's efforts"); `seat` that it is only a capital; `adjective` that it
    is only a nationality.
    """

    first: int
    last: int
    code: str | None = None
    sector: str | None = None
    named: bool = False
    owner: bool = False
    seat: bool = False
    adjective: bool = False
    agent: bool = False
    of_thing: bool = False


def phrases(
    tokens: Sequence[str], lower: Sequence[str], known: Actors, verbs: frozenset[int]
) -> list[Phrase]:
    """The actor phrases of a sentence, in order, none within another. `verbs` are the places of
    words that are verbs for certain: no phrase goes over them."""
    return list(_phrases(tokens, lower, known, verbs))


def _phrases(
    tokens: Sequence[str], lower: Sequence[str], known: Actors, verbs: frozenset[int]
) -> Iterator[Phrase]:
    done = 0
    for at in known.where(tokens, lower):
        found = known.at(tokens, lower, at) if at >= done and at not in verbs else None
        if found is None:
            continue
        phrase = Phrase(at, at)
        _take(phrase, found)
        done = _grow(phrase, tokens, lower, known, verbs)
        if known.is_thing(tokens[phrase.last - 1]):
            continue
        opening = phrase.first == 0 and phrase.last == 1  # capital only by its place, perhaps
        known_for_sure = phrase.code or (phrase.named and not opening)
        if known_for_sure or not describes(lower, phrase.last, verbs):
            short = tokens[at].isupper() and phrase.last == at + 1 and not phrase.sector
            tells_whose = phrase.code is not None and (phrase.adjective or short)
            phrase.of_thing = tells_whose and _is_of_thing(lower, phrase.last, verbs)
            yield phrase


def _is_of_thing(lower: Sequence[str], at: int, verbs: frozenset[int]) -> bool:
    """Whether a nationality before this place describes a thing, not people ("Algerian miners")."""
    return describes(lower, at, verbs) and not lower[at].endswith(_PEOPLE)


def describes(lower: Sequence[str], at: int, verbs: frozenset[int]) -> bool:
    """Whether the word before this place only describes what follows: "military aid"."""
    if at >= len(lower) or at in verbs or lower[at] in CLOSED or not lower[at].isalpha():
        return False
    plural_before = at > 0 and lower[at - 1].endswith("s")  # "militants loyal to"
    return not plural_before and not lower[at].endswith(("ed", "ing", "ly"))


def _grow(
    phrase: Phrase,
    tokens: Sequence[str],
    lower: Sequence[str],
    known: Actors,
    verbs: frozenset[int],
) -> int:
    """Takes in what follows and belongs to the phrase; where to look for the next one."""
    count = len(tokens)
    while phrase.last < count:
        at = phrase.last
        word = lower[at]
        if at not in verbs and (found := known.at(tokens, lower, at)) is not None:
            _take(phrase, found)
        elif word in ("'s", "’s", "'", "’"):
            step = _reach(tokens, lower, at + 1, known, verbs, agent=True)
            if step is None:
                phrase.owner = True
                return at + 1
            _take(phrase, step)
        elif word in _JOINS and phrase.agent and (phrase.code is None or word == "of"):
            step = _reach(tokens, lower, at + 1, known, verbs, agent=False)
            if step is None or (
                word == "of" and phrase.code and step.code not in (None, phrase.code)
            ):
                return at + 1
            sector = phrase.sector
            _take(phrase, step)
            if sector not in (None, "UNK"):
                phrase.sector = sector
        elif phrase.code and word in SITES and at + 2 < count and lower[at + 1] == "of":
            named = known.at(tokens, lower, at + 2)
            if named is None or not named.named:
                return at
            _take(phrase, named)
        elif word == "(" and at + 2 < count and lower[at + 2] == ")":
            phrase.last = at + 3  # an acronym after the name
        elif (
            word not in CLOSED and word[0].isalpha() and at not in verbs and not word.endswith("ed")
        ):
            step = _reach(tokens, lower, at + 1, known, verbs, agent=True)
            if step is None or step.last - at > _LONGEST_GAP:
                return at
            _take(phrase, step)
        else:
            return at
    return count


def _reach(
    tokens: Sequence[str],
    lower: Sequence[str],
    at: int,
    known: Actors,
    verbs: frozenset[int],
    *,
    agent: bool,
) -> Known | None:
    """The next actor word within a few words that may stand inside a noun phrase."""
    for place in range(at, min(at + _LONGEST_GAP, len(tokens))):
        if place in verbs:
            return None
        found = known.at(tokens, lower, place)
        if found is not None and (found.agent or not agent):
            return found
        word = lower[place]
        if (word in CLOSED and word not in DETERMINERS) or not word[0].isalnum():
            return None
        if agent and word in DETERMINERS:
            return None
    return None


def _take(phrase: Phrase, found: Known) -> None:
    first = phrase.last == phrase.first
    phrase.last = found.last
    if phrase.code is None:
        phrase.code = found.code
    if phrase.sector in (None, "UNK") or (
        phrase.sector == "GOV" and found.sector not in (None, "UNK")
    ):
        phrase.sector = found.sector or phrase.sector
    phrase.named = phrase.named or found.named
    phrase.agent = phrase.agent or found.agent
    phrase.seat = first and found.seat
    phrase.adjective = first and found.adjective
