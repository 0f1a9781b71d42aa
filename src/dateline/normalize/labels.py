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
    """The keywords of the first method that gives any, each once in any case. Lists in one string
    are split at commas. What is longer than MAX_KEYWORD_LENGTH is a sentence, not a keyword."""
    keyword_claims = by_method(claims_for(claims, "keywords"), METHODS)
    if not keyword_claims:
        return None
    method = keyword_claims[0].method
    of_method = [claim for claim in keyword_claims if claim.method == method]
    words = (clean(part) for claim in of_method for part in _PARTS.split(claim.value))
    keywords: dict[str, str] = {}
    for word in words:
        if 0 < len(word) <= MAX_KEYWORD_LENGTH:
            keywords.setdefault(word.casefold(), word)
    if not keywords:
        return None
    return FieldValue(tuple(keywords.values()), Evidence(method=method, where=of_method[0].where))


def paywalled(claims: Sequence[Claim]) -> FieldValue[bool] | None:
    """Whether the file says that access costs money, metadata before marks that readers see; None
    if it says nothing."""
    for claim in by_method(claims_for(claims, "paywalled"), METHODS):
        return FieldValue(claim.value == "true", stated(claim))
    return None
