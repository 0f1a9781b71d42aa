"""Draw `src/dateline/web/static/world.svg` from the npm package world-atlas, which is made of
Natural Earth (public domain): the countries at 1:110 million, by the projection of
`dateline.web.pictures.world`. `--check` compares instead.

The format of the input is TopoJSON: https://github.com/topojson/topojson-specification.
"""

from __future__ import annotations

import json
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vendor_web import WEB, packed

from dateline.web.pictures.world import HEIGHT, WIDTH, project

VERSION = "2.0.2"
FILE = WEB / "static" / "world.svg"
_JUMP = WIDTH / 2  # a line that long runs around the back of the map


def topology() -> Any:
    with (
        tempfile.TemporaryDirectory() as temp,
        tarfile.open(packed("world-atlas", VERSION, Path(temp))) as tar,
    ):
        member = tar.extractfile("package/countries-110m.json")
        assert member is not None
        return json.load(member)


def arcs(world: Any) -> list[list[tuple[float, float]]]:
    """The arcs as lists of (longitude, latitude): in the file each point is a step from the one
    before."""
    (sx, sy), (tx, ty) = world["transform"]["scale"], world["transform"]["translate"]
    found = []
    for arc in world["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        found.append(points)
    return found


def rings(world: Any) -> Iterator[list[tuple[float, float]]]:
    """The rings of all countries."""
    lines = arcs(world)
    for country in world["objects"]["countries"]["geometries"]:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        for polygon in polygons:
            for ring in polygon:
                points: list[tuple[float, float]] = []
                for number in ring:
                    arc = lines[number] if number >= 0 else lines[~number][::-1]
                    points += arc[1:] if points else arc
                yield points


def path(ring: list[tuple[float, float]]) -> str:
    drawn, before = [], None
    for longitude, latitude in ring:
        x, y = project(latitude, longitude)
        starts = before is None or abs(x - before) > _JUMP
        drawn.append(f"{'M' if starts else 'L'}{x:.1f} {y:.1f}")
        before = x
    return "".join(drawn) + "Z"


def drawing() -> str:
    lines = "".join(path(ring) for ring in rings(topology()))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}">'
        f'<path d="{lines}" fill="#8b98a5" fill-opacity=".35" stroke="#8b98a5" '
        'stroke-width=".5"/></svg>\n'
    )


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        raise SystemExit(int(FILE.read_text() != drawing()))
    FILE.write_text(drawing())
