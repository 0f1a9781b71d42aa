"""Noun phrases that name actors, and their codes and sectors."""

from __future__ import annotations

import pytest

from dateline.annotation.events.grammar.actors import actor_table
from dateline.annotation.events.grammar.noun_phrases import actor_phrases
from dateline.annotation.events.grammar.words import TOKEN


def named(text: str) -> list[tuple[str, str | None, str | None]]:
    """Text, code and sector of the actor phrases of a text without verbs."""
    tokens = TOKEN.findall(text)
    found = actor_phrases(tokens, [token.lower() for token in tokens], actor_table(), frozenset())
    return [(" ".join(tokens[p.first : p.last]), p.code, p.sector) for p in found]


@pytest.mark.parametrize(
    ("text", "code", "sector"),
    [
        ("the United States", "USA", None),
        ("U.S. officials", "USA", "GOV"),
        ("Sudan's government", "SDN", "GOV"),
        ("rebels in the Ivory Coast", "CIV", "REB"),
        ("a group of Moroccan diplomats", "MAR", "GOV"),
        ("Palestinian security officials", "PSE", "GOV"),
        ("South African police officers", "ZAF", "COP"),
        ("government troops from Chad", "TCD", "MIL"),
        ("the parliament of Kosovo", "KOS", "LEG"),
        ("US-led forces", "USA", "MIL"),
        ("the UN Security Council", "UNO", None),
        ("the European Union", "EUR", None),
        ("al-Qaeda leaders", "IMG", "UNK"),
        ("Hong Kong newspapers", "HKG", "JRN"),
        ("Greenland", "DNK", None),
        ("the exiled leader of Guinea", "GIN", "ELI"),
    ],
)
def test_code_and_sector(text: str, code: str, sector: str | None) -> None:
    """A phrase has the code of its country or body and the sector of its most specific word."""
    assert [(code, sector)] == [found[1:] for found in named(text)]


def test_a_list_of_actors() -> None:
    """Each actor of a list is one phrase."""
    assert [found[0] for found in named("Chad, Niger and Mali")] == ["Chad", "Niger", "Mali"]


def test_words_that_only_describe() -> None:
    """A kind of people that only describes what follows is not an actor, nor is a weekday."""
    assert named("military equipment on Friday") == []


def test_the_label_names_the_dictionaries() -> None:
    """Events can say which version of which table named their actors."""
    assert "countries " in actor_table().label
