"""Contexts of events, by the words of their paragraph."""

from __future__ import annotations

from dateline.annotation.contexts import contexts
from dateline.annotation.dictionary import load


def test_a_paragraph_may_have_several_contexts() -> None:
    """Each context that a word or phrase tells of is given, in the manual's order."""
    text = "The foreign ministers spoke of refugees and of enriched plutonium."

    assert contexts(text) == ("diplomatic", "migration", "cbrn")


def test_no_word_no_context() -> None:
    """A paragraph without such words has none."""
    assert contexts("It rained.") == ()


def test_some_modes_are_contexts_too() -> None:
    """PLOVER adds the context of the same name to the modes cyber and misinformation."""
    assert contexts("It rained.", ("cyber", "arrest")) == ("cyber",)


def test_all_contexts_of_the_manual_are_there() -> None:
    """PLOVER has 37 contexts."""
    assert len(load("events_contexts").sections) == 37
