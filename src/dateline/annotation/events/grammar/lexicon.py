"""The lexicon of events: words that may tell of one, each with its patterns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import IntFlag
from functools import cache
from types import MappingProxyType

from dateline.annotation.events.grammar.verb_forms import Form, conjugate, plural
from dateline.dictionaries.files import Dictionary, load, names

_PARTICLES = frozenset(
    (
        "up",
        "down",
        "out",
        "off",
        "back",
        "away",
        "together",
        "over",
        "in",
        "into",
        "on",
        "upon",
        "to",
    )
)


SOMEBODY = "~"
"""In a pattern: an actor phrase stands here."""


class Part(IntFlag):
    """What a verb does to the event that is told beside it."""

    START = 1  # carries out the event that its object names
    STOP = 2  # ends it
    SAY = 4  # reports it
    FUTURE = 8  # puts it in the future


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words that tell of an event of one type.

    `words` are sets of words of which one each must stand, in order, after the verb (or
    shortly before the noun); `near` says which of them are particles, close to the word before.
    `swap`: the subject is acted upon. `both`: all parties act. `drill`: done together it is
    COOPERATE. `state`: an adjective ("willing"), never passive. `forces`: only troops do it.
    `name` is the pattern as the dictionary writes it.
    """

    event_type: str
    mode: str | None
    name: str
    words: tuple[frozenset[str], ...] = ()
    near: tuple[bool, ...] = ()
    swap: bool = False
    both: bool = False
    drill: bool = False
    state: bool = False
    forces: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """What one word form may be: a verb's form with its patterns, a noun with its own.

    Patterns with more words come first: the first that fits is the most specific. `noun_too`
    says that the word is a common noun, whether or not one of events.
    """

    forms: int = 0
    part: int = 0
    verb: tuple[Pattern, ...] = ()
    noun: tuple[Pattern, ...] = ()
    noun_too: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Entries by word form, lower case. `label` names dictionary and version."""

    label: str
    entries: Mapping[str, Entry]


@cache
def lexicon() -> Lexicon:
    """Dateline's own lexicon, `data/events.txt`, read once."""
    return compiled(load("events"))


def compiled(dictionary: Dictionary) -> Lexicon:
    """The lexicon that a dictionary of events holds. Raises ValueError for an unknown kind of
    pattern, KeyError for a set of words that it does not define."""
    sets = {
        section[6:]: frozenset(w for row in found.rows for cell in row for w in names(cell))
        for section, found in dictionary.sections.items()
        if section.startswith("words ")
    }
    irregular = {row[0]: tuple(names(row[1])) for row in dictionary["irregular"].rows}
    verbs: dict[str, list[Pattern]] = {}
    nouns: dict[str, list[Pattern]] = {}
    states: dict[str, list[Pattern]] = {}
    for section, found in dictionary.sections.items():
        event_type, _, mode = section.partition(" ")
        if event_type.isupper():
            for kind, patterns in found.rows:
                _add(verbs, nouns, states, event_type, mode or None, kind, names(patterns), sets)
    parts: dict[str, Part] = {}
    for section, part in (
        ("start", Part.START),
        ("stop", Part.STOP),
        ("say", Part.SAY),
        ("future", Part.FUTURE),
    ):
        for word in dictionary[section].words():
            parts[word.split()[0]] = parts.get(word.split()[0], Part(0)) | part
    return Lexicon(
        label=dictionary.label,
        entries=MappingProxyType(
            _entries(verbs, nouns, states, parts, irregular, dictionary["also nouns"].words())
        ),
    )


def _add(
    verbs: dict[str, list[Pattern]],
    nouns: dict[str, list[Pattern]],
    states: dict[str, list[Pattern]],
    event_type: str,
    mode: str | None,
    kind: str,
    patterns: Iterable[str],
    sets: Mapping[str, frozenset[str]],
) -> None:
    if kind not in ("verb", "swap", "both", "drill", "state", "forces", "noun"):
        raise ValueError(f"no kind of pattern: {kind!r}")
    for text in patterns:
        first, *rest = (tuple(_choices(word, sets)) for word in text.split())
        if kind == "noun":
            *before, heads = (first, *rest)
            words = tuple(frozenset(word) for word in before)
            for head in heads:
                found = Pattern(event_type, mode, text, words)
                for form in {head, plural(head)}:
                    nouns.setdefault(form, []).append(found)
        else:
            words = tuple(_numbers(word) for word in rest)
            near = tuple(not _PARTICLES.isdisjoint(choices) for choices in words)
            found = Pattern(
                event_type,
                mode,
                text,
                words,
                near,
                swap=kind == "swap",
                both=kind == "both",
                drill=kind == "drill",
                state=kind == "state",
                forces=kind == "forces",
            )
            for head in first:
                (states if kind == "state" else verbs).setdefault(head, []).append(found)


def _choices(word: str, sets: Mapping[str, frozenset[str]]) -> Iterator[str]:
    for choice in word.split("|"):
        if choice.startswith("@"):
            yield from sorted(sets[choice[1:]])
        else:
            yield choice


def _numbers(words: tuple[str, ...]) -> frozenset[str]:
    """The words in singular and, as it may be a noun, plural."""
    return frozenset(words) | {plural(word) for word in words if not word.endswith("s")}


def _entries(
    verbs: Mapping[str, list[Pattern]],
    nouns: Mapping[str, list[Pattern]],
    states: Mapping[str, list[Pattern]],
    parts: Mapping[str, Part],
    irregular: Mapping[str, tuple[str, ...]],
    common: frozenset[str],
) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for verb in verbs.keys() | parts.keys():
        for form, kind in conjugate(verb, irregular).items():
            old = found.get(form, Entry())
            found[form] = Entry(
                old.forms | int(kind),
                old.part | int(parts.get(verb, 0)),
                most_specific_first((*old.verb, *verbs.get(verb, ()))),
                noun_too=old.noun_too or verb in common,
            )
    for state, patterns in states.items():
        old = found.get(state, Entry())
        forms = old.forms | int(Form.STATE)
        found[state] = replace(old, forms=forms, verb=most_specific_first((*old.verb, *patterns)))
    for noun, patterns in nouns.items():
        old = found.get(noun, Entry())
        found[noun] = replace(old, noun=most_specific_first(patterns), noun_too=True)
    return found


def most_specific_first(patterns: Iterable[Pattern]) -> tuple[Pattern, ...]:
    """The patterns, those with more words first."""
    return tuple(sorted(patterns, key=lambda pattern: -len(pattern.words)))
