"""Codes what one sentence tells: who did what to whom.

The sentence is cut into words, and those that may be verbs of events are told from nouns. Noun
phrases that name actors are found. Then verb by verb, from the left: its pattern in the lexicon
gives the type, its mood may change it (a future favour is AGREE, a future assault THREATEN), its
subject acts and what follows is acted upon. Only where no verb tells of an event is a noun asked
("talks between X and Y").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.annotate.actors import Actors
from dateline.annotate.chunks import Phrase, phrases
from dateline.annotate.events_lexicon import Entry, Lexicon, Part, Pattern
from dateline.annotate.events_words import (
    BEFORE_VERB,
    CLOSED,
    DETERMINERS,
    PREPOSITIONS,
    SUBORDINATORS,
    TOKEN,
)
from dateline.annotate.negation import Mood, mood
from dateline.annotate.verbs import Form

_BASE, _PRESENT, _PAST = int(Form.BASE), int(Form.PRESENT), int(Form.PAST)
_PARTICIPLE, _ING = int(Form.PARTICIPLE), int(Form.ING)
_START, _STOP, _SAY = int(Part.START), int(Part.STOP), int(Part.SAY)
_FINITE_ONLY = _PAST | _PARTICIPLE
_WINDOW = 9  # words after a verb in which its pattern's words must stand
_COOPERATION = frozenset(("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"))
_FORCE = frozenset(("ASSAULT", "COERCE", "PROTEST"))


@dataclass(frozen=True, slots=True)
class Coded:
    """An event in a sentence, by places of words and phrases."""

    pattern: Pattern
    event_type: str
    mode: str | None
    rule: str
    first: int
    last: int
    actors: tuple[Phrase, ...]
    recipients: tuple[Phrase, ...]
    mood: Mood
    subordinate: bool = False


@dataclass(slots=True)
class _Sentence:
    tokens: list[str]
    lower: list[str]
    entries: list[Entry | None]
    verbs: frozenset[int]
    phrases: list[Phrase]
    end: int


def code(text: str, lexicon: Lexicon, known: Actors) -> list[Coded]:
    """The events of one sentence, those of its main clause first."""
    tokens = TOKEN.findall(text)
    lower = [token.lower() for token in tokens]
    entries = [*map(lexicon.entries.get, lower)]
    if not any(entries):
        return []
    verbs = frozenset(
        at
        for at, entry in enumerate(entries)
        if entry and entry.forms and _verbal(tokens, lower, entries, at)
    )
    blocked = verbs | {0} if entries[0] else verbs
    found = phrases(tokens, lower, known, blocked)
    if not found:
        return []
    sentence = _Sentence(tokens, lower, entries, verbs, found, len(tokens))
    sentence.end = _attribution(sentence)
    events = [*_by_verbs(sentence)]
    main = [event for event in events if not event.subordinate]
    if not main:
        main = [*_by_nouns(sentence)]
    return [*main, *(event for event in events if event.subordinate)]


# ---------------------------------------------------------------- verbs


def _verbal(
    tokens: Sequence[str], lower: Sequence[str], entries: Sequence[Entry | None], at: int
) -> bool:
    """Whether the word at this place is used as a verb."""
    entry = entries[at]
    assert entry is not None
    forms = entry.forms
    before = lower[at - 1] if at else ""
    after = lower[at + 1] if at + 1 < len(lower) else ""
    if before in ("to", "not"):
        return bool(forms & _BASE) and (before == "not" or after not in ("of",))
    noun = before in DETERMINERS or before in ("'s", "’s")
    if forms & _FINITE_ONLY and not forms & _BASE:
        return not noun and not (before in PREPOSITIONS and before not in ("by",))
    if forms & _ING and not forms & _BASE:
        return not noun and not (
            entry.noun
            and before not in ("is", "are", "was", "were", "been", ",", "by", "of", "for")
        )
    if noun or before in PREPOSITIONS:
        return False
    if before in BEFORE_VERB:
        return True
    if before.endswith("ly") or before in ("also", "now", "today", "yesterday"):
        return True
    follows = (
        after in DETERMINERS
        or after in ("that", "to")
        or (at + 1 < len(tokens) and tokens[at + 1][0].isupper())
    )
    if at == 0:
        return False
    if not entry.noun:
        return tokens[at].islower() and (follows or after in PREPOSITIONS or bool(forms & _PAST))
    return (
        tokens[at].islower() and follows and (tokens[at - 1][0].isupper() or before.endswith("s"))
    )


def _by_verbs(s: _Sentence) -> Iterator[Coded]:
    skip = -1
    previous: list[Phrase] = []
    for verb in sorted(s.verbs):
        if verb < skip or verb >= s.end:
            continue
        entry = s.entries[verb]
        assert entry is not None
        how = mood(s.lower, s.entries, verb)
        stop = _clause_end(s, verb)
        made = _pattern(s, entry, verb, stop, how)
        if made is None:
            if entry.part & _SAY and not how.passive:
                said = _subject(s, how.start, previous)
                previous = said or previous
            continue
        pattern, rule, last = made
        subject = _subject(s, how.start, previous)
        event = _event(s, pattern, rule, verb, last, how, subject)
        if event is None:
            continue
        skip = stop
        if subject:
            previous = subject
        yield event


def _pattern(
    s: _Sentence, entry: Entry, verb: int, stop: int, how: Mood
) -> tuple[Pattern, str, int] | None:
    """The pattern that the verb and its clause fit, the rule's name, and its last word."""
    for pattern in entry.verb:
        last = _follow(s, pattern, verb, stop, how)
        if last is not None:
            if (
                not pattern.words
                and entry.part & (_START | _STOP)
                and pattern.event_type not in ("ASSAULT",)
            ):
                break
            return pattern, f"verb: {pattern.name}", last
    if entry.part & (_START | _STOP):
        first, until = (
            (verb + 1, min(stop, verb + _WINDOW))
            if not how.passive
            else (max(0, how.start - _WINDOW), how.start)
        )
        noun = _noun(s, first, until)
        if noun is not None:
            pattern, at = noun
            if entry.part & _STOP:
                if changed := _stopped(pattern):
                    return changed, f"stop: {s.lower[verb]} {pattern.name}", max(at, verb)
            else:
                return pattern, f"start: {s.lower[verb]} {pattern.name}", max(at, verb)
    for pattern in entry.verb:
        if not pattern.words:
            return pattern, f"verb: {pattern.name}", verb
    return None


