"""The failures of items that were read and are not filed."""

from __future__ import annotations

from dateline.store.articles.lookup import KnownArticle
from dateline.values.intake import IntakeItem
from dateline.values.listing import Failure
from dateline.values.outcome import Disposition


def refusal(item: IntakeItem, reason: str) -> Failure:
    """The failure of an item whose record was deleted. It does not refer to its original, which is
    not kept for the sake of what was deleted."""
    return Failure(
        path=item.path,
        ordinal=item.ordinal,
        where=item.where,
        disposition=Disposition.REJECTED,
        stage="store",
        reason=reason,
        tool=item.reader,
    )


def collision(item: IntakeItem, other: KnownArticle) -> Failure:
    """The failure of an item whose id belongs to another key. With 64 bits, the odds are 1 in
    37 million among a million articles."""
    return Failure(
        path=item.path,
        original=item.original,
        ordinal=item.ordinal,
        where=item.where,
        disposition=Disposition.FAILED,
        stage="store",
        reason=f"its id {other.id} is taken by another article ({other.key})",
        tool=item.reader,
    )
