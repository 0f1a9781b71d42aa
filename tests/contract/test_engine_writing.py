"""What puts, drops and failures of a writing leave behind."""

from __future__ import annotations

import pytest

from dateline.search.engines.base import Engine, put_all
from dateline.search.query.parser import parse
from tests.contract.builders import ARTICLES, document, found_ids, search


def test_count_is_the_number_of_documents_held(articles: Engine) -> None:
    """The count is that of the documents held, replaced ones once and dropped ones not."""

    with articles.writing() as writer:
        writer.put(document("a", "New."))
        writer.drop("b")

    assert articles.count() == len(ARTICLES) - 1


def test_put_replaces_a_document_with_the_same_id(articles: Engine) -> None:
    """A document put again takes the place of the one with its id."""

    put_all(articles, [document("f", "Sun over the quay.")])

    assert found_ids(articles, "sun") == "f"
    assert found_ids(articles, "fog") == "e"
    assert found_ids(articles, "-fog") == "abcdf"


def test_the_last_put_of_a_writing_counts(engine: Engine) -> None:
    """Of several puts with one id in a writing, the last counts."""

    with engine.writing() as writer:
        for text in ("Fog.", "Rain.", "Sun."):
            writer.put(document("a", text))
            writer.put(document("b", text))
        writer.drop("b")

    assert engine.count() == 1
    assert found_ids(engine, "sun") == "a"
    assert found_ids(engine, "fog OR rain") == ""
    assert found_ids(engine, "-fog") == "a"


def test_a_dropped_document_is_gone(articles: Engine) -> None:
    """A dropped document is gone, and to drop an unknown one changes nothing."""

    with articles.writing() as writer:
        writer.drop("a")
        writer.drop("a")
        writer.drop("unknown")

    assert found_ids(articles, "bridge") == "bf"
    assert found_ids(articles, "-fog") == "bcd"


def test_a_document_dropped_and_put_again_is_there(articles: Engine) -> None:
    """A document dropped and put again in one writing is there."""

    with articles.writing() as writer:
        writer.drop("a")
        writer.put(document("a", "Sun."))

    assert articles.count() == len(ARTICLES)
    assert found_ids(articles, "sun") == "a"


def test_a_writing_is_seen_when_it_ends(articles: Engine) -> None:
    """A search during a writing answers from before it."""

    with articles.writing() as writer:
        writer.drop("a")
        writer.put(document("g", "Bridge."))
        assert found_ids(articles, "bridge") == "abf"

    assert found_ids(articles, "bridge") == "bfg"


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, FileNotFoundError, EOFError])
def test_a_failed_writing_changes_nothing(articles: Engine, error: type[BaseException]) -> None:
    """An exception that ends a writing undoes all of it, comes out as it is, and leaves the
    engine ready for the next."""

    def write() -> None:
        with articles.writing() as writer:
            writer.put(document("a", "Sun."))
            writer.put(document("g", "Sun."))
            writer.drop("b")
            raise error("on purpose")

    with pytest.raises(error, match="on purpose"):
        write()

    assert articles.count() == len(ARTICLES)
    assert found_ids(articles, "sun") == ""
    assert found_ids(articles, "bridge") == "abf"
    put_all(articles, [document("g", "Sun.")])
    assert found_ids(articles, "sun") == "g"


def test_many_small_writings_add_up(engine: Engine) -> None:
    """Many small writings add up, with what they replaced and dropped gone for good."""

    for number in range(30):
        with engine.writing() as writer:
            writer.put(document(f"{number:02}", f"Fog number{number}."))
            writer.put(document("last", f"Rain number{number}."))
            writer.drop(f"{number - 10:02}")

    assert engine.count() == 11
    assert [m.document.id for m in search(engine, parse("fog"), limit=99).best] == [
        f"{number}" for number in range(20, 30)
    ]
    assert found_ids(engine, "number28 rain") == ""
    assert found_ids(engine, "number29 rain") == "last"
