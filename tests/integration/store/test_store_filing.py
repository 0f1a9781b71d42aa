from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_builders import LONG, database_file, dispositions, failure, filing, only_id

from dateline.store import Store
from dateline.values.article import ArchivedArticle, Caption, Evidence, Source
from dateline.values.intake import FullyRead
from dateline.values.moment import Moment
from dateline.values.outcome import Disposition

URL = "https://news.example/2025/story"


def test_every_field_comes_back_as_it_was_written(store):
    """An article comes out of the store equal to the one that went in, field by field."""
    item = filing(
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

    got = store.article(only_id(store, item))

    assert got == ArchivedArticle(
        **{name: getattr(item.article, name) for name in item.article.__dataclass_fields__},
        id=got.id,
        version=1,
        copy_of=None,
        story=got.id,
        added="2025-07-18T12:00:00Z",
        original=replace(item.original, locations=("a.jsonl",), record="line 1"),
    )


def test_the_same_record_is_unchanged_in_any_file(store):
    """A record whose bytes are known adds a sighting and a location, no article or version."""
    assert dispositions(store, filing("one")) == ["added"]

    assert dispositions(store, filing("one", file=b"other", path="b.jsonl", ordinal=4)) == [
        "unchanged"
    ]
    assert dispositions(store, filing("one")) == ["unchanged"]
    counts = store.counts()
    assert (counts.articles, counts.versions, counts.originals) == (1, 1, 2)


def test_the_rules_hold_within_a_batch_as_between_batches(store):
    """The same record, the same URL and the same text within one batch are recognized."""
    assert dispositions(
        store,
        filing("one", canonical_url=URL),
        filing("one", canonical_url=URL, ordinal=1),
        filing("two", canonical_url=URL, ordinal=2),
        filing("three", body=f"two {LONG}", ordinal=3),
        filing("three", body=f"two {LONG}", ordinal=4),
    ) == ["added", "unchanged", "version", "copy", "unchanged"]


def test_a_changed_text_at_the_same_address_is_a_new_version(store):
    """The article keeps its id, its newest version is current, and the older one is kept."""
    first = only_id(store, filing("one", canonical_url=URL))

    assert dispositions(store, filing("two", canonical_url=URL, title="Corrected")) == ["version"]
    assert [(a.version, a.title) for a in store.versions(first)] == [
        (1, "Title of one"),
        (2, "Corrected"),
    ]
    assert store.article(first).title == "Corrected"


def test_other_bytes_with_the_same_text_are_not_a_version(store):
    """A page that changed only around its article is unchanged."""
    store.file([filing("one", canonical_url=URL)])

    same = filing("other bytes", canonical_url=URL, title="Title of one", body=f"one {LONG}")
    assert dispositions(store, same, same) == ["unchanged", "unchanged"]


def test_the_front_page_of_a_site_is_not_an_address(store):
    """Two articles that both claim the site's front page as canonical stay two."""
    site = "https://news.example/"
    assert dispositions(
        store, filing("one", canonical_url=site), filing("two", canonical_url=site, ordinal=1)
    ) == ["added", "added"]


def test_a_copy_is_marked_with_the_article_that_came_first(store):
    """The same words elsewhere, whatever case and punctuation, are a copy of the first; a copy
    of a copy is a copy of the first too."""
    first = only_id(store, filing("one"))

    second = filing("two", title="Another title", body=f"ONE, {LONG}!")
    third = filing("three", title="A third", body=f"one -- {LONG}", ordinal=2)
    assert [store.article(only_id(store, item)).copy_of for item in (second, third)] == [
        first,
        first,
    ]
    assert store.counts().copies == 2


def test_short_stock_texts_are_not_copies_of_each_other(store):
    """A body of a few words is a copy only where the title agrees."""
    assert dispositions(
        store,
        filing("one", title="Floods", body="Subscribe to read."),
        filing("two", title="Fires", body="Subscribe to read.", ordinal=1),
        filing("three", title="FIRES", body="Subscribe to read", ordinal=2),
    ) == ["added", "added", "copy"]


def test_a_text_without_words_is_not_a_copy(store):
    """Two articles with neither title nor body are not copies."""
    blank = filing("one", title=None, body="")
    assert (
        dispositions(store, blank, filing("two", title=None, body="", ordinal=1)) == ["added"] * 2
    )


def test_a_copy_whose_text_changes_is_no_longer_a_copy(store):
    """A new version with another text clears the mark; the first article's own stays clear."""
    store.file([filing("one")])
    copy = only_id(store, filing("two", body=f"one {LONG}", canonical_url=URL, ordinal=1))
    assert store.article(copy).copy_of is not None

    store.file([filing("three", canonical_url=URL, ordinal=2)])
    assert store.article(copy).copy_of is None


def test_an_earlier_text_of_an_article_has_no_copies(store):
    """An article is compared with current versions only, in one batch as in two."""
    assert dispositions(
        store,
        filing("one", canonical_url=URL),
        filing("two", canonical_url=URL, ordinal=1),
        filing("three", body=f"one {LONG}", ordinal=2),
    ) == ["added", "version", "added"]


def test_a_text_that_only_copies_still_have_is_credited_to_its_first_article(store):
    """After the first article changed, a further copy of its old text still points to it."""
    first = only_id(store, filing("one", canonical_url=URL))
    store.file([filing("two", body=f"one {LONG}", ordinal=1)])
    store.file([filing("changed", canonical_url=URL, ordinal=2)])

    assert store.article(only_id(store, filing("three", body=f"one {LONG}"))).copy_of == first


def test_a_reader_that_splits_a_file_differently_replaces_its_records(store):
    """Another record at a known place is filed, and both of its readings stay articles."""
    store.file([filing("one")])

    assert dispositions(store, filing("one, cut otherwise")) == ["added"]
    assert dispositions(store, filing("one, cut otherwise")) == ["unchanged"]


def test_two_keys_with_one_id_lose_nothing(store, folder):
    """An article whose id is another's is a failure that says so, and the other stays."""
    item = filing("one", canonical_url=URL)
    first = only_id(store, item)
    with closing(sqlite3.connect(database_file(folder))) as connection, connection:
        connection.execute("UPDATE articles SET key = 'url:https://other.example/story'")

    (outcome,) = store.file([replace(item, record_digest="0" * 64)])
    assert (outcome.disposition, outcome.stage, outcome.id) == (Disposition.FAILED, "store", None)
    assert first in (outcome.reason or "")
    assert store.counts().articles == store.counts().failed == 1


def test_lone_surrogates_are_replaced_and_the_rest_is_kept(store):
    """A lone surrogate in a text or a file name neither stops the batch nor confuses paths."""
    odd = filing("odd", title="bad \ud800 end", keywords=("\udfff",), path="caf\udce9.html")

    got = store.article(only_id(store, odd))
    assert (got.title, got.keywords) == ("bad � end", ("�",))
    assert got.original.locations == ("caf\\udce9.html",)
    assert dispositions(store, odd) == ["unchanged"]


def test_an_original_is_fully_read_once_and_by_one_tool(store):
    """Only the tool that read a file to its end may skip it, and not while part of it fails."""
    one, whole = filing("one"), failure()
    sha256 = one.original.sha256
    assert store.fully_read(sha256, "json 1") is None
    store.file([one], fully_read=[FullyRead(sha256=sha256, tool="json 1", articles=1)])
    assert store.fully_read(sha256, "json 1") == 1
    assert store.fully_read(sha256, "json 2") is None

    store.file([whole])
    assert store.fully_read(sha256, "json 1") is None


def test_an_empty_batch_can_mark_an_original_as_fully_read(store):
    """The mark may come in a call of its own; it counts where each record gave an article."""
    item = filing("one")
    store.file([item])

    store.file([], fully_read=[FullyRead(sha256=item.original.sha256, tool="json 1", articles=3)])
    assert store.fully_read(item.original.sha256, "json 1") is None
    store.file([], fully_read=[FullyRead(sha256=item.original.sha256, tool="json 1", articles=1)])
    assert store.fully_read(item.original.sha256, "json 1") == 1


def test_a_further_location_adds_no_article(store):
    """The same bytes at another path are a location more, oldest first, each once."""
    item = filing("one")
    first = only_id(store, item)

    for path in ("b.jsonl", "b.jsonl", "a.jsonl"):
        store.locate(item.original.sha256, path)
    assert store.article(first).original.locations == ("a.jsonl", "b.jsonl")


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from(["", URL, URL + "/2"]))),
    st.integers(1, 4),
)
def test_ingesting_again_changes_nothing(tmp_path_factory, records, batch):
    """Whatever was filed, filing the same again in batches of any size is all unchanged."""
    items = [
        filing(record + url, canonical_url=url or None, ordinal=n)
        for n, (record, url) in enumerate(records)
    ]
    with Store.open(tmp_path_factory.mktemp("db"), create=True) as store:
        store.file(items)
        before = store.counts()

        again = [
            one.disposition
            for n in range(0, len(items), batch)
            for one in store.file(items[n : n + batch])
        ]
        assert set(again) <= {Disposition.UNCHANGED}
        assert store.counts() == before


@pytest.mark.parametrize("disposition", [Disposition.ADDED, Disposition.UNCHANGED])
def test_a_failure_is_failed_or_rejected(disposition):
    """A failure cannot be built with the disposition of an article that was taken."""
    with pytest.raises(ValueError, match="cannot be"):
        failure(disposition=disposition)
