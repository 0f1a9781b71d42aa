"""A field's value together with the evidence for it; what all of the field modules return."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dateline.normalize.clean import clean
from dateline.values.article import Evidence
from dateline.values.draft import Claim

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FieldValue(Generic[T]):
    """A value that is not absent, and how it was come by."""

    value: T
    evidence: Evidence


def claims_for(claims: Iterable[Claim], field: str) -> tuple[Claim, ...]:
    """The claims about `field`, in the file's order."""
    return tuple(claim for claim in claims if claim.field == field)


def in_order(claims: Sequence[Claim], methods: Sequence[str]) -> tuple[Claim, ...]:
    """The claims by method, earlier in `methods` first, others last; else in the file's order."""
    rank = {method: place for place, method in enumerate(methods)}
    return tuple(sorted(claims, key=lambda claim: rank.get(claim.method, len(rank))))


def stated(claim: Claim) -> Evidence:
    """Evidence that the file says so itself."""
    return Evidence(method=claim.method, text=claim.value, where=claim.where)


def first_text(claims: Sequence[Claim]) -> FieldValue[str] | None:
    """The first claim that holds any text, tidied."""
    for claim in claims:
        text = clean(claim.value)
        if text:
            return FieldValue(text, stated(claim))
    return None
