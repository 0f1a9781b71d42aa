"""What is known of a file from outside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UserHints:
    """What a person said of files when they were ingested: it is kept, since no file says it.
    `source` is the name of their publisher, `field_map` pairs of a field and the key that
    holds it."""

    source: str | None = None
    field_map: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Where a file comes from and when it was read; all of it may be unknown.

    `url` is where it was fetched from, `source` the name of its publisher that the user gave,
    `path` where it is. `modified` is the file's own time and `now` the clock of the run, both
    with a zone. `sources` are pairs of a path pattern (as in fnmatch, "*" also across folders)
    and a publisher's name; the first pattern that `path` matches counts. `language` is the
    archive's own (ISO 639-1), which short texts are likely to be in.
    """

    url: str | None = None
    source: str | None = None
    path: str | None = None
    modified: datetime | None = None
    now: datetime | None = None
    sources: tuple[tuple[str, str], ...] = ()
    language: str | None = None
