"""Everything that the rules of identity look at in an article that arrives, and the failures of
those that are not filed."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.store.articles.identity import (
    address_of,
    article_key,
    content_digest,
    text_digest,
    words_of,
)
from dateline.store.articles.versions import Printed
from dateline.store.sql import storable
from dateline.values.intake import IntakeItem
from dateline.values.listing import Failure
from dateline.values.outcome import Disposition


@dataclass(frozen=True, slots=True)
class Incoming:
    """An intake item with its address, its digests and what its text is compared by."""

    item: IntakeItem
    address: str | None
    content: str
    text: str | None
    words: list[str]
    printed: Printed

    @classmethod
    def of(cls, item: IntakeItem) -> Incoming:
        article = item.article
        address = address_of(article.canonical_url)
        words = words_of(article.body)
        day = article.published.first_day if article.published else None
        return cls(
            item=item,
            address=None if address is None else storable(address),
            content=content_digest(article),
            text=text_digest(article.title, words),
            words=words,
            printed=Printed(
                title=article.title,
                day=day,
                url=article.url,
                words=words,
                guid=None if item.guid is None else storable(item.guid),
                file=item.original.sha256,
            ),
        )

    def key(self, *, taken: bool) -> str:
        """The key of a new article. `taken` says that another article has its address."""
        url = self.item.article.canonical_url
        return storable(article_key(url, self.item.record_digest, taken=taken))


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


def collision(item: IntakeItem, id: str, key: str) -> Failure:
    """The failure of an item whose id belongs to another key. With 64 bits, the odds are 1 in
    37 million among a million articles."""
    return Failure(
        path=item.path,
        original=item.original,
        ordinal=item.ordinal,
        where=item.where,
        disposition=Disposition.FAILED,
        stage="store",
        reason=f"its id {id} is taken by another article ({key})",
        tool=item.reader,
    )
