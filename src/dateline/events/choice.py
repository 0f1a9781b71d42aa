"""Which events are listed and counted: without those judged wrong, with or without background."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from dateline.values.events import CodedEvent


class Background(StrEnum):
    """Whether background events are included, excluded, or the only ones."""

    INCLUDE = "include"
    EXCLUDE = "exclude"
    ONLY = "only"


def chosen(
    events: Iterable[CodedEvent], background: Background, *, judged_wrong: bool = False
) -> Iterator[CodedEvent]:
    """Those of the events that are wanted, in the same order; with `judged_wrong` also those that a
    person marked as wrong."""
    wanted = {Background.INCLUDE: (True, False), Background.ONLY: (True,)}.get(background, (False,))
    for event in events:
        wrong = event.review is not None and not event.review.right
        if event.report.background in wanted and (judged_wrong or not wrong):
            yield event
