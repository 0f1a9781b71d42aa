"""Whom the same articles name, as a network: names in two columns that never overlap, a line from
the middle to each, and lines between those that are named together. The page draws it as it is
here, without a script, and the same each time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.values.events import EgoNetwork, Entity, Tie

NODES = 24
"""The most names around the one in the middle: more cannot be told apart."""
WIDTH, ROW = 100, 36
"""The width of the drawing, which is stretched to the room that there is, and the height of a name
in it, which is in pixels."""
_LINES = 40  # between names, at most
_THICKEST = 7.0
_EDGE = 3.0  # from the edge of the drawing to the dots


@dataclass(frozen=True, slots=True)
class Node:
    """A name, where its dot is, and the names that most of the same articles name too, with how
    many do. `entity.articles` are those that name it and the one in the middle."""

    entity: Entity
    x: float
    y: float
    near: tuple[tuple[Entity, int], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the drawing: its path as SVG has it, a width that goes with the number of
    articles, and what to say of it."""

    path: str
    width: float
    title: str


@dataclass(frozen=True, slots=True)
class Network:
    """The names at the left and at the right, top down; the lines from the middle, and those
    between names, each of which stands for `least` articles or more."""

    left: tuple[Node, ...]
    right: tuple[Node, ...]
    spokes: tuple[Line, ...]
    ties: tuple[Line, ...]
    least: int

    @property
    def height(self) -> int:
        return ROW * len(self.right)

    @property
    def nodes(self) -> tuple[Node, ...]:
        """All names, those that most articles name first."""
        return tuple(sorted((*self.left, *self.right), key=lambda node: -node.entity.articles))


def network(of: EgoNetwork) -> Network:
    """The drawing of this network."""
    others, ties = of.others, of.ties
    ring = _ring(others, {frozenset((tie.one, tie.other)): tie.articles for tie in ties})
    half, quarter = (len(ring) + 1) // 2, len(ring) // 4
    ring = ring[quarter:] + ring[:quarter]  # the first are at the top of both columns

    def column(x: float, entities: Iterable[Entity]) -> tuple[Node, ...]:
        return tuple(
            Node(entity, x, ROW * (at + 0.5), tuple(of.nearest(entity)))
            for at, entity in enumerate(entities)
        )

    right = column(WIDTH - _EDGE, ring[:half])
    left = column(_EDGE, reversed(ring[half:]))
    most = max((entity.articles for entity in others), default=1)
    drawn = _drawn(ties)
    places = {node.entity.id: node for node in (*left, *right)}
    return Network(
        left,
        right,
        spokes=tuple(_spoke(node, ROW * half / 2, most) for node in (*left, *right)),
        ties=tuple(_between(places[tie.one], places[tie.other], tie, most) for tie in drawn),
        least=drawn[-1].articles if drawn else 0,
    )


def _ring(others: Sequence[Entity], strength: Mapping[frozenset[str], int]) -> list[Entity]:
    """The entities in an order in which those that are named together are near each other: each is
    followed by the one that has most articles in common with it."""
    left, ring = list(others[1:]), list(others[:1])
    while left:
        last = ring[-1].id
        closest = max(left, key=lambda entity: strength.get(frozenset((last, entity.id)), 0))
        left.remove(closest)
        ring.append(closest)
    return ring


def _drawn(ties: Sequence[Tie]) -> Sequence[Tie]:
    """The strongest ties, as many as one can tell apart; of equally strong ones all or none."""
    if len(ties) <= _LINES:
        return ties
    return [tie for tie in ties[:_LINES] if tie.articles > ties[_LINES].articles]


def _spoke(node: Node, middle: float, most: int) -> Line:
    path = f"M{WIDTH / 2} {middle}L{node.x} {node.y}"
    title = f"{node.entity.name}: {_articles(node.entity.articles)}"
    return Line(path, _width(node.entity.articles, most), title)


def _between(one: Node, other: Node, tie: Tie, most: int) -> Line:
    """A curve across, or a bow on one side."""
    bend = WIDTH / 2
    if one.x == other.x:
        inward = 1 if one.x < WIDTH / 2 else -1
        bend = round(one.x + inward * (10 + abs(one.y - other.y) / 12), 1)
    path = f"M{one.x} {one.y}C{bend} {one.y} {bend} {other.y} {other.x} {other.y}"
    title = f"{one.entity.name} and {other.entity.name}: {_articles(tie.articles)}"
    return Line(path, _width(tie.articles, most), title)


def _width(articles: int, most: int) -> float:
    return round(max(1.0, _THICKEST * articles / most), 1)


def _articles(number: int) -> str:
    return f"{number:,} article{'' if number == 1 else 's'}"
