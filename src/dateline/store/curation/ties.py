"""Counts how many articles name two people or organizations together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from itertools import combinations, groupby

from sqlalchemy import select, tuple_

from dateline.store.curation.entities import IS_JOINED, ROOT
from dateline.store.curation.entity_decisions import EntityDecisions, every_decision
from dateline.store.curation.name_matching import JOINED, join
from dateline.store.database import Database
from dateline.store.names import entity_id, folded
from dateline.store.sql import ArticleSelection
from dateline.store.tables.annotations import NameRow
from dateline.values.annotations import MentionKind
from dateline.values.events import Entity, Tie


def ties(
    database: Database, of: Collection[Entity], ids: Collection[str] | None
) -> tuple[Tie, ...]:
    """Each two of these entities that any of these articles (None: all) names both of, most
    articles first."""
    if not of:
        return ()
    wanted = [(entity.kind.value, folded(entity.name)) for entity in of]
    with database.reading() as connection:
        join(connection, EntityDecisions.of(every_decision(connection)))
        chosen = ArticleSelection(connection, ids)
        query = (
            select(NameRow.article, NameRow.kind, ROOT.label("root"))
            .join(JOINED, IS_JOINED, isouter=True)
            .where(chosen.includes(NameRow.article), tuple_(NameRow.kind, ROOT).in_(wanted))
            .distinct()
            .order_by(NameRow.article, NameRow.kind, ROOT)
        )
        counted = Counter(
            pair
            for _, rows in groupby(connection.execute(query), key=lambda row: row.article)
            for pair in combinations([(row.kind, row.root) for row in rows], 2)
        )
    found = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Tie(_id(*one), _id(*other), articles) for (one, other), articles in found)


def _id(kind: str, root: str) -> str:
    return entity_id(MentionKind(kind), root)
