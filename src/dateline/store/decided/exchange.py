"""Decisions go from one archive to another.

All of the log is exported, so that the order in which people decided goes with it, and importing
the same again changes nothing. Decisions about an article that is not here are kept: they hold as
soon as it comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from dateline.store.curation.log import insert_decisions, logged, next_time
from dateline.store.decided.consequences import Before, existing, follow
from dateline.store.removal.join import join
from dateline.store.removal.plan import planned
from dateline.store.removal.remove import forget_decisions, remove
from dateline.store.removal.tombstones import follow_deletions
from dateline.store.sql import rows_with
from dateline.store.tables.articles import OccurrenceRow
from dateline.values.curation.decisions import Action, Decision, ImportReport, PortableDecision

_NOT_PORTABLE = (Action.UNDO,)  # runs are those of one archive
# Decisions whose data name another decision by its time, and where.
_NAMING_ANOTHER = {Action.UNNOTE: "note", Action.WITHDRAW: "decision"}


def exported(connection: Connection) -> list[PortableDecision]:
    """Every decision that can go to another archive, oldest first."""
    found = [each for each in logged(connection) if each.action not in _NOT_PORTABLE]
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
    before = Before.now(connection)
    added = _added(connection, _with_local_articles(connection, portable))
    insert_decisions(connection, added)
    _delete(connection, added)
    join(connection, _replaced(added))
    follow(connection, added, before)
    here = existing(connection, {decision.article for decision in added if decision.article})
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
    here = existing(connection, about)
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
    known = {decision.at: decision for decision in logged(connection)}
    moved: dict[str, str] = {}
    added = []
    for decision in sorted(imported, key=lambda each: each.at):
        key = _NAMING_ANOTHER.get(decision.action)
        if key is not None and decision.data[key] in moved:
            decision = replace(decision, data={key: moved[decision.data[key]]})
        at = decision.at
        while (there := known.get(at)) is not None and replace(there, at=decision.at) != decision:
            at = next_time(at)
        if at != decision.at:
            moved[decision.at] = at
        if there is None:
            known[at] = replace(decision, at=at)
            added.append(known[at])
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
    places = _replaced(added)
    known = select(OccurrenceRow.record_digest, OccurrenceRow.article)
    rows = rows_with(connection, known, OccurrenceRow.record_digest, places)
    return {row.record_digest for row in rows if row.article != places[row.record_digest]}


def _replaced(added: Iterable[Decision]) -> dict[str, str]:
    """The articles whose place mended files take, by the digest of the record in each."""
    return {
        each.data["record"]: each.article or "" for each in added if each.action is Action.REPLACE
    }
