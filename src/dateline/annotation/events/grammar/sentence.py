"""A sentence as the event coder sees it: words, verbs, actors, and where its clauses lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.annotation.events.grammar.actors import Actors
from dateline.annotation.events.grammar.lexicon import Entry, Lexicon, Part
from dateline.annotation.events.grammar.noun_phrases import Phrase, phrases
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
)

_BASE, _ING, _STATE = int(Form.BASE), int(Form.ING), int(Form.STATE)
_FINITE = int(Form.BASE | Form.PRESENT | Form.PAST)
_PAST, _PRESENT = int(Form.PAST), int(Form.PRESENT)
_PAST_OR_PARTICIPLE = int(Form.PAST | Form.PARTICIPLE)
_SAY = int(Part.SAY)
_RELATIVES = frozenset(("which", "who", "whom", "whose", "where"))
_BEFORE_ING = BE | {",", "by", "of", "for", "and", "after", "before", "while"}
_PRONOUNS = frozenset(("it", "he", "she", "they"))
_HAVE = HAVE | {"had"}
_AUXILIARIES = BE | _HAVE | WILL
_GOES_ON = frozenset(("and", "but", "or", ","))
_AFTER_DATELINE = frozenset((":", "-", "–", "—"))
_AT_LEAST = (["at", "least"], ["at", "most"])
_ADDS = frozenset(("saying", "adding", "insisting", "arguing", "claiming", "stating", "noting"))
_MARKS = frozenset('"“”')
_FEW_QUOTED = 5  # words, and a mark
_LOOK_BACK = 7  # words before a phrase in which its preposition stands
_LONGEST_DATELINE = 9  # words
_LONGEST_ATTRIBUTION = 16  # words from the comma to the end of the sentence


@dataclass(frozen=True, slots=True)
class Parsed:
    """Words with their entries in the lexicon, the places of those that are verbs, and the
    actor phrases. `end` is where the news ends and who reported it begins, `quoted` the places
    of words that somebody is quoted with; `headline` says that it is one, or a caption."""

    tokens: Sequence[str]
    lower: Sequence[str]
    entries: Sequence[Entry | None]
    verbs: frozenset[int]
    phrases: Sequence[Phrase]
    end: int
    quoted: frozenset[int] = frozenset()
    headline: bool = False


def parsed(
    text: str, lexicon: Lexicon, known: Actors, *, quoted: bool, headline: bool
) -> Parsed | None:
    """The sentence, or None where no word of it may tell of an event or nobody is named.
    `quoted` says that it begins within a quotation, `headline` that it is one, or a caption."""
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
        and _is_verb(tokens, lower, entry, at, known)
        and not known.spans_several(tokens, lower, at)
    )
    opens = entries[0] is not None and not known.spans_several(tokens, lower, 0)
    found = phrases(tokens, lower, known, verbs | {0} if opens else verbs)
    begin = _news_start(tokens)
    found = [phrase for phrase in found if phrase.first >= begin]
    if not found:
        return None
    end = _news_end(lower, entries)
    return Parsed(
        tokens, lower, entries, verbs, found, end, _quoted(tokens, begins=quoted), headline
    )


def _is_verb(
    tokens: Sequence[str], lower: Sequence[str], entry: Entry, at: int, known: Actors
) -> bool:
    """Whether the word at this place is used as a verb, by its form and its neighbours."""
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
            return at > 0 and (before in _BEFORE_ING or before.endswith("ly") or not entry.noun)
    if before in PREPOSITIONS or at == 0 or not tokens[at].islower():
        return False
    if entry.noun_too and forms == _PRESENT and after in _AUXILIARIES:
        return False  # "questions were raised"
    if forms == _PRESENT and not entry.noun and not entry.noun_too:
        return True
    if before in BEFORE_VERB or (before.endswith("ly") and before not in NO_ADVERBS):
        return True
    capital = at + 1 < len(tokens) and tokens[at + 1][0].isupper()
    object_follows = capital or after in DETERMINERS or after == "that"
    last = tokens[at - 2] if before == "," and at > 1 else tokens[at - 1]  # "X, of Y, shows"
    somebody = last[0].isupper() or last.endswith("s")
    if entry.noun_too:
        owner = known.at(tokens, lower, at - 1)
        if owner is not None and owner.adjective:
            return False  # "the British brand"
        return somebody and (object_follows or bool(forms & _PAST))
    if forms & _PAST or object_follows:
        return True
    return somebody and known.at(tokens, lower, at) is None


def _is_number(lower: Sequence[str], at: int) -> bool:
    """Whether a number stands here: "shortened by one hour" has no agent."""
    return at < len(lower) and (lower[at][0].isdigit() or lower[at] in DETERMINERS - ARTICLES)


def _may_precede_past(before: str) -> bool:
    """Whether a past form after this word is a verb: not in "1,614 suspected cases"."""
    return before == "by" or (before not in PREPOSITIONS and not before[0].isdigit())


def clause_start(s: Parsed, verb: int) -> int:
    """Where the clause of the verb begins: after a subordinator, after a verb of saying that
    has a subject of its own behind it, or after an opening "In Paris, "."""
    begin = 0
    for at in range(verb - 1, -1, -1):
        word = s.lower[at]
        if word in SUBORDINATORS or word == ";" or (word == "that" and (at - 1) in s.verbs):
            comma = _first(s.lower, ",", at + 1, verb)
            if comma is not None and word in _RELATIVES and at:
                break  # the clause between the commas is passed over
            return comma + 1 if comma is not None and at == 0 else at + 1
        if is_saying(s, at) and (
            any(at < p.first and p.last <= verb for p in s.phrases)
            or not _PRONOUNS.isdisjoint(s.lower[at:verb])
            or (s.lower[at + 1] in DETERMINERS and s.lower[verb - 1] not in _GOES_ON)
        ):
            comma = _first(s.lower, ",", at, verb) if s.lower[0] in SUBORDINATORS else None
            return (at if comma is None else comma) + 1
    if s.lower[0] in PREPOSITIONS:
        comma = _first(s.lower, ",", 1, verb)
        if comma is not None and any(comma < p.first and p.last <= verb for p in s.phrases):
            begin = comma + 1
    return begin


def clause_end(s: Parsed, verb: int) -> int:
    """Where the clause of the verb ends: before a subordinator or the next finite verb."""
    for at in range(verb + 1, s.end):
        word = s.lower[at]
        if (word in SUBORDINATORS or word == ";") and not _compares(s, at):
            return at
        if word in _ADDS or (word == "with" and s.lower[at - 1] == ","):
            return at
        if word in ("and", "but") and _finite_follows(s, at + 1, "to" in s.lower[verb:at]):
            return at
    return s.end


def is_saying(s: Parsed, at: int) -> bool:
    """Whether the word is a verb that reports what somebody said."""
    entry = s.entries[at]
    return at in s.verbs and entry is not None and bool(entry.part & _SAY)


def preposition(s: Parsed, phrase: Phrase) -> str | None:
    """The preposition that governs the phrase, None where none does."""
    for at in range(phrase.first - 1, max(-1, phrase.first - _LOOK_BACK), -1):
        word = s.lower[at]
        if word in PREPOSITIONS:
            if _in_an_amount(s, at) or (word == "of" and s.lower[at - 1] in SITES):
                continue
            return word
        ends = at in s.verbs or word == "," or (word in CLOSED and word not in DETERMINERS)
        if ends and not _in_an_amount(s, at + 1):
            return None
    return None


def _in_an_amount(s: Parsed, at: int) -> bool:
    """Whether the preposition belongs to a number: "up to 100", "at least five"."""
    return s.lower[at - 1 : at + 1] == ["up", "to"] or s.lower[at : at + 2] in _AT_LEAST


def _compares(s: Parsed, at: int) -> bool:
    """Whether "as" stands before a word for somebody ("described as a threat"), not a clause."""
    if s.lower[at] != "as":
        return False
    places = range(at + 1, min(at + _LOOK_BACK, s.end))
    return not any(k in s.verbs or s.lower[k] in _AUXILIARIES for k in places)


def _finite_follows(s: Parsed, start: int, infinitive: bool) -> bool:
    """Whether a verb with a tense begins here; after "agreed to pursue" a bare "exchange" is
    one more infinitive."""
    forms = _FINITE & ~_BASE if infinitive else _FINITE
    for at in range(start, min(start + 4, s.end)):
        if at in s.verbs:
            entry = s.entries[at]
            return entry is not None and bool(entry.forms & forms)
        if s.lower[at] in _AUXILIARIES:
            return True
        if not s.lower[at].endswith("ly"):
            return False
    return False


def _news_start(tokens: Sequence[str]) -> int:
    """After a dateline: "ISLAMABAD: ", "GENEVA (Reuters) - "."""
    for at, token in enumerate(tokens[:_LONGEST_DATELINE]):
        if token in _AFTER_DATELINE:
            return at + 1
        if token.islower():
            break
    return 0


def _news_end(lower: Sequence[str], entries: Sequence[Entry | None]) -> int:
    """Before ", police said on Monday" and ", according to": what follows tells who said it."""
    count = len(lower)
    for at in range(count - 1, max(0, count - _LONGEST_ATTRIBUTION), -1):
        if lower[at] != ",":
            continue
        if lower[at + 1 : at + 3] == ["according", "to"]:
            return at
        if _reports(lower, entries, at + 1):
            return at
    return count


def _reports(lower: Sequence[str], entries: Sequence[Entry | None], start: int) -> bool:
    """Whether "somebody said" and no more stands from here to the end."""
    if start < len(lower) and lower[start] in ("and", "but", "which", "who"):
        return False
    first = entries[start] if start < len(lower) else None
    if first and first.part & _SAY and first.forms & _PAST:
        return True
    for at in range(start + 1, len(lower)):
        entry = entries[at]
        if entry and entry.part & _SAY:
            rest = lower[at + 1 :]
            return len(rest) < 8 and _PRONOUNS.isdisjoint(rest) and "that" not in rest
    return False


def _quoted(tokens: Sequence[str], *, begins: bool) -> frozenset[int]:
    """The places of words within quotation marks, but for a few words that the article's own
    sentence goes on with: 'condemned "the cowardly attack"'."""
    marks = [at for at, token in enumerate(tokens) if token in _MARKS]
    if begins:
        marks.insert(0, -1)
    pairs = zip(marks[::2], [*marks[1::2], len(tokens)], strict=False)
    return frozenset(
        at for first, last in pairs if last - first > _FEW_QUOTED for at in range(first + 1, last)
    )


def _first(lower: Sequence[str], word: str, start: int, stop: int) -> int | None:
    return next((at for at in range(start, stop) if lower[at] == word), None)
