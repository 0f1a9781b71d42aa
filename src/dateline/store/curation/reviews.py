"""The reviews of events by people. A review stays when its event no longer exists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from dateline.store.curation.log import DecisionLog, decisions
from dateline.store.sql import storable
from dateline.store.tables.curation import ReviewRow
from dateline.values.curation.decisions import Action, Decision
from dateline.values.events import CodedEvent, Review, ReviewedEvent


def write_review(
    connection: Connection, event: CodedEvent, review: Review, log: DecisionLog
) -> None:
    """The event has this review and no other, and the log says so. The search keys of its
    article may change."""
    report = event.report
    data = {
        "event": event.id,
        "right": review.right,
        "sampled": review.sampled,
        "note": storable(review.note),
        "type": report.event_type,
        "actors": [actor.name for actor in report.actors],
        "recipients": [actor.name for actor in report.recipients],
        "sentence": report.sentence.text,
    }
    logged = log.add(
        connection, Decision(action=Action.REVIEW, article=event.heading.id, data=data)
    )
    connection.execute(delete(ReviewRow).where(ReviewRow.id == event.id))
    _write(connection, logged)


def follow_reviews(connection: Connection) -> None:
    """The reviews are as the log says."""
    connection.execute(delete(ReviewRow))
    _write(connection, decisions(connection, Action.REVIEW))


def _write(connection: Connection, logged: Iterable[Decision]) -> None:
    if rows := review_rows(logged):
        connection.execute(insert(ReviewRow), rows)


def review_rows(logged: Iterable[Decision]) -> list[dict[str, Any]]:
    """The rows of reviews that follow from these decisions: the last review of each event."""
    last = {decision.data["event"]: decision for decision in logged}
    return [
        {
            "id": id,
            "right": decision.data["right"],
            "sampled": decision.data["sampled"],
            "note": decision.data["note"],
            "at": f"{decision.at[:19]}Z",
            "article": decision.article,
            "event_type": decision.data["type"],
            "actors": decision.data["actors"],
            "recipients": decision.data["recipients"],
            "sentence": decision.data["sentence"],
        }
        for id, decision in last.items()
    ]


def every_review(connection: Connection) -> tuple[ReviewedEvent, ...]:
    """Every review, oldest first."""
    query = select(ReviewRow.__table__).order_by(ReviewRow.at, ReviewRow.id)
    return tuple(
        ReviewedEvent(
            id=row.id,
            review=Review(right=row.right, sampled=row.sampled, note=row.note, at=row.at),
            article=row.article,
            type=row.event_type,
            actors=tuple(row.actors),
            recipients=tuple(row.recipients),
            sentence=row.sentence,
        )
        for row in connection.execute(query)
    )
