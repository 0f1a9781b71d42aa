"""Contexts of events, by the words of their paragraph."""

from __future__ import annotations

import time

from dateline.annotation import annotate
from dateline.annotation.events.contexts import contexts
from dateline.dictionaries.files import load
from dateline.values.article import Article


def test_a_paragraph_may_have_several_contexts() -> None:
    """Each context with a word or phrase in the paragraph is given, in the order of the manual."""
    text = "The foreign ministers spoke of refugees and of enriched plutonium."

    assert contexts(text) == ("diplomatic", "migration", "cbrn")


def test_a_paragraph_without_their_words_has_no_contexts() -> None:
    """Contexts come from words only."""
    assert contexts("It rained.") == ()


def test_the_modes_cyber_and_misinformation_are_contexts() -> None:
    """PLOVER adds the context of the same name to the modes cyber and misinformation."""
    assert contexts("It rained.", ("cyber", "arrest")) == ("cyber",)


def test_all_contexts_of_the_manual_are_there() -> None:
    """PLOVER has 37 contexts."""
    assert len(load("events_contexts").sections) == 37


def test_one_long_paragraph_takes_little_longer_than_many_short_ones() -> None:
    """A paragraph is read once, not once for each of its events."""
    sentence = "France and Germany agreed to cooperate in Berlin. "
    together, apart = (
        Article(title="Talks", body=gap.join([sentence] * 1500), language="en")
        for gap in ("", "\n\n")
    )

    assert _seconds(together) < 4 * _seconds(apart) + 1


def _seconds(article: Article) -> float:
    start = time.process_time()
    assert len(annotate(article).reports) >= 1500
    return time.process_time() - start
