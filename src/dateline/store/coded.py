"""The store's annotations: what was read in articles, and what people decided of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dateline.store.coded_reading import annotations_of
from dateline.store.coded_writing import count_uncoded, uncoded, write_coded
from dateline.store.database import Database
from dateline.store.reading import full_id
from dateline.values.annotations import Annotations
from dateline.values.article import ArchivedArticle
from dateline.values.coded import Annotated


class Coded:
    """The annotations of one archive: a part of its Store, which says what holds for every
    method. A `coder` is the name of rules and dictionaries, as `annotation.coder` gives it."""

    def __init__(self, database: Database, now: Callable[[], str]) -> None:
        self._database = database
        self._now = now

    def uncoded(self, coder: str) -> Iterator[Sequence[ArchivedArticle]]:
        """The articles that this coder has not coded in their current version, in the order in
        which they came in, 256 at a time. What is coded meanwhile does not disturb it."""
        return uncoded(self._database, coder)

    def uncoded_count(self, coder: str) -> int:
        """How many articles `uncoded` would give."""
        with self._database.reading() as connection:
            return count_uncoded(connection, coder)

    def code(self, batch: Sequence[Annotated], coder: str) -> None:
        """These articles are coded by `coder`: what was read before is gone. Those of which a
        search would learn something else are pending. The caller holds the archive's write
        lock, so that no version is newer than what was read."""
        with self._database.writing() as connection:
            write_coded(connection, batch, coder=coder, now=self._now())

    def annotations(self, prefix: str) -> Annotations:
        """All that was read in the current version of the article whose id begins with
        `prefix`; empty where it is not coded. Raises NoSuchArticle as Store.article."""
        with self._database.reading() as connection:
            return annotations_of(connection, full_id(connection, prefix))
