"""Annotations in the store: those of the current version, once per coder."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from annotation_builders import search_keys
from store_builders import (
    database_file,
    drop_newer_tables,
    intake_item,
    only_id,
    open_store,
)

from dateline import annotate
from dateline.errors import NoSuchArticle
from dateline.values.annotations import Annotations
from dateline.values.events import Annotated
from dateline.values.moment import Moment
from dateline.values.search.keys import SearchKeys
from tests.databases import on_sqlite

BODY = (
    "PARIS, July 17 — Army Chief General Omar Harbor met Foreign Minister Lina Tide in Lahore"
    " on Friday, the Ministry of Ports (MOP) said.\n\n"
    "“The talks went well,” Harbor said. He said that Pakistan and Libya had agreed on a plan.\n\n"
    "Police in Libya arrested 20 protesters in Tripoli in May 2024."
)


def news_item(record: str = "one", **fields):
    published = Moment(value="2025-07-18", basis="given")
    defaults = {"title": "Pakistan and Libya agree on harbor plan", "language": "en", **fields}
    return intake_item(record, **{"body": BODY, "published": published, **defaults})


def annotate_all(store, coder="rules 1"):
    """Annotate every article that is not annotated; return their ids."""
    articles = [article for page in store.annotations.unannotated(coder) for article in page]
    store.annotations.write(
        [Annotated(article=article.id, annotations=annotate(article)) for article in articles],
        coder,
    )
    return [article.id for article in articles]


def test_annotations_come_back_as_they_were_read(store):
    """Every span with its words, every rule, every flag and date."""
    article = only_id(store, news_item())
    annotate_all(store)

    expected = annotate(store.article(article))
    assert all(
        (expected.mentions, expected.times, expected.places, expected.quotes, expected.reports)
    ), "the text no longer has something of each kind"
    assert store.annotations.of(article[:8]) == expected


def test_an_article_is_annotated_once_by_each_coder(store):
    """An annotated article is returned to another coder only, whose annotations replace it."""
    first = only_id(store, news_item())
    second = only_id(store, news_item("two", ordinal=1))

    assert store.annotations.unannotated_count("rules 1") == 2
    assert annotate_all(store) == [first, second]
    assert annotate_all(store) == []
    assert store.annotations.unannotated_count("rules 2") == 2
    store.annotations.write([Annotated(article=first)], "rules 2")
    assert store.annotations.of(first) == Annotations()
    assert [a.id for page in store.annotations.unannotated("rules 2") for a in page] == [second]


def test_a_new_version_is_not_annotated(store):
    """Annotations of the old text are gone until the new text is annotated."""
    url = {"canonical_url": "https://example.org/harbor/plan"}
    article = only_id(store, news_item(**url))
    annotate_all(store)
    store.file([news_item("again", ordinal=1, **url, body=f"Updated.\n\n{BODY}")])

    assert store.annotations.of(article) == Annotations()
    assert annotate_all(store) == [article]
    assert store.annotations.of(article) == annotate(store.article(article))


def test_a_new_reading_is_not_annotated(store):
    """A new reading of a version has other offsets: it is annotated again."""
    article = only_id(store, news_item())
    annotate_all(store)
    ((reading,),) = store.readings([article])
    better = news_item(body=f"More.\n\n{BODY}")
    store.revise([(reading, better)])

    assert store.annotations.of(article) == Annotations()
    assert annotate_all(store) == [article]


def test_annotating_makes_an_article_pending_only_if_its_search_keys_change(store):
    """Not if nothing was found, nor if the same was found again."""
    with_keys = only_id(store, news_item())
    without_keys = only_id(store, news_item("two", ordinal=1, language="ur"))
    store.pending.clear((number, article.id) for number, article in store.pending.oldest(9))

    annotate_all(store)
    assert store.pending.ids() == {with_keys}
    store.pending.clear((number, article.id) for number, article in store.pending.oldest(9))
    assert annotate_all(store, "rules 2") == [with_keys, without_keys]
    assert not store.pending.ids()


def test_search_keys_are_those_of_the_current_version(store):
    """Names in all their forms, codes, events with their actors, and speakers; an article that
    is not annotated has none."""
    url = {"canonical_url": "https://example.org/harbor/plan"}
    article = only_id(store, news_item(**url, body="Nothing yet."))
    store.file([news_item("again", ordinal=1, **url)])
    annotate_all(store)

    keys = search_keys(store, article)
    assert {"Omar Harbor", "Harbor", "Lina Tide"} <= set(keys.people)
    assert {"Ministry of Ports", "MOP"} <= set(keys.organizations)
    assert {"Pakistan", "Lahore"} <= set(keys.places)
    assert {"PAK", "LBY"} <= set(keys.countries)
    assert "Omar Harbor" in {name for quote in keys.quotes for name in quote.speakers}
    (agreed,) = [e for e in keys.events if e.type == "AGREE" and e.part == "title"]
    assert agreed.actors == agreed.targets == ("PAK", "LBY")
    assert agreed.date is not None
    assert agreed.date.value == "2025-07-18"
    assert store.article(article).title is not None
    assert (agreed.start, agreed.end) == (0, len(store.article(article).title or ""))
    assert store.annotations.search_keys([article, "0" * 16]) == {
        article: keys,
        "0" * 16: SearchKeys(),
    }


def test_an_error_is_recorded_and_not_tried_again_by_the_same_coder(store):
    """The article counts as annotated, without annotations."""
    article = only_id(store, news_item())
    store.annotations.write([Annotated(article=article, error="a bug in Dateline")], "rules 1")

    assert annotate_all(store) == []
    assert store.annotations.of(article) == Annotations()
    assert annotate_all(store, "rules 2") == [article]


@on_sqlite
def test_an_archive_of_0004_is_not_annotated_yet(folder):
    """They have no annotations until the next run annotates them."""
    with open_store(folder, create=True) as store:
        article = only_id(store, news_item())
    with closing(sqlite3.connect(database_file(folder))) as connection, connection:
        drop_newer_tables(connection)
        connection.execute("UPDATE alembic_version SET version_num = '0004'")

    with open_store(folder) as store:
        assert store.annotations.of(article) == Annotations()
        assert annotate_all(store) == [article]


def test_annotations_of_no_article(store):
    """As Store.article does."""
    with pytest.raises(NoSuchArticle):
        store.annotations.of("abcd")
