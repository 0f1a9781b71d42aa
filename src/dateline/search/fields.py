"""The one table of what can be searched: it feeds the language, the engines and the help."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal, NamedTuple

from dateline.plover import MODES, TYPES
from dateline.values.moment import DATE_METHODS

SCHEMA_VERSION = 20  # raised when a document or an engine's schema changes: indexes are rebuilt

# The parts that a word or phrase without a field looks into, and the weight of one occurrence.
# Measured on Cranfield, whose titles are known: nDCG@10 is .514 without titles, .527 at weight 1
# and .528 at 2. Weights are whole numbers: a word is counted that many times.
TEXT_WEIGHTS: Mapping[str, int] = {
    "title": 2,
    "subtitle": 1,
    "summary": 1,
    "body": 1,
    "caption": 1,
}


# PLOVER event types, as queries write them.
EVENT_TYPES = tuple(map(str.lower, TYPES))

About = Literal["event", "quote"]


class FieldKind(StrEnum):
    """What a field accepts after its colon."""

    TEXT = "words, a phrase, or a pattern"
    VALUE = "a value"
    DATE = "a day, month or year, or a range of them"


class Field(NamedTuple):
    """A name that a query may put before a colon, and what it looks into.

    A TEXT field with `own` terms has its own sets of terms in an index. The body has none: the
    engine searches all text, and the matcher checks the documents that have it in another part too.
    Of a `counted` TEXT field the index has each block as one term, too. A phrase in a `whole`
    field, which is counted, must be all of one of its blocks even without =: "Post" is not
    "Washington Post". `values` are the possible values of a VALUE field, if they are known in
    advance. Adjacent fields `about` an event, or a quote, must hold for one and the same.
    """

    name: str
    kind: FieldKind
    help: str
    example: str
    own: bool = True
    values: tuple[str, ...] = ()
    about: About | None = None
    counted: bool = False
    whole: bool = False


FIELDS: Mapping[str, Field] = {
    field.name: field
    for field in (
        Field("title", FieldKind.TEXT, "the headline", "title:pakistan"),
        Field("subtitle", FieldKind.TEXT, "the line under the headline", "subtitle:talks"),
        Field("summary", FieldKind.TEXT, "the bullets or the standfirst", "summary:ties"),
        Field("lead", FieldKind.TEXT, "the first paragraph", 'lead:"top army commanders"'),
        Field(
            "body",
            FieldKind.TEXT,
            "the text without title, subtitle, summary and captions",
            "body:trade",
            False,
        ),
        Field(
            "caption", FieldKind.TEXT, "the captions of pictures, and their credits", "caption:ISPR"
        ),
        Field("by", FieldKind.TEXT, "the authors", 'by:"jane example"', counted=True),
        Field(
            "source",
            FieldKind.TEXT,
            "the publisher's name or domain; in quotes all of it",
            'source:"arab news"',
            counted=True,
            whole=True,
        ),
        Field(
            "section",
            FieldKind.TEXT,
            "the section it was published in",
            "section:politics",
            counted=True,
        ),
        Field("keyword", FieldKind.TEXT, "the keywords it was published under", "keyword:defence"),
        Field("dateline", FieldKind.TEXT, "the place that it was filed from", "dateline:islamabad"),
        Field("url", FieldKind.TEXT, "the address, by its parts", "url:example.org/politics"),
        Field("lang", FieldKind.VALUE, "the language, by code (ISO 639-1) or name", "lang:en"),
        Field("tag", FieldKind.VALUE, "a tag that somebody gave it", 'tag:"to read"'),
        Field("note", FieldKind.TEXT, "the notes that people wrote about it", "note:checked"),
        Field("id", FieldKind.VALUE, "the article's id, or its beginning", "id:9a2d"),
        Field(
            "story",
            FieldKind.VALUE,
            "the id of the earliest of its near copies",
            "story:9a2d10a1fcee067e",
        ),
        Field(
            "run",
            FieldKind.VALUE,
            "the run of ingest that added it, or a version of it: a number, or last",
            "run:12",
        ),
        Field(
            "is",
            FieldKind.VALUE,
            "copy (exact or near, of an earlier article), paywalled, or partial (text is missing)",
            "is:copy",
            values=("copy", "paywalled", "partial"),
        ),
        Field(
            "has",
            FieldKind.VALUE,
            "what the article has",
            "has:caption",
            values=(
                "author",
                "caption",
                "date",
                "dateline",
                "keyword",
                "note",
                "section",
                "source",
                "summary",
                "tag",
                "url",
            ),
        ),
        Field("date", FieldKind.DATE, "the day of publication, as printed", "date:2025-07"),
        Field(
            "date-basis",
            FieldKind.VALUE,
            "where that day comes from",
            "date-basis:json-ld",
            values=DATE_METHODS,
        ),
        Field("updated", FieldKind.DATE, "the day of its last change, as printed", "updated:2025"),
        Field("added", FieldKind.DATE, "when it was archived, UTC, to the second", "added:today"),
        Field(
            "person",
            FieldKind.TEXT,
            "people, by any of their names",
            'person:"asim munir"',
            counted=True,
        ),
        Field(
            "org",
            FieldKind.TEXT,
            "organizations, by any of their names",
            "org:ispr",
            counted=True,
        ),
        Field("place", FieldKind.TEXT, "places in the text", "place:rawalpindi"),
        Field(
            "country",
            FieldKind.VALUE,
            "the countries of these places, by code (ISO 3166-1) or name",
            "country:PAK",
        ),
        Field(
            "event",
            FieldKind.VALUE,
            "an event's type (PLOVER)",
            "event:AGREE",
            values=EVENT_TYPES,
            about="event",
        ),
        Field(
            "mode", FieldKind.VALUE, "an event's mode", "mode:visit", values=MODES, about="event"
        ),
        Field(
            "actor",
            FieldKind.VALUE,
            "an event's actor, by code or country",
            "actor:PAK-MIL",
            about="event",
        ),
        Field(
            "target",
            FieldKind.VALUE,
            "an event's target, by code or country",
            "target:LBY",
            about="event",
        ),
        Field("event-date", FieldKind.DATE, "an event's day", "event-date:2025-07", about="event"),
        Field(
            "quote",
            FieldKind.TEXT,
            "the words of quotations",
            "quote:trade",
            about="quote",
        ),
        Field("speaker", FieldKind.TEXT, "who is quoted", "speaker:munir", about="quote"),
    )
}
