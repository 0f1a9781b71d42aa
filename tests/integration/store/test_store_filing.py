from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_builders import (
    LONG,
    database_file,
    dispositions,
    failure,
    intake_item,
    only_id,
)

from dateline.store import Store
from dateline.values.article import ArchivedArticle, Caption, Evidence, Source
from dateline.values.intake import FullyRead
from dateline.values.moment import Moment
from dateline.values.outcome import Disposition
from tests.databases import on_sqlite

URL = "https://news.example/2025/story"


def test_every_field_comes_back_as_it_was_written(store):
    """An article that is read equals the one that was stored."""
    item = intake_item(
        "full",
        subtitle="Below",
        authors=("A. Writer", "B. Writer"),
        dateline="ISLAMABAD",
        published=Moment(value="2025-07", basis="caption"),
        updated=Moment(value="2025-07-18T14:30", offset="+05:00", basis="json-ld"),
        language="en",
        section="World",
        source=Source(name="Arab News", domain="arabnews.com"),
        url=URL + "?a=1",
        canonical_url=URL,
        summary=("One", "Two"),
        captions=(Caption(text="The handout", credit="ISPR"), Caption(text="No credit")),
        keywords=("defence", "Libya"),
        paywalled=False,
        evidence={"title": Evidence(method="first line", text="Title", where="body", start=0)},
    )

    stored = store.article(only_id(store, item))

    assert stored == ArchivedArticle(
        **{name: getattr(item.article, name) for name in item.article.__dataclass_fields__},
        id=stored.id,
        version=1,
        copy_of=None,
        story=stored.id,
        added="2025-07-18T12:00:00Z",
        original=replace(item.original, locations=("a.jsonl",), record="line 1"),
    )


def test_the_same_record_is_unchanged_in_any_file(store):
    """It adds an occurrence and a location, but no article or version."""
    assert dispositions(store, intake_item("one")) == ["added"]

    assert dispositions(store, intake_item("one", file=b"other", path="b.jsonl", ordinal=4)) == [
        "unchanged"
    ]
    assert dispositions(store, intake_item("one")) == ["unchanged"]
    counts = store.counts()
    assert (counts.articles, counts.versions, counts.originals) == (1, 1, 2)


def test_the_rules_hold_within_a_batch_as_between_batches(store):
    """The same record, the same URL and the same text within one batch are recognized."""
    assert dispositions(
        store,
        intake_item("one", canonical_url=URL),
        intake_item("one", canonical_url=URL, ordinal=1),
        intake_item("two", canonical_url=URL, ordinal=2),
        intake_item("three", body=f"two {LONG}", ordinal=3),
        intake_item("three", body=f"two {LONG}", ordinal=4),
    ) == ["added", "unchanged", "version", "copy", "unchanged"]


def test_a_changed_text_at_the_same_address_is_a_new_version(store):
    """The article keeps its id; the newest version is current, and the older one remains."""
    first = only_id(store, intake_item("one", canonical_url=URL))

    assert dispositions(store, intake_item("two", canonical_url=URL, title="Corrected")) == [
        "version"
    ]
    assert [(a.version, a.title) for a in store.versions(first)] == [
        (1, "Title of one"),
        (2, "Corrected"),
    ]
    assert store.article(first).title == "Corrected"


def test_other_bytes_with_the_same_text_are_not_a_version(store):
    """A page that changed only around its article is unchanged."""
    store.file([intake_item("one", canonical_url=URL)])

    same = intake_item("other bytes", canonical_url=URL, title="Title of one", body=f"one {LONG}")
    assert dispositions(store, same, same) == ["unchanged", "unchanged"]


def test_the_front_page_of_a_site_is_not_an_address(store):
    """Two articles whose canonical URL is the front page of the site are two articles."""
    site = "https://news.example/"
    assert dispositions(
        store,
        intake_item("one", canonical_url=site),
        intake_item("two", canonical_url=site, ordinal=1),
    ) == ["added", "added"]


def test_a_copy_is_marked_with_the_article_that_came_first(store):
    """An article with the same words, in any case and with any punctuation, is a copy. A copy of
    a copy is a copy of the first article."""
    first = only_id(store, intake_item("one"))

    second = intake_item("two", title="Another title", body=f"ONE, {LONG}!")
    third = intake_item("three", title="A third", body=f"one -- {LONG}", ordinal=2)
    assert [store.article(only_id(store, item)).copy_of for item in (second, third)] == [
        first,
        first,
    ]
    assert store.counts().copies == 2


def test_short_stock_texts_are_not_copies_of_each_other(store):
    """A short body is a copy only if the title is the same."""
    assert dispositions(
        store,
        intake_item("one", title="Floods", body="Subscribe to read."),
        intake_item("two", title="Fires", body="Subscribe to read.", ordinal=1),
        intake_item("three", title="FIRES", body="Subscribe to read", ordinal=2),
    ) == ["added", "added", "copy"]


def test_a_text_without_words_is_not_a_copy(store):
    """Two articles with neither title nor body are not copies."""
    blank = intake_item("one", title=None, body="")
    assert (
        dispositions(store, blank, intake_item("two", title=None, body="", ordinal=1))
        == ["added"] * 2
    )


