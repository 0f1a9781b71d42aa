"""Stories: the articles that are near copies of one another, directly or through others.

Two articles belong together if their current texts are alike and share a key (likeness.py). A
story is all that hangs together so, and is named after the article of it that came first: which
articles it holds does not depend on the order in which they came.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.orm import InstrumentedAttribute

from dateline.store.articles.identity import words_of
from dateline.store.articles.mapping import moment
from dateline.store.articles.similarity import ALIKE, Text, similarity, text_of
from dateline.store.sql import rows_with
from dateline.store.tables.articles import (
    IS_CURRENT,
    ArticleRow,
    PendingRow,
    TextKeyRow,
    VersionRow,
)
from dateline.values.article import Source
from dateline.values.listing import StoryLine

_PAGE = 256
_TEXTS_IN_MEMORY = 1000  # 30 KB each


class _Member(NamedTuple):
    """An article as it stood so far; `keys` are None where its text was never looked at."""

    id: str
    arrival: int
    story: str
    keys: tuple[int, ...] | None


def update_stories(connection: Connection, texts: Mapping[str, Text]) -> None:
    """Every article has the story that it belongs to, now that those in `texts`, by their ids,
    have these. Articles whose story has changed are pending. The articles, and their current
    versions, are in the database already."""
    fresh = _members(connection, ArticleRow.id, texts)
    # A text that is gone may have been what tied its story together: that story is told anew.
    broken = {one.story for one in fresh if one.keys is not None}
    loose = {one.id: one for one in (*fresh, *_members(connection, ArticleRow.story, broken))}
    stories = _Stories(connection, loose, texts)
    for together in _sharing(connection, loose.values(), texts):
        stories.tie(together)
    _write(connection, loose, stories.groups())
    _replace_keys(connection, fresh, texts)


def update_every_story(connection: Connection) -> None:
    """Every article whose text was never looked at has its story."""
    never = (
        select(ArticleRow.id, VersionRow.body, VersionRow.text_digest)
        .join(VersionRow, IS_CURRENT)
        .where(ArticleRow.text_keys.is_(None))
        .order_by(ArticleRow.arrival)
        .limit(_PAGE)
    )
    while rows := connection.execute(never).all():
        update_stories(connection, {row.id: _text(row.body, row.text_digest) for row in rows})


def story_lines(connection: Connection, article: str) -> tuple[StoryLine, ...]:
    """The other articles in the story of the article with this full id, in the order in which
    they came, each with how alike their current texts are."""
    columns = (ArticleRow.id, ArticleRow.story, VersionRow.body, VersionRow.text_digest)
    about = (VersionRow.title, VersionRow.source_name, VersionRow.source_domain)
    dated = (VersionRow.published, VersionRow.published_offset, VersionRow.published_basis)
    query = select(*columns, *about, *dated).join(VersionRow, IS_CURRENT)
    own = connection.execute(query.where(ArticleRow.id == article)).one()
    text = _text(own.body, own.text_digest)
    others = query.where(ArticleRow.story == own.story, ArticleRow.id != article)
    return tuple(
        StoryLine(
            id=row.id,
            title=row.title,
            published=moment(row.published, row.published_offset, row.published_basis),
            source=Source(name=row.source_name, domain=row.source_domain).label,
            similarity=similarity(text, _text(row.body, row.text_digest)),
            same=row.text_digest == own.text_digest,
        )
        for row in connection.execute(others.order_by(ArticleRow.arrival))
    )


class _Stories:
    """Which articles hang together, as far as is known by now: a disjoint-set forest.

    Its nodes are the `loose` articles, each by itself, and the first articles of the stories
    that others are in already.
    """

    def __init__(
        self, connection: Connection, loose: Mapping[str, _Member], texts: Mapping[str, Text]
    ) -> None:
        self._connection = connection
        self._loose = loose
        self._texts = texts
        self._above = {id: id for id in loose}
        self._tried: set[tuple[str, str]] = set()
        self._load = lru_cache(_TEXTS_IN_MEMORY)(self._read)

    def tie(self, together: Collection[_Member]) -> None:
        """Those of the articles that are alike hang together. Articles of one story need no
        comparison, nor do two of which neither is loose."""
        for one in together:
            if one.id in self._loose:
                others = [other for other in together if self._root(other) != self._root(one)]
                if not others:  # all of them are one story by now
                    return
                for other in others:
                    self._try(one, other)

    def groups(self) -> Collection[set[str]]:
        """The nodes of each story."""
        found: dict[str, set[str]] = {}
        for node in self._above:
            found.setdefault(self._top(node), set()).add(node)
        return found.values()

    def _try(self, one: _Member, other: _Member) -> None:
        pair = min(one.id, other.id), max(one.id, other.id)
        if pair in self._tried or self._root(one) == self._root(other):
            return
        self._tried.add(pair)
        if similarity(self._text(one.id), self._text(other.id)) >= ALIKE:
            self._above[self._root(one)] = self._root(other)

    def _root(self, one: _Member) -> str:
        return self._top(one.id if one.id in self._loose else one.story)

    def _top(self, node: str) -> str:
        while (above := self._above.setdefault(node, node)) != node:
            self._above[node] = node = self._above[above]
        return node

    def _text(self, id: str) -> Text:
        return self._texts[id] if id in self._texts else self._load(id)

    def _read(self, id: str) -> Text:
        query = select(VersionRow.body, VersionRow.text_digest).join(ArticleRow, IS_CURRENT)
        return _text(*self._connection.execute(query.where(ArticleRow.id == id)).one())


def _text(body: str, digest: str | None) -> Text:
    return text_of(words_of(body), digest)


def _members(
    connection: Connection, column: InstrumentedAttribute[Any], values: Iterable[object]
) -> list[_Member]:
    query = select(ArticleRow.id, ArticleRow.arrival, ArticleRow.story, ArticleRow.text_keys)
    return [
        _Member(id, arrival, story, None if packed is None else _unpacked(packed))
        for id, arrival, story, packed in rows_with(connection, query, column, values)
    ]


def _sharing(
    connection: Connection, loose: Collection[_Member], texts: Mapping[str, Text]
) -> Iterable[Collection[_Member]]:
    """The articles that share a key with a loose one, for each of its keys that any share. The
    keys that the database has of those in `texts` are of texts that are gone."""
    arrivals: dict[int, set[int]] = {}
    changed = {one.arrival for one in loose if one.id in texts}
    for one in loose:
        keys = texts[one.id].keys if one.id in texts else one.keys or ()
        for key in keys:
            arrivals.setdefault(key, set()).add(one.arrival)
    query = select(TextKeyRow.key, TextKeyRow.arrival)
    for key, arrival in rows_with(connection, query, TextKeyRow.key, list(arrivals)):
        if arrival not in changed:
            arrivals[key].add(arrival)
    shared = [sorted(several) for several in arrivals.values() if len(several) > 1]
    wanted = {arrival for several in shared for arrival in several}
    members = {one.arrival: one for one in _members(connection, ArticleRow.arrival, wanted)}
    return ([members[arrival] for arrival in several] for several in shared)


def _replace_keys(
    connection: Connection, fresh: Iterable[_Member], texts: Mapping[str, Text]
) -> None:
    old = [{"k": key, "a": one.arrival} for one in fresh for key in one.keys or ()]
    new = [{"key": key, "arrival": one.arrival} for one in fresh for key in set(texts[one.id].keys)]
    if old:
        gone = (TextKeyRow.key == bindparam("k")) & (TextKeyRow.arrival == bindparam("a"))
        connection.execute(delete(TextKeyRow).where(gone), old)
    if new:
        connection.execute(insert(TextKeyRow), new)
    packed = [{"at": one.id, "text_keys": _packed(texts[one.id].keys)} for one in fresh]
    if packed:
        connection.execute(update(ArticleRow).where(ArticleRow.id == bindparam("at")), packed)


def _write(
    connection: Connection, loose: Mapping[str, _Member], groups: Iterable[set[str]]
) -> None:
    """Each group is the story of its first article; whose story that was not, is pending."""
    stories = {node for group in groups for node in group} - loose.keys()
    arrivals = {one.id: one.arrival for one in _members(connection, ArticleRow.id, stories)}
    arrivals |= {one.id: one.arrival for one in loose.values()}
    first: dict[str, str] = {}
    for group in groups:
        first |= dict.fromkeys(group, min(group, key=arrivals.__getitem__))
    moved = {id: first[id] for id, one in loose.items() if one.story != first[id]}
    joining = [story for story in stories if first[story] != story]
    for one in _members(connection, ArticleRow.story, joining):
        moved[one.id] = first[one.story]
    if moved:
        connection.execute(
            update(ArticleRow).where(ArticleRow.id == bindparam("at")),
            [{"at": id, "story": story} for id, story in moved.items()],
        )
        connection.execute(insert(PendingRow), [{"article": id} for id in moved])


def _packed(keys: tuple[int, ...]) -> bytes:
    return struct.pack(f"<{len(keys)}Q", *keys)


def _unpacked(packed: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(packed) // 8}Q", packed)
