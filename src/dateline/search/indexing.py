"""What is indexed and stored of a document: the same for every engine."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from dateline.search import core
from dateline.search.analysis import Analyzer
from dateline.search.dates import date_terms
from dateline.search.fields import FIELDS, TEXT_WEIGHTS, Document, Event, Kind, Quotation
from dateline.values.moment import Moment

Terms = list[tuple[str, str]]  # (folded word, stem) of each word of a block, in order


class Entries(NamedTuple):
    """Of each text field (None: all text) its blocks, each with the weight that one occurrence in
    it has; of each other field its values."""

    texts: Mapping[str | None, list[tuple[Terms, int]]]
    values: Mapping[str, tuple[str, ...]]


def entries(document: Document, analyzer: Analyzer) -> Entries:
    """What an index holds of the document."""
    analyzed = {
        (part, number): analyzer.terms(text, document.language)
        for part, blocks in document.texts.items()
        for number, text in enumerate(blocks)
    }
    texts: dict[str | None, list[tuple[Terms, int]]] = {
        None: [
            (analyzed[part, number], TEXT_WEIGHTS[part])
            for part, number, _ in document.blocks(None)
        ]
    }
    values: dict[str, tuple[str, ...]] = {}
    for name, field in FIELDS.items():
        if field.kind is Kind.TEXT:
            if field.own:
                blocks = document.blocks(name)
                texts[name] = [(analyzed[part, number], 1) for part, number, _ in blocks]
        elif field.kind is Kind.VALUE:
            values[name] = document.value(name)
        else:
            found = (term for day in document.moments(name) for term in date_terms(day))
            values[name] = tuple(dict.fromkeys(found))
    return Entries(
        {name: blocks for name, blocks in texts.items() if blocks or name is None},
        {name: found for name, found in values.items() if found},
    )


def terms_field(field: str | None, terms: core.Terms) -> str:
    """The name that a set of terms has in an engine's own schema."""
    return f"{field or 'text'}.{terms.value}"


def flat(document: Document) -> tuple[Any, ...]:
    """The document in plain tuples, dicts and texts, for an engine to store."""
    moments = (document.published, document.updated, document.added)
    return (
        document.id,
        dict(document.texts),
        document.source,
        document.url,
        document.language,
        dict(document.values),
        tuple((m.value, m.offset, m.basis) if m else None for m in moments),
        tuple(map(tuple, document.events)),
        tuple(map(tuple, document.quotes)),
    )


def unflat(stored: tuple[Any, ...]) -> Document:
    """The document that `flat` was given."""
    id, texts, source, url, language, values, moments, events, quotes = stored
    published, updated, added = map(moment, moments)
    return Document(
        id=id,
        texts=texts,
        source=source,
        published=published,
        url=url,
        language=language,
        values=values,
        updated=updated,
        added=added,
        events=tuple(map(Event._make, events)),
        quotes=tuple(map(Quotation._make, quotes)),
    )


@lru_cache(maxsize=4096)  # the days of ten years: to make one takes longer than all else of a hit
def moment(stored: tuple[str, str | None, str] | None) -> Moment | None:
    """The moment that `flat` stored so."""
    if stored is None:
        return None
    value, offset, basis = stored
    return Moment(value=value, offset=offset, basis=basis)
