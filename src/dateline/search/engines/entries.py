"""What every engine indexes and stores of a document."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from operator import index
from typing import Any, NamedTuple, TypeAlias

from dateline.search.analysis import AnalyzedText, Analyzer
from dateline.search.engine_query import TermKind
from dateline.search.fields import FIELDS, TEXT_WEIGHTS, FieldKind
from dateline.search.indexed import Document, IndexedEvent, IndexedQuote
from dateline.search.query.dates import date_terms, time_terms
from dateline.values.moment import Moment
from dateline.values.search.results import Hit

Head: TypeAlias = tuple[str, str | None, str, Any, str | None]


class Entries(NamedTuple):
    """The blocks of each text field (None: all text), each with the weight of one occurrence in
    it, and the values of each other field, and of a counted one."""

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
    quotes = tuple(map(document.words_of, document.quotes))
    analyzed = {
        part: analyzer.each(blocks, document.language)
        for part, blocks in (*document.texts.items(), ("quote", quotes))
    }
    analyzed["lead"] = analyzed.get("body", [])[:1]
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
            if field.own and analyzed.get(name):
                texts[name] = [(block, 1) for block in analyzed[name]]
                if field.counted:
                    wholes = (" ".join(block.words) for block in analyzed[name])
                    values[name] = tuple(filter(None, dict.fromkeys(wholes)))
        elif field.kind is FieldKind.VALUE:
            values[name] = document.value(name)
        else:
            found = [term for day in document.moments(name) for term in date_terms(day)]
            if name == "added" and document.added:
                found += time_terms(document.added)
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
        document.events,
        document.quotes,
    )


def deserialize(stored: Any) -> Document:
    """The document that `serialize` got. Raises ValueError for anything else."""
    try:
        id, texts, source, url, language, values, moments, events, quotes = stored
        published, updated, added = map(moment, moments)
        document = Document(
            id=id,
            texts={part: tuple(blocks) for part, blocks in texts.items()},
            source=source,
            published=published,
            url=url,
            language=language,
            values={name: tuple(found) for name, found in values.items()},
            updated=updated,
            added=added,
            events=tuple(map(_event, events)),
            quotes=tuple(map(_quote, quotes)),
        )
        for blocks in (*document.texts.values(), *document.values.values()):
            "".join(blocks)  # the quickest way to see that all are texts
        "".join((id, source, url or "", language or ""))
    except (TypeError, AttributeError) as error:
        raise ValueError("a stored document is none") from error
    return document


def split(document: Document) -> tuple[Head, Any]:
    """The document in two parts, as `serialize` has it: a head with what a list shows (id, title,
    source, date of publication, address), and the rest."""
    id, texts, source, url, language, found, (published, *others), *coded = serialize(document)
    head = id, document.title, source, published, url
    texts = {part: blocks[part == "title" :] for part, blocks in texts.items()}
    return head, (texts, language, found, others, *coded)


def joined(head: Head, rest: Any) -> Document:
    """The document that was split. Raises ValueError for anything else."""
    id, title, source, published, url = head
    try:
        texts, language, found, others, *coded = rest
        if title is not None:
            texts["title"] = (title, *texts["title"])
        moments = (published, *others)
    except (TypeError, KeyError) as error:
        raise ValueError("a stored document is none") from error
    return deserialize((id, texts, source, url, language, found, moments, *coded))


def head_from_bytes(data: bytes) -> Head:
    """The head that `to_bytes` got. Raises ValueError if it is damaged."""
    try:
        id, title, source, published, url = from_bytes(data)
        "".join((id, title or "", source, url or ""))
    except TypeError as error:
        raise ValueError("the head of a document is none") from error
    return id, title, source, published, url


def hit(head: Head, score: float) -> Hit:
    """What a list shows of a document. Raises ValueError if its date is damaged."""
    id, title, source, published, url = head
    return Hit(id, score, title, source, moment(published), url)


def _event(stored: Any) -> IndexedEvent:
    type, modes, actors, targets, date, part, block, start, end = stored
    "".join((type, *modes, *actors, *targets, date or "", part))
    return IndexedEvent(
        type,
        tuple(modes),
        tuple(actors),
        tuple(targets),
        date,
        part,
        index(block),
        index(start),
        index(end),
    )


def _quote(stored: Any) -> IndexedQuote:
    part, block, start, end, speakers = stored
    return IndexedQuote(
        "".join(part), index(block), index(start), index(end), tuple(map(index, speakers))
    )


def to_bytes(stored: Any) -> bytes:
    """Plain tuples, dicts and texts as JSON, of which reading runs nothing."""
    return _encode(stored).encode()


def from_bytes(data: bytes) -> Any:
    """What `to_bytes` got, with lists for tuples. Raises ValueError if it is damaged."""
    try:
        return json.loads(data.decode())  # of bytes, it would look for their encoding first
    except RecursionError as error:
        raise ValueError("brackets too deep") from error


def moment(stored: Any) -> Moment | None:
    """The moment that `serialize` stored. Raises ValueError for anything else."""
    try:
        return None if stored is None else _moment(*stored)
    except TypeError as error:
        raise ValueError("a stored date is none") from error


@lru_cache(maxsize=4096)  # ten years of days: a Moment takes longer than the rest of a hit
def _moment(value: str, offset: str | None, basis: str) -> Moment:
    "".join((value, offset or "", basis))
    return Moment(value=value, offset=offset, basis=basis)


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
