"""What people said of coded events. It outlives the coding that it is of."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, delete, insert, select

from dateline.store.annotations.read_events import event
from dateline.store.annotations.refresh import refresh_search_keys
from dateline.store.sql import storable
from dateline.store.tables.curation import ReviewRow
from dateline.values.events import Review, ReviewedEvent


def judge(connection: Connection, id: str, review: Review, now: str) -> None:
    """The event with this full id has this review, and no other; what a search finds of its
    article follows."""
    review = replace(review, at=review.at or now, note=storable(review.note))
    judged = event(connection, id)
    report = judged.report
    connection.execute(delete(ReviewRow).where(ReviewRow.id == id))
    values = {
        "id": id,
        "right": review.right,
        "sampled": review.sampled,
        "note": review.note,
        "at": review.at,
        "article": judged.heading.id,
        "event_type": report.event_type,
        "actors": [actor.name for actor in report.actors],
        "recipients": [actor.name for actor in report.recipients],
        "sentence": report.sentence.text,
    }
    connection.execute(insert(ReviewRow).values(values))
    refresh_search_keys(connection, [judged.heading.id])


def every_review(connection: Connection) -> tuple[ReviewedEvent, ...]:
    """All of them, oldest first."""
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
