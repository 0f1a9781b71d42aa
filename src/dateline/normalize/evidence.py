"""A field's value together with the evidence for it, which every field module returns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dateline.normalize.clean import clean
from dateline.values.article import Evidence
from dateline.values.draft import Claim

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FieldValue(Generic[T]):
    """A value, and where it comes from."""

    value: T
    evidence: Evidence


_PLACEHOLDERS = {
    "unspecified", "untitled", "untitled document", "untitled-1", "document", "document1",
    "anonymous", "unknown", "none", "null", "n/a", "no title", "title", "subject", "author",
    "unbenannt", "sans titre", "sin título", "senza titolo", "ohne titel",
}  # fmt: skip
"""What libraries and word processors write into a property that nobody filled in."""


_VARIABLE = re.compile(
    r"\s*(?:\{\{[^{}]*\}\}|\[\[[^\[\]]*\]\]|\$\{[^{}]*\}|<%.{0,80}%>|\{%.{0,80}%\}|%%\w+%%)\s*"
)


def is_placeholder(claim: Claim) -> bool:
    """Whether this is a property of a document that its program filled in for want of a value, or
    the variable of a template that nobody replaced."""
    if _VARIABLE.fullmatch(claim.value):
        return True
    if claim.method != "document properties":
        return False
    return claim.value.strip(" ()[]<>.").casefold() in _PLACEHOLDERS


def claims_for(claims: Iterable[Claim], field: str) -> tuple[Claim, ...]:
    """The claims about `field`, in the file's order."""
    return tuple([claim for claim in claims if claim.field == field])


def by_method(claims: Sequence[Claim], methods: Sequence[str]) -> tuple[Claim, ...]:
    """The claims sorted by method: those in `methods` first, in that order, then the others. Claims
    of the same method stay in the file's order."""
    if len(claims) < 2:
        return tuple(claims)
    rank = {method: place for place, method in enumerate(methods)}
    return tuple(sorted(claims, key=lambda claim: rank.get(claim.method, len(rank))))


def stated(claim: Claim) -> Evidence:
    """The evidence for a value that the file states itself."""
    return Evidence(method=claim.method, text=claim.value, where=claim.where)


def first_text(claims: Sequence[Claim]) -> FieldValue[str] | None:
    """The first claim that holds any text, cleaned, or None."""
    for claim in claims:
        text = clean(claim.value)
        if text:
            return FieldValue(text, stated(claim))
    return None
