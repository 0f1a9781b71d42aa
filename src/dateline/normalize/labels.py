"""Small fields that a file states and that need little more than cleaning: section, keywords, and
whether the article is behind a paywall."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.normalize.clean import clean
from dateline.normalize.evidence import FieldValue, by_method, claims_for, first_text, stated
from dateline.values.article import Evidence
from dateline.values.draft import Claim

METHODS = ("json-ld", "json key", "meta")
MAX_KEYWORD_LENGTH = 80

_PARTS = re.compile(r"[,;|]")


def section_of(claims: Sequence[Claim]) -> FieldValue[str] | None:
    """The section of the paper that the article was in, as the file names it."""
    return first_text(by_method(claims_for(claims, "section"), METHODS))


def keywords_of(claims: Sequence[Claim]) -> FieldValue[tuple[str, ...]] | None:
    """The keywords of the first method that gives several, else of the first that gives one: a
    text of many words without a comma is no list. Each stands once in any case. Lists in one string
    are split at commas. What is longer than MAX_KEYWORD_LENGTH is a sentence, not a keyword."""
    of_method: dict[str, list[Claim]] = {}
    for claim in by_method(claims_for(claims, "keywords"), METHODS):
        of_method.setdefault(claim.method, []).append(claim)
    found = [
        FieldValue(_keywords(stated_by), Evidence(method=method, where=stated_by[0].where))
        for method, stated_by in of_method.items()
    ]
    best = max(found, key=lambda field: min(2, len(field.value)), default=None)
    return best if best and best.value else None


def _keywords(claims: Sequence[Claim]) -> tuple[str, ...]:
    words = (clean(part) for claim in claims for part in _PARTS.split(claim.value))
    keywords: dict[str, str] = {}
    for word in words:
        if 0 < len(word) <= MAX_KEYWORD_LENGTH:
            keywords.setdefault(word.casefold(), word)
    return tuple(keywords.values())


def paywalled(claims: Sequence[Claim]) -> FieldValue[bool] | None:
    """Whether the file says that access costs money, metadata before marks that readers see; None
    if it says nothing."""
    for claim in by_method(claims_for(claims, "paywalled"), METHODS):
        return FieldValue(claim.value == "true", stated(claim))
    return None
