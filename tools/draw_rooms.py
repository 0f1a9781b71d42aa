"""Draw docs/images/rooms.svg: the rooms of the code, and which room imports which.

    python tools/draw_rooms.py

A room is a package or a module right below `dateline`. A room is drawn one row below the lowest
room that imports it, so every arrow points down. An arrow that follows from others is left out:
`cli` imports `values`, but already through `archive`. The picture is made from the imports alone;
tests/docs/test_pictures.py checks that it is current.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from statistics import mean
from typing import NamedTuple
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "dateline"
PICTURE = ROOT / "docs" / "images" / "rooms.svg"

_WIDTH, _ROW_GAP, _MARGIN, _GAP, _LINE = 1000, 64, 10, 10, 14
_CHARACTER = 6.6  # the width of one letter of the small text
_STYLE = 'font-family="sans-serif" font-size="11" role="img" aria-label="The rooms of Dateline"'
_TIP = (
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" '
    'orient="auto"><path d="M0 0 8 4 0 8z" fill="#6b7a90"/></marker></defs>'
)

Imports = Mapping[str, frozenset[str]]


class Box(NamedTuple):
    """Where a room is drawn, in pixels, and the lines in it."""

    left: float
    top: int
    width: float
    height: int
    lines: tuple[str, ...]

    @property
    def middle(self) -> float:
        return self.left + self.width / 2


def room_imports(source: Path = SOURCE) -> Imports:
    """Each room with the rooms that its files import, wherever in a file the import is."""
    found: dict[str, set[str]] = {}
    for path in sorted(source.rglob("*.py")):
        room = path.relative_to(source).parts[0].removesuffix(".py")
        if room not in ("__init__", "__main__"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found.setdefault(room, set()).update(_imported(tree))
    return {room: frozenset(rooms & found.keys() - {room}) for room, rooms in found.items()}


def _imported(tree: ast.Module) -> Iterator[str]:
    """The name after `dateline.` in each import."""
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            package, _, rest = name.partition(".")
            if package == "dateline" and rest:
                yield rest.partition(".")[0]


def rows(imports: Imports) -> list[list[str]]:
    """The rooms by row, the highest row first; in a row, each below the rooms that import it.
    Raises ValueError for rooms that import each other in a circle."""
    importers: dict[str, list[str]] = {room: [] for room in imports}
    for room, other in _pairs(imports):
        importers[other].append(room)

    @cache
    def depth(room: str, path: tuple[str, ...] = ()) -> int:
        if room in path:
            raise ValueError(f"a circle of imports: {' -> '.join((*path, room))}")
        return 1 + max((depth(other, (*path, room)) for other in importers[room]), default=-1)

    found: list[list[str]] = [[] for _ in range(1 + max(map(depth, imports)))]
    for room in sorted(imports):
        found[depth(room)].append(room)
    place: dict[str, float] = {}
    nearest: dict[str, list[str]] = {room: [] for room in imports}
    for room, other in _pairs(direct(imports)):
        nearest[other].append(room)
    for row in found:
        row.sort(key=lambda room: (mean([place[other] for other in nearest[room]] or [0.5]), room))
        place |= {room: (number + 0.5) / len(row) for number, room in enumerate(row)}
    return found


def direct(imports: Imports) -> Imports:
    """The imports without those that follow from others."""

    @cache
    def below(room: str) -> frozenset[str]:
        return imports[room].union(*(below(other) for other in imports[room]))

    return {
        room: others - frozenset[str]().union(*(below(other) for other in others))
        for room, others in imports.items()
    }


def drawn(imports: Imports, source: Path = SOURCE) -> str:
    """The picture, as SVG."""
    boxes: dict[str, Box] = {}
    top = _MARGIN
    for row in rows(imports):
        width = min(200.0, (_WIDTH - 2 * _MARGIN - _GAP * (len(row) - 1)) / len(row))
        left = (_WIDTH - width * len(row) - _GAP * (len(row) - 1)) / 2
        floors = {room: _wrapped(_floors(room, source), int(width / _CHARACTER)) for room in row}
        height = 34 + _LINE * max(map(len, floors.values()))
        for column, room in enumerate(row):
            name = f"{room}/" if (source / room).is_dir() else f"{room}.py"
            x = left + column * (width + _GAP)
            boxes[room] = Box(x, top, width, height, (name, *floors[room]))
        top += height + _ROW_GAP
    height = top - _ROW_GAP + _MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" {_STYLE}>',
        _TIP,
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
        *(_arrow(boxes[room], boxes[other]) for room, other in _pairs(direct(imports))),
        *(_drawn_box(boxes[room]) for room in sorted(boxes)),
        "</svg>\n",
    ]
    return "\n".join(parts)


def _pairs(imports: Imports) -> list[tuple[str, str]]:
    return sorted((room, other) for room, others in imports.items() for other in others)


def _arrow(upper: Box, lower: Box) -> str:
    """From the bottom of one box to the top of another, spread by where the other one is."""
    start = upper.left + upper.width * (0.5 + 0.6 * (lower.middle / _WIDTH - 0.5))
    end = lower.left + lower.width * (0.5 + 0.8 * (upper.middle / _WIDTH - 0.5))
    return (
        f'<path d="M{start:.0f} {upper.top + upper.height} {end:.0f} {lower.top - 1}" '
        'stroke="#6b7a90" fill="none" marker-end="url(#tip)"/>'
    )


def _drawn_box(box: Box) -> str:
    """A box with its lines: the room's name, then the names of its packages."""
    name, *floors = (escape(line) for line in box.lines)
    x = f'x="{box.middle:.0f}" text-anchor="middle"'
    bold = 'font-size="14" font-weight="bold" fill="#1b2a41"'
    texts = [f'<text {x} y="{box.top + 20}" {bold}>{name}</text>']
    texts += [
        f'<text {x} y="{box.top + 37 + _LINE * number}" fill="#44546a">{line}</text>'
        for number, line in enumerate(floors)
    ]
    return (
        f'<rect x="{box.left:.0f}" y="{box.top}" width="{box.width:.0f}" height="{box.height}" '
        f'rx="6" fill="#eef3fa" stroke="#6b7a90"/>{"".join(texts)}'
    )


def _floors(room: str, source: Path) -> list[str]:
    """The packages in a room."""
    return sorted(path.parent.name for path in (source / room).glob("*/__init__.py"))


def _wrapped(words: list[str], width: int) -> list[str]:
    """The words in lines of `width` characters at most."""
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


if __name__ == "__main__":
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(drawn(room_imports()), encoding="utf-8")
