"""Contexts of events, by the words of their paragraph."""

from __future__ import annotations

from dateline.annotation import annotate
from dateline.annotation.events.contexts import contexts
from dateline.dictionaries.files import load
from dateline.values.article import Article
from tests.conftest import lines_run


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


def test_one_long_paragraph_takes_little_more_work_than_many_short_ones() -> None:
    """A paragraph is read once, not once for each of its events."""
    sentence = "France and Germany agreed to cooperate in Berlin. "
    together, apart = (
        Article(title="Talks", body=gap.join([sentence] * 150), language="en")
        for gap in ("", "\n\n")
    )

    assert len(annotate(together).reports) >= 150
    assert lines_run(lambda: annotate(together)) < 2 * lines_run(lambda: annotate(apart))
