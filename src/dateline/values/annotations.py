"""What a machine reads in an article: mentions, times, places, quotes and reports of events.

Everything is in one field of the article and names the rule, and the version of the dictionary,
that found it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dateline.values.fast_pickle import fast_pickle
from dateline.values.moment import Moment


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words of one field of an article.

    `part` names the field as Evidence does: "title", "subtitle", "summary[0]", "body",
    "captions[0].text"; places are in "dateline" too. `start` and `end` are half-open
    code-point offsets in that field's text, and `text` is the words there.
    """

    part: str
    start: int
    end: int
    text: str


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What made an annotation: the rule's stable name ("weekday", "name and demonym"), and the
    dictionary with its version that it used ("places 1"), None if it needs none."""

    name: str
    dictionary: str | None = None


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence. `paragraph` counts from 0 within the field. `quoted` says that it begins
    inside quotation marks that were opened before it."""

    span: Span
    paragraph: int = 0
    quoted: bool = False


class MentionKind(StrEnum):
    """What a mention names."""

    PERSON = "person"
    ORGANIZATION = "organization"


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A person or an organization named in the text.

    `name` is the fullest name that the article gives this entity, the same for all its
    mentions ("ISPR" has the name "Inter-Services Public Relations"); it holds no title. `role`
    is the title or office beside the name here or at another mention, as printed
    ("Army Chief Field Marshal"). `code` is an ISO 3166-1 alpha-3 country or one of PLOVER's
    actor codes (IGO, UNO, EUR, NGO, ISM, IMG, MNC); `sector` one of PLOVER's sectors (GOV,
    MIL, ...). Role, code and sector are None if the article does not say.
    """

    span: Span
    kind: MentionKind
    name: str
    rule: Rule
    role: str | None = None
    code: str | None = None
    sector: str | None = None


class TimeKind(StrEnum):
    """The four kinds of TIMEX3 (ISO 24617-1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time named in the text, and its value as TIMEX3 writes it (ISO 24617-1).

    `value`: 2025-07-18, 2025-07, 2025, 2025-W29, 2025-Q3, 2025-SU, 2025-07-18TNI, P3D,
    PRESENT_REF, ...; "2022/2023" is a span of two years. Parts that are not known are X
    ("XXXX-WXX-5": a Friday, in an article without a date). `history` says that it is so long
    before the article (over 90 days) that it is about the past, not about the day's news.
    """

    span: Span
    value: str
    kind: TimeKind
    rule: Rule
    history: bool = False


class Resolution(StrEnum):
    """How large a place is."""

    CONTINENT = "continent"
    COUNTRY = "country"
    PROVINCE = "province"
    DISTRICT = "district"
    CITY = "city"
    FEATURE = "feature"


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place named in the text, and which place it is.

    `name` is the gazetteer's name. `latitude` and `longitude` are decimal degrees (WGS 84): a
    country's point is a convention, near its middle. `code` is the ISO 3166-1 alpha-3 code of
    the country it is in (KOS for Kosovo), None for a sea or a continent. `geonameid` is the
    number in GeoNames if the gazetteer has one. `confidence` is a share from 0 to 1: how
    much of the weight of all places of that name this one has here.
    """

    span: Span
    name: str
    latitude: float
    longitude: float
    resolution: Resolution
    confidence: float
    rule: Rule
    code: str | None = None
    geonameid: int | None = None


class QuoteKind(StrEnum):
    """DIRECT is whole clauses in quotation marks, MIXED a few quoted words within a sentence
    of the article, INDIRECT is reported without marks ("said that ...")."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What somebody is reported to have said.

    `span` is the words said, with their quotation marks. `speaker` is where the speaker is
    named for this quote ("he", "the ISPR"), `name` who that is as far as the article says,
    and `role` that person's title or office; all three are None if nobody is named. `cue`
    is the word of saying. One speech over several paragraphs is several quotes.
    """

    span: Span
    kind: QuoteKind
    rule: Rule
    speaker: Span | None = None
    name: str | None = None
    role: str | None = None
    cue: Span | None = None


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An actor or recipient of an event: as the text names it, and as PLOVER codes it.

    `code` and `sector` are as in Mention; `name` is the fullest name the article gives it.
    """

    span: Span
    name: str
    code: str | None = None
    sector: str | None = None


ARTICLE_DAY = "the day of the article"
"""The basis of a report's date if its sentence names no day."""


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One event that a sentence reports, coded in the PLOVER scheme.

    `event_type` is one of PLOVER's 16 types ("AGREE"), `modes` and `contexts` its names for
    them. `actors` are those who act, `recipients` those acted upon. `span` is the words that
    the type is based on, `sentence` the sentence they are in. `date` is the event's day as
    precise as the text gives it, `place` where it took place; both may be None. The flags say
    that it is reported as not happening, as to come, as background, and as somebody's claim.
    """

    event_type: str
    span: Span
    sentence: Span
    rule: Rule
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    date: Moment | None = None
    place: PlaceMention | None = None
    negated: bool = False
    future: bool = False
    background: bool = False
    claim: bool = False


@fast_pickle
@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """All that was read in one article, each kind in the order of the article's fields (title,
    subtitle, summary, body, captions, dateline) and of the text."""

    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    reports: tuple[Report, ...] = ()
