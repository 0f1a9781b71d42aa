"""Random files of articles."""

from __future__ import annotations

from hashlib import sha256
from random import Random

from dateline.values.article import Article, Original
from dateline.values.intake import IntakeItem

WORDS = [f"word{number}" for number in range(400)]
ADDRESSES = [f"https://harbor.example/{number}" for number in range(4)]


class Dice:
    """Files of articles, many of which are copies, near copies and versions of one another."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._texts = [self._random.choices(WORDS, k=90) for _ in range(4)]
        self._made = 0

    def file(self, *, addresses: bool) -> list[IntakeItem]:
        """The items of one file, of one to three records."""
        self._made += 1
        name = f"{self._made}.jsonl"
        data = name.encode()
        original = Original(sha256=sha256(data).hexdigest(), size=len(data), media_type="x/y")
        return [
            self._item(name, original, ordinal, addresses=addresses)
            for ordinal in range(self._random.randint(1, 3))
        ]

    def _item(self, path: str, original: Original, ordinal: int, *, addresses: bool) -> IntakeItem:
        record = f"{path} {ordinal}"
        words = list(self._random.choice(self._texts))
        for _ in range(self._random.choice((0, 0, 1, 4, 12))):
            words[self._random.randrange(len(words))] = self._random.choice(WORDS)
        url = self._random.choice((None, *ADDRESSES)) if addresses else None
        return IntakeItem(
            article=Article(title=record, body=" ".join(words), url=url, canonical_url=url),
            record_digest=sha256(record.encode()).hexdigest(),
            original=original,
            ordinal=ordinal,
            path=path,
            reader="json 1",
            where=f"line {ordinal}",
        )
