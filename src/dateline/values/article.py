"""The structured article, and the evidence for each of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dateline.values.moment import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a field's value comes from.

    `method` is a stable name ("first line", "json-ld", "inferred from caption", "given",
    "none"); `text` the words it is based on; `where` the place of those words: a field of
    this article ("captions[0].text", "body") or a place in the file ("meta name=author").
    `start` and `end` are code-point offsets of `text`, if it is in a field.
    `note` is a sentence for a person if the rest does not say enough.

    A person's correction has the method "corrected": `by` and `at` (UTC, ISO 8601) say who gave the
    value and when, `replaces` what was read in its place, and `note` why.
    """

    method: str
    text: str | None = None
    where: str | None = None
    start: int | None = None
    end: int | None = None
    note: str | None = None
    by: str | None = None
    at: str | None = None
    replaces: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who published an article: a name, a domain, both, or (unknown) neither."""

    name: str | None = None
    domain: str | None = None

    @property
    def label(self) -> str:
        """The name, else the domain, else "unknown"."""
        return self.name or self.domain or "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """The text under a picture and, apart from it, who is credited for the picture."""

    text: str
    credit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateCandidate:
    """One line of an article's ledger of dates: something that may say when it came out.

    `field` is "published" or "updated"; `text` the words as printed, `where` and `method` as in
    Evidence. `moment` is what they mean, None if that is not clear. `chosen` marks the one that
    became the article's field, and `reason` says why it did or did not.
    """

    field: str
    text: str
    method: str
    where: str
    moment: Moment | None = None
    chosen: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news article, normalized. Absent is None or (), never an empty string.

    `body` holds the paragraphs in order, separated by one blank line. `dateline` is the place
    that the story was filed from, as printed. `language` is an ISO 639-1 code. `paywalled` is
    None if the file does not say. `partial` says why the text is incomplete, known or likely; None
    if nothing says so. `credit` names the agencies whose text it is ("AFP"), apart
    from the people in `authors`. `dates` is the ledger: every date that was found, best first.
    `evidence` has an entry for every field that has a value (except `dates`, which is evidence
    itself), and for `source` always.
    """

    title: str | None = None
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    credit: tuple[str, ...] = ()
    dateline: str | None = None
    published: Moment | None = None
    updated: Moment | None = None
    language: str | None = None
    section: str | None = None
    source: Source = Source()
    url: str | None = None
    canonical_url: str | None = None
    summary: tuple[str, ...] = ()
    body: str = ""
    captions: tuple[Caption, ...] = ()
    keywords: tuple[str, ...] = ()
    paywalled: bool | None = None
    partial: str | None = None
    dates: tuple[DateCandidate, ...] = ()
    evidence: Mapping[str, Evidence] = field(default_factory=dict)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(self.body.split("\n\n")) if self.body else ()

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """The fields that annotations are in, as far as they have text: the prose in reading
        order, then the dateline. The name of each, as in Span.part, and its text."""
        found = [("title", self.title), ("subtitle", self.subtitle)]
        found += ((f"summary[{i}]", text) for i, text in enumerate(self.summary))
        found.append(("body", self.body))
        found += ((f"captions[{i}].text", caption.text) for i, caption in enumerate(self.captions))
        found.append(("dateline", self.dateline))
        return tuple((name, text) for name, text in found if text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A file's bytes, unchanged: `sha256` in hex, `size` in bytes, and every path that they
    were found at, oldest first. `record` says where in the file the article is. `withdrawn` says
    why the bytes are not kept any more, though the article is; None if they are kept."""

    sha256: str
    size: int
    media_type: str
    locations: tuple[str, ...] = ()
    record: str | None = None
    withdrawn: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedArticle(Article):
    """An article as the archive holds it.

    `id` is 16 hexadecimal digits; any unique prefix of it names the article. `version` counts
    from 1. `copy_of` is the id of the article that had the same text first. `story` is the id of
    the first of all articles that are near copies of it or of one another: its own, if there is
    none or it was the first. `added` is when this version was ingested, UTC, ISO 8601.
    `replacement` says that a person put this version, a mended file, in the place of the one
    before. `runs` are the numbers of the runs that added it and its versions, in order, as far as
    they were kept.
    """

    id: str
    version: int
    copy_of: str | None
    story: str
    added: str
    replacement: bool = False
    original: Original
    runs: tuple[int, ...] = ()

    @property
    def copy(self) -> bool:
        """Whether another article had this text, or one nearly the same, before it."""
        return self.copy_of is not None or self.story != self.id
