"""Lists the people and organizations of all articles, with what is known of each."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Text, and_, cast, func, or_, select, tuple_

from dateline.store.articles.mapping import moment
from dateline.store.curation.entity_decisions import EntityDecisions, EntityKey, every_decision
from dateline.store.curation.name_matching import JOINED, join
from dateline.store.database import Database
from dateline.store.names import entity_id, folded
from dateline.store.sql import ArticleSelection, compact_json, streamed
from dateline.store.tables.annotations import NameRow
from dateline.store.tables.articles import IS_CURRENT, ArticleRow, VersionRow
from dateline.values.annotations import MentionKind
from dateline.values.events import Entity
from dateline.values.moment import Moment

_PAGE = 200
ROOT = func.coalesce(JOINED.c.root, NameRow.folded)
"""The name that a row's entity is known by. Needs the rows of JOINED, as IS_JOINED joins them."""
IS_JOINED = and_(JOINED.c.kind == NameRow.kind, JOINED.c.folded == NameRow.folded)


def entities(
    database: Database,
    kind: MentionKind | None,
    ids: Collection[str] | None,
    *,
    name: str | None,
    hidden: bool,
    limit: int | None,
) -> Iterator[Entity]:
    """The entities of this kind (None: both) that these articles (None: all) name, most
    articles first. With `name`, those that have a name with these words in it, or this acronym or
    short form. Entities that people hid are left out unless `hidden`."""
    with database.reading() as connection:
        decisions = EntityDecisions.of(every_decision(connection))
        join(connection, decisions)
        wanted = ArticleSelection(connection, ids)
        articles = func.count(NameRow.article.distinct()).label("articles")
        query = (
            select(NameRow.kind, ROOT.label("root"), articles)
            .join(JOINED, IS_JOINED, isouter=True)
            .where(wanted.includes(NameRow.article))
            .group_by(NameRow.kind, ROOT)
            .order_by(articles.desc(), ROOT, NameRow.kind)
        )
        if kind is not None:
            query = query.where(NameRow.kind == kind.value)
        if name is not None:
            query = query.where(or_(*map(_has_name, _joined_names(folded(name), decisions))))
        left = limit
        with streamed(connection, query, _PAGE) as rows:
            for row in rows:
                key = (MentionKind(row.kind), row.root)
                if left == 0:
                    return
                if hidden or not decisions.is_hidden(key):
                    yield _entity(connection, key, row.articles, wanted, decisions)
                    left = left and left - 1


def _joined_names(name: str, decisions: EntityDecisions) -> set[str]:
    """The folded name, and those that people merged with it."""
    return {name, *(other for kind in MentionKind for _, other in decisions.group((kind, name)))}


def _has_name(name: str) -> Any:
    """The condition that an entity has a name with these words in it, or that an article uses
    this acronym or short form for it."""
    padded = " " + NameRow.folded + " "
    matches = or_(
        padded.contains(f" {name} ", autoescape=True),
        NameRow.acronym == name,
        func.lower(cast(NameRow.forms, Text)).contains(compact_json(name), autoescape=True),
    )
    entities_with = select(NameRow.kind, ROOT).join(JOINED, IS_JOINED, isouter=True).where(matches)
    return tuple_(NameRow.kind, ROOT).in_(entities_with)


def _entity(
    connection: Connection,
    key: EntityKey,
    articles: int,
    wanted: ArticleSelection,
    decisions: EntityDecisions,
) -> Entity:
    kind, root = key
    joined = select(JOINED.c.folded).where(JOINED.c.kind == kind.value, JOINED.c.root == root)
    folds = [root, *connection.scalars(joined)]
    is_entity = and_(
        NameRow.kind == kind.value, NameRow.folded.in_(folds), wanted.includes(NameRow.article)
    )
    # Many articles use the same few forms: group them in the database.
    forms = cast(NameRow.forms, Text)
    columns = (NameRow.name, NameRow.folded, forms, NameRow.role, NameRow.code, NameRow.sector)
    query = (
        select(*columns, func.count(), func.sum(NameRow.mentions))
        .where(is_entity)
        .group_by(*columns)
    )
    names, aliases, full = Counter[str](), Counter[str](), Counter[str]()
    roles, codes = Counter[str](), Counter[str]()
    mentions = 0
    for name, fold, found, role, code, sector, count, mentioned in connection.execute(query):
        (names if fold == root else aliases)[name] += count
        full[name] += count
        aliases.update(dict.fromkeys(json.loads(found), count))
        roles[role or ""] += count
        codes[" ".join(filter(None, (code, sector)))] += count
        mentions += mentioned
    # These articles may use other names of it only.
    primary = _most_frequent(names) or decisions.printed.get(key) or _printed(connection, key)
    decided_names = [
        decisions.printed[other] for other in decisions.group(key) if other in decisions.printed
    ]
    return Entity(
        id=entity_id(kind, root),
        kind=kind,
        name=primary,
        aliases=_without(primary, (*_by_frequency(aliases), *_by_frequency(names), *decided_names)),
        full_names=_different((primary, *_by_frequency(full), *decided_names)),
        roles=_by_frequency(roles),
        codes=_by_frequency(codes),
        articles=articles,
        mentions=mentions,
        first=_published(connection, is_entity, last=False),
        last=_published(connection, is_entity, last=True),
        hidden=decisions.is_hidden(key),
    )


def _printed(connection: Connection, key: EntityKey) -> str:
    """The name of the entity as most articles of the archive print it."""
    kind, root = key
    query = (
        select(NameRow.name)
        .where(NameRow.kind == kind.value, NameRow.folded == root)
        .group_by(NameRow.name)
        .order_by(func.count().desc(), NameRow.name)
        .limit(1)
    )
    return connection.scalars(query).one()


def _by_frequency(counted: Counter[str]) -> tuple[str, ...]:
    """The texts that are not empty, most frequent first."""
    return tuple(
        text for text, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0])) if text
    )


def _most_frequent(counted: Counter[str]) -> str | None:
    return next(iter(_by_frequency(counted)), None)


def _different(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, as the first of those prints it that fold to the same text."""
    return tuple({folded(name): name for name in reversed(tuple(names))}.values())[::-1]


def _without(primary: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if name != primary)


def _published(connection: Connection, is_entity: Any, *, last: bool) -> Moment | None:
    """When the first (or the last) of the articles that name the entity was published."""
    order = VersionRow.published.desc() if last else VersionRow.published
    printed = (VersionRow.published, VersionRow.published_offset, VersionRow.published_basis)
    query = (
        select(*printed)
        .join(ArticleRow, IS_CURRENT)
        .join(NameRow, NameRow.article == ArticleRow.id)
        .where(is_entity, VersionRow.published.is_not(None))
        .order_by(order)
        .limit(1)
    )
    row = connection.execute(query).first()
    return moment(*row) if row else None
