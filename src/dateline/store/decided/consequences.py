"""What follows from new entries of the log, whatever they are about and whenever they were made.

Deletions and mended files are not among it: only an import can bring these.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from dateline.store.annotations.refresh import refresh_search_keys
from dateline.store.annotations.write import forget_annotations
from dateline.store.curation.corrections import SourceNames, apply_corrections, source_names
from dateline.store.curation.entity_decisions import (
    EntityDecisions,
    articles_naming,
    entity_decision,
    every_decision,
)
from dateline.store.curation.log import logged_at
from dateline.store.curation.reviews import follow_reviews
from dateline.store.curation.saved_searches import follow_saves
from dateline.store.names import folded
from dateline.store.sql import rows_with
from dateline.store.tables.articles import ArticleRow, PendingRow, VersionRow
from dateline.values.curation.decisions import Action, Decision

_ABOUT_SOURCES = (Action.SOURCE, Action.UNSOURCE)


@dataclass(frozen=True, slots=True)
class Before:
    """What held before the entries were added, of what concerns many articles."""

    entities: EntityDecisions
    sources: SourceNames

    @classmethod
    def now(cls, connection: Connection) -> Before:
        """What holds now."""
        return cls(EntityDecisions.of(every_decision(connection)), source_names(connection))


def follow(connection: Connection, added: Sequence[Decision], before: Before) -> None:
    """Corrections, saved searches, reviews and search keys are as the log says, to which these
    entries were added. Articles that change are pending."""
    concerned = list(_concerned(connection, added))
    here = existing(connection, {each.article for each in concerned if each.article})
    if here:
        connection.execute(insert(PendingRow), [{"article": id} for id in sorted(here)])
    listed = {
        key
        for each in concerned
        if each.action in _ABOUT_SOURCES
        for key in before.sources.chain(each.data["name"])
    }
    versions = select(VersionRow.article)
    renamed = {row[0] for row in rows_with(connection, versions, VersionRow.source_key, listed)}
    forget_annotations(connection, apply_corrections(connection, here | renamed))
    follow_saves(connection)
    follow_reviews(connection)
    affected = _naming(connection, concerned, before.entities) | {
        each.article or "" for each in concerned if each.action is Action.REVIEW
    }
    refresh_search_keys(connection, existing(connection, affected))


def existing(connection: Connection, articles: Collection[str]) -> set[str]:
    """Those of these articles that are here."""
    rows = rows_with(connection, select(ArticleRow.id), ArticleRow.id, articles)
    return {row[0] for row in rows}


def _concerned(connection: Connection, added: Sequence[Decision]) -> Iterator[Decision]:
    """These entries, and those that they take back, or that hold again by it."""
    entries: Collection[Decision] = added
    while entries:
        yield from entries
        taken_back = {
            each.data["decision"]: each.at for each in entries if each.action is Action.WITHDRAW
        }
        found = logged_at(connection, taken_back).values()
        # A decision takes back earlier ones; what a file of strangers has may go in a circle.
        entries = [each for each in found if each.at < taken_back[each.at]]


def _naming(
    connection: Connection, concerned: Iterable[Decision], before: EntityDecisions
) -> set[str]:
    """The articles that name an entity which these decisions concern."""
    about = [entity_decision(each) for each in concerned if each.action is Action.ENTITY]
    if not about:
        return set()
    after = EntityDecisions.of(every_decision(connection))
    keys = {
        (decision.kind, folded(name))
        for decision in about
        for name in (decision.name, decision.other or "")
    }
    groups = {entity for key in keys for each in (before, after) for entity in each.group(key)}
    return articles_naming(connection, groups)
