"""The articles that a command is for: named by their ids, or found by a query."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dateline.errors import NoSuchArticle, UsageError

if TYPE_CHECKING:
    from dateline.archive import Archive

_HEX = frozenset("0123456789abcdef")


def selected(archive: Archive, words: tuple[str, ...]) -> tuple[str, ...]:
    """The full ids of these articles, sorted: those that `named` finds, or those that match the
    words as a query. Raises UsageError if there are no words, and QueryError; also as `named`."""
    if not words:
        raise UsageError("say which articles: ids, or a query", hint="“*” is all of them")
    ids = named(archive, words)
    return tuple(sorted(archive.ids(" ".join(words)))) if ids is None else ids


def named(archive: Archive, words: tuple[str, ...]) -> tuple[str, ...] | None:
    """The full ids, sorted, of the articles whose ids begin with these words; None if the words are
    not ids of this archive, but a query. "-" stands for ids on standard input, one a line. Raises
    NoSuchArticle for an unknown id on standard input, and for a word that can only be one."""
    if words == ("-",):
        lines = (line.split("\t")[0].strip() for line in sys.stdin)
        return tuple(sorted({archive.article(line).id for line in lines if line}))
    if all(len(word) >= 4 and set(word.lower()) <= _HEX for word in words):
        try:
            return tuple(sorted({archive.article(word).id for word in words}))
        except NoSuchArticle:
            if any(any(char.isdigit() for char in word) for word in words):
                raise
    return None
