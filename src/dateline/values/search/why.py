"""Why an article matched, or did not: an answer to `search --why`."""

from __future__ import annotations

from typing import NamedTuple


class Found(NamedTuple):
    """A place that matched: `text`, at code points `start` to `end` of block number `block`,
    from 0, of a field. `about` is as in Snippet."""

    field: str
    block: int
    start: int
    end: int
    text: str
    about: str = ""


class Part(NamedTuple):
    """A part of a query, as query text; whether it holds in the article; and the places where it
    does. What a date, a value or an absence decides has no place."""

    text: str
    holds: bool
    places: tuple[Found, ...] = ()


class Summand(NamedTuple):
    """What one word adds to a score: `terms` is stems or words, `field` is None for all text.

    `text` is the term, or those of the word's forms that the article has. `articles` have the word
    in any form, from which `idf` follows; of a stopword it is a quarter. This one has it
    `frequency` times, those in the title twice, among `length` words. For a phrase they are None:
    its words make the score.
    """

    text: str
    terms: str
    field: str | None
    score: float
    articles: int | None = None
    idf: float | None = None
    frequency: int | None = None
    length: int | None = None


class Why(NamedTuple):
    """Why an article is among what a query means, or is not. `score` is None if it is not;
    otherwise the sum of the summands', as the engine gives them."""

    id: str
    title: str | None
    score: float | None
    parts: tuple[Part, ...]
    summands: tuple[Summand, ...]
