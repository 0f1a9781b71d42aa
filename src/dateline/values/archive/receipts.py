"""Receipts of searches: which articles a query matched in which state of an archive, and what a
later search finds different."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from dateline.values.curation.decisions import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleState:
    """One article that matched. `content` is the SHA-256 of all its fields as a search and a reader
    see them, corrections included, and `original` that of the file it was read from. `reader` is
    what read it, and `coder` what annotated it, None if nothing has yet."""

    id: str
    version: int
    content: str
    original: str
    reader: str
    coder: str | None

    @property
    def identity(self) -> tuple[object, ...]:
        """Equal for two states of an article that say the same."""
        return (self.id, self.version, self.content, self.original)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveState:
    """The archive at the time of a receipt: its random id, how many articles it had, the number of
    the article added last (0: none), the time of the last decision ("": none), the number of the
    last change, and the number of the last commit of the index."""

    id: str
    articles: int
    arrival: int
    decision: str
    change: int
    commit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was searched, where, when and with which rules; `total` articles matched.

    `query` is as typed, `parsed` the same with all its brackets, and `tree` its nodes. `day` is
    what "yesterday" was counted from, ISO 8601, and `last_run` the run that "run:last" meant (0:
    there was none). `options` say what of the answer was shown, which
    has no part in what matched. `rules` are the versions of what decides about an answer, by name.
    `at` is UTC, ISO 8601.
    """

    at: str
    query: str
    match: Literal["all", "any"]
    plain: bool
    day: str
    last_run: int
    parsed: str
    tree: Mapping[str, Any]
    options: Mapping[str, Any]
    archive: ArchiveState
    rules: Mapping[str, str]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What the archive has of an article that a replay finds different. `arrival` is its number in
    the order of arrival; `added` when its current version came, `original` and `reader` the file
    and what read it; `annotated` when it was annotated last, and `coder` by what. All are None if
    the article is not there. `decisions` are those that people made about it since the receipt."""

    title: str | None = None
    arrival: int | None = None
    version: int | None = None
    added: str | None = None
    original: str | None = None
    reader: str | None = None
    annotated: str | None = None
    coder: str | None = None
    decisions: tuple[Decision, ...] = ()


class Change(StrEnum):
    """NEW: it matches now and did not; GONE: it matched and does not; CHANGED: it matches still,
    and has another version, content or original."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayedArticle:
    """An article that a replay finds different, and `why`, in sentences, as far as it is known.
    `then` is its state in the receipt, `now` its state as a match of the same query now."""

    change: Change
    id: str
    title: str | None
    why: tuple[str, ...]
    then: ArticleState | None
    now: ArticleState | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """A receipt compared with the same search now: `total` articles match, of which `same` are as
    they were; `articles` are the others, by id. `rules` are those that have another version now:
    then and now, by name. The query means the same if `parsed` is that of the receipt."""

    receipt: Receipt
    total: int
    parsed: str
    same: int
    same_archive: bool
    rules: Mapping[str, tuple[str, str]]
    articles: tuple[ReplayedArticle, ...]

    def count(self, change: Change) -> int:
        """How many articles are different in this way."""
        return sum(article.change is change for article in self.articles)


def changed_rules(then: Mapping[str, str], now: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """The rules with two different versions; "" stands for a rule that one of the two lacks."""
    names: Iterable[str] = sorted({*then, *now})
    return {
        name: (then.get(name, ""), now.get(name, ""))
        for name in names
        if then.get(name, "") != now.get(name, "")
    }
