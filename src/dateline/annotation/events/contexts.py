"""The contexts of events: what their paragraph is about, by the words in it."""

from __future__ import annotations

from functools import cache, lru_cache

from dateline.annotation.events.grammar.verb_forms import plural
from dateline.annotation.events.grammar.words import TOKEN
from dateline.dictionaries.files import load, names

_Table = dict[str, tuple[tuple[tuple[str, ...], str], ...]]


def contexts(paragraph: str, modes: tuple[str, ...] = ()) -> tuple[str, ...]:
    """PLOVER's contexts that the paragraph's words tell of, in the order of its manual. A mode
    that is a context too ("cyber") adds it."""
    order, _ = _table()
    found = _told(paragraph).union(modes)
    return tuple(context for context in order if context in found)


@lru_cache(maxsize=1)  # a paragraph's events come one after another: it is read once for all
def _told(paragraph: str) -> frozenset[str]:
    words = [word.lower() for word in TOKEN.findall(paragraph)]
    _, table = _table()
    return frozenset(
        context
        for at, word in enumerate(words)
        for phrase, context in table.get(word, ())
        if len(phrase) == 1 or tuple(words[at : at + len(phrase)]) == phrase
    )


@cache
def _table() -> tuple[tuple[str, ...], _Table]:
    """Contexts in order, and phrases by their first word."""
    dictionary = load("events_contexts")
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for context, section in dictionary.sections.items():
        for row in section.rows:
            for cell in row:
                for phrase in names(cell):
                    for form in {phrase, plural(phrase)}:
                        words = tuple(TOKEN.findall(form))
                        table.setdefault(words[0], []).append((words, context))
    return tuple(dictionary.sections), {word: tuple(found) for word, found in table.items()}