def test_a_copy_whose_text_changes_is_no_longer_a_copy(store):
    """A new version with another text resets `copy_of`."""
    store.file([intake_item("one")])
    copy = only_id(store, intake_item("two", body=f"one {LONG}", canonical_url=URL, ordinal=1))
    assert store.article(copy).copy_of is not None

    store.file([intake_item("three", canonical_url=URL, ordinal=2)])
    assert store.article(copy).copy_of is None


def test_an_earlier_text_of_an_article_has_no_copies(store):
    """An article is compared with current versions only, in one batch as in two."""
    assert dispositions(
        store,
        intake_item("one", canonical_url=URL),
        intake_item("two", canonical_url=URL, ordinal=1),
        intake_item("three", body=f"one {LONG}", ordinal=2),
    ) == ["added", "version", "added"]


def test_a_text_that_only_copies_still_have_is_credited_to_its_first_article(store):
    """After the first article changed, a further copy of its old text still points to it."""
    first = only_id(store, intake_item("one", canonical_url=URL))
    store.file([intake_item("two", body=f"one {LONG}", ordinal=1)])
    store.file([intake_item("changed", canonical_url=URL, ordinal=2)])

    assert store.article(only_id(store, intake_item("three", body=f"one {LONG}"))).copy_of == first


def test_a_reader_that_splits_a_file_differently_replaces_its_records(store):
    """A newer reader may split a file into other records; both records stay articles."""
    store.file([intake_item("one")])

    assert dispositions(store, intake_item("one, cut otherwise")) == ["added"]
    assert dispositions(store, intake_item("one, cut otherwise")) == ["unchanged"]


@on_sqlite
def test_two_keys_with_one_id_lose_nothing(store, folder):
    """The failure names the other article, which stays."""
    item = intake_item("one")
    first = only_id(store, item)
    with closing(sqlite3.connect(database_file(folder))) as connection, connection:
        connection.execute("UPDATE articles SET key = 'record:another'")
        connection.execute("UPDATE occurrences SET record_digest = 'another'")

    (outcome,) = store.file([replace(item, ordinal=1)])
    assert (outcome.disposition, outcome.stage, outcome.id) == (Disposition.FAILED, "store", None)
    assert first in (outcome.reason or "")
    assert store.counts().articles == store.counts().failed == 1


def test_lone_surrogates_are_replaced_and_the_rest_is_kept(store):
    """In texts and file names; two paths stay different."""
    item = intake_item("odd", title="bad \ud800 end", keywords=("\udfff",), path="caf\udce9.html")

    article = store.article(only_id(store, item))
    assert (article.title, article.keywords) == ("bad � end", ("�",))
    assert article.original.locations == ("caf\\udce9.html",)
    assert dispositions(store, item) == ["unchanged"]


def test_an_original_is_fully_read_once_and_by_one_tool(store):
    """Only the tool that read a file to its end may skip it, and not while part of it fails."""
    one, whole = intake_item("one"), failure()
    sha256 = one.original.sha256
    assert store.fully_read(sha256, "json 1") is None
    store.file([one], fully_read=[FullyRead(sha256=sha256, tool="json 1", articles=1)])
    assert store.fully_read(sha256, "json 1") == 1
    assert store.fully_read(sha256, "json 2") is None

    store.file([whole])
    assert store.fully_read(sha256, "json 1") is None


def test_an_empty_batch_can_mark_an_original_as_fully_read(store):
    """The mark may come in a call of its own; it counts where each record gave an article."""
    item = intake_item("one")
    store.file([item])

    store.file([], fully_read=[FullyRead(sha256=item.original.sha256, tool="json 1", articles=3)])
    assert store.fully_read(item.original.sha256, "json 1") is None
    store.file([], fully_read=[FullyRead(sha256=item.original.sha256, tool="json 1", articles=1)])
    assert store.fully_read(item.original.sha256, "json 1") == 1


def test_a_further_location_adds_no_article(store):
    """The same bytes at another path are another location, oldest first, each once."""
    item = intake_item("one")
    first = only_id(store, item)

    for path in ("b.jsonl", "b.jsonl", "a.jsonl"):
        store.locate(item.original.sha256, path)
    assert store.article(first).original.locations == ("a.jsonl", "b.jsonl")


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from(["", URL, URL + "/2"]))),
    st.integers(1, 4),
)
def test_ingesting_again_changes_nothing(tmp_path_factory, records, batch):
    """Storing the same items again, in batches of any size, leaves everything unchanged."""
    items = [
        intake_item(record + url, canonical_url=url or None, ordinal=n)
        for n, (record, url) in enumerate(records)
    ]
    with Store.open(tmp_path_factory.mktemp("db"), create=True) as store:
        store.file(items)
        before = store.counts()

        again = [
            outcome.disposition
            for n in range(0, len(items), batch)
            for outcome in store.file(items[n : n + batch])
        ]
        assert set(again) <= {Disposition.UNCHANGED}
        assert store.counts() == before


@pytest.mark.parametrize("disposition", [Disposition.ADDED, Disposition.UNCHANGED])
def test_a_failure_is_failed_or_rejected(disposition):
    """A failure cannot have the disposition of an ingested article."""
    with pytest.raises(ValueError, match="cannot be"):
        failure(disposition=disposition)
