"""Stories: the articles that are near copies of one another, directly or through others.

Two articles are in the same story if their current texts are alike and share a key (see
similarity.py). A story is a connected component of such pairs. Its name is the id of its article
that arrived first. Which articles a story has does not depend on the order of arrival.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache, partial
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.orm import InstrumentedAttribute

from dateline.store.articles.identity import words_of
from dateline.store.articles.mapping import moment
from dateline.store.articles.similarity import ALIKE, Text, similarity, text_of
from dateline.store.sql import execute_each, rows_with
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
    """An article as the database has it; `keys` is None if its text was never compared."""

    id: str
    arrival: int
    story: str
    keys: tuple[int, ...] | None


def update_stories(connection: Connection, texts: Mapping[str, Text]) -> None:
    """Every article has its story, after the articles in `texts` got these texts, by article id.
    Articles whose story has changed are pending. The articles and their current versions must be
    in the database already."""
    changed = _members(connection, ArticleRow.id, texts)
    # A replaced text may have connected its story: that story is computed again. Its articles
    # and the changed ones are loose: they belong to no story until they are compared.
    broken = {member.story for member in changed if member.keys is not None}
    loose = {
        member.id: member for member in (*changed, *_members(connection, ArticleRow.story, broken))
    }
    stories = _Stories(connection, loose, texts)
    for candidates in _candidate_groups(connection, loose.values(), texts):
        stories.connect(candidates)
    _write(connection, loose, stories.groups())
    _replace_keys(connection, changed, texts)


def leave_stories(connection: Connection, articles: Collection[str]) -> set[str]:
    """No text is compared with those of these articles, which are about to be removed. Returns the
    stories that `connect_again` must have afterwards."""
    members = _members(connection, ArticleRow.id, articles)
    _remove_keys(connection, members)
    return {member.story for member in members}


def connect_again(connection: Connection, stories: Collection[str]) -> None:
    """Every article that was in these stories has its story, after others of them were removed.
    Articles whose story has changed are pending."""
    loose = {member.id: member for member in _members(connection, ArticleRow.story, stories)}
    found = _Stories(connection, loose, {})
    for candidates in _candidate_groups(connection, loose.values(), {}):
        found.connect(candidates)
    _write(connection, loose, found.groups())


def update_every_story(connection: Connection) -> None:
    """Every article whose text was never compared has its story."""
    unassigned = (
        select(ArticleRow.id, VersionRow.body, VersionRow.text_digest)
        .join(VersionRow, IS_CURRENT)
        .where(ArticleRow.text_keys.is_(None))
        .order_by(ArticleRow.arrival)
        .limit(_PAGE)
    )
    while rows := connection.execute(unassigned).all():
        update_stories(connection, {row.id: _text(row.body, row.text_digest) for row in rows})


def story_lines(connection: Connection, article: str) -> tuple[StoryLine, ...]:
    """The other articles in the story of the article with this full id, in order of arrival,
    each with the similarity of its current text."""
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
    """Which articles belong to one story, as far as is known by now: a disjoint-set forest.

    Its nodes are the `loose` articles, each by itself, and the first articles of the stories
    that the other articles are in already.
    """

    def __init__(
        self, connection: Connection, loose: Mapping[str, _Member], texts: Mapping[str, Text]
    ) -> None:
        self._loose = loose
        self._texts = texts
        self._parents = {id: id for id in loose}
        self._compared: set[tuple[str, str]] = set()
        # Of a function, not of a method: that would refer to itself, and all texts would stay in
        # memory until the collector of garbage comes by, which long commands seldom call.
        self._load = lru_cache(_TEXTS_IN_MEMORY)(partial(_read, connection))

    def connect(self, candidates: Collection[_Member]) -> None:
        """Connect those of the candidates that are alike. Articles of one story are not compared,
        nor are two articles of which neither is loose."""
        for member in candidates:
            if member.id in self._loose:
                others = [other for other in candidates if self._root(other) != self._root(member)]
                if not others:  # all are in one story by now
                    return
                for other in others:
                    self._compare(member, other)

    def groups(self) -> Collection[set[str]]:
        """The nodes of each story."""
        found: dict[str, set[str]] = {}
        for node in self._parents:
            found.setdefault(self._find(node), set()).add(node)
        return found.values()

    def _compare(self, member: _Member, other: _Member) -> None:
        pair = min(member.id, other.id), max(member.id, other.id)
        if pair in self._compared or self._root(member) == self._root(other):
            return
        self._compared.add(pair)
        if similarity(self._text(member.id), self._text(other.id)) >= ALIKE:
            self._parents[self._root(member)] = self._root(other)

    def _root(self, member: _Member) -> str:
        return self._find(member.id if member.id in self._loose else member.story)

    def _find(self, node: str) -> str:
        while (parent := self._parents.setdefault(node, node)) != node:
            self._parents[node] = node = self._parents[parent]
        return node

    def _text(self, id: str) -> Text:
        return self._texts[id] if id in self._texts else self._load(id)


def _read(connection: Connection, id: str) -> Text:
    query = select(VersionRow.body, VersionRow.text_digest).join(ArticleRow, IS_CURRENT)
    return _text(*connection.execute(query.where(ArticleRow.id == id)).one())


def _text(body: str, digest: str | None) -> Text:
    return text_of(words_of(body), digest)


def _members(
    connection: Connection, column: InstrumentedAttribute[Any], values: Iterable[object]
) -> list[_Member]:
    query = select(ArticleRow.id, ArticleRow.arrival, ArticleRow.story, ArticleRow.text_keys)
    return [
        _Member(id, arrival, story, None if packed is None else _unpack(packed))
        for id, arrival, story, packed in rows_with(connection, query, column, values)
    ]


def _candidate_groups(
    connection: Connection, loose: Collection[_Member], texts: Mapping[str, Text]
) -> Iterable[Collection[_Member]]:
    """For each key of a loose article, the articles that share it, if there are any. The keys
    in the database of the articles in `texts` are ignored: they are of replaced texts."""
    arrivals: dict[int, set[int]] = {}
    changed = {member.arrival for member in loose if member.id in texts}
    for member in loose:
        keys = texts[member.id].keys if member.id in texts else member.keys or ()
        for key in keys:
            arrivals.setdefault(key, set()).add(member.arrival)
    query = select(TextKeyRow.key, TextKeyRow.arrival)
    for key, arrival in rows_with(connection, query, TextKeyRow.key, list(arrivals)):
        if arrival not in changed:
            arrivals[key].add(arrival)
    shared = [sorted(group) for group in arrivals.values() if len(group) > 1]
    wanted = {arrival for group in shared for arrival in group}
    members = {
        member.arrival: member for member in _members(connection, ArticleRow.arrival, wanted)
    }
    return ([members[arrival] for arrival in group] for group in shared)


def _replace_keys(
    connection: Connection, changed: Collection[_Member], texts: Mapping[str, Text]
) -> None:
    _remove_keys(connection, changed)
    new = [
        {"key": key, "arrival": member.arrival}
        for member in changed
        for key in set(texts[member.id].keys)
    ]
    if new:
        connection.execute(insert(TextKeyRow), new)
    packed = [{"at": member.id, "text_keys": _pack(texts[member.id].keys)} for member in changed]
    if packed:
        connection.execute(update(ArticleRow).where(ArticleRow.id == bindparam("at")), packed)


def _remove_keys(connection: Connection, members: Iterable[_Member]) -> None:
    old = ({"k": key, "a": member.arrival} for member in members for key in member.keys or ())
    gone = (TextKeyRow.key == bindparam("k")) & (TextKeyRow.arrival == bindparam("a"))
    execute_each(connection, delete(TextKeyRow).where(gone), old)


def _write(
    connection: Connection, loose: Mapping[str, _Member], groups: Iterable[set[str]]
) -> None:
    """Each group is the story of its first article. Articles whose story changed are pending."""
    stories = {node for group in groups for node in group} - loose.keys()
    arrivals = {
        member.id: member.arrival for member in _members(connection, ArticleRow.id, stories)
    }
    arrivals |= {member.id: member.arrival for member in loose.values()}
    first: dict[str, str] = {}
    for group in groups:
        first |= dict.fromkeys(group, min(group, key=arrivals.__getitem__))
    moved = {id: first[id] for id, member in loose.items() if member.story != first[id]}
    joining = [story for story in stories if first[story] != story]
    for member in _members(connection, ArticleRow.story, joining):
        moved[member.id] = first[member.story]
    if moved:
        connection.execute(
            update(ArticleRow).where(ArticleRow.id == bindparam("at")),
            [{"at": id, "story": story} for id, story in moved.items()],
        )
        connection.execute(insert(PendingRow), [{"article": id} for id in moved])


def _pack(keys: tuple[int, ...]) -> bytes:
    return struct.pack(f"<{len(keys)}Q", *keys)


def _unpack(packed: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(packed) // 8}Q", packed)
