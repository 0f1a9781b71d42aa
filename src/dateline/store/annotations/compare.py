"""What annotating articles again would change, before anything is written."""

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
    """For each of these articles, the difference between its stored annotations and these."""
    headings_of = headings(connection, [annotated.article for annotated in batch])
    reannotations = []
    for annotated in batch:
        query = select(ReportRow.id).where(ReportRow.article == annotated.article)
        old_ids = connection.scalars(query.order_by(ReportRow.number)).all()
        rows = report_rows(annotated.article, annotated.annotations.reports)
        new_reports = {
            row["id"]: report
            for row, report in zip(rows, annotated.annotations.reports, strict=True)
        }
        heading = headings_of[annotated.article]
        new = (
            CodedEvent(id=id, heading=heading, report=report, coder=coder)
            for id, report in new_reports.items()
            if id not in old_ids
        )
        reannotations.append(
            Reannotation(
                heading=heading,
                gone=tuple(event(connection, id) for id in old_ids if id not in new_reports),
                new=tuple(new),
                changed=annotations_of(connection, annotated.article) != annotated.annotations,
                failure=annotated.error,
            )
        )
    return tuple(reannotations)
