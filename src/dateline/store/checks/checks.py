"""The store's part for checks: what is damaged, and the repair of what follows from other rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePath

from sqlalchemy import Connection, delete, select, update

from dateline.errors import ArchiveDamaged
from dateline.store.articles.stories import update_every_story
from dateline.store.checks import annotated, database, decisions, versions
from dateline.store.curation.corrections import apply_corrections
from dateline.store.curation.reviews import follow_reviews
from dateline.store.curation.saved_searches import follow_saves
from dateline.store.database import Database
from dateline.store.removal.tombstones import follow_deletions
from dateline.store.tables.articles import ArticleRow, OriginalRow, TextKeyRow
from dateline.values.archive.integrity import Checked, Damage, Part

_CHECKS: tuple[Callable[[Connection], Iterator[Damage | Checked]], ...] = (
    database.damages,
    versions.damages,
    annotated.damages,
    decisions.damages,
)


class Checks:
    """The checks of one archive's database: a part of its Store, whose docstring applies to every
    method here."""

    def __init__(self, opened: Database) -> None:
        self._database = opened

    def damages(self) -> Iterator[Damage | Checked]:
        """What is damaged, as it is found, and how much was checked; nothing is changed. Each check
        sees the database at one moment; one that cannot be finished is a damage itself."""
        for check in (self._problems, *_CHECKS):
            try:
                with self._database.reading() as connection:
                    yield from check(connection)
            except ArchiveDamaged as error:
                item = PurePath(self._database.name).name
                yield Damage(part=Part.DATABASE, item=item, problem=error.message)

    def _problems(self, connection: Connection) -> Iterator[Damage]:
        for item, problem in self._database.problems(connection, quick=False):
            yield Damage(part=Part.DATABASE, item=item, problem=problem)

    def kept_originals(self) -> dict[str, int]:
        """The size of each original whose file is kept, by its SHA-256."""
        query = select(OriginalRow.sha256, OriginalRow.size).where(OriginalRow.withdrawn.is_(None))
        with self._database.reading() as connection:
            return {row.sha256: row.size for row in connection.execute(query)}

    def compute_again(self) -> None:
        """What follows from other rows is computed again: corrected fields, stories and the keys of
        texts, and the tables that follow from the log of decisions."""
        with self._database.writing() as connection:
            connection.execute(delete(TextKeyRow))
            connection.execute(update(ArticleRow).values(text_keys=None, story=ArticleRow.id))
            update_every_story(connection)
            apply_corrections(connection, set(connection.scalars(select(ArticleRow.id))))
            follow_reviews(connection)
            follow_saves(connection)
            follow_deletions(connection)