def _stopped(pattern: Pattern) -> Pattern | None:
    """What it is to end an event of this pattern's type."""
    match pattern.event_type:
        case "CONSULT":
            return replace(pattern, event_type="REJECT", mode="meet")
        case "AID" | "COOPERATE" | "SUPPORT" | "AGREE":
            return replace(pattern, event_type="SANCTION", mode="withdraw")
        case "SANCTION" | "COERCE":
            return replace(pattern, event_type="CONCEDE", mode=None)
        case "ASSAULT":
            return replace(pattern, event_type="RETREAT", mode="ceasefire")
        case "PROTEST" | "MOBILIZE":
            return replace(pattern, event_type="RETREAT", mode=None)
    return None


def _follow(s: _Sentence, pattern: Pattern, verb: int, stop: int, how: Mood) -> int | None:
    """Place of the pattern's last word, where all stand in order; None where they do not."""
    at = verb
    limit = min(stop, verb + _WINDOW)
    lower = s.lower
    for choices in pattern.words:
        at += 1
        while at < limit and lower[at] not in choices:
            at += 1
        if at >= limit:
            if how.passive:
                return _precede(s, pattern, how.start)
            return None
    return at


def _precede(s: _Sentence, pattern: Pattern, start: int) -> int | None:
    """In the passive the pattern's words stand before: "all aid was suspended"."""
    words = s.lower[max(0, start - _WINDOW) : start]
    return start if all(choices.intersection(words) for choices in pattern.words) else None


def _clause_end(s: _Sentence, verb: int) -> int:
    """Where the clause of this verb ends: before the next subordinate clause or rest."""
    for at in range(verb + 1, s.end):
        word = s.lower[at]
        if word in SUBORDINATORS or word == ";":
            return at
        if word in ("and", "but") and at + 1 < s.end and _starts_verb(s, at + 1):
            return at
    return s.end


