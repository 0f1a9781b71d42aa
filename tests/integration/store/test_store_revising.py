"""A new reading of the same bytes takes the place of the old one, and nothing else moves."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import fields, replace

from store_builders import LONG, database_file, dispositions, drop_newer_tables, filing, only_id

from dateline.store import Store
from dateline.values.article import Article, Evidence, Source
from dateline.values.context import UserHints
from dateline.values.intake import IntakeItem, Reading

URL = "https://news.example/2025/story"


def readings(store: Store, *ids: str) -> list[Reading]:
    return [one for some in store.readings(ids or None) for one in some]


def reread(store: Store, id: str, *, version: int = 1, **other: object) -> None:
    """The version of the article is read again, and differs in these fields."""
    (one,) = (one for one in readings(store, id) if one.version == version)
    now = store.versions(id)[version - 1]
    known = {field.name: getattr(now, field.name) for field in fields(Article)}
    new = filing("any", file=b"elsewhere", path="z.jsonl", ordinal=99)
    store.revise([(one, replace(new, article=replace(Article(**known), **other)))])


def test_a_reading_has_its_file_record_and_hints(store):
    """Original, oldest path, record, what was said, and when; those of one file together."""
    hints = UserHints(source="Harbor Post", field_map=(("title", "headline"),))
    one, two = filing("one"), filing("two", file=b"other", path="b.jsonl")
    store.file([one, two, filing("three", ordinal=1)], hints=hints)
    store.locate(one.original.sha256, "c.jsonl")

    found = list(store.readings())
    assert sorted(len(some) for some in found) == [1, 2]
    first = next(x for some in found for x in some if x.record_digest == one.record_digest)
    assert first.original == replace(one.original, locations=(), record=None)
    assert (first.version, first.path, first.hints) == (1, "a.jsonl", hints)
    assert first.added == "2025-07-18T12:00:00Z"
    assert [x.article for x in readings(store, first.article)] == [first.article]


def test_a_revised_version_keeps_its_id_number_and_date(store):
    """Number, date, original and place stay; the older version and the index's debt are right."""
    id = only_id(store, filing("one", canonical_url=URL))
    store.file([filing("two", canonical_url=URL, ordinal=1)])
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
    """A page that reads as the article was reread is no new version of it."""
    id = only_id(store, filing("one", canonical_url=URL))
    reread(store, id, body=f"better {LONG}")

    same = filing("two", title="Title of one", canonical_url=URL, body=f"better {LONG}")
    assert dispositions(store, same) == ["unchanged"]


def test_copies_and_stories_follow_in_whatever_order(store):
    """Two texts that come to be the same are a copy and its first, also if the later one was
    read first; texts that part are none."""
    first, second, third = (
        only_id(store, filing(name, ordinal=n)) for n, name in enumerate(("one", "two", "three"))
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
    """Copies of an article that becomes one itself are copies of its first."""
    first = only_id(store, filing("one"))
    second = only_id(store, filing("two", ordinal=1))
    third = only_id(store, filing("three", body=f"two {LONG}", ordinal=2))
    assert store.article(third).copy_of == second

    reread(store, second, body=f"one {LONG}")
    assert [store.article(id).copy_of for id in (second, third)] == [first, first]


def test_a_reading_is_compared_as_it_would_be_kept(store):
    """What the database cannot hold as it is makes no difference twice."""
    item: IntakeItem = filing("one", title="bad \ud800 end", keywords=("\udfff",))
    only_id(store, item)

    ((old, now),) = store.compared([(readings(store)[0], item)])
    assert all(getattr(old, field.name) == getattr(now, field.name) for field in fields(Article))


def test_an_archive_of_0003_keeps_the_source_hints(store, folder):
    """An archive of before did not keep what was said, but in the evidence of the source."""
    said = {"source": Evidence(method="given", text="Harbor Post", where="source")}
    found = {"source": Evidence(method="json key", text="Tide", where="key source")}
    one = only_id(store, filing("one", source=Source(name="Harbor Post"), evidence=said))
    only_id(store, filing("two", source=Source(name="Tide"), evidence=found, ordinal=1))
    store.close()
    with closing(sqlite3.connect(database_file(folder))) as connection, connection:
        drop_newer_tables(connection)
        for table in ("versions", "failures"):
            connection.execute(f"ALTER TABLE {table} DROP COLUMN given")
        connection.execute("UPDATE alembic_version SET version_num = '0003'")

    with Store.open(folder) as again:
        hints = {x.article == one: x.hints for x in readings(again)}
    assert hints == {True: UserHints(source="Harbor Post"), False: UserHints()}
