"""The page of one person or organization."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.archive import Archive
from dateline.values.annotations import MentionKind
from dateline.values.events import CodedEvent, Entity, QuoteLine
from dateline.values.search.results import Hit
from dateline.web.asked import Asked
from dateline.web.drawing import page
from dateline.web.pictures.histogram import Histogram, histogram
from dateline.web.pictures.network import NODES, Network, network
from dateline.web.reading import OpenArchive

router = APIRouter()

_SHOWN = 10  # articles, events, quotes
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class EntityView:
    """One person or organization: articles over time and the newest of them, quotes of it and
    about it, events that it takes part in, and whom the same articles name."""

    entity: Entity
    query: str
    total: int
    histogram: Histogram | None
    network: Network
    newest: tuple[Hit, ...]
    events: tuple[CodedEvent, ...]
    quotes: tuple[QuoteLine, ...]
    quotes_about: tuple[QuoteLine, ...]


def entity_view(archive: Archive, kind: MentionKind, name: str) -> EntityView:
    """The page of the entity of this full name. Raises NoSuchEntity."""
    around = archive.entities.network(kind, name, limit=NODES)
    entity, query, ids = around.entity, around.query, around.ids
    found = archive.search(
        query, sort="newest", limit=_SHOWN, facets=["year", "month"], fragments=0
    )
    names = [_words(form) for form in (entity.name, *entity.aliases)]
    return EntityView(
        entity=entity,
        query=query,
        total=found.total,
        histogram=histogram(archive, found, Asked(query)),
        network=network(around),
        newest=found.hits,
        events=tuple(islice(_with(archive.events.list(ids), names), _SHOWN)),
        quotes=tuple(islice(archive.quotes(speaker=name.replace('"', " ")), _SHOWN)),
        quotes_about=tuple(islice(_about(archive.quotes(ids), names), _SHOWN)),
    )


def _with(events: Iterable[CodedEvent], names: Collection[str]) -> Iterator[CodedEvent]:
    """Those events that somebody of these names acts in or is acted upon."""
    for event in events:
        if any(_has(who.name, names) for who in (*event.report.actors, *event.report.recipients)):
            yield event


def _about(quotes: Iterable[QuoteLine], names: Collection[str]) -> Iterator[QuoteLine]:
    """Those quotes that say one of these names, and are not of somebody who has it."""
    for line in quotes:
        if _has(line.quote.span.text, names) and not _has(line.quote.name or "", names):
            yield line


def _has(text: str, names: Collection[str]) -> bool:
    words = _words(text)
    return any(name in words for name in names)


def _words(text: str) -> str:
    """The words of the text, folded, each between spaces."""
    from dateline.store.names import folded  # a start of the server loads no database

    return f" {' '.join(_WORD.findall(folded(text)))} "


@router.get("/people/{kind}/{name:path}")
def entity_page(request: Request, archive: OpenArchive, kind: MentionKind, name: str) -> Response:
    return page(request, "entity.html", view=entity_view(archive, kind, name))
