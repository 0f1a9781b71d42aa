"""What an ingest did, and the failures that an archive remembers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.schemas.shape import Shape
from dateline.values.listing import RecordedFailure
from dateline.values.outcome import Balance, Disposition, Outcome

KEYS = {
    Disposition.ADDED: "added",
    Disposition.VERSION: "versions",
    Disposition.COPY: "copies",
    Disposition.UNCHANGED: "unchanged",
    Disposition.REJECTED: "rejected",
    Disposition.FAILED: "failed",
}
"""The key that counts each disposition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestedArticleShape(Shape):
    """An article that is in the archive after the run."""

    id: str
    """The id of the article."""
    path: str
    """The path that it was found at."""
    where: str | None
    """Where it is in the file ("line 7"), or null if it is the whole file."""
    title: str | None
    """Its title."""
    disposition: Disposition
    """What became of it."""
    warnings: tuple[str, ...]
    """What is doubtful about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestFailureShape(Shape):
    """Something that could not be ingested, or not be annotated, in this run."""

    path: str
    """The path that it was found at."""
    where: str | None
    """Where it is in the file ("line 7"), or null if it is the whole file."""
    stage: str | None
    """The step that failed."""
    reason: str | None
    """Why it failed."""
    disposition: Disposition
    """Failed (it could not be read), rejected (it is not an article), or what became of an article
    that only could not be annotated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestedFileShape(Shape):
    """One file of a run: a line of `dateline ingest --per-file --jsonl`."""

    path: str
    """The path of the file."""
    declared: int | None
    """How many articles the file says that it has, or null if it does not say."""
    found: int
    """How many articles were found in it."""
    added: int
    """How many of these are new."""
    versions: int
    """How many are new versions of articles in the archive."""
    copies: int
    """How many are copies of articles in the archive."""
    unchanged: int
    """How many were in the archive already."""
    rejected: int
    """How many are not articles."""
    failed: int
    """How many could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReportShape(Shape):
    """What a run did: `dateline ingest --json` and `dateline failures retry --json`."""

    found: int
    """How many articles were found."""
    added: int
    """How many of these are new."""
    versions: int
    """How many are new versions of articles in the archive."""
    copies: int
    """How many are copies of articles in the archive."""
    unchanged: int
    """How many were in the archive already."""
    rejected: int
    """How many are not articles."""
    failed: int
    """How many could not be read."""
    articles: tuple[IngestedArticleShape, ...]
    """The articles that are in the archive."""
    failures: tuple[IngestFailureShape, ...]
    """What could not be ingested, or not be annotated."""
    files: tuple[IngestedFileShape, ...]
    """The same numbers for each file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeShape(Shape):
    """What became of one thing that a run found: a line of `dateline ingest --jsonl`."""

    disposition: Disposition
    """What became of it."""
    path: str
    """The path that it was found at."""
    where: str | None
    """Where it is in the file ("line 7"), or null if it is the whole file."""
    id: str | None
    """The id of the article, or null if there is none."""
    title: str | None
    """Its title."""
    stage: str | None
    """The step that failed, or null."""
    reason: str | None
    """Why it failed, or null."""
    warnings: tuple[str, ...]
    """What is doubtful about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureShape(Shape):
    """Something that could not be ingested: a line of `dateline failures --jsonl`."""

    path: str
    """The path that it was found at."""
    where: str | None
    """Where it is in the file ("line 7"), or null if it is the whole file."""
    disposition: Disposition
    """Failed (it could not be read) or rejected (it is not an article)."""
    stage: str
    """The step that failed."""
    reason: str
    """Why it failed."""
    tool: str
    """Which component failed ("html 1")."""
    dateline: str
    """The version of Dateline that recorded it."""
    at: str
    """When it was recorded: UTC, ISO 8601."""
    original: str | None
    """The SHA-256 of the file's bytes, or null if they could not be read."""
    article: str | None
    """The id of the article, if only its annotation failed; else null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FailuresShape(Shape):
    """What could not be ingested: `dateline failures --json`."""

    failures: tuple[FailureShape, ...]
    """The failures."""


def report_shape(balance: Balance) -> IngestReportShape:
    return IngestReportShape(
        **_counts(balance),
        articles=tuple(
            IngestedArticleShape(
                id=outcome.id,
                path=outcome.path,
                where=outcome.where,
                title=outcome.title,
                disposition=outcome.disposition,
                warnings=outcome.warnings,
            )
            for outcome in balance.outcomes
            if outcome.id is not None
        ),
        failures=tuple(
            IngestFailureShape(
                path=outcome.path,
                where=outcome.where,
                stage=outcome.stage,
                reason=outcome.reason,
                disposition=outcome.disposition,
            )
            for outcome in balance.failures
        ),
        files=tuple(file_shapes(balance)),
    )


def file_shapes(balance: Balance) -> Iterator[IngestedFileShape]:
    """The numbers of each file, in the order found."""
    for path, part in balance.by_file().items():
        yield IngestedFileShape(path=path, declared=part.declared, **_counts(part))


def outcome_shape(outcome: Outcome) -> OutcomeShape:
    return OutcomeShape(
        disposition=outcome.disposition,
        path=outcome.path,
        where=outcome.where,
        id=outcome.id,
        title=outcome.title,
        stage=outcome.stage,
        reason=outcome.reason,
        warnings=outcome.warnings,
    )


def failure_shape(failure: RecordedFailure) -> FailureShape:
    return FailureShape(
        path=failure.path,
        where=failure.where,
        disposition=failure.disposition,
        stage=failure.stage,
        reason=failure.reason,
        tool=failure.tool,
        dateline=failure.dateline,
        at=failure.at,
        original=failure.original.sha256 if failure.original else None,
        article=failure.article,
    )


def failures_shape(failures: Iterable[RecordedFailure]) -> FailuresShape:
    return FailuresShape(failures=tuple(map(failure_shape, failures)))


def _counts(balance: Balance) -> dict[str, int]:
    counted = Counter(outcome.disposition for outcome in balance.outcomes)
    return {"found": balance.found, **{key: counted[end] for end, key in KEYS.items()}}
