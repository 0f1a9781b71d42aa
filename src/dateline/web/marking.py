"""Text cut into pieces at everything that is marked in it: what a query matched, and what was read
in it. Marks may overlap; a piece has all that it lies in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from dateline.values.annotations import Annotations, MentionKind, QuoteKind
from dateline.values.article import ArchivedArticle
from dateline.values.events import CodedEvent
from dateline.values.search.why import Why
from dateline.values.time_words import time_in_words

HIT = "hit"
KINDS = ("person", "organization", "place", "time", "quote", "event")
"""What can be marked in a text, beside what a query matched."""


class Mark(NamedTuple):
    """A mark from code point `start` to `end` of a text: its kind, and what to say of it."""

    start: int
    end: int
    kind: str
    title: str = ""


class Piece(NamedTuple):
    """A run of text, with the kinds of all marks that it lies in, and what to say of it."""

    text: str
    kinds: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """The texts of an article in the order of reading, each in pieces. Captions have their credit
    beside them."""

    title: tuple[Piece, ...]
    subtitle: tuple[Piece, ...]
    summary: tuple[tuple[Piece, ...], ...]
    paragraphs: tuple[tuple[Piece, ...], ...]
    captions: tuple[tuple[tuple[Piece, ...], str | None], ...]


def marked_text(
    article: ArchivedArticle, found: Annotations, events: Iterable[CodedEvent], why: Why | None
) -> MarkedText:
    """The article with its marks; `why` says what a query matched in it."""
    marks: dict[str, list[Mark]] = {}
    for part, mark in (*_annotated(found, events), *_matched(article, why)):
        marks.setdefault(part, []).append(mark)

    def cut(part: str, text: str | None, start: int = 0) -> tuple[Piece, ...]:
        return tuple(pieces(text or "", _within(marks.get(part, ()), start, len(text or ""))))

    paragraphs, at = [], 0
    for paragraph in article.paragraphs:
        paragraphs.append(cut("body", paragraph, at))
        at += len(paragraph) + len("\n\n")
    return MarkedText(
        title=cut("title", article.title),
        subtitle=cut("subtitle", article.subtitle),
        summary=tuple(cut(f"summary[{i}]", text) for i, text in enumerate(article.summary)),
        paragraphs=tuple(paragraphs),
        captions=tuple(
            (cut(f"captions[{i}].text", caption.text), caption.credit)
            for i, caption in enumerate(article.captions)
        ),
    )


def pieces(text: str, marks: Iterable[Mark]) -> Iterator[Piece]:
    """The text in pieces, cut where a mark begins or ends."""
    every = tuple(marks)
    cuts = sorted({0, len(text), *(at for mark in every for at in (mark.start, mark.end))})
    for start, end in pairwise(cuts):
        over = [mark for mark in every if mark.start <= start and end <= mark.end]
        kinds = tuple(dict.fromkeys(mark.kind for mark in over))
        titles = dict.fromkeys(mark.title for mark in over if mark.title)
        yield Piece(text[start:end], kinds, "; ".join(titles))


def _within(marks: Iterable[Mark], start: int, length: int) -> Iterator[Mark]:
    """The marks in this stretch of their text, with offsets in the stretch."""
    for mark in marks:
        first, last = max(mark.start - start, 0), min(mark.end - start, length)
        if first < last:
            yield mark._replace(start=first, end=last)


def _annotated(found: Annotations, events: Iterable[CodedEvent]) -> Iterator[tuple[str, Mark]]:
    for mention in found.mentions:
        kind = "person" if mention.kind is MentionKind.PERSON else "organization"
        span = mention.span
        yield span.part, Mark(span.start, span.end, kind, mention.name)
    for place in found.places:
        where = f"{place.name} ({place.code})" if place.code else place.name
        yield place.span.part, Mark(place.span.start, place.span.end, "place", where)
    for time in found.times:
        yield time.span.part, Mark(time.span.start, time.span.end, "time", time_in_words(time))
    for quote in found.quotes:
        if quote.kind is not QuoteKind.INDIRECT:
            said = f"said by {quote.name}" if quote.name else "said by somebody not named"
            yield quote.span.part, Mark(quote.span.start, quote.span.end, "quote", said)
    for event in events:
        span = event.report.span
        yield span.part, Mark(span.start, span.end, "event", event.report.event_type)


def _matched(article: ArchivedArticle, why: Why | None) -> Iterator[tuple[str, Mark]]:
    """What the parts of a query that hold matched. A match names its paragraph by number."""
    starts, at = [], 0
    for paragraph in article.paragraphs:
        starts.append(at)
        at += len(paragraph) + len("\n\n")
    for part in why.parts if why is not None and why.score is not None else ():
        for place in part.places:
            if place.field == "body" and place.block < len(starts):
                start = starts[place.block]
                yield "body", Mark(start + place.start, start + place.end, HIT)
            elif place.field in ("title", "subtitle"):
                yield place.field, Mark(place.start, place.end, HIT)
            elif place.field == "summary":
                yield f"summary[{place.block}]", Mark(place.start, place.end, HIT)
            elif place.field == "caption":
                yield f"captions[{place.block}].text", Mark(place.start, place.end, HIT)
