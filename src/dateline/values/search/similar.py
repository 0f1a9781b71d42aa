"""What is similar to a text: its distinctive words and the articles that share them."""

from __future__ import annotations

from typing import NamedTuple

from dateline.values.search.results import Hit


class SimilarHit(NamedTuple):
    """An article, and which of the distinctive words it shares, the most distinctive first."""

    hit: Hit
    shared: tuple[str, ...]


class Similar(NamedTuple):
    """The most distinctive words of a text, most distinctive first, and the articles that share
    most of them, best first."""

    words: tuple[str, ...]
    hits: tuple[SimilarHit, ...]
