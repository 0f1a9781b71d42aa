"""The one table of what can be searched: it feeds the language, the engines and the help.

An article is searched as a `Document`: `texts` maps the name of a part to its blocks
(paragraphs, bullets, captions), since no phrase runs from one block into the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from dateline.values.moment import Moment

if TYPE_CHECKING:  # a search never loads the article's own class
    from dateline.values.article import ArchivedArticle

SCHEMA_VERSION = 2  # goes up when a document or an engine's schema changes: indexes are rebuilt

# What a bare word or phrase looks into, and how much one occurrence there weighs in relevance.
# Measured on Cranfield, whose titles are known: nDCG@10 is .514 with titles left out, .527 at
# weight 1 and .528 at 2. A weight is a whole number: it counts a word that many times.
TEXT_WEIGHTS: Mapping[str, int] = {
    "title": 2,
    "subtitle": 1,
    "summary": 1,
    "body": 1,
    "caption": 1,
}


class Kind(StrEnum):
    """What may stand after a field's colon."""

    TEXT = "words or a phrase"
    DATE = "a day, month or year, or a range of them"


class Field(NamedTuple):
    """A name that a query may put before a colon, and the part of a document it looks into."""

    name: str
    kind: Kind
    help: str
    example: str


FIELDS: Mapping[str, Field] = {
    field.name: field
    for field in (
        Field("title", Kind.TEXT, "the headline", "title:pakistan"),
        Field("source", Kind.TEXT, "the publisher's name or domain", 'source:"arab news"'),
        Field("date", Kind.DATE, "the day of publication, as printed", "date:2025-07"),
    )
}


class Document(NamedTuple):
    """An article as it is searched and listed."""

    id: str
    texts: Mapping[str, tuple[str, ...]]
    source: str
    published: Moment | None = None
    url: str | None = None

    @property
    def title(self) -> str | None:
        blocks = self.texts.get("title")
        return blocks[0] if blocks else None


def document(article: ArchivedArticle) -> Document:
    """The searchable form of an article: every text field that people read, in blocks."""
    captions = (
        f"{caption.text} ({caption.credit})" if caption.credit else caption.text
        for caption in article.captions
    )
    texts = {
        "title": (article.title,) if article.title else (),
        "subtitle": (article.subtitle,) if article.subtitle else (),
        "summary": article.summary,
        "body": article.paragraphs,
        "caption": tuple(captions),
        "source": tuple(filter(None, (article.source.name, article.source.domain))),
    }
    return Document(
        id=article.id,
        texts={part: blocks for part, blocks in texts.items() if blocks},
        source=article.source.label,
        published=article.published,
        url=article.canonical_url or article.url,
    )
