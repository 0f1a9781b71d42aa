"""Receipts of searches, and what is different when one is replayed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from dateline.schemas.shape import Shape
from dateline.values.archive.receipts import ArticleState, Change, Replay, ReplayedArticle


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleStateShape(Shape):
    """An article that matched, in the state that it was in."""

    id: str
    """The id of the article."""
    version: int
    """The number of its current version."""
    content: str
    """The SHA-256 of all its fields as they were shown, corrections included."""
    original: str
    """The SHA-256 of the file that it was read from."""
    reader: str
    """What read it, with versions."""
    coder: str | None
    """The rules and dictionaries that annotated it, or null if nothing did yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveStateShape(Shape):
    """The state of an archive."""

    id: str
    """The random id of the archive."""
    articles: int
    """How many articles it had."""
    arrival: int
    """The number of the article that was added last, in the order of arrival."""
    decision: str
    """When the last decision was made: UTC, ISO 8601; "" if there was none."""
    change: int
    """The number of the last change of an article."""
    commit: int
    """The random number of the last commit of the index."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptShape(Shape):
    """A receipt of a search: the file that `dateline search --receipt FILE` writes."""

    at: str
    """When the search was made: UTC, ISO 8601."""
    query: str
    """The query as typed."""
    match: Literal["all", "any"]
    """Whether all of its words had to match, or one was enough."""
    plain: bool
    """Whether it was read as words only."""
    day: str
    """The day that "yesterday" was counted from."""
    last_run: int
    """The run that "run:last" meant; 0 if there was none."""
    parsed: str
    """The query as it was understood, with all its brackets."""
    tree: Mapping[str, Any]
    """The same as a tree: each node has its kind as `node`, and its fields."""
    options: Mapping[str, Any]
    """What of the answer was asked for. It has no part in which articles match."""
    archive: ArchiveStateShape
    """The state of the archive."""
    rules: Mapping[str, str]
    """The versions of what decides which articles match, by name."""
    total: int
    """How many articles matched."""
    articles: tuple[ArticleStateShape, ...]
    """All of them, by id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayedArticleShape(Shape):
    """An article that a replay finds different: a line of `dateline replay --jsonl`."""

    change: Change
    """new: it matches now and did not; gone: it matched and does not; changed: it matches still,
    and has another version, content or original."""
    id: str
    """The id of the article."""
    title: str | None
    """Its title now, or null if it has none or is not in the archive."""
    why: tuple[str, ...]
    """Why, as far as it is known, in sentences."""
    then: ArticleStateShape | None
    """Its state in the receipt; null if it is new."""
    now: ArticleStateShape | None
    """Its state now; null if it is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChangeShape(Shape):
    """A version that is another one now."""

    name: str
    """What it is the version of."""
    then: str
    """The version in the receipt, or "" if it has none."""
    now: str
    """The version now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayShape(Shape):
    """A receipt compared with the same search now: `dateline replay --json`."""

    query: str
    """The query as typed."""
    at: str
    """When the receipt was written: UTC, ISO 8601."""
    then: int
    """How many articles matched."""
    now: int
    """How many articles match."""
    same: int
    """How many of them are as they were."""
    same_archive: bool
    """Whether this is the archive that the receipt was written in."""
    same_query: bool
    """Whether the query is understood as it was."""
    rules: tuple[RuleChangeShape, ...]
    """What has another version now."""
    articles: tuple[ReplayedArticleShape, ...]
    """The articles that are new, gone or changed, by id."""


def replay_shape(replay: Replay) -> ReplayShape:
    return ReplayShape(
        query=replay.receipt.query,
        at=replay.receipt.at,
        then=replay.receipt.total,
        now=replay.total,
        same=replay.same,
        same_archive=replay.same_archive,
        same_query=replay.parsed == replay.receipt.parsed,
        rules=tuple(
            RuleChangeShape(name=name, then=then, now=now)
            for name, (then, now) in replay.rules.items()
        ),
        articles=tuple(map(replayed_article_shape, replay.articles)),
    )


def replayed_article_shape(article: ReplayedArticle) -> ReplayedArticleShape:
    return ReplayedArticleShape(
        change=article.change,
        id=article.id,
        title=article.title,
        why=article.why,
        then=_state(article.then),
        now=_state(article.now),
    )


def _state(state: ArticleState | None) -> ArticleStateShape | None:
    return None if state is None else ArticleStateShape(**asdict(state))
