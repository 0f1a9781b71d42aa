"""A new reading of the same bytes replaces the old one, and nothing else changes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import fields, replace

from store_builders import (
    LONG,
    database_file,
    dispositions,
    drop_newer_tables,
    intake_item,
    only_id,
    open_store,
)

from dateline.store import Store
from dateline.values.article import Article, Evidence, Source
from dateline.values.context import UserHints
from dateline.values.intake import IntakeItem, Reading
from tests.databases import on_sqlite

URL = "https://news.example/2025/story"


def readings(store: Store, *ids: str) -> list[Reading]:
    return [reading for group in store.readings(ids or None) for reading in group]


def reread(store: Store, id: str, *, version: int = 1, **changes: object) -> None:
    """Revise this version of the article with these changes."""
    (reading,) = (reading for reading in readings(store, id) if reading.version == version)
    current = store.versions(id)[version - 1]
    old_fields = {field.name: getattr(current, field.name) for field in fields(Article)}
    new = intake_item("any", file=b"elsewhere", path="z.jsonl", ordinal=99)
    store.revise([(reading, replace(new, article=replace(Article(**old_fields), **changes)))])


def test_a_reading_has_its_file_record_and_hints(store):
    """The path is the oldest one; readings of one original come together."""
    hints = UserHints(source="Harbor Post", field_map=(("title", "headline"),))
    first_item, other_file = intake_item("one"), intake_item("two", file=b"other", path="b.jsonl")
    store.file([first_item, other_file, intake_item("three", ordinal=1)], hints=hints)
    store.locate(first_item.original.sha256, "c.jsonl")

    found = list(store.readings())
    assert sorted(len(group) for group in found) == [1, 2]
    first = next(
        reading
        for group in found
        for reading in group
        if reading.record_digest == first_item.record_digest
    )
    assert first.original == replace(first_item.original, locations=(), record=None)
    assert (first.version, first.path, first.hints) == (1, "a.jsonl", hints)
    assert first.added == "2025-07-18T12:00:00Z"
    assert [reading.article for reading in readings(store, first.article)] == [first.article]


def test_a_revised_version_keeps_its_id_number_and_date(store):
    """Number, date, original and place stay; only a current version becomes pending."""
    id = only_id(store, intake_item("one", canonical_url=URL))
    store.file([intake_item("two", canonical_url=URL, ordinal=1)])
    before = store.versions(id)
    store.pending.clear([(number, article.id) for number, article in store.pending.oldest(9)])

    reread(store, id, version=1, title="Better")
    assert store.pending.count() == 0  # the index holds current versions only
    reread(store, id, version=2, body=f"better {LONG}")
    assert store.versions(id) == (
        replace(before[0], title="Better"),
        replace(before[1], body=f"better {LONG}"),
    )
    assert store.pending.count() == 1


def test_other_bytes_are_compared_with_the_new_reading(store):
    """A page whose content equals the new reading is unchanged."""
    id = only_id(store, intake_item("one", canonical_url=URL))
    reread(store, id, body=f"better {LONG}")

    same = intake_item("two", title="Title of one", canonical_url=URL, body=f"better {LONG}")
    assert dispositions(store, same) == ["unchanged"]


def test_copies_and_stories_follow_in_whatever_order(store):
    """Two texts that become equal are an article and its copy, even if the later article was
    revised first. Texts that become different are not copies."""
    first, second, third = (
        only_id(store, intake_item(name, ordinal=n))
        for n, name in enumerate(("one", "two", "three"))
    )
    for id in (third, first):
        reread(store, id, body=f"same same {LONG} {LONG}")
    assert [store.article(id).copy_of for id in (first, second, third)] == [None, None, first]
    assert [store.article(id).story for id in (first, second, third)] == [first, second, first]

    reread(store, second, body=f"same same {LONG} {LONG}")
    assert store.article(second).copy_of == first
    for id in (first, second, third):
        reread(store, id, body=f"{id} " + " ".join(f"{id}{n}" for n in range(90)))
    assert [store.article(id).copy_of for id in (first, second, third)] == [None] * 3
    assert [store.article(id).story for id in (first, second, third)] == [first, second, third]


def test_a_copy_never_refers_to_a_copy(store):
    """Copies of an article that becomes a copy itself are copies of the first article."""
    first = only_id(store, intake_item("one"))
    second = only_id(store, intake_item("two", ordinal=1))
    third = only_id(store, intake_item("three", body=f"two {LONG}", ordinal=2))
    assert store.article(third).copy_of == second

    reread(store, second, body=f"one {LONG}")
    assert [store.article(id).copy_of for id in (second, third)] == [first, first]


def test_a_reading_is_compared_as_it_would_be_kept(store):
    """Text that the database cannot store unchanged is no difference."""
    item: IntakeItem = intake_item("one", title="bad \ud800 end", keywords=("\udfff",))
    only_id(store, item)

    ((old, now),) = store.compared([(readings(store)[0], item)])
    assert all(getattr(old, field.name) == getattr(now, field.name) for field in fields(Article))


@on_sqlite
def test_an_archive_of_0003_keeps_the_source_hints(store, folder):
    """Old archives had hints only in the evidence of the source."""
    hinted = {"source": Evidence(method="given", text="Harbor Post", where="source")}
    from_key = {"source": Evidence(method="json key", text="Tide", where="key source")}
    hinted_id = only_id(
        store, intake_item("one", source=Source(name="Harbor Post"), evidence=hinted)
    )
    only_id(store, intake_item("two", source=Source(name="Tide"), evidence=from_key, ordinal=1))
    store.close()
    with closing(sqlite3.connect(database_file(folder))) as connection, connection:
        drop_newer_tables(connection)
        for table in ("versions", "failures"):
            connection.execute(f"ALTER TABLE {table} DROP COLUMN given")
        connection.execute("UPDATE alembic_version SET version_num = '0003'")

    with open_store(folder) as again:
        hints = {reading.article == hinted_id: reading.hints for reading in readings(again)}
    assert hints == {True: UserHints(source="Harbor Post"), False: UserHints()}
