"""What people decided: tags, notes, and the log of decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dateline.schemas.shape import Shape
from dateline.values.curation.decisions import Action, Decision, ImportReport, Note


@dataclass(frozen=True, slots=True, kw_only=True)
class TagShape(Shape):
    """A tag: a line of `dateline tag --jsonl`."""

    tag: str
    """The tag."""
    articles: int
    """How many articles have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagsShape(Shape):
    """Every tag in use: `dateline tag --json`."""

    tags: tuple[TagShape, ...]
    """The tags, sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedShape(Shape):
    """What tagging changed: `dateline tag +TAG ID --json`."""

    articles: int
    """How many articles have the tags now."""
    changed: int
    """How many of them had other tags before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteShape(Shape):
    """A note on an article."""

    text: str
    """The text."""
    by: str
    """Who wrote it."""
    at: str
    """When: UTC, ISO 8601."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionShape(Shape):
    """One decision: a line of `dateline decisions --jsonl`."""

    at: str
    """When it was made: UTC, ISO 8601, to the microsecond; it names the decision."""
    by: str
    """Who made it, or "" if that was not kept."""
    action: Action
    """What was decided."""
    article: str | None
    """The id of the article that it is about, or null."""
    data: Mapping[str, Any]
    """What belongs to the action: a tag, the text of a note, a field and its value."""
    reason: str | None
    """Why, or null if nobody said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionsShape(Shape):
    """What people decided: `dateline decisions --json`."""

    decisions: tuple[DecisionShape, ...]
    """The decisions, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportShape(Shape):
    """What became of imported decisions: `dateline decisions import FILE --json`."""

    added: int
    """How many are new in the log."""
    known: int
    """How many it had already."""
    waiting: tuple[DecisionShape, ...]
    """The new ones that do not fit: about articles that are not here, where they hold as soon as
    these come, or of a mended file that is an article of its own here."""


def tag_shape(tag: str, articles: int) -> TagShape:
    return TagShape(tag=tag, articles=articles)


def tags_shape(tags: Mapping[str, int]) -> TagsShape:
    return TagsShape(tags=tuple(tag_shape(*pair) for pair in tags.items()))


def note_shape(note: Note) -> NoteShape:
    return NoteShape(text=note.text, by=note.by, at=note.at)


def decision_shape(decision: Decision) -> DecisionShape:
    return DecisionShape(
        at=decision.at,
        by=decision.by,
        action=decision.action,
        article=decision.article,
        data=decision.data,
        reason=decision.reason,
    )


def decisions_shape(decisions: Iterable[Decision]) -> DecisionsShape:
    return DecisionsShape(decisions=tuple(map(decision_shape, decisions)))


def import_shape(report: ImportReport) -> ImportShape:
    return ImportShape(
        added=report.added,
        known=report.known,
        waiting=tuple(map(decision_shape, report.waiting)),
    )
