"""Computing a tile layout: an optimal assignment of municipalities to hexagons, then improved by swaps.

Run once per division by whoever maintains the tables; what it finds is stored (facts/tiles) and read from there.
Municipalities come as points; open water comes as points too, so that lakes and sea arms keep their room.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import cos, exp, floor, hypot, log, radians
from random import Random

from regietafel.core.areas.hexagons import ROW_HEIGHT, Hexagon

Point = tuple[float, float]

_KM_PER_DEGREE_LAT = 111.19
_MIDDLE = (5.3, 52.2)


def project(lon: float, lat: float) -> Point:
    """Kilometres to the right of and below the middle of the country.

    An equirectangular projection: within the Netherlands distances are right to about 2 %.

    >>> project(5.3, 52.2)
    (0.0, -0.0)
    """
    per_degree_lon = _KM_PER_DEGREE_LAT * cos(radians(_MIDDLE[1]))
    return (lon - _MIDDLE[0]) * per_degree_lon, -(lat - _MIDDLE[1]) * _KM_PER_DEGREE_LAT


@dataclass(frozen=True)
class Item:
    """What gets a hexagon: a municipality (key is its code) or a piece of open water (key starts with "~")."""

    key: str
    at: Point
    groups: tuple[str, ...]
    is_island: bool = False

    @property
    def is_water(self) -> bool:
        """Whether it only keeps room, and gets no tile."""
        return self.key.startswith("~")


@dataclass(frozen=True)
class Weights:
    """What a good layout is, as numbers; all in units of one squared hexagon width.

    `apart`: two geographic neighbours more than one step apart. `together`: two touching tiles that share a
    group, per group kind. `edge`: a tile beside an empty hexagon. `moved`: a tile that lies elsewhere in
    the layout this one should resemble. `shore`: an island that touches other land. `broken`: every piece beyond the first of a group. `water`: how firmly water
    keeps its place, as a factor.
    """

    width_km: float = 11.1
    apart: float = 2.0
    together: tuple[float, ...] = (0.5, 0.3, 0.0)
    edge: float = 1.3
    moved: float = 0.5
    shore: float = 8.0
    broken: float = 15.0
    water: float = 0.5


def derived_neighbours(points: Mapping[str, Point], *, longest_km: float = 25.0) -> set[tuple[str, str]]:
    """Pairs of municipalities that are taken to be neighbours, derived from their points alone.

    A pair of the Delaunay triangulation counts when no third point lies in the middle part of the circle on
    the pair as diameter (its area times 0.6), and when they are at most `longest_km` apart; a municipality
    without any such pair gets its nearest one. Set against the CBS areas of 2022 this finds 84 % of the
    pairs with a common border, and 84 % of what it finds has one.
    """
    import numpy as np
    from scipy.spatial import Delaunay

    codes = sorted(points)
    at = np.array([points[code] for code in codes])
    corners = {tuple(sorted((int(a), int(b)))) for t in Delaunay(at).simplices for a, b in combinations(t, 2)}
    pairs: set[tuple[str, str]] = set()
    for a, b in corners:
        length2 = float(((at[a] - at[b]) ** 2).sum())
        to_middle2 = ((at - (at[a] + at[b]) / 2) ** 2).sum(axis=1)
        to_middle2[[a, b]] = np.inf
        if to_middle2.min() >= 0.6 * length2 / 4 and length2 <= longest_km**2:
            pairs.add((codes[a], codes[b]))
    alone = set(codes) - {code for pair in pairs for code in pair}
    for code in sorted(alone):
        nearest = min(
            (hypot(x - points[code][0], y - points[code][1]), other)
            for other, (x, y) in points.items()
            if other != code
        )
        pairs.add(tuple(sorted((code, nearest[1]))))  # type: ignore[arg-type]
    return pairs


def place(
    items: Sequence[Item],
    neighbours: set[tuple[str, str]],
    *,
    weights: Weights,
    rounds: int,
    seed: int = 0,
    like: Mapping[str, Hexagon] | None = None,
) -> dict[str, Hexagon]:
    """One hexagon for every municipality, by optimal assignment and then by swaps that improve the layout.

    `rounds`: the number of swaps tried, per item. The same arguments give the same layout.
    `like`: an earlier layout that this one should resemble.
    """
    grid = _Grid(items, weights)
    search = _Search(items, neighbours, grid, weights, like or {})
    search.start()
    search.improve(rounds * len(items), Random(seed))  # noqa: S311 - a fixed seed, nothing secret
    return search.layout()


class _Grid:
    """The hexagons that may be used: those not too far from some item."""

    def __init__(self, items: Sequence[Item], weights: Weights, reach: float = 2.0) -> None:
        self.width_km = weights.width_km
        wanted: set[Hexagon] = set()
        for item in items:
            x, y = item.at[0] / self.width_km, item.at[1] / self.width_km
            row = floor(y / ROW_HEIGHT + 0.5)
            for r in range(row - 3, row + 4):
                for c in range(floor(x) - 3, floor(x) + 4):
                    if hypot(x - Hexagon(c, r).centre()[0], y - Hexagon(c, r).centre()[1]) <= reach:
                        wanted.add(Hexagon(c, r))
        self.hexagons = sorted(wanted)
        self.index = {hexagon: n for n, hexagon in enumerate(self.hexagons)}
        self.touching = [
            [self.index[other] for other in hexagon.across() if other in self.index]
            for hexagon in self.hexagons
        ]
        self.steps = [bytes(min(255, a.steps_to(b)) for b in self.hexagons) for a in self.hexagons]
        self.within = [[n for n, d in enumerate(row) if 0 < d <= 3] for row in self.steps]

    def shift2(self, item: Item) -> list[float]:
        """Squared distance in widths from an item to every hexagon."""
        x, y = item.at[0] / self.width_km, item.at[1] / self.width_km
        return [(x - cx) ** 2 + (y - cy) ** 2 for cx, cy in (hexagon.centre() for hexagon in self.hexagons)]


class _Search:
    """A layout under improvement: which item is where, and what a swap would change."""

    def __init__(
        self,
        items: Sequence[Item],
        neighbours: set[tuple[str, str]],
        grid: _Grid,
        weights: Weights,
        like: Mapping[str, Hexagon],
    ) -> None:
        self.items, self.grid, self.weights = items, grid, weights
        number = {item.key: n for n, item in enumerate(items)}
        self.near: list[list[int]] = [[] for _ in items]
        for a, b in neighbours:
            self.near[number[a]].append(number[b])
            self.near[number[b]].append(number[a])
        self.cost = [self._cost_by_hexagon(item, like.get(item.key)) for item in items]
        self.beside = self._beside()
        self.apart = [0.0] + [weights.apart * min(steps - 1, 6) ** 1.5 for steps in range(1, 256)]
        self.groups = [set() if item.is_water or item.is_island else set(item.groups) for item in items]
        self.members: dict[str, list[int]] = {}
        for n, groups in enumerate(self.groups):
            for group in groups:
                self.members.setdefault(group, []).append(n)
        self.pieces: dict[str, int] = {}
        self.where: list[int] = []
        self.holds: list[int] = []

    def _cost_by_hexagon(self, item: Item, earlier: Hexagon | None) -> list[float]:
        scale = self.weights.water if item.is_water else 1.0
        cost = [scale * value for value in self.grid.shift2(item)]
        if earlier is not None:
            cost = [
                value + self.weights.moved * min(4, hexagon.steps_to(earlier))
                for value, hexagon in zip(cost, self.grid.hexagons, strict=True)
            ]
        return cost

    def _beside(self) -> list[list[float]]:
        """The energy of two touching hexagons, by what they hold; the last row and column is "empty"."""
        edge = self.weights.edge
        beside = [[self._touching(a, b) for b in self.items] + [edge] for a in self.items]
        return [*beside, [edge] * len(self.items) + [0.0]]

    def _touching(self, a: Item, b: Item) -> float:
        shared = sum(w for w, g, h in zip(self.weights.together, a.groups, b.groups, strict=True) if g == h)
        ashore = a.is_island != b.is_island and not (a.is_water or b.is_water)
        return self.weights.shore * ashore - shared

    def start(self) -> None:
        """Assign with the least total cost, every item on its own."""
        import numpy as np
        from scipy.optimize import linear_sum_assignment

        _, columns = linear_sum_assignment(np.array(self.cost))
        self.where = [int(column) for column in columns]
        self.holds = [-1] * len(self.grid.hexagons)
        for item, hexagon in enumerate(self.where):
            self.holds[hexagon] = item

    def improve(self, tries: int, random: Random, hot: float = 1.5, cold: float = 0.03) -> None:
        """Swap contents of two hexagons, less and less tolerant of a worse layout (simulated annealing).

        Whether groups stay in one piece counts in the colder half only, because it takes long to see.
        """
        cooling = log(cold / hot) / max(tries, 1)
        for n in range(tries):
            if n == tries // 2:
                self.pieces = {group: self._pieces(group) for group in self.members}
            one = self.where[random.randrange(len(self.items))]
            two = random.choice(self.grid.within[one])
            tolerance = -hot * exp(cooling * n) * log(1.0 - random.random())
            self._try(one, two, tolerance)

    def _try(self, one: int, two: int, tolerance: float) -> None:
        """Swap unless that makes the layout worse by more than the tolerance."""
        touched = self._groups_of(one) ^ self._groups_of(two) if self.pieces else set()
        mendable = self.weights.broken * sum(self.pieces[group] - 1 for group in touched)
        before = self._energy(one) + self._energy(two)
        self._swap(one, two)
        worse = self._energy(one) + self._energy(two) - before
        if worse > tolerance + mendable:
            self._swap(one, two)
            return
        pieces = {group: self._pieces(group) for group in touched}
        worse += self.weights.broken * sum(count - self.pieces[group] for group, count in pieces.items())
        if worse > tolerance:
            self._swap(one, two)
            return
        self.pieces.update(pieces)

    def _groups_of(self, hexagon: int) -> set[str]:
        item = self.holds[hexagon]
        return self.groups[item] if item >= 0 else set()

    def _pieces(self, group: str) -> int:
        left = {self.where[item] for item in self.members[group]}
        count = 0
        while left:
            count += 1
            edge = [left.pop()]
            while edge:
                for other in self.grid.touching[edge.pop()]:
                    if other in left:
                        left.remove(other)
                        edge.append(other)
        return count

    def _energy(self, hexagon: int) -> float:
        item, holds = self.holds[hexagon], self.holds
        row = self.beside[item]
        energy = 0.0
        for other in self.grid.touching[hexagon]:
            energy += row[holds[other]]
        if item >= 0:
            steps, where, apart = self.grid.steps[hexagon], self.where, self.apart
            energy += self.cost[item][hexagon]
            for near in self.near[item]:
                energy += apart[steps[where[near]]]
        return energy

    def _swap(self, one: int, two: int) -> None:
        first, second = self.holds[one], self.holds[two]
        self.holds[one], self.holds[two] = second, first
        if first >= 0:
            self.where[first] = two
        if second >= 0:
            self.where[second] = one

    def layout(self) -> dict[str, Hexagon]:
        """The hexagons of the municipalities, where the grid has them."""
        return {
            item.key: self.grid.hexagons[hexagon]
            for item, hexagon in zip(self.items, self.where, strict=True)
            if not item.is_water
        }
