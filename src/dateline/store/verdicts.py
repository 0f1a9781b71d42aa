"""What people said of coded events. It outlives the coding that it is of."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, delete, insert, select

from dateline.store.coded_reading import event
from dateline.store.coded_tables import VerdictRow
from dateline.store.retelling import retell
from dateline.store.text import storable
from dateline.values.coded import Judged, Verdict


def judge(connection: Connection, id: str, verdict: Verdict, now: str) -> None:
    """The event with this full id has this verdict, and no other; what a search finds of its
    article follows."""
    verdict = replace(verdict, at=verdict.at or now, note=storable(verdict.note))
    judged = event(connection, id)
    report = judged.report
    connection.execute(delete(VerdictRow).where(VerdictRow.id == id))
    values = {
        "id": id,
        "right": verdict.right,
        "sampled": verdict.sampled,
        "note": verdict.note,
        "at": verdict.at,
        "article": judged.heading.id,
        "event_type": report.event_type,
        "actors": [actor.name for actor in report.actors],
        "recipients": [actor.name for actor in report.recipients],
        "sentence": report.sentence.text,
    }
    connection.execute(insert(VerdictRow).values(values))
    retell(connection, [judged.heading.id])


def every_verdict(connection: Connection) -> tuple[Judged, ...]:
    """All of them, oldest first."""
    query = select(VerdictRow.__table__).order_by(VerdictRow.at, VerdictRow.id)
    return tuple(
        Judged(
            id=row.id,
            verdict=Verdict(right=row.right, sampled=row.sampled, note=row.note, at=row.at),
            article=row.article,
            type=row.event_type,
            actors=tuple(row.actors),
            recipients=tuple(row.recipients),
            sentence=row.sentence,
        )
        for row in connection.execute(query)
    )
