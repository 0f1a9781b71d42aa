"""A parsed sentence: its words, verbs and actor phrases, and where its clauses begin and end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.annotation.events.grammar.actors import ActorTable
from dateline.annotation.events.grammar.lexicon import Lexicon, LexiconEntry, VerbRole
from dateline.annotation.events.grammar.news import news_end, news_start, quoted_words
from dateline.annotation.events.grammar.noun_phrases import Phrase, actor_phrases
from dateline.annotation.events.grammar.verb_forms import Form
from dateline.annotation.events.grammar.words import (
    ARTICLES,
    BE,
    BEFORE_VERB,
    CLOSED,
    DETERMINERS,
    HAVE,
    NO_ADVERBS,
    PREPOSITIONS,
    SITES,
    SUBORDINATORS,
    TOKEN,
    WILL,
    features,
)

_BASE, _ING, _STATE = int(Form.BASE), int(Form.ING), int(Form.STATE)
_FINITE = int(Form.BASE | Form.PRESENT | Form.PAST)
_PAST, _PRESENT = int(Form.PAST), int(Form.PRESENT)
_PAST_OR_PARTICIPLE = int(Form.PAST | Form.PARTICIPLE)
_SAY = int(VerbRole.SAY)
_RELATIVES = frozenset(("which", "who", "whom", "whose", "where"))
_BEFORE_ING = BE | {",", "by", "of", "for", "and", "after", "before", "while"}
_PRONOUNS = frozenset(("it", "he", "she", "they"))
_HAVE = HAVE | {"had"}
_AUXILIARIES = BE | _HAVE | WILL
_GOES_ON = frozenset(("and", "but", "or", ","))
_AT_LEAST = (["at", "least"], ["at", "most"])
_ADDS = frozenset(("saying", "adding", "insisting", "arguing", "claiming", "stating", "noting"))
_LOOK_BACK = 7  # words before a phrase in which its preposition is


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """Words with their entries in the lexicon, the positions of the verbs, and the actor phrases.

    `end` is where the news ends and its attribution begins ("police said"). `quoted` are the
    positions of quoted words. `headline`: it is a headline or a caption.
    """

    tokens: Sequence[str]
    lower: Sequence[str]
    entries: Sequence[LexiconEntry | None]
    verbs: frozenset[int]
    phrases: Sequence[Phrase]
    end: int
    quoted: frozenset[int] = frozenset()
    headline: bool = False


def parse_sentence(
    text: str, lexicon: Lexicon, actors: ActorTable, *, quoted: bool, headline: bool
) -> ParsedSentence | None:
    """The parsed sentence; None if no word may report an event or no actor is named. `quoted`: it
    begins within a quotation. `headline`: it is a headline or a caption."""
    tokens = TOKEN.findall(text)
    lower = [token if token == "March" else token.lower() for token in tokens]  # the month
    entries = [*map(lexicon.entries.get, lower)]
    if not any(entries):
        return None
    verbs = frozenset(
        at
        for at, entry in enumerate(entries)
        if entry
        and entry.forms
        and _is_verb(tokens, lower, entry, at, actors)
        and not actors.spans_several(tokens, lower, at)
    )
    opens = entries[0] is not None and not actors.spans_several(tokens, lower, 0)
    barred = verbs | features(tokens)
    found = actor_phrases(tokens, lower, actors, barred | {0} if opens else barred)
    begin = news_start(tokens)
    found = [phrase for phrase in found if phrase.first >= begin]
    if not found:
        return None
    end = news_end(lower, entries)
    return ParsedSentence(
        tokens, lower, entries, verbs, found, end, quoted_words(tokens, begins=quoted), headline
    )


def _is_verb(
    tokens: Sequence[str], lower: Sequence[str], entry: LexiconEntry, at: int, actors: ActorTable
) -> bool:
    """Whether the word at this position is a verb, by its form and its neighbours."""
    forms = entry.forms
    before = lower[at - 1] if at else ""
    after = lower[at + 1] if at + 1 < len(lower) else ""
    if before in ("to", "not"):
        return bool(forms & _BASE)
    if before in DETERMINERS or before in ("'s", "’s") or (lower[at] in _HAVE and after == "been"):
        return False
    if forms & _STATE and (before in BE or before.endswith("ly")):
        return True
    if forms == _STATE:
        return False
    if not forms & _BASE:
        if forms & _PAST_OR_PARTICIPLE:
            agent = after == "by" and not _is_number(lower, at + 2)
            return (at > 0 and not agent and _may_precede_past(before)) or before in BE
        if forms & _ING:
            return at > 0 and (
                before in _BEFORE_ING or before.endswith("ly") or not entry.noun_patterns
            )
    if before in PREPOSITIONS or at == 0 or not tokens[at].islower():
        return False
    if entry.is_common_noun and forms == _PRESENT and after in _AUXILIARIES:
        return False  # "questions were raised"
    if forms == _PRESENT and not entry.noun_patterns and not entry.is_common_noun:
        return True
    if before in BEFORE_VERB or (before.endswith("ly") and before not in NO_ADVERBS):
        return True
    capital = at + 1 < len(tokens) and tokens[at + 1][0].isupper()
    object_follows = capital or after in DETERMINERS or after == "that"
    last = tokens[at - 2] if before == "," and at > 1 else tokens[at - 1]  # "X, of Y, shows"
    somebody = last[0].isupper() or last.endswith("s")
    if entry.is_common_noun:
        owner = actors.at(tokens, lower, at - 1)
        if owner is not None and owner.adjective:
            return False  # "the British brand"
        return somebody and (object_follows or bool(forms & _PAST))
    if forms & _PAST or object_follows:
        return True
    return somebody and actors.at(tokens, lower, at) is None


def _is_number(lower: Sequence[str], at: int) -> bool:
    """Whether a number is here: "shortened by one hour" has no agent."""
    return at < len(lower) and (lower[at][0].isdigit() or lower[at] in DETERMINERS - ARTICLES)


def _may_precede_past(before: str) -> bool:
    """Whether a past form after this word is a verb: not in "1,614 suspected cases"."""
    return before == "by" or (before not in PREPOSITIONS and not before[0].isdigit())


def clause_start(sentence: ParsedSentence, verb: int) -> int:
    """Where the clause of the verb begins: after a subordinator, after a verb of saying that is
    followed by another subject, or after an opening "In Paris, "."""
    begin = 0
    for at in range(verb - 1, -1, -1):
        word = sentence.lower[at]
        if word in SUBORDINATORS or word == ";" or (word == "that" and (at - 1) in sentence.verbs):
            comma = _first(sentence.lower, ",", at + 1, verb)
            if comma is not None and word in _RELATIVES and at:
                break  # the clause between the commas is skipped
            return comma + 1 if comma is not None and at == 0 else at + 1
        if is_saying(sentence, at) and (
            any(at < p.first and p.last <= verb for p in sentence.phrases)
            or not _PRONOUNS.isdisjoint(sentence.lower[at:verb])
            or (sentence.lower[at + 1] in DETERMINERS and sentence.lower[verb - 1] not in _GOES_ON)
        ):
            comma = (
                _first(sentence.lower, ",", at, verb)
                if sentence.lower[0] in SUBORDINATORS
                else None
            )
            return (at if comma is None else comma) + 1
    if sentence.lower[0] in PREPOSITIONS:
        comma = _first(sentence.lower, ",", 1, verb)
        if comma is not None and any(comma < p.first and p.last <= verb for p in sentence.phrases):
            begin = comma + 1
    return begin


def clause_end(sentence: ParsedSentence, verb: int) -> int:
    """Where the clause of the verb ends: before a subordinator or the next finite verb."""
    relative = _is_in_relative_clause(sentence, verb)
    for at in range(verb + 1, sentence.end):
        word = sentence.lower[at]
        if relative and word == "," and _finite_follows(sentence, at + 1, infinitive=False):
            return at
        if (word in SUBORDINATORS or word == ";") and not _compares(sentence, at):
            return at
        if word in _ADDS or (word == "with" and sentence.lower[at - 1] == ","):
            return at
        if word in ("and", "but") and _finite_follows(
            sentence, at + 1, infinitive="to" in sentence.lower[verb:at]
        ):
            return at
    return sentence.end


def _is_in_relative_clause(sentence: ParsedSentence, verb: int) -> bool:
    """Whether the clause of the verb is between commas: "Germany, which had backed Turkey, ..."."""
    for at in range(verb - 1, 0, -1):
        if sentence.lower[at] in _RELATIVES:
            return sentence.lower[at - 1] == ","
        if sentence.lower[at] == ",":
            return False
    return False


def is_saying(sentence: ParsedSentence, at: int) -> bool:
    """Whether the word is a verb that reports what somebody said."""
    entry = sentence.entries[at]
    return at in sentence.verbs and entry is not None and bool(entry.verb_role & _SAY)


def preposition(sentence: ParsedSentence, phrase: Phrase) -> str | None:
    """The preposition that governs the phrase, or None."""
    for at in range(phrase.first - 1, max(-1, phrase.first - _LOOK_BACK), -1):
        word = sentence.lower[at]
        if word in PREPOSITIONS:
            if _in_an_amount(sentence, at) or (word == "of" and sentence.lower[at - 1] in SITES):
                continue
            return word
        ends = at in sentence.verbs or word == "," or (word in CLOSED and word not in DETERMINERS)
        if ends and not _in_an_amount(sentence, at + 1):
            return None
    return None


def _in_an_amount(sentence: ParsedSentence, at: int) -> bool:
    """Whether the preposition belongs to a number: "up to 100", "at least five"."""
    return (
        sentence.lower[at - 1 : at + 1] == ["up", "to"] or sentence.lower[at : at + 2] in _AT_LEAST
    )


def _compares(sentence: ParsedSentence, at: int) -> bool:
    """Whether "as" is before a word for somebody ("described as a threat"), not a clause."""
    if sentence.lower[at] != "as":
        return False
    places = range(at + 1, min(at + _LOOK_BACK, sentence.end))
    return not any(k in sentence.verbs or sentence.lower[k] in _AUXILIARIES for k in places)


def _finite_follows(sentence: ParsedSentence, start: int, *, infinitive: bool) -> bool:
    """Whether a verb with a tense begins here; after "agreed to pursue" a bare "exchange" is
    one more infinitive."""
    forms = _FINITE & ~_BASE if infinitive else _FINITE
    for at in range(start, min(start + 4, sentence.end)):
        if at in sentence.verbs:
            entry = sentence.entries[at]
            return entry is not None and bool(entry.forms & forms)
        if sentence.lower[at] in _AUXILIARIES:
            return True
        if not sentence.lower[at].endswith("ly"):
            return False
    return False


def _first(lower: Sequence[str], word: str, start: int, stop: int) -> int | None:
    return next((at for at in range(start, stop) if lower[at] == word), None)
