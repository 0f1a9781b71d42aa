"""The author's name as it stands on a page, where nothing in its head names one."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement
from trafilatura.metadata import extract_author

from dateline.values.draft import Claim

logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def byline_claims(tree: HtmlElement, claims: Sequence[Claim]) -> Iterator[Claim]:
    """The names that the page's markup calls its author, unless `claims` has one that may be
    a name: two words, and no address."""
    values = [claim.value for claim in claims if claim.field == "authors"]
    if any(" " in value.strip() and "://" not in value for value in values):
        return
    for name in (extract_author(tree) or "").split(";"):
        if name.strip():
            yield Claim(field="authors", value=name.strip(), method="byline markup", where="page")
