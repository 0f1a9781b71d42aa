"""Actor phrases: the noun phrases of a sentence that name somebody who can act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.annotation.events.grammar.actors import ActorMatch, ActorTable
from dateline.annotation.events.grammar.words import CLOSED, DETERMINERS, SITES

_JOINS = frozenset(("of", "in", "from", "at", "throughout", "across", "within"))
_LONGEST_GAP = 3
_PEOPLE = ("ers", "ors", "ists", "ants", "ees", "men", "women")


@dataclass(slots=True)
class Phrase:
    """A noun phrase that names an actor: the words [first, last), with code and sector.

    `named`: it has a name. `owner`: a possessive mark follows, and what is owned is no actor
    ("Haiti's efforts"). `seat`: it is only a capital. `adjective`: it is only a nationality.
    `agent`: it has a word for people or a body. `of_thing`: it is a nationality before a thing.
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


def actor_phrases(
    tokens: Sequence[str], lower: Sequence[str], actors: ActorTable, verbs: frozenset[int]
) -> list[Phrase]:
    """The actor phrases of a sentence, in order and not nested. `verbs` are the positions of
    certain verbs: no phrase includes one."""
    return list(_phrases(tokens, lower, actors, verbs))


def _phrases(
    tokens: Sequence[str], lower: Sequence[str], actors: ActorTable, verbs: frozenset[int]
) -> Iterator[Phrase]:
    done = 0
    for at in actors.positions(tokens, lower):
        found = actors.at(tokens, lower, at) if at >= done and at not in verbs else None
        if found is None:
            continue
        phrase = Phrase(at, at)
        _add_match(phrase, found)
        done = _extend(phrase, tokens, lower, actors, verbs)
        if actors.is_thing(tokens[phrase.last - 1]):
            continue
        opening = phrase.first == 0 and phrase.last == 1  # capital only by its place, perhaps
        known_for_sure = phrase.code or (phrase.named and not opening)
        if known_for_sure or not is_modifier(lower, phrase.last, verbs):
            short = tokens[at].isupper() and phrase.last == at + 1 and not phrase.sector
            shows_country = phrase.code is not None and (phrase.adjective or short)
            phrase.of_thing = shows_country and _is_of_thing(lower, phrase.last, verbs)
            yield phrase


def _is_of_thing(lower: Sequence[str], at: int, verbs: frozenset[int]) -> bool:
    """Whether a nationality before this position describes a thing, not people ("Algerian
    miners")."""
    return is_modifier(lower, at, verbs) and not lower[at].endswith(_PEOPLE)


def is_modifier(lower: Sequence[str], at: int, verbs: frozenset[int]) -> bool:
    """Whether the word before this position only describes the next one: "military aid"."""
    if at >= len(lower) or at in verbs or lower[at] in CLOSED or not lower[at].isalpha():
        return False
    plural_before = at > 0 and lower[at - 1].endswith("s")  # "militants loyal to"
    return not plural_before and not lower[at].endswith(("ed", "ing", "ly"))


def _extend(
    phrase: Phrase,
    tokens: Sequence[str],
    lower: Sequence[str],
    actors: ActorTable,
    verbs: frozenset[int],
) -> int:
    """Add to the phrase the words after it that belong to it. Returns where the next may begin."""
    count = len(tokens)
    while phrase.last < count:
        at = phrase.last
        word = lower[at]
        if at not in verbs and (found := actors.at(tokens, lower, at)) is not None:
            _add_match(phrase, found)
        elif word in ("'s", "’s", "'", "’"):
            step = _next_match(tokens, lower, at + 1, actors, verbs, agent=True)
            if step is None:
                phrase.owner = True
                return at + 1
            _add_match(phrase, step)
        elif word in _JOINS and phrase.agent and (phrase.code is None or word == "of"):
            step = _next_match(tokens, lower, at + 1, actors, verbs, agent=False)
            if step is None or (
                word == "of" and phrase.code and step.code not in (None, phrase.code)
            ):
                return at + 1
            sector = phrase.sector
            _add_match(phrase, step)
            if sector not in (None, "UNK"):
                phrase.sector = sector
        elif phrase.code and word in SITES and at + 2 < count and lower[at + 1] == "of":
            named = actors.at(tokens, lower, at + 2)
            if named is None or not named.named:
                return at
            _add_match(phrase, named)
        elif word == "(" and at + 2 < count and lower[at + 2] == ")":
            phrase.last = at + 3  # an acronym after the name
        elif (
            word not in CLOSED and word[0].isalpha() and at not in verbs and not word.endswith("ed")
        ):
            step = _next_match(tokens, lower, at + 1, actors, verbs, agent=True)
            if step is None or step.last - at > _LONGEST_GAP:
                return at
            _add_match(phrase, step)
        else:
            return at
    return count


def _next_match(
    tokens: Sequence[str],
    lower: Sequence[str],
    at: int,
    actors: ActorTable,
    verbs: frozenset[int],
    *,
    agent: bool,
) -> ActorMatch | None:
    """The next actor word, if only words of a noun phrase are before it; else None."""
    for position in range(at, min(at + _LONGEST_GAP, len(tokens))):
        if position in verbs:
            return None
        found = actors.at(tokens, lower, position)
        if found is not None and (found.agent or not agent):
            return found
        word = lower[position]
        if (word in CLOSED and word not in DETERMINERS) or not word[0].isalnum():
            return None
        if agent and word in DETERMINERS:
            return None
    return None


def _add_match(phrase: Phrase, found: ActorMatch) -> None:
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
