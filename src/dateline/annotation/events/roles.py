"""Who acts and who is acted upon: the subject of a verb, its agent, and the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.annotation.events.grammar.noun_phrases import Phrase
from dateline.annotation.events.grammar.sentence import Parsed, clause_start, preposition
from dateline.annotation.events.grammar.verb_forms import Form
from dateline.annotation.events.grammar.words import CLOSED, DETERMINERS, PREPOSITIONS

Side = tuple[Phrase, ...]

_ING = int(Form.ING)
PLACES = frozenset(
    ("in", "at", "near", "inside", "outside", "across", "throughout", "within", "around")
)
_NOT_TO = PLACES | {"of"}  # "a limit on the number of people" is no deed to them
_PRONOUNS = frozenset(("it", "he", "she", "they", "its", "his", "her", "their"))
_SUBJECTS = frozenset(("it", "he", "she", "they", "i", "we", "you"))
_OF = frozenset(("of", "from", "by", "for", "among"))  # "thousands of", "a number from"
_POSSESSIVES = frozenset(("its", "his", "her", "their"))
_CONJUNCTIONS = frozenset(("and", "but", ",", "or"))
_JOINED = frozenset(("and", "or", ",", "as", "well", "along", "with", "&"))
_LONGEST_LIST_GAP = 3
_REST_OF_LIST = 12  # words after a comma in which a list must reach its "and"


def subject(s: Parsed, start: int, previous: Side) -> Side:
    """Who does what the verb group that begins at `start` tells: the first phrase of its clause
    that no preposition governs. A pronoun, or a verb after "and", has the subject before; who "I",
    "we" and "you" are is not known."""
    if start and start in s.verbs and (doing := _doing(s, start)):
        return doing
    if start and s.lower[start - 1] in _SUBJECTS:
        return previous if s.lower[start - 1] in _PRONOUNS else ()
    begin = clause_start(s, start)
    inside = [p for p in s.phrases if begin <= p.first and p.last <= start]
    free = [p for p in inside if not p.of_thing and preposition(s, p) is None]
    if free:
        return group(s, free, _governing(free[0]))
    if previous:
        after_and = start > 0 and s.lower[start - 1] in _CONJUNCTIONS
        if after_and or not _PRONOUNS.isdisjoint(s.lower[begin:start]):
            return previous
        if not inside and CLOSED.issuperset(s.lower[begin:start]):
            return previous  # else something that is nobody acts: "he said the plan failed"
    part = next((p for p in inside if preposition(s, p) in _OF), None)
    return group(s, inside, part) if part else ()


def _governing(phrase: Phrase) -> Phrase:
    """The phrase; a capital that acts is its government (PLOVER manual)."""
    if phrase.seat and phrase.sector is None:
        phrase.sector = "GOV"
    return phrase


def _doing(s: Parsed, verb: int) -> Side:
    """Who stands directly before an -ing form: "with Pakistan training officers"."""
    entry = s.entries[verb]
    if entry is None or entry.forms != _ING:
        return ()
    return tuple(p for p in s.phrases if p.last == verb)


def group(s: Parsed, candidates: Sequence[Phrase], head: Phrase) -> Side:
    """The phrase with those joined to it: "Rwanda, Burundi and Congo". A nationality takes its
    sector from the last one: "Hungarian and Romanian officials"."""
    found = [head]
    for phrase in candidates:
        if phrase.first >= found[-1].last and phrase is not head:
            if not _joined(s, found[-1], phrase):
                break
            found.append(phrase)
    sector = found[-1].sector
    if sector and len(found) > 1:
        for phrase in found:
            if phrase.adjective and phrase.sector is None:
                phrase.sector = sector
    return tuple(found)


def agents(s: Parsed, after: Sequence[Phrase], marks: Sequence[str]) -> Side:
    """The first phrase that one of these prepositions governs, with those joined to it."""
    head = next((p for p in after if preposition(s, p) in marks), None)
    return group(s, after, head) if head else ()


def owner_of(s: Parsed, first: int, stop: int) -> Side:
    """Whose deed a noun of an event in these words is: "in an Israeli air strike"."""
    for phrase in s.phrases:
        if phrase.first >= first and phrase.last < stop and (phrase.adjective or phrase.owner):
            for at in range(phrase.last, min(phrase.last + 4, stop)):
                entry = s.entries[at]
                if entry and entry.noun:
                    return (phrase,)
    return ()


def others(
    s: Parsed,
    after: Sequence[Phrase],
    side: Side,
    verb: int | None = None,
    *,
    direct: bool = False,
) -> Side:
    """Of the phrases the first that is somebody else: one with a code or name before a mere
    kind of people, and where something takes place last. A place in the actor's own state counts
    where it stands directly after the verb's words, which end at `verb`: "blockaded Paris".
    `direct` says that who stands there is acted upon whatever follows."""
    same = {_identity(s, p) for p in side}
    states = {p.code for p in side if p.code}
    fit = [
        p
        for p in after
        if _identity(s, p) not in same
        and (p.sector or p.code not in states or (p.seat and p.first == verb))
    ]
    if verb is not None and direct and fit and _is_object(s, fit[0], verb):
        return group(s, fit, fit[0])
    for wanted in (
        lambda p: (p.code or p.named) and preposition(s, p) not in PLACES,
        lambda p: p.agent and preposition(s, p) not in _NOT_TO and not _own(s, p),
        lambda p: p.code,
    ):
        head = next(filter(wanted, fit), None)
        if head:
            return group(s, fit, head)
    return ()


def _is_object(s: Parsed, phrase: Phrase, verb: int) -> bool:
    """Whether the phrase stands right behind the verb's words, which end at `verb`: it is their
    object, before all that stand further behind."""
    gap = range(verb, phrase.first)
    return len(gap) <= 1 and all(s.lower[at] in DETERMINERS for at in gap) and not _own(s, phrase)


def _joined(s: Parsed, left: Phrase, right: Phrase) -> bool:
    between = [*_outside_brackets(s.lower[left.last : right.first])]
    if _JOINED.isdisjoint(between) or len(between) > _LONGEST_LIST_GAP + 2:
        return False
    if not _JOINED.issuperset(PREPOSITIONS.intersection(between)):
        return False
    if len(between) > _LONGEST_LIST_GAP and any(
        word not in DETERMINERS and word not in _JOINED for word in between
    ):
        return False
    return between != [","] or "and" in s.lower[right.last : right.last + _REST_OF_LIST]


def _own(s: Parsed, phrase: Phrase) -> bool:
    """Whether the phrase is part of whoever acts: "withdrew its troops"."""
    return phrase.first > 0 and s.lower[phrase.first - 1] in _POSSESSIVES


def _outside_brackets(words: Sequence[str]) -> Iterator[str]:
    inside = False
    for word in words:
        if word == "(":
            inside = True
        elif word == ")":
            inside = False
        elif not inside:
            yield word


def _identity(s: Parsed, phrase: Phrase) -> tuple[str, str | None]:
    """What tells one actor from another: code and sector, or the words where it has no code."""
    return phrase.code or " ".join(s.lower[phrase.first : phrase.last]), phrase.sector
