"""Near copies are one story, in any order of arrival; other articles are not."""

from __future__ import annotations

import gc
import sqlite3
import tracemalloc
from collections.abc import Iterable
from contextlib import closing
from itertools import combinations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from store_builders import (
    database_file,
    drop_newer_tables,
    intake_item,
    only_id,
    open_store,
)

from dateline.store import Store
from dateline.store.articles.identity import words_of
from dateline.store.articles.similarity import ALIKE, similarity, text_of
from dateline.values.intake import IntakeItem
from tests.databases import on_sqlite


def text(name: str, *changed: int, words: int = 120) -> str:
    """A text of words that are unique to `name`, with other words at the places in `changed`."""
    return " ".join(f"{name}{place}{'other' if place in changed else ''}" for place in range(words))


def add_all(store: Store, *items: IntakeItem) -> list[str]:
    return [only_id(store, item) for item in items]


def stories(store: Store) -> set[frozenset[str]]:
    """The ids of the articles of each story."""
    found: dict[str, set[str]] = {}
    for article in store.articles():
        found.setdefault(article.story, set()).add(article.id)
    return set(map(frozenset, found.values()))


def test_near_copies_are_one_story_named_after_the_first(store):
    """A report with its words changed here and there, under another title, joins the first."""
    first, second, third = add_all(
        store,
        intake_item("one", body=text("a")),
        intake_item("two", body=text("a", 5, 60), title="Another title", ordinal=1),
        intake_item("three", body=text("b"), ordinal=2),
    )

    assert [store.article(id).story for id in (first, second, third)] == [first, first, third]
    assert [store.article(id).copy_of for id in (first, second)] == [None, None]
    assert [store.article(id).copy for id in (first, second, third)] == [False, True, False]


def test_two_reports_with_less_than_half_in_common_are_two_stories(store):
    """A long quotation in common is not enough."""
    quoted = text("quote", words=50)
    add_all(
        store,
        intake_item("one", body=f"{text('a', words=80)} {quoted}"),
        intake_item("two", body=f"{quoted} {text('b', words=80)}", ordinal=1),
    )

    assert len(stories(store)) == 2


def test_short_stock_texts_are_not_a_story(store):
    """Short bodies that differ in one word are two stories, with equal titles or not. Exact
    copies are one story."""
    add_all(
        store,
        intake_item("one", title="Floods", body=text("stock", 3, words=45)),
        intake_item("two", title="Floods", body=text("stock", 4, words=45), ordinal=1),
        intake_item("three", title="Fires", body="Subscribe to read.", ordinal=2),
        intake_item("four", title="Storms", body="Subscribe to read.", ordinal=3),
        intake_item("five", title="Storms", body="SUBSCRIBE to read", ordinal=4),
    )

    assert sorted(map(len, stories(store))) == [1, 1, 1, 2]


def test_a_text_without_words_is_a_story_of_its_own(store):
    """Two articles with nothing to compare are two stories."""
    add_all(
        store,
        intake_item("one", title=None, body=""),
        intake_item("two", title=None, body="", ordinal=1),
    )

    assert len(stories(store)) == 2


def test_scripts_without_spaces_are_compared_too(store):
    """A Chinese report with a sentence changed joins its original."""
    original = "".join(chr(0x4E00 + n) for n in range(0, 400, 3))
    changed = original[:60] + "".join(chr(0x5000 + n) for n in range(8)) + original[68:]
    add_all(store, intake_item("one", body=original), intake_item("two", body=changed, ordinal=1))

    assert len(stories(store)) == 1


def test_a_text_like_two_reports_makes_them_one_story(store):
    """Two reports that are not alike join through a third; articles that move are pending."""
    left, right = text("a", *range(25)), text("a", *range(95, 120))
    first, second = add_all(
        store, intake_item("one", body=left), intake_item("two", body=right, ordinal=1)
    )
    assert store.article(second).story == second
    store.pending.clear([(number, article.id) for number, article in store.pending.oldest(10)])

    between = only_id(store, intake_item("three", body=text("a"), ordinal=2))

    assert {store.article(id).story for id in (first, second, between)} == {first}
    assert {article.id for _, article in store.pending.oldest(10)} == {second, between}


def test_a_version_with_another_text_leaves_the_story(store):
    """A story splits when the article that connected it changes. Each part is named after its
    first article. A change of the title alone changes nothing."""
    url = "https://news.example/2025/story"
    middle, left, right = add_all(
        store,
        intake_item("one", body=text("a"), canonical_url=url),
        intake_item("two", body=text("a", *range(25)), ordinal=1),
        intake_item("three", body=text("a", *range(95, 120)), ordinal=2),
    )
    store.file([intake_item("four", title="Other", body=text("a"), canonical_url=url, ordinal=3)])
    assert stories(store) == {frozenset({middle, left, right})}

    rewritten = f"{' '.join(text('a').split()[:12])} {text('b')}"
    store.file([intake_item("five", title="Other", body=rewritten, canonical_url=url, ordinal=4)])
    assert stories(store) == {frozenset({middle}), frozenset({left}), frozenset({right})}
    assert all(article.story == article.id for article in store.articles())

    store.file([intake_item("six", title="Other", body=text("a"), canonical_url=url, ordinal=5)])
    assert {article.story for article in store.articles()} == {middle}


