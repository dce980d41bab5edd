"""The tile layout: one hexagon per municipality, stored per division, with outlines of groups of tiles.

No lawful, current municipal boundaries come with any package, so this is the product's own map. It reads stored
tables only; how they were made stands in `arrange`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources

from regietafel.core.areas.division import Division, division_on
from regietafel.core.areas.hexagons import RADIUS, Hexagon, LatticePoint
from regietafel.core.areas.kinds import AreaError
from regietafel.core.areas.register import shipped_register
from regietafel.core.base.answer import Answer, Input
from regietafel.core.base.errors import Fault, Faults, RegietafelError

Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass(frozen=True)
class Layout:
    """One hexagon per municipality of a division; `day` is the first day of that division.

    Coordinates count in hexagon widths, x to the right and y down, as in SVG.
    """

    day: date
    hexagons: Mapping[str, Hexagon] = field(repr=False)

    def view_box(self, margin: float = 0.5) -> tuple[float, float, float, float]:
        """x, y, width and height that hold every tile, with a margin; for the viewBox of an SVG."""
        centres = [hexagon.centre() for hexagon in self.hexagons.values()]
        left, right = min(x for x, _ in centres) - 0.5, max(x for x, _ in centres) + 0.5
        top, bottom = min(y for _, y in centres) - RADIUS, max(y for _, y in centres) + RADIUS
        return left - margin, top - margin, right - left + 2 * margin, bottom - top + 2 * margin

    def reading_order(self) -> tuple[str, ...]:
        """Municipality codes row by row from the top left: the order for the keyboard."""
        return tuple(
            sorted(self.hexagons, key=lambda code: (self.hexagons[code].row, self.hexagons[code].centre()[0]))
        )

    def beside(self, code: str) -> tuple[str | None, ...]:
        """The municipalities on the six touching tiles, clockwise from the upper right; None where empty."""
        return tuple(self._at().get(other) for other in self.hexagons[code].across())

    def _at(self) -> Mapping[Hexagon, str]:
        return _by_hexagon(self.day)


def layout_of(division: Division) -> Layout:
    """The stored layout of a division.

    >>> len(layout_of(division_on(date(2022, 9, 16))).hexagons)
    344
    """
    return _stored_layout(division.valid.start)


def outline(
    layout: Layout, group_of: Mapping[str, str] | Callable[[str], str]
) -> dict[str, tuple[Ring, ...]]:
    """The outline of every group of tiles, as closed rings of corner points.

    `group_of` gives the group of a municipality (its province, its safety region, its class). A group in two
    pieces has two rings; a hole is a ring of its own. The last point joins the first. Groups in order.

    >>> autumn = division_on(date(2022, 9, 16))
    >>> rings = outline(layout_of(autumn), lambda code: autumn.province_of(code).code)
    >>> len(rings), len(rings["PV22"])
    (12, 1)
    """
    ask = group_of if callable(group_of) else group_of.__getitem__
    members: dict[str, set[Hexagon]] = {}
    for code, hexagon in layout.hexagons.items():
        members.setdefault(ask(code), set()).add(hexagon)
    return {group: rings_around(hexagons) for group, hexagons in sorted(members.items())}


def rings_around(hexagons: Collection[Hexagon]) -> tuple[Ring, ...]:
    """The sides that have one of these hexagons on one side only, joined end to end."""
    onward: dict[LatticePoint, LatticePoint] = {}
    for hexagon in sorted(hexagons):
        corners = hexagon.lattice_corners()
        for side, other in enumerate(hexagon.across()):
            if other not in hexagons:
                onward[corners[side]] = corners[(side + 1) % 6]
    rings: list[Ring] = []
    while onward:
        start = next(iter(onward))
        ring = [start]
        while (following := onward.pop(ring[-1])) != start:
            ring.append(following)
        rings.append(tuple(point.place() for point in ring))
    return tuple(rings)


def neighbours(code: str, division: Division) -> Answer[tuple[str, ...]]:
    """Municipalities near a municipality, nearest codes in order of code.

    Derived from one point per municipality, not from boundaries: of these pairs about 84 % have a common
    border, and about 84 % of all common borders are found (against the CBS areas of 2022 and 2023).
    Raises: as `Division.municipality`.

    >>> "GM0384" in neighbours("GM0363", division_on(date(2022, 9, 16))).value    # Amsterdam and Diemen
    True
    """
    division.municipality(code)
    return Answer(
        _stored_neighbours(division.valid.start).get(code, ()),
        rule="neighbours",
        source=shipped_register().sources["own_points"],
        inputs=(Input("municipality", code), Input("division", division.valid.start)),
    )


def neighbour_pairs(division: Division) -> frozenset[tuple[str, str]]:
    """Every pair of neighbours of a division, each once, the lower code first."""
    near = _stored_neighbours(division.valid.start)
    return frozenset((a, b) for a, others in near.items() for b in others if a < b)


def read_layout(text: str, division: Division) -> Layout:
    """Read a layout (CSV text: code, column, row) and check it against a division.

    Raises: Faults for a code too many or too few, a hexagon used twice, or a cell that is no whole number.
    """
    faults: list[Fault] = []
    hexagons: dict[str, Hexagon] = {}
    for number, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        where = f"row {number}"
        try:
            code, hexagon = row["code"], Hexagon(int(row["column"]), int(row["row"]))
        except (KeyError, TypeError, ValueError):
            faults.append(Fault(where, "is not code, column, row", "write a code and two whole numbers"))
            continue
        if code in hexagons:
            faults.append(Fault(where, f"{code} has a tile already", "keep one row"))
        elif hexagon in hexagons.values():
            faults.append(Fault(where, f"column {hexagon.column}, row {hexagon.row} is taken", "move one"))
        hexagons[code] = hexagon
    faults += _differing(hexagons, division)
    if faults:
        raise Faults(f"the tile layout of {division.valid.start}", faults)
    return Layout(division.valid.start, {code: hexagons[code] for code in division.codes})


def _differing(codes: Iterable[str], division: Division) -> list[Fault]:
    present = set(codes)
    faults = [Fault(code, "has no tile", "add a row") for code in division.codes if code not in present]
    for code in sorted(present - set(division.codes)):
        try:
            division.municipality(code)
        except AreaError as error:
            faults.append(Fault(code, error.what, error.remedy))
    return faults


@cache
def _stored_layout(start: date) -> Layout:
    return read_layout(_stored("tiles", start), division_on(start))


@cache
def _by_hexagon(start: date) -> Mapping[Hexagon, str]:
    return {hexagon: code for code, hexagon in _stored_layout(start).hexagons.items()}


@cache
def _stored_neighbours(start: date) -> dict[str, tuple[str, ...]]:
    near: dict[str, set[str]] = {}
    for row in csv.DictReader(io.StringIO(_stored("neighbours", start))):
        near.setdefault(row["code"], set()).add(row["neighbour"])
        near.setdefault(row["neighbour"], set()).add(row["code"])
    return {code: tuple(sorted(others)) for code, others in near.items()}


def _stored(folder: str, start: date) -> str:
    file = resources.files(__package__).joinpath(f"facts/{folder}/{start.isoformat()}.csv")
    if not file.is_file():
        raise RegietafelError(
            f"the division of {start} has no stored {folder}",
            "compute them (core/areas/arrange) and add the file",
        )
    return file.read_text(encoding="utf-8")
