"""An archive of an older Dateline keeps all that is in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from annotation_builders import add_annotated, mention, report
from old_archives import as_old
from store_builders import database_file, failure, intake_item, only_id, open_store

from dateline.store import Store
from dateline.values.annotations import Annotations, MentionKind
from dateline.values.article import Source
from dateline.values.context import UserHints
from dateline.values.events import Change, EntityDecision, Review
from dateline.values.intake import FullyRead
from dateline.values.outcome import Disposition
from tests.databases import on_sqlite

BODY = "Omar Harbor met a minister in Lahore."


def fill(store: Store) -> None:
    """Something of everything that an archive holds."""
    hints = UserHints(source="Harbor Post")
    item = intake_item("one", file=b"read to its end")
    fully_read = [FullyRead(sha256=item.original.sha256, tool="json 1", articles=1)]
    store.file([item], fully_read=fully_read, hints=hints)
    store.file([failure()], hints=hints)
    found = Annotations(
        mentions=(mention(BODY, "Omar Harbor", kind=MentionKind.PERSON),),
        reports=(report(BODY, "CONSULT", BODY, "2025-07-18"),),
    )
    add_annotated(store, "two", BODY, found)
    (event,) = store.annotations.events()
    store.annotations.judge(event.id, Review(right=False, sampled=True, note="no"))
    hide = EntityDecision(change=Change.HIDE, kind=MentionKind.PERSON, name="Omar Harbor")
    store.annotations.decide(hide)
    store.saved.add("ports", "port OR harbor", match="all", plain=False)


def holds(store: Store) -> list[object]:
    """All of it, as the store gives it out."""
    ids = store.ids()
    return [
        *store.articles(),
        store.annotations.search_keys(ids),
        *map(store.annotations.of, ids),
        *store.annotations.events(),
        *store.annotations.reviews(),
        *(replace(each, at=each.at[:19]) for each in store.annotations.decisions()),
        *store.saved.all(),
        *store.failures(),
        *(reading for group in store.readings() for reading in group),
        store.counts(),
        *map(store.occurred, {article.original.sha256 for article in store.articles()}),
        store.fully_read(intake_item("one", file=b"read to its end").original.sha256, "json 1"),
        store.pending.ids(),
    ]


@on_sqlite
def test_an_archive_of_0007_keeps_its_data(folder: Path, tmp_path: Path) -> None:
    """Tables and columns have other names, and the same is in them."""
    with open_store(folder, create=True) as store:
        fill(store)
        before = holds(store)
    as_old(folder, tmp_path / "old" / "db")

    with Store.open(tmp_path / "old" / "db") as store:
        assert holds(store) == before
        assert store.file([replace(intake_item("new"), ordinal=7)])


@on_sqlite
def test_articles_of_an_old_archive_keep_their_ids(folder: Path, tmp_path: Path) -> None:
    """Articles that were apart under two forms of one address stay, and what arrives under any form
    is a version of one of them."""
    forms = ("http://www.harbor.example/bridge/", "https://harbor.example/bridge")
    with open_store(folder, create=True) as store:
        ids = [
            only_id(store, intake_item(form, body=form, canonical_url=f"https://{n}.example/x"))
            for n, form in enumerate(forms)
        ]
    with closing(sqlite3.connect(database_file(folder))) as connection, connection:
        for id, form in zip(ids, forms, strict=True):
            for table, column, key in (
                ("articles", "key", "id"),
                ("versions", "canonical_url", "article"),
            ):
                value = f"url:{form}" if column == "key" else form
                connection.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (value, id))
    as_old(folder, tmp_path / "old" / "db")

    with Store.open(tmp_path / "old" / "db") as store:
        new = intake_item("new", body=forms[1], canonical_url="https://www.harbor.example/bridge")
        (outcome,) = store.file([new])
        assert (outcome.disposition, outcome.id in ids) == (Disposition.VERSION, True)
        assert sorted(store.ids()) == sorted(ids)


@on_sqlite
def test_sources_of_an_old_archive_are_those_of_a_new_one(folder: Path, tmp_path: Path) -> None:
    """A source was known by its domain, and is known by its name."""
    sources = (Source(name="Post", domain="a.example"), Source(name="POST"), Source())
    with open_store(folder, create=True) as store:
        for number, source in enumerate((*sources, Source(name="Sport", domain="a.example"))):
            only_id(store, intake_item(f"{number}", source=source, ordinal=number))
        before = store.sources()
    with closing(sqlite3.connect(database_file(folder))) as connection, connection:
        connection.execute(
            "UPDATE versions SET source_key = ifnull('domain:' || source_domain, '')"
        )
    as_old(folder, tmp_path / "old" / "db")

    with Store.open(tmp_path / "old" / "db") as store:
        assert store.sources() == before
        assert {source.label: source.articles for source in before} == {
            "POST": 2,
            "Sport": 1,
            "unknown": 1,
        }
