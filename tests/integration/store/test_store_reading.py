from __future__ import annotations

from itertools import pairwise

import pytest
from store_builders import intake_item, only_id

from dateline.errors import NoSuchArticle
from dateline.store import Store


def test_any_unique_prefix_names_an_article(store):
    """Four digits or more, in any case, up to all sixteen."""
    full_id = only_id(store, intake_item("one"))

    assert {store.article(prefix).id for prefix in (full_id, full_id[:4], full_id[:9].upper())} == {
        full_id
    }
    assert [version.id for version in store.versions(full_id[:4])] == [full_id]


@pytest.mark.parametrize("prefix", ["", "abc", "xyz1", "ffff%", "0000", "0" * 17, "_" * 16])
def test_an_id_that_names_no_article_is_an_error_with_a_hint(store, prefix):
    """Too short, not hexadecimal, or unknown: always the same error."""
    store.file([intake_item("one")])

    with pytest.raises(NoSuchArticle) as raised:
        store.article(prefix)
    assert raised.value.hint


def test_a_prefix_of_several_lists_them(store: Store):
    """Among 2,000 articles some share four digits; the hint has the ids of all that do."""
    store.file([intake_item(f"record {n}", ordinal=n) for n in range(2000)])
    ids = [article.id for article in store.articles()]
    twins = next([a, b] for a, b in pairwise(ids) if a[:4] == b[:4])

    with pytest.raises(NoSuchArticle) as raised:
        store.article(twins[0][:4])
    assert all(twin in (raised.value.hint or "") for twin in twins)


def test_articles_walks_every_current_version_once(store):
    """In the order of ids, even while another process writes."""
    url = "https://news.example/story"
    store.file([intake_item(f"record {n}", ordinal=n) for n in range(450)])
    changed = only_id(store, intake_item("first", canonical_url=url, ordinal=450))
    store.file([intake_item("second", canonical_url=url, ordinal=451)])

    seen = {}
    for article in store.articles():
        assert article.id not in seen
        seen[article.id] = article.version
        store.file([intake_item("written meanwhile", ordinal=452)])
    assert list(seen) == sorted(seen)
    assert len(seen) in (451, 452)
    assert seen[changed] == 2


def test_counts_add_up(store):
    """Of articles, versions, originals and their bytes."""
    store.file([intake_item("one"), intake_item("two", file=b"longer file", path="b", ordinal=1)])

    counts = store.counts()
    assert (counts.articles, counts.versions, counts.copies, counts.pending) == (2, 2, 0, 2)
    assert (counts.originals, counts.size_bytes) == (2, len(b"file" + b"longer file"))
