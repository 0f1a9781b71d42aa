"""The lexicon of events: words that may report one, each with its patterns."""

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
"""In a pattern: an actor phrase is here."""


class VerbRole(IntFlag):
    """What a verb says about an event that another word of its clause reports."""

    START = 1  # carries out the event that its object names
    STOP = 2  # ends it
    SAY = 4  # reports it
    FUTURE = 8  # puts it in the future
    DEED = 16  # says what the attack did that its subject names


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words that report an event of one type.

    `words` are sets of words: one of each must be, in order, after the verb (or shortly before
    the noun); `near` says which of them are particles, close to the word before.
    `swap`: the subject is acted upon. `mutual`: all parties act. `drill`: done together it is
    COOPERATE. `state`: an adjective ("willing"), never passive. `forces`: only troops do it.
    `name` is the pattern as the dictionary writes it.
    """

    event_type: str
    mode: str | None
    name: str
    words: tuple[frozenset[str], ...] = ()
    near: tuple[bool, ...] = ()
    swap: bool = False
    mutual: bool = False
    drill: bool = False
    state: bool = False
    forces: bool = False


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """What one word form may be: a form of a verb with its patterns, a noun with its own.

    `forms` and `verb_role` are bits of Form and VerbRole. Patterns with more words come first:
    the first that fits is the most specific. `is_common_noun`: the word is a common noun, of
    events or not.
    """

    forms: int = 0
    verb_role: int = 0
    verb_patterns: tuple[Pattern, ...] = ()
    noun_patterns: tuple[Pattern, ...] = ()
    is_common_noun: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Entries by word form, in lower case. `label` is the name and version of the dictionary."""

    label: str
    entries: Mapping[str, LexiconEntry]


@cache
def event_lexicon() -> Lexicon:
    """Dateline's own lexicon, `data/events.txt`, read once."""
    return compile_lexicon(load("events"))


def compile_lexicon(dictionary: Dictionary) -> Lexicon:
    """The lexicon in a dictionary of events. Raises ValueError for an unknown kind of pattern, and
    KeyError for a set of words that the dictionary does not define."""
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
    parts: dict[str, VerbRole] = {}
    for section, part in (
        ("start", VerbRole.START),
        ("stop", VerbRole.STOP),
        ("say", VerbRole.SAY),
        ("future", VerbRole.FUTURE),
        ("deeds", VerbRole.DEED),
    ):
        if section not in dictionary.sections:
            continue
        for word in dictionary[section].words():
            parts[word.split()[0]] = parts.get(word.split()[0], VerbRole(0)) | part
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
        raise ValueError(f"unknown kind of pattern: {kind!r}")
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
            words = tuple(_both_numbers(word) for word in rest)
            near = tuple(not _PARTICLES.isdisjoint(choices) for choices in words)
            found = Pattern(
                event_type,
                mode,
                text,
                words,
                near,
                swap=kind == "swap",
                mutual=kind == "both",
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


def _both_numbers(words: tuple[str, ...]) -> frozenset[str]:
    """The words in the singular and, since they may be nouns, in the plural."""
    return frozenset(words) | {plural(word) for word in words if not word.endswith("s")}


def _entries(
    verbs: Mapping[str, list[Pattern]],
    nouns: Mapping[str, list[Pattern]],
    states: Mapping[str, list[Pattern]],
    parts: Mapping[str, VerbRole],
    irregular: Mapping[str, tuple[str, ...]],
    common: frozenset[str],
) -> dict[str, LexiconEntry]:
    found: dict[str, LexiconEntry] = {}
    for verb in dict.fromkeys((*verbs, *parts)):  # in order: a set's order changes by process
        for form, kind in conjugate(verb, irregular).items():
            old = found.get(form, LexiconEntry())
            found[form] = LexiconEntry(
                old.forms | int(kind),
                old.verb_role | int(parts.get(verb, 0)),
                most_specific_first((*old.verb_patterns, *verbs.get(verb, ()))),
                is_common_noun=old.is_common_noun or verb in common,
            )
    for state, patterns in states.items():
        old = found.get(state, LexiconEntry())
        forms = old.forms | int(Form.STATE)
        found[state] = replace(
            old, forms=forms, verb_patterns=most_specific_first((*old.verb_patterns, *patterns))
        )
    for noun, patterns in nouns.items():
        old = found.get(noun, LexiconEntry())
        found[noun] = replace(old, noun_patterns=most_specific_first(patterns), is_common_noun=True)
    return found


def most_specific_first(patterns: Iterable[Pattern]) -> tuple[Pattern, ...]:
    """The patterns, those with more words first."""
    return tuple(sorted(patterns, key=lambda pattern: -len(pattern.words)))