def _starts_verb(s: _Sentence, at: int) -> bool:
    """Whether a finite verb begins here, auxiliaries and adverbs passed over."""
    for place in range(at, min(at + 4, s.end)):
        if place in s.verbs:
            entry = s.entries[place]
            return entry is not None and bool(entry.forms & (_PAST | _PRESENT | _BASE))
        if s.lower[place] in ("has", "have", "was", "were", "is", "are", "will", "would", "had"):
            return True
        if not s.lower[place].endswith("ly"):
            return False
    return False


# ---------------------------------------------------------------- sides


def _subject(s: _Sentence, start: int, previous: list[Phrase]) -> list[Phrase]:
    """Who does what the verb group that begins at `start` tells."""
    begin = _clause_start(s, start)
    inside = [p for p in s.phrases if begin <= p.first and p.last <= start]
    free = [p for p in inside if _preposition(s, p) is None]
    if not free:
        if start and s.lower[start - 1] in ("and", "but", ",", "or") and previous:
            return previous
        pronoun = any(w in ("it", "he", "she", "they", "its", "his") for w in s.lower[begin:start])
        if previous and (pronoun or not inside):
            return previous
        free = inside
    return _group(s, free, free[0]) if free else previous


def _clause_start(s: _Sentence, verb: int) -> int:
    """Where the clause of the verb begins."""
    begin = 0
    for at in range(verb - 1, -1, -1):
        word = s.lower[at]
        if word in SUBORDINATORS or word == ";" or (word == "that" and at and (at - 1) in s.verbs):
            comma = next((k for k in range(at + 1, verb) if s.lower[k] == ","), None)
            begin = at + 1
            if at == 0 and comma is not None:
                begin = comma + 1
            elif comma is not None and word in ("which", "who", "whom", "whose", "where") and at:
                begin = 0  # the clause between the commas is passed over
            break
        entry = s.entries[at] if at in s.verbs else None
        reported = entry is not None and bool(entry.part & _SAY)
        if reported and (
            any(at < p.first and p.last <= verb for p in s.phrases)
            or any(w in ("it", "he", "she", "they") for w in s.lower[at:verb])
        ):
            begin = at + 1
            break
    if begin == 0 and s.lower[0] in PREPOSITIONS:
        comma = next((k for k in range(1, verb) if s.lower[k] == ","), None)
        if comma is not None and any(comma < p.first and p.last <= verb for p in s.phrases):
            begin = comma + 1
    return begin


def _preposition(s: _Sentence, phrase: Phrase) -> str | None:
    """The preposition that governs the phrase, None where none does."""
    for at in range(phrase.first - 1, max(-1, phrase.first - 5), -1):
        word = s.lower[at]
        if word in PREPOSITIONS:
            return word
        if (
            at in s.verbs
            or word in (",", "and", "that", "or")
            or (word in CLOSED and word not in DETERMINERS)
        ):
            return None
    return None


def _group(s: _Sentence, candidates: Sequence[Phrase], head: Phrase) -> list[Phrase]:
    """The phrase with those joined to it by commas and "and"."""
    found = [head]
    for phrase in candidates:
        if phrase.first < found[-1].last or phrase is head:
            continue
        between = s.lower[found[-1].last : phrase.first]
        if not between or not ({"and", "or", ",", "along"} & set(between)):
            break
        if (
            any(
                w not in DETERMINERS
                and w not in ("and", "or", ",", "as", "well", "along", "with", "&")
                for w in between
            )
            and len(between) > 3
        ):
            break
        if between == [","] and "and" not in s.lower[phrase.last : phrase.last + 12]:
            break
        found.append(phrase)
    last = found[-1]
    if last.sector and len(found) > 1:
        for phrase in found:
            if phrase.adjective and phrase.sector is None:
                phrase.sector = last.sector
    return found


_PLACE = frozenset(
    ("in", "at", "near", "inside", "outside", "across", "throughout", "within", "around")
)


