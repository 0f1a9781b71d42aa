"""What coding an article again would change, before it is done."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from dateline.store.annotations.events import report_rows
from dateline.store.annotations.read import annotations_of, headings
from dateline.store.annotations.read_events import event
from dateline.store.tables.annotations import ReportRow
from dateline.values.events import Annotated, CodedEvent, Reannotation


def compared(
    connection: Connection, batch: Sequence[Annotated], coder: str
) -> tuple[Reannotation, ...]:
    """For each of these articles what is coded now beside what would be."""
    found = headings(connection, [one.article for one in batch])
    told = []
    for one in batch:
        query = select(ReportRow.id).where(ReportRow.article == one.article)
        before = connection.scalars(query.order_by(ReportRow.number)).all()
        rows = report_rows(one.article, one.annotations.reports)
        after = {
            row["id"]: report for row, report in zip(rows, one.annotations.reports, strict=True)
        }
        heading = found[one.article]
        new = (
            CodedEvent(id=id, heading=heading, report=report, coder=coder)
            for id, report in after.items()
            if id not in before
        )
        told.append(
            Reannotation(
                heading=heading,
                gone=tuple(event(connection, id) for id in before if id not in after),
                new=tuple(new),
                changed=annotations_of(connection, one.article) != one.annotations,
                failure=one.error,
            )
        )
    return tuple(told)
