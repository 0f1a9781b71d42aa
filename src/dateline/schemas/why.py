"""Why an article matches a query: `dateline search --why ID`."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.schemas.shape import Shape
from dateline.values.search.why import Found, Part, Summand, Why


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchShape(Shape):
    """Words of an article that match a part of a query."""

    field: str
    """The field."""
    block: int
    """The number of the paragraph, bullet or caption in that field, from 0."""
    start: int
    """Where the words begin in that block, in code points."""
    end: int
    """Where the words end in that block."""
    text: str
    """The words."""
    about: str
    """Which event or quote they belong to, or an empty string."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedPartShape(Shape):
    """A part of a query, and whether the article matches it."""

    text: str
    """The part, as a query."""
    holds: bool
    """Whether the article matches it."""
    places: tuple[MatchShape, ...]
    """The words that match. Dates, values and what is absent have none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummandShape(Shape):
    """What one word adds to the score."""

    text: str
    """The term, or those of the word's forms that the article has."""
    terms: str
    """How it is matched: by stems or by words."""
    field: str | None
    """The field that it is searched in, or null for all text."""
    score: float
    """What it adds."""
    articles: int | None
    """How many articles have the word in any form; null for a phrase."""
    idf: float | None
    """Its inverse document frequency, of a stopword a quarter; null for a phrase."""
    frequency: int | None
    """How often the article has it; each time in the title counts twice; null for a phrase."""
    length: int | None
    """The number of words in the article; null for a phrase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyShape(Shape):
    """Why an article matches a query, or not: `dateline search --why ID --json`."""

    id: str
    """The id of the article."""
    title: str | None
    """Its title."""
    matches: bool
    """Whether it matches."""
    score: float | None
    """Its score: the sum of the summands; null if it does not match."""
    parts: tuple[MatchedPartShape, ...]
    """The parts of the query."""
    summands: tuple[SummandShape, ...]
    """The terms that make the score."""


def why_shape(why: Why) -> WhyShape:
    return WhyShape(
        id=why.id,
        title=why.title,
        matches=why.score is not None,
        score=why.score,
        parts=tuple(map(_part_shape, why.parts)),
        summands=tuple(map(_summand_shape, why.summands)),
    )


def _part_shape(part: Part) -> MatchedPartShape:
    return MatchedPartShape(
        text=part.text, holds=part.holds, places=tuple(map(_match_shape, part.places))
    )


def _match_shape(found: Found) -> MatchShape:
    return MatchShape(
        field=found.field,
        block=found.block,
        start=found.start,
        end=found.end,
        text=found.text,
        about=found.about,
    )


def _summand_shape(summand: Summand) -> SummandShape:
    return SummandShape(
        text=summand.text,
        terms=summand.terms,
        field=summand.field,
        score=summand.score,
        articles=summand.articles,
        idf=summand.idf,
        frequency=summand.frequency,
        length=summand.length,
    )
