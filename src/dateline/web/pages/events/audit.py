"""The audit of events: a random sample, reviewed one by one, and what its reviews say of all."""

from __future__ import annotations

from typing import Annotated, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dateline.archive import Archive
from dateline.events.sampling import EventSample
from dateline.plover import TYPES
from dateline.values.events import CodedEvent, EventFilter
from dateline.web.drawing import page
from dateline.web.reading import OpenArchive

router = APIRouter()

MOST = 1000  # events in a sample: nobody reviews more, and each page reads them
_LAST = 5  # reviews that are shown, to be changed


class AuditAsked(NamedTuple):
    """A sample of this many events of a type, by a seed; reviews go on after the event `after`."""

    sample: int = 100
    type: str = ""
    seed: int = 1
    after: str = ""

    @property
    def address(self) -> str:
        return f"/events/audit?{urlencode(self._asdict())}"


class AuditView(NamedTuple):
    """The sample, the event to review next if one is left, how many were passed over, and the last
    reviews, newest first."""

    asked: AuditAsked
    sample: EventSample
    next: CodedEvent | None
    passed: int
    last: tuple[CodedEvent, ...]


def audit_view(archive: Archive, wanted: AuditAsked) -> AuditView:
    """The page of this audit. Raises UsageError for what is no type."""
    drawn = archive.events.sample(
        wanted.sample, seed=wanted.seed, wanted=EventFilter(type=wanted.type or None)
    )
    ids = [event.id for event in drawn.events]
    first = ids.index(wanted.after) + 1 if wanted.after in ids else 0
    passed = [event for event in drawn.events[:first] if event.review is None]
    left = [event for event in drawn.events[first:] if event.review is None]
    # Within a second, in the order of the sample, in which one is asked.
    reviewed = sorted(
        (event.review.at, place) for place, event in enumerate(drawn.events) if event.review
    )
    return AuditView(
        wanted,
        drawn,
        next=left[0] if left else None,
        passed=len(passed),
        last=tuple(drawn.events[place] for _, place in reviewed[: -_LAST - 1 : -1]),
    )


@router.get("/events/audit")
def audit_page(
    request: Request,
    archive: OpenArchive,
    sample: Annotated[int, Query(ge=1, le=MOST)] = 100,
    type: str = "",
    seed: int = 1,
    after: str = "",
) -> Response:
    view = audit_view(archive, AuditAsked(sample, type, seed, after))
    return page(request, "audit.html", view=view, types=TYPES, most=MOST)
