"""The PLOVER ontology, and that the dictionaries keep to it."""

from __future__ import annotations

import pytest

from dateline.annotation.events.grammar.lexicon import event_lexicon
from dateline.dictionaries.files import load, names
from dateline.plover import (
    CONTEXTS,
    MODES,
    MODES_BY_TYPE,
    SECTORS,
    TYPES,
    mode_by_act,
    quad,
    score,
)


def test_the_manual_counts_are_met() -> None:
    """There are 16 types, 37 contexts, and no name occurs twice."""
    for listed, count in ((TYPES, 16), (CONTEXTS, 37), (MODES, len(set(MODES)))):
        assert len(listed) == len(set(listed)) == count


def test_modes_belong_to_types() -> None:
    """Every mode of the table belongs to one of the 16 types; MODES has each of them."""
    assert set(MODES_BY_TYPE) <= set(TYPES)
    assert {mode for modes in MODES_BY_TYPE.values() for mode in modes} == set(MODES)


def test_every_type_and_mode_has_a_score_and_a_quad_class() -> None:
    """Scores are between -10 and 10, quad classes between 1 and 4."""
    for event_type in TYPES:
        assert 1 <= quad(event_type) <= 4
        for mode in ("", *MODES_BY_TYPE.get(event_type, ())):
            assert -10 <= score(event_type, (mode,)) <= 10


def test_the_mode_farthest_from_zero_gives_the_score() -> None:
    """Without a mode the type gives it; an unknown type is a KeyError."""
    assert score("CONSULT") == 2.5
    assert score("CONSULT", ("visit",)) == 4
    assert score("ASSAULT", ("beat", "primitive")) == -8
    assert score("ACCUSE") == -3
    with pytest.raises(KeyError):
        score("FIGHT")


def test_an_act_gives_a_mode_of_its_type() -> None:
    """The mode that an act gives to REQUEST, REJECT or THREATEN is one that the type has."""
    for event_type in TYPES:
        for act in TYPES:
            for act_mode in (None, *MODES):
                mode = mode_by_act(event_type, act, act_mode)
                assert mode is None or mode in MODES_BY_TYPE[event_type]


def test_the_lexicon_keeps_to_types_and_modes() -> None:
    """Each pattern that is an event has a type of the ontology and a mode of that type."""
    patterns = [
        p
        for entry in event_lexicon().entries.values()
        for p in (*entry.verb_patterns, *entry.noun_patterns)
    ]
    used = {(p.event_type, p.mode) for p in patterns if p.event_type != "NONE"}

    assert {event_type for event_type, _ in used} == set(TYPES)
    assert not {
        (event_type, mode)
        for event_type, mode in used
        if mode and mode not in MODES_BY_TYPE.get(event_type, ())
    }


def test_the_dictionaries_keep_to_contexts_and_sectors() -> None:
    """Contexts are listed in the manual's order; actors have sectors of the ontology."""
    actors = load("events_actors")
    sectors = {row[1] for row in actors["organizations"].rows}
    sectors |= {row[0] for section in ("sectors", "offices") for row in actors[section].rows}

    assert tuple(load("events_contexts").sections) == CONTEXTS
    assert {sector for cell in sectors for sector in names(cell)} <= set(SECTORS)
