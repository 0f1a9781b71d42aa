"""The one table of what can be searched: it feeds the language, the engines and the help.

An article is searched as a `Document`: `texts` maps the name of a part to its blocks
(paragraphs, bullets, captions), since no phrase runs from one block into the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from dateline.values.moment import Moment

if TYPE_CHECKING:  # a search never loads the article's own class
    from dateline.values.article import ArchivedArticle, Article

SCHEMA_VERSION = 7  # goes up when a document or an engine's schema changes: indexes are rebuilt

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


# How a day of publication was come by, best first: the methods of the ledger of dates.
DATE_METHODS = (
    "json-ld", "json key", "column", "front matter", "feed", "mail header",
    "time tag", "date text",
    "meta", "microdata", "url",
    "date line", "dateline", "htmldate", "time tag elsewhere", "date text elsewhere",
    "document properties", "inferred from caption", "file name",
)  # fmt: skip


class Kind(StrEnum):
    """What may stand after a field's colon."""

    TEXT = "words, a phrase, or a pattern"
    VALUE = "a value"
    DATE = "a day, month or year, or a range of them"


class Field(NamedTuple):
    """A name that a query may put before a colon, and what it looks into.

    A TEXT field with `own` terms has sets of terms of its own in an index; one without is looked
    for in all text, and what is found is looked at again. `values` are all that a VALUE field can
    have, where they are known beforehand.
    """

    name: str
    kind: Kind
    help: str
    example: str
    own: bool = True
    values: tuple[str, ...] = ()


FIELDS: Mapping[str, Field] = {
    field.name: field
    for field in (
        Field("title", Kind.TEXT, "the headline", "title:pakistan"),
        Field("summary", Kind.TEXT, "the bullets or standfirst over the text", "summary:ties"),
        Field("lead", Kind.TEXT, "the first paragraph", 'lead:"top army commanders"'),
        Field(
            "body", Kind.TEXT, "the text without title, summary and captions", "body:trade", False
        ),
        Field("caption", Kind.TEXT, "the captions of pictures, and their credits", "caption:ISPR"),
        Field("by", Kind.TEXT, "the authors", 'by:"jane example"'),
        Field("source", Kind.TEXT, "the publisher's name or domain", 'source:"arab news"'),
        Field("section", Kind.TEXT, "the section it was published in", "section:politics"),
        Field("dateline", Kind.TEXT, "the place that it was filed from", "dateline:islamabad"),
        Field("url", Kind.TEXT, "the address, by its parts", "url:example.org/politics"),
        Field("lang", Kind.VALUE, "the language, ISO 639-1", "lang:en"),
        Field("id", Kind.VALUE, "the article's id, or how it begins", "id:9a2d"),
        Field(
            "story", Kind.VALUE, "the id of the first of its near copies", "story:9a2d10a1fcee067e"
        ),
        Field(
            "is",
            Kind.VALUE,
            "copy (of an earlier text, or nearly) or paywalled",
            "is:copy",
            values=("copy", "paywalled"),
        ),
        Field(
            "has",
            Kind.VALUE,
            "what the article has",
            "has:caption",
            values=("author", "caption", "date", "dateline", "section", "source", "summary", "url"),
        ),
        Field("date", Kind.DATE, "the day of publication, as printed", "date:2025-07"),
        Field(
            "date-basis",
            Kind.VALUE,
            "what told that day",
            "date-basis:json-ld",
            values=DATE_METHODS,
        ),
        Field("updated", Kind.DATE, "the day of its last change, as printed", "updated:2025"),
        Field("added", Kind.DATE, "the day it came into the archive, UTC", "added:today"),
    )
}

_NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Document(NamedTuple):
    """An article as it is searched and listed. `values` maps the name of a VALUE field to its
    values; `language` is an ISO 639-1 code, or None where it is not known."""

    id: str
    texts: Mapping[str, tuple[str, ...]]
    source: str
    published: Moment | None = None
    url: str | None = None
    language: str | None = None
    values: Mapping[str, tuple[str, ...]] = _NOTHING
    updated: Moment | None = None
    added: Moment | None = None

    @property
    def title(self) -> str | None:
        blocks = self.texts.get("title")
        return blocks[0] if blocks else None

    def moment(self, field: str) -> Moment | None:
        """What a DATE field looks at."""
        return {"date": self.published, "updated": self.updated, "added": self.added}[field]

    def value(self, field: str) -> tuple[str, ...]:
        """What a VALUE field looks at."""
        if field == "id":
            return (self.id,)
        if field == "lang":
            return (self.language,) if self.language else ()
        return self.values.get(field, ())

    def blocks(self, field: str | None) -> Iterator[tuple[str, int, str]]:
        """(part, number, text) of each block that a TEXT field looks into; None: all text."""
        for part in ("body",) if field == "lead" else (field,) if field else TEXT_WEIGHTS:
            blocks = self.texts.get(part, ())
            for number, text in enumerate(blocks[:1] if field == "lead" else blocks):
                yield part, number, text


def document(article: ArchivedArticle) -> Document:
    """The searchable form of an article."""
    read = unfiled(article)
    has = {"by": "author"} | {
        name: name for name in ("caption", "dateline", "section", "source", "summary", "url")
    }
    values = {
        "story": (article.story,),
        "date-basis": _date_basis(article),
        "is": (
            *(("copy",) if article.copy else ()),
            *(("paywalled",) if article.paywalled else ()),
        ),
        "has": (
            *(name for part, name in has.items() if part in read.texts),
            *(("date",) if article.published else ()),
        ),
    }
    return read._replace(
        id=article.id,
        values={name: found for name, found in values.items() if found},
        added=Moment(value=article.added.rstrip("Z"), offset="+00:00"),
    )


def _date_basis(article: ArchivedArticle) -> tuple[str, ...]:
    evidence = article.evidence.get("published")
    return (evidence.method,) if evidence and article.published else ()


def unfiled(article: Article) -> Document:
    """An article that no archive need hold, with no id: every text field that people read, in
    blocks, its dates and its language."""
    captions = (
        f"{caption.text} ({caption.credit})" if caption.credit else caption.text
        for caption in article.captions
    )
    url = article.canonical_url or article.url
    texts = {
        "title": (article.title,) if article.title else (),
        "subtitle": (article.subtitle,) if article.subtitle else (),
        "summary": article.summary,
        "body": article.paragraphs,
        "caption": tuple(captions),
        "by": article.authors,
        "source": tuple(filter(None, (article.source.name, article.source.domain))),
        "section": (article.section,) if article.section else (),
        "dateline": (article.dateline,) if article.dateline else (),
        "url": (url,) if url else (),
    }
    return Document(
        id="",
        texts={part: blocks for part, blocks in texts.items() if blocks},
        source=article.source.label,
        published=article.published,
        url=url,
        language=article.language,
        updated=article.updated,
    )
