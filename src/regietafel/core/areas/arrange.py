"""How the stored tables of tiles and neighbours were made: every division placed, the newest first.

An older division is placed like the newer one, so that a municipality keeps its tile where it can. This takes
minutes; the results are stored under facts/tiles and facts/neighbours and read by `tiles`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from importlib import resources

from regietafel.core.areas.division import Division, divisions
from regietafel.core.areas.hexagons import Hexagon, pieces
from regietafel.core.areas.likeness import WADDEN_ISLANDS, likeness
from regietafel.core.areas.place import Item, Weights, derived_neighbours, place, project

WEIGHTS = Weights()
ROUNDS = 1600
MAINLAND = "mainland"
SEEDS = range(4)


def arrange(
    *, weights: Weights = WEIGHTS, rounds: int = ROUNDS, seeds: Iterable[int] = SEEDS
) -> dict[date, dict[str, Hexagon]]:
    """A layout for every division of the tables, all on one grid whose first column and row are 0."""
    placed: dict[date, dict[str, Hexagon]] = {}
    like: dict[str, Hexagon] = {}
    for division in reversed(divisions()):
        like = place_division(division, weights=weights, rounds=rounds, seeds=seeds, like=like)
        placed[division.day] = like
    return _from_zero(placed)


def place_division(
    division: Division,
    *,
    weights: Weights,
    rounds: int,
    seeds: Iterable[int],
    like: Mapping[str, Hexagon] | None = None,
) -> dict[str, Hexagon]:
    """The best layout over some seeds: mainland and areas in one piece first, then neighbours together."""
    items, neighbours = items_of(division), neighbours_of(division)
    tried = [place(items, neighbours, weights=weights, rounds=rounds, seed=seed, like=like) for seed in seeds]
    return min(tried, key=lambda hexagons: faults_of_likeness(hexagons, division))


def faults_of_likeness(hexagons: Mapping[str, Hexagon], division: Division) -> tuple[int, float]:
    """What makes a layout unlike the country, for comparing: pieces too many, then neighbours pulled apart.

    The second is the mean over all neighbour pairs of the square of the steps between them beyond the first.
    """
    neighbours = neighbours_of(division)
    mainland = {hexagon for code, hexagon in hexagons.items() if code not in WADDEN_ISLANDS}
    ashore = sum(not mainland.isdisjoint(hexagons[code].across()) for code in WADDEN_ISLANDS)
    broken = len(likeness(hexagons, division, neighbours).broken)
    apart = sum((hexagons[a].steps_to(hexagons[b]) - 1) ** 2 for a, b in neighbours) / len(neighbours)
    return pieces(mainland) - 1 + ashore + broken, apart


def items_of(division: Division) -> list[Item]:
    """What gets room: the municipalities, grouped by province and safety region, and points in open water."""
    items = [
        Item(
            code,
            project(one.lon, one.lat),
            (one.province, one.safety_region, MAINLAND),
            code in WADDEN_ISLANDS,
        )
        for code, one in division.members.items()
    ]
    text = resources.files(__package__).joinpath("facts/water.csv").read_text(encoding="utf-8")
    for number, row in enumerate(csv.DictReader(io.StringIO(text))):
        name = f"~{row['name']}"
        items.append(Item(f"~{number}", project(float(row["lon"]), float(row["lat"])), (name, name, name)))
    return items


def neighbours_of(division: Division) -> set[tuple[str, str]]:
    """The neighbour pairs of a division, computed anew."""
    return derived_neighbours({code: project(one.lon, one.lat) for code, one in division.members.items()})


def _from_zero(placed: Mapping[date, Mapping[str, Hexagon]]) -> dict[date, dict[str, Hexagon]]:
    """Shift all layouts by the same columns and rows; an even number of rows, so that no row changes halves."""
    every = [hexagon for layout in placed.values() for hexagon in layout.values()]
    left = min(hexagon.column for hexagon in every)
    top = min(hexagon.row for hexagon in every) // 2 * 2
    return {
        day: {code: Hexagon(h.column - left, h.row - top) for code, h in sorted(layout.items())}
        for day, layout in placed.items()
    }


def tiles_csv(hexagons: Mapping[str, Hexagon]) -> str:
    """A layout as the text that `tiles.read_layout` reads."""
    rows = (f"{code},{hexagon.column},{hexagon.row}" for code, hexagon in sorted(hexagons.items()))
    return "\n".join(["code,column,row", *rows, ""])


def neighbours_csv(pairs: Iterable[tuple[str, str]]) -> str:
    """Neighbour pairs as text, each once."""
    return "\n".join(["code,neighbour", *(f"{a},{b}" for a, b in sorted(pairs)), ""])
