"""Everything that the rules of identity look at in an article that arrives."""

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
            printed=Printed(title=article.title, day=day, url=article.url, words=words),
        )

    def key(self, *, taken: bool) -> str:
        """The key of a new article. `taken` says that another article has its address."""
        url = self.item.article.canonical_url
        return storable(article_key(url, self.item.record_digest, taken=taken))
