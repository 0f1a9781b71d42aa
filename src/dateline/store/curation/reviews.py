"""The reviews of events by people. A review stays when its event no longer exists."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, delete, insert, select

from dateline.store.sql import storable
from dateline.store.tables.curation import ReviewRow
from dateline.values.events import CodedEvent, Review, ReviewedEvent


def write_review(connection: Connection, event: CodedEvent, review: Review, now: str) -> None:
    """The event has this review and no other. The search keys of its article may change."""
    review = replace(review, at=review.at or now, note=storable(review.note))
    id, report = event.id, event.report
    connection.execute(delete(ReviewRow).where(ReviewRow.id == id))
    values = {
        "id": id,
        "right": review.right,
        "sampled": review.sampled,
        "note": review.note,
        "at": review.at,
        "article": event.heading.id,
        "event_type": report.event_type,
        "actors": [actor.name for actor in report.actors],
        "recipients": [actor.name for actor in report.recipients],
        "sentence": report.sentence.text,
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
