"""Which bytes are refused, because a person deleted what they hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, bindparam, delete, insert, select

from dateline.store.curation.log import DecisionLog, decisions
from dateline.store.sql import execute_each, rows_with
from dateline.store.tables.curation import DecisionRow
from dateline.store.tables.removal import TombstoneRow
from dateline.values.curation.decisions import Action, Decision


def bury(connection: Connection, made: Collection[Decision]) -> None:
    """The records and originals of these decisions to delete are refused from now on."""
    refused = refused_by(made)
    query = select(TombstoneRow.digest)
    known = {digest for (digest,) in rows_with(connection, query, TombstoneRow.digest, refused)}
    new = ({"digest": digest, "decision": refused[digest]} for digest in refused.keys() - known)
    execute_each(connection, insert(TombstoneRow), new)


def follow_deletions(connection: Connection) -> set[str]:
    """What is refused is as the log says; return the digests."""
    refused = refused_by(decisions(connection, Action.DELETE, Action.READMIT))
    connection.execute(delete(TombstoneRow))
    rows = ({"digest": digest, "decision": at} for digest, at in refused.items())
    execute_each(connection, insert(TombstoneRow), rows)
    return set(refused)


def refused_by(logged: Iterable[Decision]) -> dict[str, str]:
    """The digests that are refused after these decisions, each with the time of the deletion."""
    refused: dict[str, str] = {}
    for decision in logged:
        for digest in (*decision.data["records"], *decision.data["originals"]):
            if decision.action is Action.DELETE:
                refused.setdefault(digest, decision.at)
            else:
                refused.pop(digest, None)
    return refused


def refusals(connection: Connection, digests: Collection[str]) -> dict[str, str]:
    """Why the bytes with these digests are refused; those that are not are left out."""
    query = select(TombstoneRow.digest, DecisionRow.at, DecisionRow.by, DecisionRow.reason)
    query = query.join(DecisionRow, DecisionRow.at == TombstoneRow.decision)
    return {
        digest: f"deleted by {by} on {at[:10]}: {reason}"
        for digest, at, by, reason in rows_with(connection, query, TombstoneRow.digest, digests)
    }


def any_refused(connection: Connection) -> bool:
    """Whether anything is refused at all."""
    return connection.scalar(select(TombstoneRow.digest).limit(1)) is not None


def readmit(connection: Connection, log: DecisionLog, digests: Collection[str]) -> None:
    """The bytes with these digests are not refused any more. If they were, the log says so."""
    query = select(TombstoneRow.digest)
    refused = {digest for (digest,) in rows_with(connection, query, TombstoneRow.digest, digests)}
    if refused:
        gone = delete(TombstoneRow).where(TombstoneRow.digest == bindparam("gone"))
        connection.execute(gone, [{"gone": digest} for digest in refused])
        data = {"records": sorted(refused), "originals": []}
        log.add(connection, Decision(action=Action.READMIT, data=data))