def _event(
    s: _Sentence,
    pattern: Pattern,
    rule: str,
    verb: int,
    last: int,
    how: Mood,
    subject: list[Phrase],
) -> Coded | None:
    after = [p for p in s.phrases if p.first > verb and p.last <= s.end]
    if how.passive != pattern.swap:
        recipients = subject
        actors = _agents(s, after, how.passive)
    else:
        actors = subject
        recipients = _others(s, after, subject)
    if pattern.both and len(actors) > 1:
        recipients = []
    if not actors and not recipients:
        return None
    event_type, mode = pattern.event_type, pattern.mode
    if how.negated:
        if event_type in _COOPERATION or event_type in ("CONCEDE", "RETREAT"):
            event_type, mode, rule = "REJECT", None, rule + ", denied"
        else:
            return None
    elif how.obliged:
        event_type, mode, rule = "REQUEST", None, rule + ", wanted"
    elif how.future:
        if event_type in _COOPERATION:
            event_type, mode, rule = "AGREE", None, rule + ", to come"
        elif event_type == "RETREAT":
            event_type, mode, rule = "CONCEDE", None, rule + ", to come"
        elif event_type in _FORCE:
            event_type, mode, rule = "THREATEN", None, rule + ", to come"
    return Coded(
        pattern,
        event_type,
        mode,
        rule,
        min(verb, last),
        last + 1,
        tuple(actors),
        tuple(recipients),
        how,
        _subordinate(s, how),
    )


def _agents(s: _Sentence, after: Sequence[Phrase], passive: bool) -> list[Phrase]:
    for phrase in after:
        if _preposition(s, phrase) in (("by",) if passive else ("by", "from", "of")):
            return _group(s, after, phrase)
    return []


def _others(s: _Sentence, after: Sequence[Phrase], subject: Sequence[Phrase]) -> list[Phrase]:
    """Who is acted upon: the first after the verb that is somebody else, a place last."""
    codes = {(p.code, p.sector) for p in subject}
    states = {p.code for p in subject if p.code}
    fit = [
        p
        for p in after
        if (p.code or p.named or p.agent)
        and (p.code, p.sector) not in codes
        and not (p.code in states and p.code and not p.sector)
    ]
    for phrase in fit:
        if _preposition(s, phrase) not in _PLACE:
            return _group(s, fit, phrase)
    for phrase in fit:
        if phrase.code:
            return _group(s, fit, phrase)
    return []


def _subordinate(s: _Sentence, how: Mood) -> bool:
    """Whether the verb stands in a clause that tells of the background."""
    for at in range(how.start - 1, max(-1, how.start - 12), -1):
        word = s.lower[at]
        if word in SUBORDINATORS and word != "amid":
            return at != 0
        if word in (",", ";") or at in s.verbs:
            return False
    return False


def _attribution(s: _Sentence) -> int:
    """Where the sentence's news ends and who reported it begins (", police said on Monday")."""
    commas = [at for at, word in enumerate(s.lower) if word == ","]
    for at in reversed(commas[-3:]):
        rest = s.lower[at + 1 :]
        if rest[:2] == ["according", "to"]:
            return at
        if at and len(rest) < 16:
            for k in range(len(rest)):
                entry = s.entries[at + 1 + k]
                if (
                    entry
                    and entry.part & _SAY
                    and k
                    and rest[0] not in ("and", "but", "which", "who")
                ):
                    tail = rest[k + 1 :]
                    if not any(w in ("that", "it", "he", "they") for w in tail) and len(tail) < 8:
                        return at
    return len(s.tokens)


# ---------------------------------------------------------------- nouns


def _noun(s: _Sentence, first: int, stop: int) -> tuple[Pattern, int] | None:
    """The first noun of an event within these words."""
    for at in range(first, stop):
        entry = s.entries[at]
        if entry and entry.noun and at not in s.verbs:
            for pattern in entry.noun:
                words = s.lower[max(0, at - 4) : at]
                if all(choices.intersection(words) for choices in pattern.words):
                    return pattern, at
    return None


def _by_nouns(s: _Sentence) -> Iterator[Coded]:
    at = 0
    while (found := _noun(s, at, s.end)) is not None:
        pattern, at = found
        after = [p for p in s.phrases if p.first > at and p.last <= s.end]
        before = [p for p in s.phrases if p.last <= at]
        near = [p for p in before if p.owner or p.adjective or p.last == at]
        between = [p for p in after if _preposition(s, p) in ("between", "among")]
        if between:
            actors, recipients = _group(s, after, between[0]), []
        else:
            agents = _agents(s, after, True)
            actors = agents or near[-1:] or before[:1]
            recipients = _others(s, after, actors)
        at += 1
        if actors and (recipients or between):
            yield Coded(
                pattern,
                pattern.event_type,
                pattern.mode,
                f"noun: {pattern.name}",
                at - 1,
                at,
                tuple(actors),
                tuple(recipients),
                Mood(at),
            )
