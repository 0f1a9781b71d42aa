"""When an article was published, and when it was changed last.

Of all that a file claims, the first of these that reads as a date counts, within one method the
first in the file: JSON-LD; a JSON object's key; meta tags; microdata; what htmldate finds; time
tags. Metadata is written by the publishing system, and read the same by everyone; what stands
in a page's text may belong to another story. Where a file claims nothing (copied text): a line
that is a date and nothing else; a dateline with a full date; and last the inference that
`inferred` explains.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.normalize.found import Found, in_order, stated
from dateline.normalize.moments import Reading, read_moment
from dateline.normalize.tidy import tidy
from dateline.values.article import Evidence
from dateline.values.draft import Claim
from dateline.values.moment import Moment

METHODS = ("json-ld", "json key", "meta", "microdata", "htmldate", "time tag")


def stated_moment(claims: Sequence[Claim]) -> tuple[Found[Moment] | None, Evidence | None]:
    """The moment that the best claim gives; and, where none gives any, the first doubt."""
    doubt: Evidence | None = None
    for claim in in_order(claims, METHODS):
        text = tidy(claim.value)
        reading = read_moment(text, claim.where)
        if reading.moment is not None:
            return Found(reading.moment, stated(claim)), None
        if reading.doubt is not None and doubt is None:
            doubt = Evidence(method="none", text=text, where=claim.where, note=reading.doubt)
    return None, doubt


def line_moment(line: str) -> Reading:
    """What a line of copied text says, if the line is a date and no more."""
    return read_moment(line, f"the line {line!r}") if len(line) <= 60 else Reading()


def from_lines(lines: Sequence[str]) -> Found[Moment] | None:
    """The moment of the first date line."""
    for line in lines:
        reading = line_moment(line)
        if reading.moment is not None:
            return Found(reading.moment, Evidence(method="date line", text=line, where="text"))
    return None


def from_dateline(printed: str | None) -> Found[Moment] | None:
    """The day that a dateline prints ("LONDON, July 3, 2025"), if it prints the year too."""
    if printed is None:
        return None
    moment = read_moment(printed, "the date in the dateline").moment
    return (
        Found(moment, Evidence(method="dateline", text=printed, where="text")) if moment else None
    )
