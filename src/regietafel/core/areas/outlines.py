"""What is drawn of a part of the country from municipal boundaries: the box around it, and the borders of groups."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping

Spot = tuple[int, int]
Side = tuple[Spot, Spot]
Box = tuple[int, int, int, int]

_NUMBER = re.compile(r"-?\d+")


def rings_of(path: str) -> list[list[Spot]]:
    """The rings of a path as `read_boundaries` writes it (M x y l steps z), as points in drawing units.

    >>> rings_of("M0 0l4 0 0 3-4-3z")
    [[(0, 0), (4, 0), (4, 3), (0, 0)]]
    """
    rings = []
    for text in path.split("M")[1:]:
        numbers = [int(number) for number in _NUMBER.findall(text)]
        xs = itertools.accumulate(numbers[::2])
        ys = itertools.accumulate(numbers[1::2])
        rings.append(list(zip(xs, ys, strict=True)))
    return rings


def box_of(paths: Iterable[str]) -> Box:
    """Left, top, width and height that hold all paths, in drawing units; each side at least 1.

    >>> box_of(["M0 0l4 0 0 3-4-3z", "M-2 1l1 1 0-1-1 0z"])
    (-2, 0, 6, 3)
    """
    spots = [spot for path in paths for ring in rings_of(path) for spot in ring]
    left, top = min(x for x, _ in spots), min(y for _, y in spots)
    return left, top, max(1, max(x for x, _ in spots) - left), max(1, max(y for _, y in spots) - top)


def borders_between(paths: Mapping[str, str], groups: Mapping[str, str]) -> str:
    """One path along every side beyond which another group, or nothing, lies.

    `paths` and `groups` go by area code; sides that two areas of a group share are left out. Each side is drawn
    once. Raises: KeyError for an area without a group.

    >>> left, right = "M0 0l1 0 0 1-1 0 0-1z", "M1 0l1 0 0 1-1 0 0-1z"
    >>> borders_between({"A": left, "B": right}, {"A": "west", "B": "west"})
    'M0 0l0 1 1 0 1 0 0-1-1 0-1 0z'
    """
    beyond: dict[Side, str | None] = {}
    for code, path in paths.items():
        group = groups[code]
        for ring in rings_of(path):
            for a, b in itertools.pairwise(ring):
                side = (a, b) if a < b else (b, a)
                if side not in beyond:
                    beyond[side] = group
                elif beyond[side] == group:
                    del beyond[side]
                else:
                    beyond[side] = None
    return "".join(map(_drawn, _lines(beyond)))


def _lines(sides: Iterable[Side]) -> list[list[Spot]]:
    """Sides joined into the longest lines: first those between crossings, then what goes round."""
    beside: dict[Spot, list[Spot]] = {}
    for a, b in sides:
        beside.setdefault(a, []).append(b)
        beside.setdefault(b, []).append(a)
    crossings = [spot for spot, others in beside.items() if len(others) != 2]
    lines = []
    for start in [*crossings, *beside]:
        while beside[start]:
            lines.append(_walked(beside, start))
    return lines


def _walked(beside: dict[Spot, list[Spot]], start: Spot) -> list[Spot]:
    """Along unused sides from a point to a crossing, or back to itself; used sides are struck off."""
    line, spot = [start], start
    while True:
        following = beside[spot].pop()
        beside[following].remove(spot)
        line.append(following)
        # One unused side left means that the line passes here; none or several, that it ends.
        if following == start or len(beside[following]) != 1:
            return line
        spot = following


def _drawn(line: list[Spot]) -> str:
    (x, y), closed = line[0], line[0] == line[-1]
    steps = " ".join(f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in itertools.pairwise(line)).replace(" -", "-")
    return f"M{x} {y}l{steps}{'z' if closed else ''}"
