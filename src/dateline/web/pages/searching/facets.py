"""Values that narrow a search: beside its hits the most frequent ones, on a page of their own
all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from dateline.search.analysis import words
from dateline.search.query.codes import country_name, language_name
from dateline.values.search.results import Page
from dateline.web.asked import Asked, asked
from dateline.web.drawing import page
from dateline.web.reading import OpenArchive

router = APIRouter()


class Narrowing(StrEnum):
    """The facets of the search page, in its order."""

    SOURCE = "source"
    LANGUAGE = "lang"
    SECTION = "section"
    AUTHOR = "author"
    TAG = "tag"
    EVENT = "event"
    COUNTRY = "country"

    @property
    def label(self) -> str:
        return self.name.capitalize()


_FIRST, _MOST = 8, 2000  # values beside the hits, and on a page of their own
# What finds the articles of a facet's value, if not the field of that name: =“ ” is all of it.
_FIELDS = {"author": "by:=", "section": "section:="}


@dataclass(frozen=True, slots=True)
class FacetLink:
    """A value of a facet: its name in words, how many articles have it, and the search for
    these."""

    name: str
    articles: int
    asked: Asked


@dataclass(frozen=True, slots=True)
class Facet:
    """The first values of a facet, most frequent first, and how many more there are."""

    narrowing: Narrowing
    values: tuple[FacetLink, ...]
    more: int


def first_facets(found: Page, wanted: Asked) -> Iterator[Facet]:
    """Those of a page of hits that have values."""
    for narrowing in Narrowing:
        facet = _facet(found, wanted, narrowing, _FIRST)
        if facet.values:
            yield facet


def _facet(found: Page, wanted: Asked, narrowing: Narrowing, most: int) -> Facet:
    links = tuple(
        FacetLink(_name(narrowing, value), articles, wanted.narrowed(value_query(narrowing, value)))
        for value, articles in found.facet_values(narrowing, most)
    )
    return Facet(narrowing, links, len(found.facets.get(narrowing, {})) - len(links))


def _name(narrowing: Narrowing, value: str) -> str:
    if narrowing is Narrowing.COUNTRY:
        return country_name(value)
    return language_name(value) if narrowing is Narrowing.LANGUAGE else value


def value_query(facet: str, value: str) -> str:
    """The query for the articles that count for this value of a facet."""
    if '"' in value:  # it may be part of a word, and it may end the phrase
        value = " ".join(word for word, _, _ in words(value))
    return f'{_FIELDS.get(facet, f"{facet}:")}"{value}"'


@router.get("/facets/{narrowing}")
def all_values(
    request: Request,
    archive: OpenArchive,
    narrowing: Narrowing,
    wanted: Annotated[Asked, Depends(asked)],
) -> Response:
    """The values that the found articles have, most frequent first."""
    found = archive.search(wanted.query, match=wanted.match, limit=0, facets=(narrowing,))
    facet = _facet(found, wanted._replace(after=None), narrowing, _MOST)
    return page(request, "facet.html", facet=facet, asked=wanted, total=found.total)
