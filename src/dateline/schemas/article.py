"""One article: its fields, their evidence, and every date that was found for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dateline.schemas.annotations import AnnotationsShape
from dateline.schemas.curation import NoteShape, note_shape
from dateline.schemas.moments import MomentShape, moment_shape
from dateline.schemas.shape import Shape
from dateline.values.article import ArchivedArticle, Caption, DateCandidate, Evidence, Original
from dateline.values.curation.decisions import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceShape(Shape):
    """Where the value of a field comes from."""

    method: str
    """How it was found: "first line", "json-ld", "given", ..."""
    text: str | None
    """The words that it is based on, or null."""
    where: str | None
    """Where the words are: a field of the article, or a place in the file; or null."""
    start: int | None
    """Where the words begin in that field, in code points, or null."""
    end: int | None
    """Where the words end in that field, or null."""
    note: str | None
    """A sentence for a person, or null."""
    by: str | None
    """Who corrected the value, or null if it was read."""
    at: str | None
    """When it was corrected: UTC, ISO 8601; or null."""
    replaces: str | None
    """What was read in its place, or null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherShape(Shape):
    """Who published an article."""

    name: str | None
    """The name, or null if it is not known."""
    domain: str | None
    """The domain, or null if it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionShape(Shape):
    """The caption of a picture."""

    text: str
    """The caption."""
    credit: str | None
    """Who is credited for the picture, or null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalShape(Shape):
    """The file that an article was read from."""

    sha256: str
    """The SHA-256 of its bytes, in hexadecimal digits."""
    size: int
    """Its size in bytes."""
    media_type: str
    """Its media type."""
    record: str | None
    """Where the article is in the file ("line 7"), or null if it is the whole file."""
    locations: tuple[str, ...]
    """Every path that the file was found at, oldest first."""
    withdrawn: str | None
    """Why the file is not kept any more, though the article is; else null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateCandidateShape(Shape):
    """A date that was found for an article: a line of `dateline show ID --dates --jsonl`."""

    field: str
    """The field that it may be: published or updated."""
    moment: MomentShape | None
    """What the words mean, or null if they could not be read."""
    text: str
    """The words."""
    method: str
    """How it was found."""
    where: str
    """Where it was found."""
    chosen: bool
    """Whether it became the field of the article."""
    reason: str
    """Why it was chosen, or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleShape(Shape):
    """One article with its annotations and evidence: `dateline show ID --json`."""

    id: str
    """The id: 16 hexadecimal digits."""
    version: int
    """The version, from 1."""
    copy_of: str | None
    """The id of the article that had the same text first, or null."""
    story: str
    """The id of the first of all articles that are near copies of it, or its own."""
    added: str
    """When this version was ingested: UTC, ISO 8601."""
    runs: tuple[int, ...]
    """The numbers of the runs that added it and its versions."""
    replacement: bool
    """Whether a person put this version, a mended file, in the place of the one before."""
    title: str | None
    """The title."""
    subtitle: str | None
    """The subtitle."""
    authors: tuple[str, ...]
    """The authors."""
    credit: tuple[str, ...]
    """The agencies whose text it is ("AFP")."""
    dateline: str | None
    """The place that the story was filed from, as printed."""
    published: MomentShape | None
    """When it was published."""
    updated: MomentShape | None
    """When it was updated."""
    language: str | None
    """The language, ISO 639-1."""
    section: str | None
    """The section."""
    source: PublisherShape
    """The publisher."""
    url: str | None
    """Its address."""
    canonical_url: str | None
    """The address that the page itself gives."""
    summary: tuple[str, ...]
    """The bullets or standfirst above the text."""
    body: str
    """The text: paragraphs separated by one blank line."""
    captions: tuple[CaptionShape, ...]
    """The captions of its pictures."""
    keywords: tuple[str, ...]
    """The keywords that it was published under."""
    paywalled: bool | None
    """Whether it is behind a paywall, or null if the file does not say."""
    partial: str | None
    """Why the text is incomplete, known or likely, or null."""
    dates: tuple[DateCandidateShape, ...]
    """Every date that was found, the best first."""
    evidence: Mapping[str, EvidenceShape]
    """For each field that has a value, where the value comes from."""
    tags: tuple[str, ...]
    """The tags that people gave it."""
    notes: tuple[NoteShape, ...]
    """What people wrote about it, oldest first."""
    original: OriginalShape
    """The file that it was read from."""
    annotations: AnnotationsShape
    """What was read in it; empty for a version that is not the current one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlesShape(Shape):
    """Several articles: `dateline show ID ID --json`."""

    articles: tuple[ArticleShape, ...]
    """The articles, in the order of their ids on the command line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDatesShape(Shape):
    """Every date that was found for an article: `dateline show ID --dates --json`."""

    id: str
    """The id of the article."""
    dates: tuple[DateCandidateShape, ...]
    """The dates, the chosen one of each field first."""


def article_shape(
    article: ArchivedArticle, annotations: AnnotationsShape, labels: Labels
) -> ArticleShape:
    return ArticleShape(
        id=article.id,
        version=article.version,
        copy_of=article.copy_of,
        story=article.story,
        added=article.added,
        runs=article.runs,
        replacement=article.replacement,
        title=article.title,
        subtitle=article.subtitle,
        authors=article.authors,
        credit=article.credit,
        dateline=article.dateline,
        published=moment_shape(article.published),
        updated=moment_shape(article.updated),
        language=article.language,
        section=article.section,
        source=PublisherShape(name=article.source.name, domain=article.source.domain),
        url=article.url,
        canonical_url=article.canonical_url,
        summary=article.summary,
        body=article.body,
        captions=tuple(map(_caption_shape, article.captions)),
        keywords=article.keywords,
        paywalled=article.paywalled,
        partial=article.partial,
        dates=tuple(map(date_shape, article.dates)),
        evidence={field: _evidence_shape(found) for field, found in article.evidence.items()},
        tags=labels.tags,
        notes=tuple(map(note_shape, labels.notes)),
        original=_original_shape(article.original),
        annotations=annotations,
    )


def date_shape(date: DateCandidate) -> DateCandidateShape:
    return DateCandidateShape(
        field=date.field,
        moment=moment_shape(date.moment),
        text=date.text,
        method=date.method,
        where=date.where,
        chosen=date.chosen,
        reason=date.reason,
    )


def dates_shape(article: ArchivedArticle) -> ArticleDatesShape:
    return ArticleDatesShape(id=article.id, dates=tuple(map(date_shape, article.dates)))


def _caption_shape(caption: Caption) -> CaptionShape:
    return CaptionShape(text=caption.text, credit=caption.credit)


def _evidence_shape(evidence: Evidence) -> EvidenceShape:
    return EvidenceShape(
        method=evidence.method,
        text=evidence.text,
        where=evidence.where,
        start=evidence.start,
        end=evidence.end,
        note=evidence.note,
        by=evidence.by,
        at=evidence.at,
        replaces=evidence.replaces,
    )


def _original_shape(original: Original) -> OriginalShape:
    return OriginalShape(
        sha256=original.sha256,
        size=original.size,
        media_type=original.media_type,
        record=original.record,
        locations=original.locations,
        withdrawn=original.withdrawn,
    )
