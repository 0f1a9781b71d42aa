"""Builders of annotations: enough of each kind, in an article whose body holds the words."""

from __future__ import annotations

from dataclasses import replace

from store_builders import filing, only_id

from dateline.store import Store
from dateline.values.annotations import (
    Actor,
    Annotations,
    Mention,
    MentionKind,
    PlaceMention,
    Quote,
    QuoteKind,
    Report,
    Resolution,
    Rule,
    Span,
)
from dateline.values.events import Annotated
from dateline.values.moment import Moment
from dateline.values.search_keys import SearchKeys

RULE = Rule(name="by hand", dictionary="test 1")


def span(body: str, words: str) -> Span:
    start = body.index(words)
    return Span(part="body", start=start, end=start + len(words), text=words)


def mention(body: str, words: str, name: str | None = None, **told) -> Mention:
    kind = told.pop("kind", MentionKind.PERSON)
    return Mention(span=span(body, words), kind=kind, name=name or words, rule=RULE, **told)


def place(body: str, words: str, **told) -> PlaceMention:
    given = {"latitude": 1.5, "longitude": -2.5, "resolution": Resolution.CITY, "confidence": 0.9}
    return PlaceMention(span=span(body, words), name=words, rule=RULE, **(given | told))


def quote(body: str, words: str, name: str | None = None) -> Quote:
    return Quote(span=span(body, words), kind=QuoteKind.DIRECT, rule=RULE, name=name)


def actor(body: str, words: str, code: str | None = None, sector: str | None = None) -> Actor:
    return Actor(span=span(body, words), name=words, code=code, sector=sector)


def report(body: str, event_type: str, sentence: str, day: str | None = None, **told) -> Report:
    date = Moment(value=day, basis="by hand") if day else None
    where = span(body, sentence)
    return Report(event_type=event_type, span=where, sentence=where, rule=RULE, date=date, **told)


def take(store: Store, record: str, body: str, found: Annotations, **fields) -> str:
    """File an article, code it with this, and have the index told; return its id."""
    number = store.counts().articles
    id = only_id(store, filing(record, body=body, ordinal=number, **fields))
    store.annotations.write([Annotated(article=id, annotations=found)], "rules 1")
    store.pending.clear((number, article.id) for number, article in store.pending.oldest(99))
    return id


def reannotate(store: Store, id: str, found: Annotations) -> None:
    store.annotations.write([Annotated(article=id, annotations=found)], "rules 2")
    store.pending.clear((number, article.id) for number, article in store.pending.oldest(99))


def shifted(found: Report, by: int) -> Report:
    """The same sentence further on in the text."""
    moved = replace(found.sentence, start=found.sentence.start + by, end=found.sentence.end + by)
    return replace(found, sentence=moved, span=moved)


def search_keys(store: Store, article: str) -> SearchKeys:
    """What a search can ask of the annotations of one article."""
    return store.annotations.search_keys([article])[article]
