"""Builders of annotations: a minimal one of each kind, in an article whose body has the words."""

from __future__ import annotations

from dataclasses import replace

from store_builders import intake_item, only_id

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
from dateline.values.search.keys import SearchKeys

RULE = Rule(name="by hand", dictionary="test 1")


def span(body: str, words: str) -> Span:
    start = body.index(words)
    return Span(part="body", start=start, end=start + len(words), text=words)


def mention(body: str, words: str, name: str | None = None, **fields) -> Mention:
    kind = fields.pop("kind", MentionKind.PERSON)
    return Mention(span=span(body, words), kind=kind, name=name or words, rule=RULE, **fields)


def place(body: str, words: str, **fields) -> PlaceMention:
    defaults = {
        "latitude": 1.5,
        "longitude": -2.5,
        "resolution": Resolution.CITY,
        "confidence": 0.9,
    }
    return PlaceMention(span=span(body, words), name=words, rule=RULE, **(defaults | fields))


def quote(body: str, words: str, name: str | None = None) -> Quote:
    return Quote(span=span(body, words), kind=QuoteKind.DIRECT, rule=RULE, name=name)


def actor(body: str, words: str, code: str | None = None, sector: str | None = None) -> Actor:
    return Actor(span=span(body, words), name=words, code=code, sector=sector)


def report(body: str, event_type: str, sentence: str, day: str | None = None, **fields) -> Report:
    date = Moment(value=day, basis="by hand") if day else None
    sentence_span = span(body, sentence)
    return Report(
        event_type=event_type,
        span=sentence_span,
        sentence=sentence_span,
        rule=RULE,
        date=date,
        **fields,
    )


def add_annotated(store: Store, record: str, body: str, annotations: Annotations, **fields) -> str:
    """Store an article with these annotations, report it as indexed, and return its id."""
    number = store.counts().articles
    id = only_id(store, intake_item(record, body=body, ordinal=number, **fields))
    store.annotations.write([Annotated(article=id, annotations=annotations)], "rules 1")
    store.pending.clear((number, article.id) for number, article in store.pending.oldest(99))
    return id


def reannotate(store: Store, id: str, annotations: Annotations) -> None:
    store.annotations.write([Annotated(article=id, annotations=annotations)], "rules 2")
    store.pending.clear((number, article.id) for number, article in store.pending.oldest(99))


def shifted(report: Report, by: int) -> Report:
    """The report with its sentence `by` characters further on in the text."""
    moved = replace(report.sentence, start=report.sentence.start + by, end=report.sentence.end + by)
    return replace(report, sentence=moved, span=moved)


def search_keys(store: Store, article: str) -> SearchKeys:
    """The search keys of one article."""
    return store.annotations.search_keys([article])[article]
