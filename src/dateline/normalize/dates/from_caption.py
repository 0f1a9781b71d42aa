"""The day of publication if only a caption prints one.

The caption of a news picture says when it was taken; the story's lead says on which day of the week
things happened ("on Friday"). If a caption prints one full date, and it falls on the only weekday
that the lead names, the picture and the story are assumed to be of that day. If they disagree, or
the lead names no weekday or several, nothing is inferred.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.normalize.dates.parse import MONTH, WEEKDAYS, read_moment
from dateline.normalize.evidence import FieldValue
from dateline.values.article import Caption, Evidence
from dateline.values.moment import Moment

_DATE = re.compile(
    rf"\b(?:{MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}\.?,?\s+\d{{4}})\b",
    re.I,
)
_WEEKDAY = re.compile(rf"\b({'|'.join(day.title() for day in WEEKDAYS)})\b")


def published_from_captions(captions: Sequence[Caption], lead: str) -> FieldValue[Moment] | None:
    """The day that a caption prints and the lead's weekday confirms, or None."""
    named = set(_WEEKDAY.findall(lead[:2000]))
    if len(named) != 1:
        return None
    weekday = named.pop()
    for number, caption in enumerate(captions):
        found = _only_date(caption.text)
        if found is None:
            continue
        printed = found[0]
        basis = f"inferred from the caption's {printed}, which is the {weekday} that the lead names"
        moment = read_moment(printed, basis).moment
        if moment is None or WEEKDAYS[moment.first_day.weekday()] != weekday.lower():
            continue
        evidence = Evidence(
            method="inferred from caption",
            text=printed,
            where=f"captions[{number}].text",
            start=found.start(),
            end=found.end(),
            note=f"the lead names {weekday}",
        )
        return FieldValue(moment, evidence)
    return None


def _only_date(text: str) -> re.Match[str] | None:
    dates = list(_DATE.finditer(text))
    same = {found[0].lower() for found in dates}
    return dates[0] if len(same) == 1 else None
