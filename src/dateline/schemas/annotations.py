"""What was read in one article: sentences, names, places, times, quotes and events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.schemas.events import EventShape, event_shapes
from dateline.schemas.shape import Shape
from dateline.schemas.spans import (
    HeadingShape,
    SpanShape,
    heading_shape,
    optional_span_shape,
    span_shape,
)
from dateline.values.annotations import MentionKind, QuoteKind, Resolution, TimeKind
from dateline.values.archive.exported import FoundInText
from dateline.values.events import CodedEvent, QuoteLine


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceShape(Shape):
    """A sentence."""

    paragraph: int
    """The number of its paragraph in the field, from 0."""
    quoted: bool
    """Whether it begins inside quotation marks that were opened before it."""
    span: SpanShape
    """The words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionShape(Shape):
    """A person or an organization that the text names."""

    kind: MentionKind
    """Person or organization."""
    name: str
    """The fullest name that the article gives."""
    role: str | None
    """The title or office printed beside a name ("Army Chief"), or null."""
    code: str | None
    """A country (ISO 3166-1 alpha-3) or one of PLOVER's actor codes (IGO, UNO, ...), or null."""
    sector: str | None
    """One of PLOVER's sectors (GOV, MIL, ...), or null."""
    span: SpanShape
    """The words that name it here."""
    rule: str
    """The rule that found it."""
    dictionary: str | None
    """The dictionary that the rule uses, with its version, or null if it uses none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMentionShape(Shape):
    """A place that the text names."""

    name: str
    """The name in the gazetteer."""
    latitude: float
    """Decimal degrees, WGS 84."""
    longitude: float
    """Decimal degrees, WGS 84."""
    resolution: Resolution
    """How large the place is."""
    country: str | None
    """The country that it is in (ISO 3166-1 alpha-3; KOS for Kosovo), or null for a sea or a
    continent."""
    geonameid: int | None
    """Its number in GeoNames, or null if the gazetteer has none."""
    confidence: float
    """How much of the weight of all places with that name this one has here, from 0 to 1."""
    span: SpanShape
    """The words that name it here."""
    rule: str
    """The rule that found it."""
    dictionary: str | None
    """The dictionary that the rule uses, with its version, or null if it uses none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpressionShape(Shape):
    """A time that the text names."""

    value: str
    """The time as TIMEX3 writes it (ISO 24617-1): 2025-07-18, 2025-W29, P3D, PRESENT_REF, ..."""
    kind: TimeKind
    """The kind of TIMEX3."""
    history: bool
    """Whether it is more than 90 days before the article, so that it is about the past."""
    span: SpanShape
    """The words that name it here."""
    rule: str
    """The rule that found it."""
    dictionary: str | None
    """The dictionary that the rule uses, with its version, or null if it uses none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteShape(Shape):
    """A quote in one article."""

    kind: QuoteKind
    """How much of it is in quotation marks."""
    speaker: str | None
    """The speaker's fullest name in the article, or null if nobody is named."""
    role: str | None
    """The speaker's title or office, or null."""
    span: SpanShape
    """The words that were said, with their quotation marks."""
    named: SpanShape | None
    """The words that name the speaker for this quote ("he", "the ISPR"), or null."""
    cue: SpanShape | None
    """The verb of saying, or null."""
    rule: str
    """The rule that found it."""
    dictionary: str | None
    """The dictionary that the rule uses, with its version, or null if it uses none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationsShape(Shape):
    """All that was read in one article, in the order of the text."""

    sentences: tuple[SentenceShape, ...]
    """The sentences."""
    mentions: tuple[MentionShape, ...]
    """The people and organizations."""
    places: tuple[PlaceMentionShape, ...]
    """The places."""
    times: tuple[TimeExpressionShape, ...]
    """The times."""
    quotes: tuple[QuoteShape, ...]
    """The quotes."""
    events: tuple[EventShape, ...]
    """The events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedQuoteShape(Shape):
    """A quote with its article: a line of `dateline quotes --jsonl`."""

    speaker: str | None
    """The speaker's fullest name in the article, or null if nobody is named."""
    role: str | None
    """The speaker's title or office, or null."""
    kind: QuoteKind
    """How much of it is in quotation marks."""
    quote: SpanShape
    """The words that were said, with their quotation marks."""
    named: SpanShape | None
    """The words that name the speaker for this quote ("he", "the ISPR"), or null."""
    cue: SpanShape | None
    """The verb of saying, or null."""
    rule: str
    """The rule that found it."""
    dictionary: str | None
    """The dictionary that the rule uses, with its version, or null if it uses none."""
    article: HeadingShape
    """The article that has the quote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotesShape(Shape):
    """A list of quotes: `dateline quotes --json`."""

    quotes: tuple[ListedQuoteShape, ...]
    """The quotes, those of the newest article first."""
    more: bool
    """Whether there are more than --limit allows."""


NO_ANNOTATIONS = AnnotationsShape(
    sentences=(), mentions=(), places=(), times=(), quotes=(), events=()
)


def annotations_object(found: FoundInText, events: Iterable[CodedEvent]) -> dict[str, object]:
    """The JSON object of an AnnotationsShape. It has hundreds of others in it, which are made as
    they are printed: to make a shape of each takes as long as reading them."""
    texts = found.texts
    order = {part: number for number, part in enumerate(texts)}

    def span(values: Sequence[Any]) -> dict[str, object]:
        part, start, end = values[:3]
        return {"part": part, "start": start, "end": end, "text": texts[part][start:end]}

    def reading_order(mention: Mapping[str, Any]) -> tuple[int, int]:
        words = mention["span"]
        return order[words["part"]], words["start"]

    mentions = [
        {
            "kind": kind,
            "name": name,
            "role": role,
            "code": code,
            "sector": sector,
            "span": span(mention),
            "rule": mention[3],
            "dictionary": mention[4],
        }
        for kind, name, role, code, sector, spans in found.names
        for mention in spans
    ]
    places = [
        {
            "name": name,
            "latitude": latitude,
            "longitude": longitude,
            "resolution": resolution,
            "country": code,
            "geonameid": geonameid,
            "confidence": mention[3],
            "span": span(mention),
            "rule": mention[4],
            "dictionary": mention[5],
        }
        for name, latitude, longitude, resolution, code, geonameid, spans in found.places
        for mention in spans
    ]
    return {
        "sentences": [
            {"paragraph": sentence[3], "quoted": bool(sentence[4]), "span": span(sentence)}
            for sentence in found.sentences
        ],
        "mentions": sorted(mentions, key=reading_order),
        "places": sorted(places, key=reading_order),
        "times": [
            {
                "value": time[3],
                "kind": time[4],
                "history": bool(time[7]),
                "span": span(time),
                "rule": time[5],
                "dictionary": time[6],
            }
            for time in found.times
        ],
        "quotes": [
            {
                "kind": kind,
                "speaker": name,
                "role": role,
                "span": span(words),
                "named": named and span(named),
                "cue": cue and span(cue),
                "rule": rule,
                "dictionary": dictionary,
            }
            for kind, name, role, rule, dictionary, words, named, cue in found.quotes
        ],
        "events": event_shapes(events),
    }


def listed_quote_shape(line: QuoteLine) -> ListedQuoteShape:
    quote = line.quote
    return ListedQuoteShape(
        speaker=quote.name,
        role=quote.role,
        kind=quote.kind,
        quote=span_shape(quote.span),
        named=optional_span_shape(quote.speaker),
        cue=optional_span_shape(quote.cue),
        rule=quote.rule.name,
        dictionary=quote.rule.dictionary,
        article=heading_shape(line.heading),
    )


def quotes_shape(lines: Iterable[QuoteLine], *, more: bool) -> QuotesShape:
    return QuotesShape(quotes=tuple(map(listed_quote_shape, lines)), more=more)
