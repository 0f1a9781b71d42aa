"""Articles that are like another."""

from __future__ import annotations

from typing import NamedTuple

from dateline.values.results import Hit


class SimilarHit(NamedTuple):
    """An article, and which of the telling words it shares, the most telling first."""

    hit: Hit
    shared: tuple[str, ...]


class Similar(NamedTuple):
    """The words that tell most about a text, most first, and the articles that share most of
    them, best first."""

    words: tuple[str, ...]
    hits: tuple[SimilarHit, ...]
