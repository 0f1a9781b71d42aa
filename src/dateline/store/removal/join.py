"""Mended files that were ingested before somebody here knew whose place they take."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, insert, select, update

from dateline.store.removal.plan import Plan
from dateline.store.removal.remove import remove
from dateline.store.sql import rows_with
from dateline.store.tables.articles import OccurrenceRow, VersionRow


def join(connection: Connection, places: Mapping[str, str]) -> None:
    """Records that are articles of their own, and that a person put in the place of another one (by
    digest, with the id of that article), are the last version of that one, as if they had come
    after the decision. The article that such a record was is gone. What is a version of that other
    one already is marked as a replacement.

    An article with several versions stays, and so does one that came before the last version of
    the other: nobody can say which text would be current now.
    """
    for record, place in places.items():
        query = select(OccurrenceRow.article, OccurrenceRow.version)
        found = connection.execute(query.where(OccurrenceRow.record_digest == record)).all()
        for own in sorted({row.article for row in found} - {place}):
            _join(connection, own, place)
        for number in {row.version for row in found if row.article == place and row.version > 1}:
            here = (VersionRow.article == place) & (VersionRow.number == number)
            connection.execute(update(VersionRow).where(here).values(replacement=True))


def _join(connection: Connection, own: str, place: str) -> None:
    versions: dict[str, list[tuple[int, str]]] = {own: [], place: []}
    every = select(VersionRow.article, VersionRow.number, VersionRow.added)
    for article, number, added in rows_with(connection, every, VersionRow.article, versions):
        versions[article].append((number, added))
    if len(versions[own]) != 1 or not versions[place]:
        return
    [(old, came)], (last, before) = versions[own], max(versions[place])
    if came < before:
        return
    here = (VersionRow.article == own) & (VersionRow.number == old)
    row = connection.execute(select(VersionRow.__table__).where(here)).one()._mapping
    moved = {"article": place, "number": last + 1, "replacement": True}
    connection.execute(insert(VersionRow), [{**row, **moved}])
    occurred = update(OccurrenceRow).where(OccurrenceRow.article == own)
    connection.execute(occurred.values(article=place, version=last + 1))
    remove(
        connection,
        Plan(
            whole=frozenset({own}),
            versions={own: (old,), place: ()},
            records={},
            files={},
            originals=frozenset(),
            shared={},
        ),
    )
