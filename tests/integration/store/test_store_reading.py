from __future__ import annotations

from itertools import pairwise

import pytest
from store_builders import filing, only_id

from dateline.errors import NoSuchArticle
from dateline.store import Store


def test_any_unique_prefix_names_an_article(store):
    """Four digits or more, in any case, up to all sixteen."""
    whole = only_id(store, filing("one"))

    assert {store.article(p).id for p in (whole, whole[:4], whole[:9].upper())} == {whole}
    assert [version.id for version in store.versions(whole[:4])] == [whole]


@pytest.mark.parametrize("prefix", ["", "abc", "xyz1", "ffff%", "0000", "0" * 17, "_" * 16])
def test_an_id_that_names_no_article_is_an_error_with_a_hint(store, prefix):
    """Too short, no hexadecimal, or nobody's: one error, each with a hint."""
    store.file([filing("one")])

    with pytest.raises(NoSuchArticle) as raised:
        store.article(prefix)
    assert raised.value.hint


def test_a_prefix_of_several_lists_them(store: Store):
    """With 2,000 articles some share four digits; the hint names all that do."""
    store.file([filing(f"record {n}", ordinal=n) for n in range(2000)])
    ids = [article.id for article in store.articles()]
    twins = next([a, b] for a, b in pairwise(ids) if a[:4] == b[:4])

    with pytest.raises(NoSuchArticle) as raised:
        store.article(twins[0][:4])
    assert all(twin in (raised.value.hint or "") for twin in twins)


def test_articles_walks_every_current_version_once(store):
    """All articles come, in the order of ids, each in its newest version, while others write."""
    url = "https://news.example/story"
    store.file([filing(f"record {n}", ordinal=n) for n in range(450)])
    changed = only_id(store, filing("first", canonical_url=url, ordinal=450))
    store.file([filing("second", canonical_url=url, ordinal=451)])

    seen = {}
    for article in store.articles():
        assert article.id not in seen
        seen[article.id] = article.version
        store.file([filing("written meanwhile", ordinal=452)])
    assert list(seen) == sorted(seen)
    assert len(seen) in (451, 452)
    assert seen[changed] == 2


def test_counts_add_up(store):
    """Articles, versions and bytes of originals are what was filed."""
    store.file([filing("one"), filing("two", file=b"longer file", path="b", ordinal=1)])

    counts = store.counts()
    assert (counts.articles, counts.versions, counts.copies, counts.pending) == (2, 2, 0, 2)
    assert (counts.originals, counts.size_bytes) == (2, len(b"file" + b"longer file"))
