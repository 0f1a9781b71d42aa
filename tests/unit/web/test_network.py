"""The network of an entity, as it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from dateline.values.annotations import MentionKind
from dateline.values.events import EgoNetwork, Entity, Tie
from dateline.web.pictures.network import NODES, Network, network


def entities(*articles: int) -> list[Entity]:
    return [
        Entity(id=f"e{n}", kind=MentionKind.PERSON, name=f"Name {n}", articles=count, mentions=1)
        for n, count in enumerate(articles)
    ]


def drawing(others: Sequence[Entity], ties: Sequence[Tie]) -> Network:
    (middle,) = entities(9)
    return network(EgoNetwork(middle, "", frozenset(), tuple(others), tuple(ties)))


def test_each_name_has_a_place_of_its_own():
    """In one of two columns of equal length, and a line from the middle."""
    others = entities(*range(NODES, 0, -1))
    drawn = drawing(others, ())

    assert [node.entity for node in drawn.nodes] == others
    assert len({(node.x, node.y) for node in drawn.nodes}) == len(drawn.spokes) == NODES
    assert len(drawn.left) == len(drawn.right)
    assert all(0 < node.y < drawn.height for node in drawn.nodes)


def test_lines_are_as_wide_as_articles_are_many():
    drawn = drawing(entities(100, 50), [Tie("e0", "e1", 25)])

    assert sorted(line.width for line in drawn.spokes) == [3.5, 7.0]
    assert [(line.width, line.title) for line in drawn.ties] == [
        (1.8, "Name 0 and Name 1: 25 articles")
    ]


def test_names_that_go_together_are_neighbors():
    ties = [Tie("e0", "e3", 9), Tie("e3", "e5", 8), Tie("e1", "e4", 7)]
    drawn = drawing(entities(9, 9, 9, 9, 9, 9), ties)
    ring = [node.entity.id for node in (*drawn.left[::-1], *drawn.right)]
    near = {frozenset((a, b)) for a, b in zip(ring, ring[1:] + ring[:1], strict=True)}

    assert {frozenset(("e0", "e3")), frozenset(("e3", "e5")), frozenset(("e1", "e4"))} <= near


def test_of_many_ties_the_strongest_are_drawn():
    """Of equally strong ones all or none; the table has the strongest of each name."""
    others = entities(*(30,) * 12)
    pairs = list(combinations([entity.id for entity in others], 2))
    ties = [Tie(*pair, 5 if n < 10 else 2) for n, pair in enumerate(pairs)]
    drawn = drawing(others, ties)

    assert len(drawn.ties) == 10
    assert drawn.least == 5
    assert drawing(others, [Tie(*pair, 2) for pair in pairs]).ties == ()
    assert all(len(node.near) == 2 for node in drawn.nodes)


def test_few_names_are_drawn_too():
    assert drawing((), ()).nodes == ()
    assert [node.entity.name for node in drawing(entities(3), ()).nodes] == ["Name 0"]
