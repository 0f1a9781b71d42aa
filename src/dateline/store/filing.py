"""Files a batch of what a run read: everything that one transaction of an ingest writes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from dateline.store.annotations.write import forget_annotations
from dateline.store.articles.classify import decide
from dateline.store.articles.stories import update_stories
from dateline.store.articles.write import mark_fully_read, write
from dateline.store.curation.corrections import apply_corrections
from dateline.store.curation.log import DecisionLog
from dateline.store.curation.log import decisions as logged
from dateline.store.failures import clear_outdated, insert_failures
from dateline.store.removal.remove import leave_files
from dateline.store.removal.tombstones import readmit, refusals
from dateline.values.context import UserHints
from dateline.values.curation.decisions import Action
from dateline.values.intake import FullyRead, IntakeItem
from dateline.values.listing import Failure
from dateline.values.outcome import Outcome


def file(
    connection: Connection,
    batch: Sequence[IntakeItem | Failure],
    *,
    fully_read: Sequence[FullyRead],
    hints: UserHints,
    again: bool,
    run: int | None,
    log: DecisionLog,
    now: str,
) -> list[Outcome]:
    """See Store.file. What is no longer refused is in the log."""
    items = [item for item in batch if isinstance(item, IntakeItem)]
    digests = {digest for item in items for digest in (item.record_digest, item.original.sha256)}
    if again:
        readmit(connection, log, digests)
    refused = refusals(connection, digests)
    replacing = {
        each.data["record"]: each.article or ""
        for each in logged(connection, Action.REPLACE)
        if each.data["record"] in digests
    }
    decisions = decide(
        connection, batch, refused=refused, replacing=replacing, hints=hints, now=now
    )
    write(connection, decisions, now=now, run=run)
    forget_annotations(connection, decisions.changed)
    clear_outdated(connection, decisions.ingested, decisions.failures)
    insert_failures(connection, decisions.failures, decisions.hints, now, run)
    update_stories(connection, decisions.texts)
    corrected = apply_corrections(connection, {row["article"] for row in decisions.versions})
    forget_annotations(connection, corrected)
    mark_fully_read(connection, fully_read)
    leave_files(connection, decisions.refused_files)
    return decisions.outcomes
