"""People and organizations over all articles, and what is known of each."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Text, and_, cast, func, or_, select, tuple_

from dateline.store.articles.mapping import moment
from dateline.store.curation.decisions import Decided, Key, every_decision
from dateline.store.curation.name_matching import JOINED, join
from dateline.store.database import Database
from dateline.store.names import entity_id, folded
from dateline.store.sql import ArticleSelection, compact_json
from dateline.store.tables.annotations import NameRow
from dateline.store.tables.articles import IS_CURRENT, ArticleRow, VersionRow
from dateline.values.annotations import MentionKind
from dateline.values.events import Entity
from dateline.values.moment import Moment

_ROOT = func.coalesce(JOINED.c.root, NameRow.folded)
_IS_JOINED = and_(JOINED.c.kind == NameRow.kind, JOINED.c.folded == NameRow.folded)


def entities(
    database: Database,
    kind: MentionKind | None,
    ids: Collection[str] | None,
    *,
    name: str | None,
    hidden: bool,
    limit: int | None,
) -> Iterator[Entity]:
    """The entities of this kind (None: both) that these articles (None: all) name, those that
    most articles name first; with `name`, those one of whose names has these words in it, or is
    that acronym or short form. What people hid is left out unless `hidden`."""
    with database.reading() as connection:
        decided = Decided.of(every_decision(connection))
        join(connection, decided)
        wanted = ArticleSelection(connection, ids)
        articles = func.count(NameRow.article.distinct()).label("articles")
        query = (
            select(NameRow.kind, _ROOT.label("root"), articles)
            .join(JOINED, _IS_JOINED, isouter=True)
            .where(wanted.includes(NameRow.article))
            .group_by(NameRow.kind, _ROOT)
            .order_by(articles.desc(), _ROOT, NameRow.kind)
        )
        if kind is not None:
            query = query.where(NameRow.kind == kind.value)
        if name is not None:
            query = query.where(or_(*map(_has_name, _called(folded(name), decided))))
        left = limit
        for row in connection.execution_options(yield_per=200).execute(query):
            key = (MentionKind(row.kind), row.root)
            if left == 0:
                return
            if hidden or not decided.is_hidden(key):
                yield _entity(connection, key, row.articles, wanted, decided)
                left = left and left - 1


def _called(name: str, decided: Decided) -> set[str]:
    """The folded name, and those that people joined with it."""
    return {name, *(other for kind in MentionKind for _, other in decided.group((kind, name)))}


def _has_name(name: str) -> Any:
    """The condition that an entity has a name with these words in it, or that some article has
    this acronym or short form for it."""
    padded = " " + NameRow.folded + " "
    fits = or_(
        padded.contains(f" {name} ", autoescape=True),
        NameRow.acronym == name,
        func.lower(cast(NameRow.forms, Text)).contains(compact_json(name), autoescape=True),
    )
    having = select(NameRow.kind, _ROOT).join(JOINED, _IS_JOINED, isouter=True).where(fits)
    return tuple_(NameRow.kind, _ROOT).in_(having)


def _entity(
    connection: Connection, key: Key, articles: int, wanted: ArticleSelection, decided: Decided
) -> Entity:
    kind, root = key
    joined = select(JOINED.c.folded).where(JOINED.c.kind == kind.value, JOINED.c.root == root)
    folds = [root, *connection.scalars(joined)]
    of_it = and_(
        NameRow.kind == kind.value, NameRow.folded.in_(folds), wanted.includes(NameRow.article)
    )
    # The same few forms, over and over: one row for each that there is.
    forms = cast(NameRow.forms, Text)
    alike = (NameRow.name, NameRow.folded, forms, NameRow.role, NameRow.code, NameRow.sector)
    query = select(*alike, func.count(), func.sum(NameRow.mentions)).where(of_it).group_by(*alike)
    names, aliases = Counter[str](), Counter[str]()
    roles, codes = Counter[str](), Counter[str]()
    mentions = 0
    for name, fold, found, role, code, sector, count, mentioned in connection.execute(query):
        (names if fold == root else aliases)[name] += count
        aliases.update(dict.fromkeys(json.loads(found), count))
        roles[role or ""] += count
        codes[" ".join(filter(None, (code, sector)))] += count
        mentions += mentioned
    shown = _first(names) or decided.printed[key]
    said = [decided.printed[one] for one in decided.group(key) if one in decided.printed]
    return Entity(
        id=entity_id(kind, root),
        kind=kind,
        name=shown,
        aliases=_others(shown, (*_ordered(aliases), *_ordered(names), *said)),
        roles=_ordered(roles),
        codes=_ordered(codes),
        articles=articles,
        mentions=mentions,
        first=_published(connection, of_it, last=False),
        last=_published(connection, of_it, last=True),
        hidden=decided.is_hidden(key),
    )


def _ordered(counted: Counter[str]) -> tuple[str, ...]:
    """The texts that there are, most frequent first."""
    return tuple(
        text for text, _ in sorted(counted.items(), key=lambda one: (-one[1], one[0])) if text
    )


def _first(counted: Counter[str]) -> str | None:
    return next(iter(_ordered(counted)), None)


def _others(shown: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if name != shown)


def _published(connection: Connection, of_it: Any, *, last: bool) -> Moment | None:
    """When the first, or the last, of the articles that name it was published."""
    order = VersionRow.published.desc() if last else VersionRow.published
    printed = (VersionRow.published, VersionRow.published_offset, VersionRow.published_basis)
    query = (
        select(*printed)
        .join(ArticleRow, IS_CURRENT)
        .join(NameRow, NameRow.article == ArticleRow.id)
        .where(of_it, VersionRow.published.is_not(None))
        .order_by(order)
        .limit(1)
    )
    row = connection.execute(query).first()
    return moment(*row) if row else None
