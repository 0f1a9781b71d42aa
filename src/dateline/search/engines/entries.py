"""What every engine indexes and stores of a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from dateline.search.analysis import AnalyzedText, Analyzer
from dateline.search.engine_query import TermKind
from dateline.search.fields import (
    FIELDS,
    TEXT_WEIGHTS,
    Document,
    FieldKind,
    IndexedEvent,
    IndexedQuote,
)
from dateline.search.query.dates import date_terms
from dateline.values.moment import Moment


class Entries(NamedTuple):
    """The blocks of each text field (None: all text), each with the weight of one occurrence in
    it, and the values of each other field."""

    texts: Mapping[str | None, list[tuple[AnalyzedText, int]]]
    values: Mapping[str, tuple[str, ...]]

    def bag(self, field: str | None, terms: TermKind) -> Counter[str]:
        """The terms of a field with their weighted frequencies."""
        if terms is TermKind.VALUES:
            return Counter(self.values.get(field or "", ()))
        bag: Counter[str] = Counter()
        for block, weight in self.texts.get(field, ()):
            for term in block.words if terms is TermKind.WORDS else block.stems:
                bag[term] += weight
        return bag


def entries(document: Document, analyzer: Analyzer) -> Entries:
    """What an index has of the document."""
    analyzed = {
        part: analyzer.each(blocks, document.language) for part, blocks in document.texts.items()
    }
    texts: dict[str | None, list[tuple[AnalyzedText, int]]] = {
        None: [
            (block, weight)
            for part, weight in TEXT_WEIGHTS.items()
            for block in analyzed.get(part, ())
        ]
    }
    values: dict[str, tuple[str, ...]] = {}
    for name, field in FIELDS.items():
        if field.kind is FieldKind.TEXT:
            if field.own and name in analyzed:
                texts[name] = [(block, 1) for block in analyzed[name]]
        elif field.kind is FieldKind.VALUE:
            values[name] = document.value(name)
        else:
            found = (term for day in document.moments(name) for term in date_terms(day))
            values[name] = tuple(dict.fromkeys(found))
    return Entries(
        texts,
        {name: found for name, found in values.items() if found},
    )


def terms_field(field: str | None, terms: TermKind) -> str:
    """The name of a set of terms in an engine's own schema."""
    return f"{field or 'text'}.{terms.value}"


def serialize(document: Document) -> tuple[Any, ...]:
    """The document as plain tuples, dicts and texts, for an engine to store."""
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


def deserialize(stored: tuple[Any, ...]) -> Document:
    """The document that `serialize` got."""
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
        events=tuple(map(IndexedEvent._make, events)),
        quotes=tuple(map(IndexedQuote._make, quotes)),
    )


@lru_cache(maxsize=4096)  # ten years of days: a Moment takes longer than the rest of a hit
def moment(stored: tuple[str, str | None, str] | None) -> Moment | None:
    """The moment that `serialize` stored."""
    if stored is None:
        return None
    value, offset, basis = stored
    return Moment(value=value, offset=offset, basis=basis)
