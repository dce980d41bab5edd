"""How much a tile layout is like the country: shift, neighbours kept, groups in one piece."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import hypot

from regietafel.core.areas.division import Division
from regietafel.core.areas.hexagons import Hexagon, pieces
from regietafel.core.areas.place import Point, project

WADDEN_ISLANDS = frozenset({"GM0060", "GM0088", "GM0093", "GM0096", "GM0448"})
"""Ameland, Schiermonnikoog, Terschelling, Vlieland, Texel: apart from the mainland on a layout too."""


@dataclass(frozen=True)
class Likeness:
    """Measures of one layout.

    `width_km`: kilometres per hexagon width at which the layout lies best on the points (least squares, scale
    and offset). `mean_shift_km`, `largest_shift_km`: from a municipality's point to the middle of its tile.
    `touching`, `within_two`: share of neighbour pairs at one step, at one or two steps.
    `broken`: areas of which the mainland tiles are not in one piece.
    """

    width_km: float
    mean_shift_km: float
    largest_shift_km: float
    touching: float
    within_two: float
    broken: tuple[str, ...]


def likeness(
    hexagons: Mapping[str, Hexagon], division: Division, neighbours: Iterable[tuple[str, str]]
) -> Likeness:
    """Compare a layout with the points of the municipalities and their neighbours."""
    points = {code: project(one.lon, one.lat) for code, one in division.members.items()}
    width, right, down = _fit({code: hexagons[code].centre() for code in points}, points)
    shifts = []
    for code, (x, y) in points.items():
        cx, cy = hexagons[code].centre()
        shifts.append(hypot(width * cx + right - x, width * cy + down - y))
    steps = [hexagons[a].steps_to(hexagons[b]) for a, b in neighbours]
    areas = [area.code for area in division.provinces] + [area.code for area in division.safety_regions]
    return Likeness(
        width_km=width,
        mean_shift_km=sum(shifts) / len(shifts),
        largest_shift_km=max(shifts),
        touching=sum(step <= 1 for step in steps) / len(steps),
        within_two=sum(step <= 2 for step in steps) / len(steps),
        broken=tuple(
            area
            for area in areas
            if pieces(hexagons[code] for code in division.in_area(area) if code not in WADDEN_ISLANDS) > 1
        ),
    )


def _fit(tiles: Mapping[str, Point], points: Mapping[str, Point]) -> tuple[float, float, float]:
    """Scale and offset that bring the tiles nearest to the points, by least squares."""
    tx, ty = _middle(tiles.values())
    px, py = _middle(points.values())
    product = sum(
        (tiles[c][0] - tx) * (x - px) + (tiles[c][1] - ty) * (y - py) for c, (x, y) in points.items()
    )
    spread = sum((x - tx) ** 2 + (y - ty) ** 2 for x, y in tiles.values())
    scale = product / spread
    return scale, px - scale * tx, py - scale * ty


def _middle(points: Collection[Point]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
