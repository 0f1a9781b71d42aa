"""What annotating articles again would change, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from dateline.store.annotations.events import report_rows
from dateline.store.annotations.read import headings
from dateline.store.annotations.read_annotated import annotated_articles
from dateline.values.events import Annotated, CodedEvent, Reannotation


def compared(
    connection: Connection, batch: Sequence[Annotated], coder: str
) -> tuple[Reannotation, ...]:
    """For each of these articles, the difference between its stored annotations and these."""
    ids = [annotated.article for annotated in batch]
    headings_of, stored_in = headings(connection, ids), annotated_articles(connection, ids)
    reannotations = []
    for annotated in batch:
        heading, stored = headings_of[annotated.article], stored_in[annotated.article]
        old_events = {event.id: event for event in stored.events}
        rows = report_rows(annotated.article, annotated.annotations.reports)
        new_reports = {
            row["id"]: report
            for row, report in zip(rows, annotated.annotations.reports, strict=True)
        }
        new = (
            CodedEvent(id=id, heading=heading, report=report, coder=coder)
            for id, report in new_reports.items()
            if id not in old_events
        )
        reannotations.append(
            Reannotation(
                heading=heading,
                gone=tuple(event for id, event in old_events.items() if id not in new_reports),
                new=tuple(new),
                changed=stored.annotations != annotated.annotations,
                failure=annotated.error,
            )
        )
    return tuple(reannotations)
