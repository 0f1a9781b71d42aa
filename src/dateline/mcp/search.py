"""The tool `search`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from dateline.archive import Archive
from dateline.archive.connections import unsearched
from dateline.mcp.tool import Answer, Arguments, Tool
from dateline.schemas.search import page_shape
from dateline.schemas.shape import as_json

_FACET_VALUES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchArguments(Arguments):
    query: str
    """The query, in the query language of Dateline."""
    match: Literal["all", "any"] = "all"
    """Whether an article has to have all words, or any of them."""
    plain: bool = False
    """Read the query as words only, without operators."""
    limit: Annotated[int, Field(ge=0, le=50)] = 10
    """How many articles; 0: only how many match, and facets."""
    sort: Literal["relevance", "newest", "oldest"] = "relevance"
    """Best match first, or by date of publication."""
    after: str | None = None
    """The next page: “next” of the page before, with the same query and sort."""
    facets: Annotated[tuple[str, ...], Field(max_length=8)] = ()
    """Count all that match by source, year, month, lang, section, author, event, country or tag;
    the most frequent 20 values of each."""
    snippets: Annotated[int, Field(ge=0, le=10)] = 3
    """How many fragments of each article."""
    context: Annotated[int, Field(ge=0, le=5)] = 0
    """How many sentences before and after each fragment."""
    collapse: bool = False
    """Only the first of several near copies."""


def _search(archive: Archive, asked: SearchArguments) -> Answer:
    page = archive.search(
        asked.query,
        match=asked.match,
        plain=asked.plain,
        limit=asked.limit,
        sort=asked.sort,
        after=asked.after,
        facets=asked.facets,
        fragments=asked.snippets,
        context=asked.context,
        collapse=asked.collapse,
    )
    parts = () if page.total else archive.part_counts(asked.query, plain=asked.plain)
    return Answer(
        document=as_json(page_shape(page, dict.fromkeys(asked.facets, _FACET_VALUES), parts)),
        notes=(unsearched(page.stale),) if page.stale else (),
    )


SEARCH = Tool(
    name="search",
    title="Search articles",
    description="""Find the articles that match a query, best first, with snippets around what \
matched. If nothing matches, the answer has what each part of the query matches alone.

trade talks: both words in any form; "trade talks": this phrase; trade OR talks; trade -talks; \
tariff*; trade NEAR/5 talks; title:pakistan; source:reuters; date:2025-07, date:2025-07..2025-09, \
date:>=2025-07; person:munir, org:, place:, country:PAK; event:AGREE actor:PAK target:LBY; \
speaker:munir quote:drones; tag:checked. Errors name the place in the query.""",
    arguments=SearchArguments,
    shape="search",
    run=_search,
)
