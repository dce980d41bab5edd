"""Municipal boundaries from a file that the user has, as a second view of the map beside the tiles.

Borders are simplified together: a stretch that two municipalities share is simplified once, so that no gap or
overlap appears between them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from regietafel.core.areas.boundary_file import Area, read_boundary_file
from regietafel.core.areas.division import Division
from regietafel.core.areas.kinds import AreaError
from regietafel.core.base.errors import Fault, Faults, RegietafelError

Spot = tuple[int, int]
Line = tuple[Spot, ...]

LONGEST_SIDE = 2000
"""Units of the drawing along its longest side: about 160 metres each."""
MOST_PATH_BYTES = 60_000


@dataclass(frozen=True)
class Boundaries:
    """One SVG path per municipality of a division.

    `division_day` is the first day of that division; `view_box` is x, y, width and height in drawing units,
    y down. `tolerance` is the area in square drawing units below which a bend was left out (0: nothing was).
    """

    division_day: date
    paths: Mapping[str, str] = field(repr=False)
    view_box: tuple[int, int, int, int]
    tolerance: int = 0


def read_boundaries(
    data: bytes | Mapping[str, Any], division: Division, *, most_path_bytes: int = MOST_PATH_BYTES
) -> Boundaries:
    """Check a GeoJSON or TopoJSON file against a division and make one path per municipality.

    Raises: BoundaryFileError and Faults as `read_boundary_file`; Faults with all codes that are missing,
    unknown, of another day or there twice.
    """
    areas = read_boundary_file(data)
    _check_codes(areas, division)
    drawn, view_box = _on_paper(areas)
    lines = _Borders(drawn.values())
    tolerance = 0
    while True:
        paths = {
            code: _path(lines.simplified(ring, tolerance) for ring in drawn[code]) for code in division.codes
        }
        if sum(map(len, paths.values())) <= most_path_bytes:
            return Boundaries(division.valid.start, paths, view_box, tolerance)
        if tolerance > LONGEST_SIDE**2:
            raise RegietafelError(
                f"the boundaries do not fit in {most_path_bytes} bytes even without their bends",
                "allow more bytes for the paths",
            )
        tolerance = max(1, tolerance * 3 // 2 + 1)


def _check_codes(areas: Sequence[Area], division: Division) -> None:
    faults: list[Fault] = []
    seen: set[str] = set()
    for area in areas:
        if area.code in seen:
            faults.append(Fault(area.where, "stands in the file twice", "keep one area per municipality"))
        elif area.code not in division:
            try:
                division.municipality(area.code)
            except AreaError as error:
                faults.append(Fault(area.where, error.what, error.remedy))
        seen.add(area.code)
    missing = [f"{code} {division.name_of(code)}" for code in division.codes if code not in seen]
    if missing:
        shown = ", ".join(missing[:12]) + (f" and {len(missing) - 12} more" if len(missing) > 12 else "")
        remedy = f"give the file of a day from {division.valid.start}"
        faults.append(Fault("", f"{len(missing)} municipalities are missing: {shown}", remedy))
    if faults:
        raise Faults(f"the boundary file, set against the division of {division.day},", faults)


def _on_paper(areas: Sequence[Area]) -> tuple[dict[str, list[Line]], tuple[int, int, int, int]]:
    """Rings in whole drawing units, and the view box; rings that shrink to nothing are left out."""
    xs = [x for area in areas for ring in area.rings for x, _ in ring]
    ys = [y for area in areas for ring in area.rings for _, y in ring]
    left, top = min(xs), min(ys)
    scale = LONGEST_SIDE / max(max(xs) - left, max(ys) - top, 1e-9)
    drawn: dict[str, list[Line]] = {}
    faults: list[Fault] = []
    for area in areas:
        rings = [
            _without_doubles(tuple((round((x - left) * scale), round((y - top) * scale)) for x, y in ring))
            for ring in area.rings
        ]
        drawn[area.code] = [ring for ring in rings if len(ring) >= 4]
        if not drawn[area.code]:
            faults.append(
                Fault(area.where, "is too small to draw", "compare its outline with its neighbours")
            )
    if faults:
        raise Faults("the boundary file", faults)
    return drawn, (0, 0, round((max(xs) - left) * scale), round((max(ys) - top) * scale))


def _without_doubles(ring: Line) -> Line:
    return ring[:1] + tuple(spot for before, spot in itertools.pairwise(ring) if spot != before)


class _Borders:
    """All stretches of border; each ends where three areas, or two stretches of coast, come together."""

    def __init__(self, rings_by_area: Iterable[Sequence[Line]]) -> None:
        beside: dict[Spot, set[Spot]] = {}
        for rings in rings_by_area:
            for ring in rings:
                for a, b in itertools.pairwise(ring):
                    beside.setdefault(a, set()).add(b)
                    beside.setdefault(b, set()).add(a)
        self.ends = {spot for spot, others in beside.items() if len(others) != 2}
        self.ranked: dict[Line, list[tuple[float, Spot]]] = {}

    def simplified(self, ring: Line, tolerance: int) -> Line:
        """A ring of which every stretch is simplified in the same way, whichever area asks."""
        if tolerance == 0:
            return ring
        kept: list[Spot] = []
        for stretch in self._stretches(ring):
            there = min(stretch, stretch[::-1])
            simple = self._bends(there, tolerance)
            kept.extend((simple if there == stretch else simple[::-1])[1 if kept else 0 :])
        return tuple(kept)

    def _stretches(self, ring: Line) -> list[Line]:
        """A ring cut at its ends; one without ends is cut at its least point, so that all cut it there."""
        body = ring[:-1]
        first = next((n for n, spot in enumerate(body) if spot in self.ends), None)
        if first is None:
            first = body.index(min(body))
        turned = (*body[first:], *body[:first], body[first])
        cuts = [n for n, spot in enumerate(turned) if spot in self.ends or n in (0, len(turned) - 1)]
        return [turned[a : b + 1] for a, b in itertools.pairwise(cuts)]

    def _bends(self, line: Line, tolerance: int) -> Line:
        if line not in self.ranked:
            self.ranked[line] = _weighed(line)
        least = 2 if line[0] != line[-1] else 4
        weighed = self.ranked[line]
        kept = [spot for weight, spot in weighed if weight >= tolerance]
        if len(kept) < least:
            heaviest = sorted(range(len(weighed)), key=lambda n: -weighed[n][0])[:least]
            kept = [weighed[n][1] for n in sorted(heaviest)]
        return tuple(kept)


def _weighed(line: Line) -> list[tuple[float, Spot]]:
    """Every point with the area of its bend at the moment it would go, least bends going first (Visvalingam)."""
    import heapq

    weights = [float("inf")] * len(line)
    before, after = [n - 1 for n in range(len(line))], [n + 1 for n in range(len(line))]

    def bend(n: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = line[before[n]], line[n], line[after[n]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2

    queue = [(bend(n), n) for n in range(1, len(line) - 1)]
    current = {n: weight for weight, n in queue}
    heapq.heapify(queue)
    reached = 0.0
    while queue:
        weight, n = heapq.heappop(queue)
        if current.get(n) != weight:
            continue
        del current[n]
        reached = weights[n] = max(reached, weight)
        before[after[n]], after[before[n]] = before[n], after[n]
        for near in (before[n], after[n]):
            if near in current:
                current[near] = bend(near)
                heapq.heappush(queue, (current[near], near))
    return list(zip(weights, line, strict=True))


def _path(rings: Iterable[Line]) -> str:
    """SVG path data in steps from point to point; a ring without area is left out unless nothing else is there."""
    lines = [ring for ring in rings if len(ring) >= 3]
    wide = [ring for ring in lines if len(set(ring)) >= 3]
    return "".join(_drawn(ring) for ring in wide or lines)


def _drawn(ring: Line) -> str:
    x, y = ring[0]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in itertools.pairwise(ring)]
    return f"M{x} {y}l" + " ".join(f"{dx} {dy}" for dx, dy in steps).replace(" -", "-") + "z"
