"""Geometry of a grid of hexagons with a point at the top, odd rows half a hexagon to the right.

Unit: the width of one hexagon. Columns count to the right, rows count down.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

ROW_HEIGHT = sqrt(3) / 2
RADIUS = 1 / sqrt(3)

# Corner 0 is the top, then clockwise; side n runs from corner n to corner n + 1.
_CORNERS = ((0, -2), (1, -1), (1, 1), (0, 2), (-1, 1), (-1, -1))
_ACROSS = {
    0: ((0, -1), (1, 0), (0, 1), (-1, 1), (-1, 0), (-1, -1)),
    1: ((1, -1), (1, 0), (1, 1), (0, 1), (-1, 0), (0, -1)),
}


class LatticePoint(NamedTuple):
    """A corner in whole numbers, so that corners of touching hexagons are equal: half widths, half radii."""

    half_widths: int
    half_radii: int

    def place(self) -> tuple[float, float]:
        """x and y."""
        return self.half_widths / 2, self.half_radii * RADIUS / 2


@dataclass(frozen=True, order=True)
class Hexagon:
    """One place in the grid."""

    column: int
    row: int

    def centre(self) -> tuple[float, float]:
        """x and y of the middle.

        >>> Hexagon(2, 1).centre()
        (2.5, 0.8660254037844386)
        """
        return self.column + 0.5 * (self.row % 2), self.row * ROW_HEIGHT

    def corners(self) -> tuple[tuple[float, float], ...]:
        """The six corners, clockwise from the top."""
        return tuple(point.place() for point in self.lattice_corners())

    def lattice_corners(self) -> tuple[LatticePoint, ...]:
        """The six corners in whole numbers, clockwise from the top."""
        x, y = 2 * self.column + self.row % 2, 3 * self.row
        return tuple(LatticePoint(x + dx, y + dy) for dx, dy in _CORNERS)

    def across(self) -> tuple[Hexagon, ...]:
        """The six hexagons that touch this one; the n-th lies beyond the side from corner n to n + 1."""
        return tuple(Hexagon(self.column + dc, self.row + dr) for dc, dr in _ACROSS[self.row % 2])

    def steps_to(self, other: Hexagon) -> int:
        """The number of steps from hexagon to hexagon; 1 for two that touch.

        >>> Hexagon(0, 0).steps_to(Hexagon(3, 2))
        4
        """
        q = (other.column - (other.row - other.row % 2) // 2) - (self.column - (self.row - self.row % 2) // 2)
        r = other.row - self.row
        return (abs(q) + abs(r) + abs(q + r)) // 2


def pieces(hexagons: Iterable[Hexagon]) -> int:
    """In how many pieces a collection of hexagons lies, where touching ones are together.

    >>> pieces([Hexagon(0, 0), Hexagon(1, 0), Hexagon(5, 5)])
    2
    """
    left = set(hexagons)
    count = 0
    while left:
        count += 1
        edge = [left.pop()]
        while edge:
            reached = [other for other in edge.pop().across() if other in left]
            left.difference_update(reached)
            edge.extend(reached)
    return count
