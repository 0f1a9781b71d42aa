"""Whom a text is credited to besides its authors: news agencies, and the paper's own newsroom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.normalize.agencies import agencies_in, agency
from dateline.normalize.evidence import FieldValue, claims_for
from dateline.normalize.people.byline import pieces_in
from dateline.normalize.people.persons import is_newsroom
from dateline.values.article import Evidence
from dateline.values.draft import Claim

_ENDING = re.compile(r"[=(\[]*(?P<names>[\w/, +-]{2,40})[)\]]?\.?")


def credit_of(
    claims: Sequence[Claim], dateline: str | None, paragraphs: Sequence[str]
) -> FieldValue[tuple[str, ...]] | None:
    """The agencies that the file names among its authors, in the dateline, or alone at the end of
    the text ("dpa/AFP"), each once, and a newsroom that is named as author ("Staff")."""
    found: list[tuple[str, Evidence]] = []
    for claim in (*claims_for(claims, "authors"), *claims_for(claims, "credit")):
        evidence = Evidence(method=claim.method, text=claim.value, where=claim.where)
        found += [(name, evidence) for name in _credited(claim.value)]
    if dateline:
        evidence = Evidence(method="dateline", text=dateline, where="text")
        found += [(name, evidence) for name in agencies_in(dateline)]
    if len(paragraphs) > 1 and _ENDING.fullmatch(paragraphs[-1]):
        evidence = Evidence(method="last line", text=paragraphs[-1], where="text")
        found += [(name, evidence) for name in agencies_in(paragraphs[-1])]
    if not found:
        return None
    return FieldValue(tuple(dict.fromkeys(name for name, _ in found)), found[0][1])


def _credited(byline: str) -> Iterator[str]:
    """The agencies and newsrooms of a byline, also at the end of a name."""
    for piece in pieces_in(byline):
        words = piece.split()
        tails = (" ".join(words[-count:]) for count in range(len(words), 0, -1))
        short = next(filter(None, map(agency, tails)), None)
        if short is not None:
            yield short
        elif is_newsroom(piece):
            yield piece
