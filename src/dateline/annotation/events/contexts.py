"""The contexts of events: what their paragraph is about, by its words."""

from __future__ import annotations

from functools import cache, lru_cache

from dateline.annotation.events.grammar.verb_forms import plural
from dateline.annotation.events.grammar.words import TOKEN
from dateline.dictionaries.files import load, names
from dateline.plover import CONTEXTS

_Table = dict[str, tuple[tuple[tuple[str, ...], str], ...]]


def contexts(paragraph: str, modes: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The PLOVER contexts of a paragraph, by its words, in the order of the manual. A mode that is
    also a context ("cyber") adds it."""
    found = _contexts_in(paragraph).union(modes)
    return tuple(context for context in CONTEXTS if context in found)


@lru_cache(maxsize=1)  # the events of a paragraph follow one another: it is read once for all
def _contexts_in(paragraph: str) -> frozenset[str]:
    words = [word.lower() for word in TOKEN.findall(paragraph)]
    table = _table()
    return frozenset(
        context
        for at, word in enumerate(words)
        for phrase, context in table.get(word, ())
        if len(phrase) == 1 or tuple(words[at : at + len(phrase)]) == phrase
    )


@cache
def _table() -> _Table:
    """Phrases with their context, by their first word."""
    dictionary = load("events_contexts")
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for context, section in dictionary.sections.items():
        for row in section.rows:
            for cell in row:
                for phrase in names(cell):
                    for form in {phrase, plural(phrase)}:
                        words = tuple(TOKEN.findall(form))
                        table.setdefault(words[0], []).append((words, context))
    return {word: tuple(found) for word, found in table.items()}
