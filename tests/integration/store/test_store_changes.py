from __future__ import annotations

from store_builders import intake_item, only_id

URL = "https://news.example/story"


def test_every_change_is_pending_until_it_is_cleared(store):
    """Added, version and copy are pending, oldest first; unchanged is not."""
    ids = [only_id(store, intake_item(f"record {n}", ordinal=n)) for n in range(5)]
    store.file([intake_item("record 0", ordinal=0)])

    assert [article.id for _, article in store.pending.oldest(3)] == ids[:3]
    store.pending.clear((seq, article.id) for seq, article in store.pending.oldest(3))
    assert [article.id for _, article in store.pending.oldest(3)] == ids[3:]
    assert store.pending.count() == store.counts().pending == 2


def test_an_article_changed_twice_is_pending_once(store):
    """Its newest version comes, and carrying that settles all its older changes."""
    store.file([intake_item("one", canonical_url=URL), intake_item("x", ordinal=1)])
    store.file([intake_item("two", canonical_url=URL, ordinal=2)])

    changes = store.pending.oldest(10)
    assert [(article.title, article.version) for _, article in changes] == [
        ("Title of two", 2),
        ("Title of x", 1),
    ]
    store.pending.clear((seq, article.id) for seq, article in changes)
    assert store.pending.count() == 0


def test_a_change_written_while_another_is_indexed_stays_pending(store):
    """A change between reading the changes and reporting them is still pending."""
    first = only_id(store, intake_item("one", canonical_url=URL))
    changes = store.pending.oldest(10)
    store.file([intake_item("two", canonical_url=URL, ordinal=1)])

    store.pending.clear((seq, article.id) for seq, article in changes)
    ((_, article),) = store.pending.oldest(10)
    assert (article.id, article.version) == (first, 2)


def test_add_all_makes_every_article_pending_once(store):
    """An older report does not clear them."""
    store.file([intake_item("one"), intake_item("two", ordinal=1)])
    before = store.pending.oldest(10)

    assert store.pending.add_all() == 2
    store.pending.clear((seq, article.id) for seq, article in before)
    assert [a.id for _, a in store.pending.oldest(10)] == [a.id for _, a in before]


def test_numbers_are_never_assigned_twice(store):
    """After all was carried, a new change has a higher number than any before."""
    store.file([intake_item("one")])
    ((old, article),) = store.pending.oldest(1)
    store.pending.clear([(old, article.id)])

    store.file([intake_item("two", ordinal=1)])
    assert store.pending.oldest(1)[0][0] > old


def test_nothing_pending_is_an_empty_list(store):
    """No change, no error; carrying nothing and requeueing nothing are fine."""
    assert store.pending.oldest(10) == []
    store.pending.clear([])
    assert store.pending.add_all() == 0
