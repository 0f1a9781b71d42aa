"""What people decide in an archive: the entries of its one log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Action(StrEnum):
    """What was decided, and the keys of `Decision.data`, all texts if nothing else is said."""

    TAG = "tag"
    """tag: the article has this tag."""
    UNTAG = "untag"
    """tag: it no longer has it."""
    NOTE = "note"
    """text: a note on the article."""
    UNNOTE = "unnote"
    """note: the note that was written at this time is taken back."""
    EDIT = "edit"
    """field, value: the right value of a field, see `Correction`; null if it has none."""
    REVERT = "revert"
    """field: the field is as it was read again."""
    REPLACE = "replace"
    """record: the article has a new version, from the record with this digest, of a mended file."""
    DELETE = "delete"
    """records, originals: the article is gone, and what has these digests is refused. versions: the
    numbers of the versions that are gone, if others stay. All three are lists."""
    READMIT = "readmit"
    """records, originals: lists of digests that are no longer refused."""
    SOURCE = "source"
    """name, into: articles from the source `name` are listed under the name `into`."""
    UNSOURCE = "unsource"
    """name: articles from this source are listed as they were read again."""
    ENTITY = "entity"
    """change, kind, name, other: see `EntityDecision` in values/events.py."""
    REVIEW = "review"
    """event, right, sampled, note, and what the event was: see `ReviewedEvent` there."""
    SAVE = "save"
    """name, query, match, plain: see `SavedSearch` in values/listing.py."""
    UNSAVE = "unsave"
    """name: there is no saved search of this name any more."""
    UNDO = "undo"
    """run: what came only with this run is taken back; a number."""
    WITHDRAW = "withdraw"
    """decision: the decision of this time is as if nobody had made it. About the same article."""


WITHDRAWABLE = frozenset(Action) - {Action.REPLACE, Action.DELETE, Action.READMIT, Action.UNDO}
"""What can be taken back with WITHDRAW: decisions after which nothing is gone or has come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One entry of the log: who decided what of which article (its full id; None if it is about no
    article), when, and why, as far as they said. `at` is UTC, ISO 8601 to the microsecond; no two
    decisions of an archive have the same. `by` is "" for what was decided before names were kept.
    """

    action: Action
    article: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    reason: str | None = None
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a person wrote about an article. `at` names it, see `Decision`."""

    text: str
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The value that a person gave a field of an article, and when and why.

    `field` is one of CORRECTABLE. `value` is a list of texts for `authors` and `keywords`, and a
    text for all others, or None if the article has no such thing: for `published` and `updated` the
    time in ISO 8601, as far as it is known, with its UTC offset if that is known; for `source` the
    publisher's name; for `language` a code of ISO 639-1.
    """

    field: str
    value: Any
    by: str
    at: str
    reason: str | None = None


CORRECTABLE = (
    "title",
    "subtitle",
    "published",
    "updated",
    "authors",
    "source",
    "url",
    "section",
    "language",
    "dateline",
    "keywords",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What people attached to an article: tags, sorted, and notes, oldest first."""

    tags: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PortableDecision:
    """A decision as it goes from one archive to another. `record` is the SHA-256 of the first
    record of its article, in hex: another archive may know the article under another id."""

    decision: Decision
    record: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What became of imported decisions: how many were new and are in the log now, how many it had
    already, and those new ones that do not fit: about an article that is not in this archive, which
    hold as soon as it comes, or to put a file in its place that is an article of its own here."""

    added: int
    known: int
    waiting: tuple[Decision, ...] = ()
