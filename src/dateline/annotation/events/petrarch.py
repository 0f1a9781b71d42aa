"""Dictionaries of the PETRARCH coders, read from a user's own files.

Formats: the header comments of the Open Event Data Alliance's dictionaries. Verbs are blocks of
patterns with CAMEO codes, actors are names with dated codes, agents are words with sectors.
Dateline ships none of them; `dictionaries/cameo.py` translates their codes to PLOVER. What
Dateline's patterns cannot express is skipped: words to the left of the verb, and rules that
rewrite verbs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from dateline.annotation.events.grammar.actors import ActorName, ActorTable
from dateline.annotation.events.grammar.lexicon import (
    Lexicon,
    LexiconEntry,
    Pattern,
    event_lexicon,
    most_specific_first,
)
from dateline.annotation.events.grammar.verb_forms import Form, conjugate, plural
from dateline.annotation.events.grammar.words import CLOSED, TOKEN
from dateline.annotation.events.patterns import NO_EVENT
from dateline.dictionaries.cameo import plover_sector, plover_type

_CODE = re.compile(r"\[([^\]]*)\]")
_FORMS = re.compile(r"\{([^}]*)\}")
_COMMENT = re.compile(r"#.*|;.*")
_PARTIES = frozenset(("$", "+", "%", "^"))


def read_verbs(text: str, label: str) -> Lexicon:
    """The lexicon in a verb dictionary, with Dateline's own nouns and adverbs, which no verb
    dictionary has. `label` is its name and version, as events will show it."""
    base = event_lexicon()
    found: dict[str, LexiconEntry] = {
        word: replace(entry, verb_patterns=()) for word, entry in base.entries.items()
    }
    for verb, forms, patterns in _blocks(text):
        for form, kind in (conjugate(verb, {}) | forms).items():
            old = found.get(form, LexiconEntry())
            found[form] = replace(
                old,
                forms=old.forms | int(kind),
                verb_patterns=most_specific_first((*old.verb_patterns, *patterns)),
            )
    return Lexicon(label=label, entries=MappingProxyType(found))


def read_actors(text: str, agents: str, label: str, on: date | None = None) -> ActorTable:
    """The actors of an actor dictionary and an agent dictionary. Of codes with dates those count
    that are valid on the day `on`; without a day, those without an end. CAMEO sectors become
    PLOVER sectors."""
    kinds: dict[str, list[ActorName]] = {}
    for words, code, sector in _actors(text, on):
        kinds.setdefault(words[0], []).append(ActorName(words, code, sector, named=True))
    for words, sector in _agents(agents):
        kinds.setdefault(words[0], []).append(ActorName(words, None, sector, agent=True))
    return ActorTable(label, {}, kinds, CLOSED)


# ---------------------------------------------------------------- verbs


def _blocks(text: str) -> Iterator[tuple[str, dict[str, Form], tuple[Pattern, ...]]]:
    """Each verb with its irregular forms and its patterns, the one without words last."""
    sets = _synonyms(text)
    verbs: list[tuple[str, str]] = []
    patterns: list[Pattern] = []
    default = ""
    for line in (*_lines(text), "---"):
        if line.startswith("---"):
            for verb, code in verbs:
                yield from _verb(verb, code or default, patterns)
            verbs, patterns = [], []
            default = _code(line)
        elif line.startswith("-"):
            patterns.extend(_pattern(line, sets))
        elif line[0] not in "&~" and not line.startswith("+&"):
            verbs.append((_CODE.sub("", line).strip(), _code(line)))


def _verb(
    line: str, code: str, patterns: list[Pattern]
) -> Iterator[tuple[str, dict[str, Form], tuple[Pattern, ...]]]:
    listed = _FORMS.search(line)
    forms = {form.lower(): _kind(form.lower()) for form in (listed[1].split() if listed else ())}
    words = _FORMS.sub("", line).lower().replace("+", "").strip("_ ").split("_")
    if not words[0]:
        return
    own = _to_patterns(code, line, tuple(frozenset((word,)) for word in words[1:] if word))
    extra = tuple(replace(p, words=(*own[0].words, *p.words), near=()) for p in patterns if own)
    made = (*extra, *own) if len(words) > 1 else (*patterns, *own)
    yield words[0], forms, tuple(_with_near(p) for p in made)


def _kind(form: str) -> Form:
    if form.endswith("ing"):
        return Form.ING
    return Form.PRESENT if form.endswith("s") else Form.PAST | Form.PARTICIPLE


def _pattern(line: str, sets: Mapping[str, frozenset[str]]) -> Iterator[Pattern]:
    """The pattern of a line "- left * right [code]"; none if there are words to the left."""
    body = _CODE.sub("", line[1:])
    left, star, right = body.partition("*")
    if not star or any(word not in _PARTIES for word in left.split()):
        return
    words = tuple(
        sets.get(word.upper(), frozenset((word, plural(word))))
        for word in re.sub(r"[(){}_]", " ", right).lower().split()
        if word not in _PARTIES
    )
    yield from _to_patterns(_code(line).partition(":")[0], line.strip(), words)


def _to_patterns(code: str, name: str, words: tuple[frozenset[str], ...]) -> tuple[Pattern, ...]:
    found = plover_type(code) if code and code != "---" else None
    if found is None:
        return (Pattern(NO_EVENT, None, name, words),) if code else ()
    return (Pattern(*found, name, words, swap=code == "043"),)


def _with_near(pattern: Pattern) -> Pattern:
    return replace(pattern, near=(False,) * len(pattern.words))


def _synonyms(text: str) -> dict[str, frozenset[str]]:
    """Sets of synonyms: "&NAME", then a line "+WORD" for each member."""
    found: dict[str, set[str]] = {}
    members: set[str] | None = None
    for line in _lines(text):
        if line.startswith("&"):
            members = found.setdefault(line.split()[0].upper(), set())
        elif line.startswith("+") and members is not None:
            word = line[1:].replace("_", " ").split()[-1].lower()
            members |= {word, plural(word)}
        else:
            members = None
    return {name: frozenset(words) for name, words in found.items()}


# ---------------------------------------------------------------- actors


def _actors(text: str, on: date | None) -> Iterator[tuple[tuple[str, ...], str, str | None]]:
    """Words of each name with its code on the day and its sector."""
    group: list[str] = []
    codes: list[str] = []
    for line in (*_lines(text), "END_"):
        head = _CODE.sub("", line).strip()
        if head and not head.startswith("+"):
            yield from _coded_names(group, codes, on)
            group, codes = [], []
        if head:
            group.append(head.lstrip("+"))
        codes.extend(_CODE.findall(line))


def _coded_names(
    group: list[str], codes: list[str], on: date | None
) -> Iterator[tuple[tuple[str, ...], str, str | None]]:
    code = next((c.split()[0] for c in codes if c.strip() and _is_valid_on(c, on)), None)
    if code is None:
        return
    sector = plover_sector(code[3:6])
    for name in group:
        words = tuple(TOKEN.findall(name.lower().replace("_", " ")))
        if words:
            yield words, code[:3], sector


def _is_valid_on(code: str, on: date | None) -> bool:
    """Whether a code is valid on the day: "CODE", "CODE 19970101-20030701", "CODE >20030101"."""
    _, _, dates = code.strip().partition(" ")
    dates = dates.strip()
    if not dates:
        return True
    if on is None:
        return dates.startswith(">")
    day = on.strftime("%Y%m%d")
    if dates.startswith(">"):
        return day >= dates[1:].strip()
    if dates.startswith("<"):
        return day < dates[1:].strip()
    first, _, last = dates.partition("-")
    return first.strip() <= day <= last.strip()


def _agents(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Words of each agent, in both numbers and with its sets of words filled in, and its sector."""
    sets: dict[str, list[str]] = {}
    for line in _lines(text):
        if line.startswith("!"):
            name, _, members = line.partition("=")
            sets[name.strip()] = [w.strip(" .").lower() for w in members.split(",")]
            continue
        sector = plover_sector(_code(line).strip("~"))
        if sector is None:
            continue
        listed = _FORMS.search(line)
        phrase = _FORMS.sub("", _CODE.sub("", line)).strip()
        forms = [*_expanded(phrase, sets)]
        forms += [listed[1].lower()] if listed else [plural(form) for form in forms]
        for form in forms:
            words = tuple(TOKEN.findall(form.replace("_", " ")))
            if words:
                yield words, sector


def _expanded(phrase: str, sets: Mapping[str, list[str]]) -> Iterator[str]:
    for name, members in sets.items():
        if name in phrase:
            for member in members:
                yield phrase.replace(name, member).lower()
            return
    yield phrase.lower()


# ---------------------------------------------------------------- lines


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        bare = _COMMENT.sub("", line).strip()
        if bare and not bare.startswith("<"):
            yield bare


def _code(line: str) -> str:
    found = _CODE.search(line)
    return found[1].strip() if found else ""