def test_a_story_is_listed_with_the_similarity_of_its_articles(store):
    """The other articles come in order of arrival; those with the same words are marked."""
    first, second, third = add_all(
        store,
        intake_item("one", body=text("a"), title="One"),
        intake_item("two", body=text("a", 60), title="Two", published="2025-07", ordinal=1),
        intake_item("three", body=text("a").upper(), ordinal=2),
    )

    lines = store.story(first[:8])
    assert [(line.id, round(line.similarity, 2), line.same) for line in lines] == [
        (second, 0.95, False),
        (third, 1.0, True),
    ]
    assert (lines[0].title, lines[0].source) == ("Two", "unknown")
    assert lines[0].published is not None
    assert [line.id for line in store.story(third)] == [first, second]
    assert store.story(only_id(store, intake_item("four", ordinal=3))) == ()


def test_texts_are_let_go_without_the_collector_of_garbage(store):
    """Which a long command runs seldom: a batch leaves next to nothing in memory. What is compared
    of these texts takes 1 MB a batch."""

    def file(batch: int) -> int:
        items = [
            intake_item(f"{batch} {n}", body=text(f"b{batch}n{n}w", words=3000))
            for n in (1, 2, 3, 4)
        ]
        store.file(items)
        del items
        return tracemalloc.get_traced_memory()[0]

    gc.collect()
    gc.disable()
    tracemalloc.start()
    try:
        first = [file(batch) for batch in (1, 2)][-1]  # what is loaded once is there
        assert file(3) - first < 300_000
    finally:
        tracemalloc.stop()
        gc.enable()


# Families of texts: the more places are changed, the less alike two texts of a family are.
_BODIES = st.tuples(st.sampled_from("ab"), st.sets(st.integers(0, 59), max_size=12))
_FILINGS = st.lists(st.tuples(_BODIES, st.sampled_from(["", "x", "y"])), min_size=2, max_size=8)


def _expected(articles: Iterable[tuple[str, str]]) -> set[frozenset[str]]:
    """The stories, computed by comparing all pairs."""
    texts = {id: text_of(words_of(body), "0" * 64) for id, body in articles}
    groups = [{id} for id in texts]
    for first, second in combinations(texts, 2):
        a, b = texts[first], texts[second]
        if set(a.keys) & set(b.keys) and similarity(a, b) >= ALIKE:
            joined = [group for group in groups if first in group or second in group]
            groups = [group for group in groups if group not in joined] + [set().union(*joined)]
    return set(map(frozenset, groups))


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(_FILINGS, st.integers(1, 4))
@example([(("b", set()), "x"), (("b", {0, 7, 11, 23}), ""), (("b", {22}), "x")], 1)
def test_stories_are_connected_components_of_similar_texts(tmp_path_factory, filings, batch):
    """After new articles and new versions, in batches of any size, the stories are those of the
    current texts, and each is named after its first article."""
    items = [
        intake_item(
            f"record {n}",
            body=text(family, *changed, words=60),
            canonical_url=f"https://news.example/{page}" if page else None,
            ordinal=n,
        )
        for n, ((family, changed), page) in enumerate(filings)
    ]
    with Store.open(tmp_path_factory.mktemp("db"), create=True) as store:
        arrived = [
            outcome.id
            for n in range(0, len(items), batch)
            for outcome in store.file(items[n : n + batch])
        ]
        articles = list(store.articles())

    found: dict[str, set[str]] = {}
    for article in articles:
        found.setdefault(article.story, set()).add(article.id)
    assert set(map(frozenset, found.values())) == _expected((a.id, a.body) for a in articles)
    assert all(name == min(group, key=arrived.index) for name, group in found.items())


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.permutations(range(6)))
def test_the_order_of_arrival_makes_no_difference(tmp_path_factory, order):
    """The same six articles in any order make the same stories."""
    bodies = [text("a", *range(0, n * 9, 3)) for n in range(5)] + [text("b")]
    items = [intake_item(f"record {n}", body=body, ordinal=n) for n, body in enumerate(bodies)]
    results = []
    for arrivals in (range(6), order):
        with Store.open(tmp_path_factory.mktemp("db"), create=True) as store:
            add_all(store, *(items[n] for n in arrivals))
            results.append(stories(store))

    assert results[0] == results[1]


@on_sqlite
@pytest.mark.parametrize("copies", [1, 300])
def test_an_archive_of_0002_gets_its_stories(folder, copies):
    """Articles that were stored before stories existed get one when the archive is opened."""
    with open_store(folder, create=True) as store:
        ids = [o.id for o in store.file([intake_item(f"r{n}", ordinal=n) for n in range(copies)])]
        twins = add_all(
            store, intake_item("one", body=text("a")), intake_item("two", body=text("a", 9))
        )
    _downgrade(folder)

    with open_store(folder) as store:
        assert stories(store) == {frozenset({id}) for id in ids} | {frozenset(twins)}
        assert len(add_all(store, intake_item("three", body=text("a", 50), ordinal=900))) == 1
        assert max(map(len, stories(store))) == 3


def _downgrade(folder) -> None:
    """The tables as they were at revision 0002, with the rows that are in them."""
    with closing(sqlite3.connect(database_file(folder))) as connection, connection:
        drop_newer_tables(connection)
        connection.execute("DROP TABLE text_keys")
        connection.execute("DROP INDEX ix_articles_story")
        connection.execute("ALTER TABLE articles DROP COLUMN story")
        connection.execute("ALTER TABLE articles DROP COLUMN text_keys")
        for table in ("versions", "failures"):
            connection.execute(f"ALTER TABLE {table} DROP COLUMN given")
        connection.execute("UPDATE alembic_version SET version_num = '0002'")
