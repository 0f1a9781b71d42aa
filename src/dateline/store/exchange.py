"""Decisions go from one archive to another.

All of the log is exported, so that the order in which people decided goes with it, and importing
the same again changes nothing. Decisions about an article that is not here are kept: they hold as
soon as it comes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, insert, select

from dateline.store.annotations.refresh import refresh_search_keys
from dateline.store.annotations.write import forget_annotations
from dateline.store.curation.corrections import apply_corrections
from dateline.store.curation.entity_decisions import (
    EntityDecisions,
    articles_naming,
    entity_decision,
    every_decision,
)
from dateline.store.curation.log import decisions, insert_decisions, next_time
from dateline.store.curation.reviews import follow_reviews
from dateline.store.curation.saved_searches import follow_saves
from dateline.store.names import folded
from dateline.store.removal.plan import planned
from dateline.store.removal.remove import forget_decisions, remove
from dateline.store.removal.tombstones import follow_deletions
from dateline.store.sql import rows_with
from dateline.store.tables.articles import ArticleRow, OccurrenceRow, PendingRow
from dateline.values.decisions import Action, Decision, ImportReport, PortableDecision

_ABOUT_SOURCES = (Action.SOURCE, Action.UNSOURCE)
_NOT_PORTABLE = (Action.UNDO,)  # runs are those of one archive


def exported(connection: Connection) -> list[PortableDecision]:
    """Every decision that can go to another archive, oldest first."""
    found = [each for each in decisions(connection) if each.action not in _NOT_PORTABLE]
    first = select(OccurrenceRow.article, OccurrenceRow.record_digest)
    first = first.where(OccurrenceRow.version == 1).order_by(OccurrenceRow.id.desc())
    articles = {decision.article for decision in found if decision.article}
    records: dict[str, str] = {
        row[0]: row[1] for row in rows_with(connection, first, OccurrenceRow.article, articles)
    }
    return [
        PortableDecision(decision=decision, record=records.get(decision.article or ""))
        for decision in found
    ]


def import_decisions(connection: Connection, portable: Sequence[PortableDecision]) -> ImportReport:
    """These decisions are in the log, at their own times, and all that follows from them is done;
    files of originals that nothing needs any more are left to the caller. What is in the log
    already is not added again."""
    earlier = every_decision(connection)
    added = _added(connection, _with_local_articles(connection, portable))
    insert_decisions(connection, added)
    _delete(connection, added)
    about = {decision.article for decision in added if decision.article}
    here = _existing(connection, about)
    if here:
        connection.execute(insert(PendingRow), [{"article": id} for id in sorted(here)])
    if any(decision.action in _ABOUT_SOURCES for decision in added):
        corrected: Collection[str] = set(connection.scalars(select(ArticleRow.id)))
    else:
        corrected = here
    forget_annotations(connection, apply_corrections(connection, corrected))
    follow_saves(connection)
    follow_reviews(connection)
    affected = _named(connection, earlier, added) | {
        decision.article or "" for decision in added if decision.action is Action.REVIEW
    }
    refresh_search_keys(connection, affected & _existing(connection, affected))
    elsewhere = _in_other_articles(connection, added)
    return ImportReport(
        added=len(added),
        known=len(portable) - len(added),
        waiting=tuple(
            each
            for each in added
            if (each.article not in (None, *here) and each.action is not Action.DELETE)
            or each.data.get("record") in elsewhere
        ),
    )


def _with_local_articles(
    connection: Connection, portable: Iterable[PortableDecision]
) -> list[Decision]:
    """The decisions, each about the article that has its record here, if none has its id."""
    portable = list(portable)
    about = {each.decision.article for each in portable if each.decision.article}
    here = _existing(connection, about)
    known = select(OccurrenceRow.record_digest, OccurrenceRow.article)
    records = {each.record for each in portable if each.record}
    at_record = {
        row[0]: row[1] for row in rows_with(connection, known, OccurrenceRow.record_digest, records)
    }
    return [
        each.decision
        if each.decision.article is None or each.decision.article in here
        else replace(each.decision, article=at_record.get(each.record or "", each.decision.article))
        for each in portable
    ]


def _added(connection: Connection, imported: Iterable[Decision]) -> list[Decision]:
    """Those that the log lacks. Two archives may have decided at the same microsecond: then the
    later import gets the next free time, and whatever names it by its time follows."""
    logged = {decision.at: decision for decision in decisions(connection)}
    moved: dict[str, str] = {}
    added = []
    for decision in sorted(imported, key=lambda each: each.at):
        if decision.action is Action.UNNOTE and decision.data["note"] in moved:
            decision = replace(decision, data={"note": moved[decision.data["note"]]})
        at = decision.at
        while (there := logged.get(at)) is not None and replace(there, at=decision.at) != decision:
            at = next_time(at)
        if at != decision.at:
            moved[decision.at] = at
        if there is None:
            logged[at] = replace(decision, at=at)
            added.append(logged[at])
    return added


def _delete(connection: Connection, added: Iterable[Decision]) -> None:
    """What these decisions delete, and later ones do not admit again, is gone and refused."""
    deleted = {
        record
        for decision in added
        if decision.action is Action.DELETE
        for record in decision.data["records"]
    }
    refused = deleted & follow_deletions(connection)
    columns = (OccurrenceRow.record_digest, OccurrenceRow.article, OccurrenceRow.version)
    gone: dict[str, set[int]] = {}
    for row in rows_with(connection, select(*columns), OccurrenceRow.record_digest, refused):
        gone.setdefault(row.article, set()).add(row.version)
    plan = planned(connection, gone)
    remove(connection, plan)
    forget_decisions(connection, plan.whole)


def _in_other_articles(connection: Connection, added: Iterable[Decision]) -> set[str]:
    """The records of mended files that are articles of their own here already."""
    places = {each.data["record"]: each.article for each in added if each.action is Action.REPLACE}
    known = select(OccurrenceRow.record_digest, OccurrenceRow.article)
    rows = rows_with(connection, known, OccurrenceRow.record_digest, places)
    return {row.record_digest for row in rows if row.article != places[row.record_digest]}


def _named(connection: Connection, earlier: Iterable[Any], added: Iterable[Decision]) -> set[str]:
    """The articles that name an entity which these decisions concern."""
    new = [entity_decision(each) for each in added if each.action is Action.ENTITY]
    if not new:
        return set()
    before, after = EntityDecisions.of(earlier), EntityDecisions.of(every_decision(connection))
    keys = {
        (decision.kind, folded(name))
        for decision in new
        for name in (decision.name, decision.other or "")
    }
    groups = {entity for key in keys for each in (before, after) for entity in each.group(key)}
    return articles_naming(connection, groups)


def _existing(connection: Connection, articles: Collection[str]) -> set[str]:
    rows = rows_with(connection, select(ArticleRow.id), ArticleRow.id, articles)
    return {row[0] for row in rows}
