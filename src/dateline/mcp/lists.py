"""The tools `sources`, `quotes` and `entities`: what many articles have."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Annotated

from pydantic import Field

from dateline.archive import Archive
from dateline.mcp.tool import Answer, Arguments, Tool
from dateline.schemas.annotations import quotes_shape
from dateline.schemas.archive.listing import SourcesShape, source_shape
from dateline.schemas.entities import entities_shape
from dateline.schemas.shape import as_json
from dateline.search.query.dates import period
from dateline.values.annotations import MentionKind, QuoteKind
from dateline.values.listing import SourceOrder
from dateline.values.search.results import ALL, All


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesArguments(Arguments):
    from_: str | None = None
    """Only articles from this day, month or year on (2025-07-18, 2025-07, 2025)."""
    to: str | None = None
    """Only articles up to this day, month or year."""
    sort: SourceOrder = SourceOrder.LAST
    """By latest date (newest first), first date, name, or number of articles (most first)."""
    limit: Annotated[int, Field(ge=1, le=500)] = 50
    """How many sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotesArguments(Arguments):
    query: str | None = None
    """Only quotes in the articles that this query matches. Default: all articles."""
    speaker: str | None = None
    """Only quotes of this speaker: words of a name."""
    saying: str | None = None
    """Only quotes whose own words match this query."""
    kind: QuoteKind | None = None
    """Only whole clauses in quotation marks (direct), a few quoted words (mixed), or reported
    speech without marks (indirect)."""
    limit: Annotated[int, Field(ge=1, le=100)] = 20
    """How many quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitiesArguments(Arguments):
    query: str | None = None
    """Only those that the articles matching this query name. Default: all articles."""
    kind: MentionKind | None = None
    """Only people, or only organizations."""
    name: str | None = None
    """Only those with these words in one of their names."""
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    """How many."""


def _sources(archive: Archive, asked: SourcesArguments) -> Answer:
    first, last = period(asked.from_, asked.to, ("from", "to"))
    found = archive.sources(start=first, end=last, sort=asked.sort)
    listed = tuple(source_shape(source, None) for source in found[: asked.limit])
    left_out = len(found) - len(listed)
    return Answer(
        document=as_json(SourcesShape(sources=listed)),
        notes=(f"left out by the limit: {left_out:,} of {len(found):,}",) if left_out else (),
    )


def _quotes(archive: Archive, asked: QuotesArguments) -> Answer:
    listed = archive.quotes(_ids(archive, asked.query), speaker=asked.speaker, saying=asked.saying)
    of_kind = (line for line in listed if asked.kind in (None, line.quote.kind))
    shown = list(islice(of_kind, asked.limit))
    return Answer(document=as_json(quotes_shape(shown, more=next(of_kind, None) is not None)))


def _entities(archive: Archive, asked: EntitiesArguments) -> Answer:
    ids = _ids(archive, asked.query)
    found = list(archive.entities.list(asked.kind, ids, name=asked.name, limit=asked.limit + 1))
    more = len(found) > asked.limit
    return Answer(
        document=as_json(entities_shape(found[: asked.limit])),
        notes=("there are more (limit)",) if more else (),
    )


def _ids(archive: Archive, query: str | None) -> frozenset[str] | All:
    return ALL if query is None else archive.ids(query)


SOURCES = Tool(
    name="sources",
    title="List publishers",
    description="List who published the articles, with how many and from when to when.",
    arguments=SourcesArguments,
    shape="sources",
    run=_sources,
)
QUOTES = Tool(
    name="quotes",
    title="List quotes",
    description="List quotations in articles, with who said them, newest article first.",
    arguments=QuotesArguments,
    shape="quotes",
    run=_quotes,
)
ENTITIES = Tool(
    name="entities",
    title="List people and organizations",
    description="List the people and organizations that articles name, those that most articles "
    "name first, with their other names, roles and codes.",
    arguments=EntitiesArguments,
    shape="entities",
    run=_entities,
)
