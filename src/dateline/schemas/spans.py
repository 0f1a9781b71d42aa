"""Shapes that many others have in them: words of an article, and its heading."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.schemas.moments import moment_value
from dateline.schemas.shape import Shape
from dateline.values.annotations import Span
from dateline.values.events import Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanShape(Shape):
    """Words in one field of an article."""

    part: str
    """The field: title, subtitle, summary[0], body, captions[0].text, dateline."""
    start: int
    """Where the words begin: an offset in that field, in code points from 0."""
    end: int
    """Where the words end: the offset after the last code point."""
    text: str
    """The words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingShape(Shape):
    """The article that an event or a quote is from."""

    id: str
    """The id of the article."""
    version: int
    """The version of the article, from 1."""
    title: str | None
    """The title, or null if there is none."""
    published: str | None
    """When it was published: a prefix of ISO 8601, or null if that is not known."""
    source: str
    """The publisher: a name, else a domain, else "unknown"."""
    url: str | None
    """Its address, or null if that is not known."""
    story: str
    """The id of the first of all articles that are near copies of it."""


def span_shape(span: Span) -> SpanShape:
    return SpanShape(part=span.part, start=span.start, end=span.end, text=span.text)


def optional_span_shape(span: Span | None) -> SpanShape | None:
    return None if span is None else span_shape(span)


def heading_shape(heading: Heading) -> HeadingShape:
    return HeadingShape(
        id=heading.id,
        version=heading.version,
        title=heading.title,
        published=moment_value(heading.published),
        source=heading.source,
        url=heading.url,
        story=heading.story,
    )
