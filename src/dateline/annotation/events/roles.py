"""Actors and recipients: the subject of a verb, its agent, and the other parties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.annotation.events.grammar.noun_phrases import Phrase
from dateline.annotation.events.grammar.sentence import ParsedSentence, clause_start, preposition
from dateline.annotation.events.grammar.verb_forms import Form
from dateline.annotation.events.grammar.words import CLOSED, DETERMINERS, PREPOSITIONS

Phrases = tuple[Phrase, ...]

_ING = int(Form.ING)
PLACES = frozenset(
    ("in", "at", "near", "inside", "outside", "across", "throughout", "within", "around")
)
_NOT_TO = PLACES | {"of"}  # "a limit on the number of people" is nothing done to them
_PRONOUNS = frozenset(("it", "he", "she", "they", "its", "his", "her", "their"))
_SUBJECTS = frozenset(("it", "he", "she", "they", "i", "we", "you"))
_OF = frozenset(("of", "from", "by", "for", "among"))  # "thousands of", "a number from"
_POSSESSIVES = frozenset(("its", "his", "her", "their"))
_CONJUNCTIONS = frozenset(("and", "but", ",", "or"))
_JOINED = frozenset(("and", "or", ",", "as", "well", "along", "with", "&"))
_RELATIVES = ("which", "who")
_NEAR_RELATIVE = 2  # the pronoun, and perhaps a comma before it
_LONGEST_LIST_GAP = 3
_REST_OF_LIST = 12  # words after a comma in which a list must reach its "and"


def find_subject(sentence: ParsedSentence, start: int, previous: Phrases) -> Phrases:
    """The subject of the verb group that begins at `start`: the first phrase of its clause that no
    preposition governs. A pronoun, or a verb after "and", has the `previous` subject. Who "I", "we"
    and "you" are is unknown."""
    if start and start in sentence.verbs and (found := _subject_of_ing(sentence, start)):
        return found
    if start and sentence.lower[start - 1] in _SUBJECTS:
        return previous if sentence.lower[start - 1] in _PRONOUNS else ()
    begin = clause_start(sentence, start)
    inside = [p for p in sentence.phrases if begin <= p.first and p.last <= start]
    free = [p for p in inside if not p.of_thing and preposition(sentence, p) is None]
    if free:
        return with_coordinated(sentence, free, _as_government(free[0]))
    if previous:
        after_and = start > 0 and sentence.lower[start - 1] in _CONJUNCTIONS
        if after_and or not _PRONOUNS.isdisjoint(sentence.lower[begin:start]):
            return previous
        if not inside and CLOSED.issuperset(sentence.lower[begin:start]):
            return (
                _antecedent(sentence, begin) or previous
            )  # else a thing is the subject: "he said the plan failed"
    part = next((p for p in inside if preposition(sentence, p) in _OF), None)
    return with_coordinated(sentence, inside, part) if part else ()


def _antecedent(sentence: ParsedSentence, begin: int) -> Phrases:
    """Whom "which" or "who" means, right before the clause that begins here."""
    if begin == 0 or sentence.lower[begin - 1] not in _RELATIVES:
        return ()
    before = [p for p in sentence.phrases if begin - _NEAR_RELATIVE <= p.last < begin]
    return with_coordinated(sentence, before, before[-1]) if before else ()


def _as_government(phrase: Phrase) -> Phrase:
    """The phrase; a capital that acts stands for its government (PLOVER manual)."""
    if phrase.seat and phrase.sector is None:
        phrase.sector = "GOV"
    return phrase


def _subject_of_ing(sentence: ParsedSentence, verb: int) -> Phrases:
    """The phrase right before an -ing form: "with Pakistan training officers"."""
    entry = sentence.entries[verb]
    if entry is None or entry.forms != _ING:
        return ()
    return tuple(p for p in sentence.phrases if p.last == verb)


def with_coordinated(
    sentence: ParsedSentence, candidates: Sequence[Phrase], head: Phrase
) -> Phrases:
    """The phrase with those coordinated with it: "Rwanda, Burundi and Congo". A nationality has the
    sector of the last one: "Hungarian and Romanian officials"."""
    found = [head]
    for phrase in candidates:
        if phrase.first >= found[-1].last and phrase is not head:
            if not _are_coordinated(sentence, found[-1], phrase):
                break
            found.append(phrase)
    sector = found[-1].sector
    if sector and len(found) > 1:
        for phrase in found:
            if phrase.adjective and phrase.sector is None:
                phrase.sector = sector
    return tuple(found)


def governed_by(
    sentence: ParsedSentence, after: Sequence[Phrase], prepositions: Sequence[str]
) -> Phrases:
    """The first phrase that one of these prepositions governs, with those coordinated with it."""
    head = next((p for p in after if preposition(sentence, p) in prepositions), None)
    return with_coordinated(sentence, after, head) if head else ()


def owner_of_deed(sentence: ParsedSentence, first: int, stop: int) -> Phrases:
    """Who owns the event that a noun in these words names: "in an Israeli air strike"."""
    for phrase in sentence.phrases:
        if phrase.first >= first and phrase.last < stop and (phrase.adjective or phrase.owner):
            for at in range(phrase.last, min(phrase.last + 4, stop)):
                entry = sentence.entries[at]
                if entry and entry.noun_patterns:
                    return (phrase,)
    return ()


def find_recipients(
    sentence: ParsedSentence,
    after: Sequence[Phrase],
    subject: Phrases,
    verb: int | None = None,
    *,
    direct: bool = False,
) -> Phrases:
    """Of the phrases `after` the verb, the first that is not the subject, with those coordinated
    with it: one with a code or a name before a mere kind of people, and the place of the event
    last. A place in the subject's own state counts only right after the words of the verb, which
    end at `verb`: "blockaded Paris". `direct`: whoever is right there is the recipient."""
    subjects = {_identity(sentence, p) for p in subject}
    states = {p.code for p in subject if p.code}
    fit = [
        p
        for p in after
        if _identity(sentence, p) not in subjects
        and (p.sector or p.code not in states or (p.seat and p.first == verb))
    ]
    if verb is not None and direct and fit and _is_object(sentence, fit[0], verb):
        return with_coordinated(sentence, fit, fit[0])
    for wanted in (
        lambda p: (p.code or p.named) and preposition(sentence, p) not in PLACES,
        lambda p: (
            p.agent and preposition(sentence, p) not in _NOT_TO and not _has_possessive(sentence, p)
        ),
        lambda p: p.code,
    ):
        head = next(filter(wanted, fit), None)
        if head:
            return with_coordinated(sentence, fit, head)
    return ()


def with_place(sentence: ParsedSentence, victims: Phrases, verb: int) -> Phrases:
    """The victims of violence, who belong to the country where it happens if no word says where
    they are from: "killed 30 people in an attack on a village in Nigeria"."""
    if not victims or any(p.code or p.named for p in victims):
        return victims
    after = [p for p in sentence.phrases if p.first > verb and not p.adjective]
    where = governed_by(sentence, after, tuple(PLACES))
    code = next((p.code for p in where if p.code), None)
    return tuple(replace(p, code=code) for p in victims) if code else victims


def _is_object(sentence: ParsedSentence, phrase: Phrase, verb: int) -> bool:
    """Whether the phrase is right after the words of the verb, which end at `verb`, and so is its
    object."""
    gap = range(verb, phrase.first)
    return (
        len(gap) <= 1
        and all(sentence.lower[at] in DETERMINERS for at in gap)
        and not _has_possessive(sentence, phrase)
    )


def _are_coordinated(sentence: ParsedSentence, left: Phrase, right: Phrase) -> bool:
    between = [*_outside_brackets(sentence.lower[left.last : right.first])]
    if _JOINED.isdisjoint(between) or len(between) > _LONGEST_LIST_GAP + 2:
        return False
    if not _JOINED.issuperset(PREPOSITIONS.intersection(between)):
        return False
    if len(between) > _LONGEST_LIST_GAP and any(
        word not in DETERMINERS and word not in _JOINED for word in between
    ):
        return False
    if _JOINED.intersection(between) != {","}:
        return True
    # Else it is in apposition: "Katz, the minister, said".
    return "and" in sentence.lower[right.last : right.last + _REST_OF_LIST]


def _has_possessive(sentence: ParsedSentence, phrase: Phrase) -> bool:
    """Whether a possessive is before the phrase, which then belongs to the subject: "withdrew its
    troops"."""
    return phrase.first > 0 and sentence.lower[phrase.first - 1] in _POSSESSIVES


def _outside_brackets(words: Sequence[str]) -> Iterator[str]:
    inside = False
    for word in words:
        if word == "(":
            inside = True
        elif word == ")":
            inside = False
        elif not inside:
            yield word


def _identity(sentence: ParsedSentence, phrase: Phrase) -> tuple[str, str | None]:
    """What distinguishes actors: the code, or else the words, and the sector."""
    return phrase.code or " ".join(sentence.lower[phrase.first : phrase.last]), phrase.sector
