"""The reviews of events by people. A review stays when its event no longer exists."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from dateline.store.curation.log import DecisionLog
from dateline.store.sql import storable
from dateline.store.tables.curation import ReviewRow
from dateline.values.decisions import Action, Decision
from dateline.values.events import CodedEvent, Review, ReviewedEvent


def write_review(
    connection: Connection, event: CodedEvent, review: Review, log: DecisionLog
) -> None:
    """The event has this review and no other, and the log says so. The search keys of its
    article may change."""
    report = event.report
    said = {"right": review.right, "sampled": review.sampled, "note": storable(review.note)}
    was = {
        "actors": [actor.name for actor in report.actors],
        "recipients": [actor.name for actor in report.recipients],
        "sentence": report.sentence.text,
    }
    data = {"event": event.id, **said, "type": report.event_type, **was}
    (logged,) = log.add(
        connection, Decision(action=Action.REVIEW, article=event.heading.id, data=data)
    )
    connection.execute(delete(ReviewRow).where(ReviewRow.id == event.id))
    values = {
        "id": event.id,
        **said,
        "at": review.at or f"{logged.at[:19]}Z",
        "article": event.heading.id,
        "event_type": report.event_type,
        **was,
    }
    connection.execute(insert(ReviewRow).values(values))


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
