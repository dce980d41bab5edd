"""Reading a GeoJSON or TopoJSON file of municipal areas that a user has; nothing in it is trusted.

GeoJSON: RFC 7946. TopoJSON: the published TopoJSON format specification, arcs and transform.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from regietafel.core.areas.place import Point, project
from regietafel.core.base.errors import Fault, Faults, RegietafelError

Ring = list[Point]

LARGEST_FILE = 32_000_000
MOST_FEATURES = 5_000

_SUBJECT = "the boundary file"
_CODE_NAMES = (
    "statcode",
    "gm_code",
    "gemeentecode",
    "gemcode",
    "gemeente_code",
    "gm_code_2022",
    "code",
    "id",
)
_CODE = re.compile(r"(?:GM)?\s*(\d{1,4})\Z", re.IGNORECASE)
_WATER_NAMES = ("water", "h2o")
_DEGREES = ((2.5, 8.0), (50.0, 54.5))
_METRES = ((-50_000.0, 350_000.0), (250_000.0, 700_000.0))


@dataclass(frozen=True)
class Limits:
    """How much a file may hold before it is refused: rings and points, decoded."""

    rings: int = 20_000
    points: int = 1_000_000


class BoundaryFileError(RegietafelError):
    """A file that cannot be read as boundaries at all."""


@dataclass(frozen=True)
class Area:
    """One feature of the file: the code it names, and its rings in kilometres, y down."""

    where: str
    code: str
    rings: tuple[Ring, ...]


@dataclass(frozen=True)
class _Feature:
    where: str
    properties: Mapping[str, Any]
    kind: object
    rings: Iterator[Iterator[Point]]


class _Bad(Exception):
    """A geometry that is not what its format says; the text says how."""


def read_boundary_file(data: bytes | Mapping[str, Any], *, limits: Limits = Limits()) -> tuple[Area, ...]:
    """The municipal areas of a file, features that are open water left out.

    Coordinates are degrees (EPSG:4326) or metres of the Dutch grid (RD, EPSG:28992), told apart by size.
    Raises: BoundaryFileError when it is too large, is no JSON, or is neither format; Faults with everything
    that is wrong with its features.
    """
    document = _parsed(data)
    features = [feature for feature in _features(document) if not _is_water(feature)]
    if not features:
        raise BoundaryFileError(
            "the boundary file has no areas", "give the file with municipalities (gemeenten)"
        )
    name = _code_name(features)
    reading = _Reading(name, limits)
    areas = tuple(area for area in map(reading.area, features) if area is not None)
    if reading.faults:
        raise Faults(_SUBJECT, reading.faults)
    return areas


def _parsed(data: bytes | Mapping[str, Any]) -> Mapping[str, Any]:
    document: Any = data
    if isinstance(data, bytes):
        if len(data) > LARGEST_FILE:
            raise BoundaryFileError(
                f"the boundary file has {len(data)} bytes, more than {LARGEST_FILE}",
                "give the generalised version (gegeneraliseerd)",
            )
        try:
            document = json.loads(data.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise BoundaryFileError("the boundary file is not JSON", "give GeoJSON or TopoJSON") from error
    if not isinstance(document, Mapping) or document.get("type") not in ("FeatureCollection", "Topology"):
        raise BoundaryFileError(
            "the boundary file is neither GeoJSON (FeatureCollection) nor TopoJSON (Topology)",
            "export the municipalities as GeoJSON",
        )
    return document


def _features(document: Mapping[str, Any]) -> list[_Feature]:
    if document["type"] == "FeatureCollection":
        return [
            _Feature(f"feature {n}", _properties(raw), geometry.get("type"), _geojson_rings(geometry))
            for n, raw in enumerate(_listed(document.get("features")), start=1)
            for geometry in [_mapping(_mapping(raw).get("geometry"))]
        ]
    arcs = _Arcs(document)
    layers = _mapping(document.get("objects"))
    best: list[_Feature] = []
    for name, layer in layers.items():
        found = [
            _Feature(
                f"{name}, area {n}", _properties(raw), _mapping(raw).get("type"), arcs.rings(_mapping(raw))
            )
            for n, raw in enumerate(_listed(_mapping(layer).get("geometries")), start=1)
        ]
        if _municipal(found) > _municipal(best):
            best = found
    return best


def _listed(value: Any) -> Sequence[Any]:
    if not isinstance(value, list):
        return ()
    if len(value) > MOST_FEATURES:
        raise BoundaryFileError(
            f"the boundary file has {len(value)} areas, more than {MOST_FEATURES}", "give municipalities only"
        )
    return value


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _properties(raw: Any) -> Mapping[str, Any]:
    feature = _mapping(raw)
    own = {"id": feature["id"]} if "id" in feature else {}
    return {**own, **_mapping(feature.get("properties"))}


def _is_water(feature: _Feature) -> bool:
    return any(
        name.lower() in _WATER_NAMES and str(value).upper() in ("JA", "B")
        for name, value in feature.properties.items()
    )


def _as_code(value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    found = _CODE.match(str(value).strip()) if len(str(value)) < 20 else None
    return f"GM{int(found[1]):04d}" if found else None


def _municipal(features: Sequence[_Feature]) -> int:
    """How many features carry a municipality's code in some property."""
    return sum(
        any(str(value).upper().startswith("GM") and _as_code(value) for value in feature.properties.values())
        or any(_as_code(feature.properties.get(name)) for name in _CODE_NAMES)
        for feature in features
    )


def _code_name(features: Sequence[_Feature]) -> str:
    """The property that holds the code: the one that fits most features, usual names before others."""
    names = {name for feature in features[:50] for name in feature.properties}

    def fits(name: str) -> tuple[int, int]:
        usual = name.lower() in _CODE_NAMES
        values = [feature.properties.get(name) for feature in features]
        codes = [
            value for value in values if _as_code(value) and (usual or str(value).upper().startswith("GM"))
        ]
        rank = -_CODE_NAMES.index(name.lower()) if usual else -len(_CODE_NAMES)
        return len(codes), rank

    best = max(sorted(names), key=fits, default="")
    if not best or fits(best)[0] == 0:
        raise BoundaryFileError(
            f"no property of the boundary file holds a municipality's code (found: {', '.join(sorted(names)[:12])})",
            "give a file with a property such as statcode or GM_CODE",
        )
    return best


class _Reading:
    """One pass over the features that counts what it takes in and keeps every fault."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name, self.limits = name, limits
        self.faults: list[Fault] = []
        self.rings = 0
        self.points = 0
        self.in_metres: bool | None = None

    def area(self, feature: _Feature) -> Area | None:
        value = feature.properties.get(self.name)
        code = _as_code(value)
        if code is None:
            shown = repr(value)[:40]
            self._fault(feature.where, f"{self.name} is {shown}, not a code", "write it as GM0363")
            return None
        where = f"{feature.where} ({code})"
        if feature.kind not in ("Polygon", "MultiPolygon"):
            shown = str(feature.kind)[:40]
            self._fault(where, f"is a {shown}, not a polygon", "give areas (Polygon or MultiPolygon)")
            return None
        try:
            rings = tuple(self._ring(ring) for ring in feature.rings)
        except _Bad as bad:
            self._fault(where, str(bad), "export the file anew")
            return None
        if not rings:
            self._fault(where, "has no outline", "export the file anew")
            return None
        return Area(where, code, rings)

    def _fault(self, where: str, what: str, remedy: str) -> None:
        self.faults.append(Fault(where, what, remedy))

    def _ring(self, points: Iterator[Point]) -> Ring:
        self.rings += 1
        ring: Ring = []
        for point in points:
            self.points += 1
            if self.points > self.limits.points or self.rings > self.limits.rings:
                raise BoundaryFileError(
                    f"the boundary file has more than {self.limits.points} points or {self.limits.rings} rings",
                    "give the generalised version (gegeneraliseerd)",
                )
            ring.append(self._placed(point))
        if len(ring) < 4 or ring[0] != ring[-1]:
            raise _Bad(f"has a ring of {len(ring)} points that does not close")
        return ring

    def _placed(self, point: Point) -> Point:
        if self.in_metres is None:
            self.in_metres = _within(point, _METRES)
        x, y = point
        if self.in_metres:
            if _within(point, _METRES):
                return x / 1000, -y / 1000
        elif _within(point, _DEGREES):
            return project(x, y)
        raise _Bad(
            f"has a point at {x:.6g}, {y:.6g}, which is not in the Netherlands in degrees (EPSG:4326) or in "
            "metres (EPSG:28992)"
        )


def _within(point: Point, box: tuple[tuple[float, float], tuple[float, float]]) -> bool:
    return all(low <= value <= high for value, (low, high) in zip(point, box, strict=True))


def _geojson_rings(geometry: Mapping[str, Any]) -> Iterator[Iterator[Point]]:
    coordinates = geometry.get("coordinates")
    for polygon in [coordinates] if geometry.get("type") == "Polygon" else _items(coordinates):
        for ring in _items(polygon):
            yield (_point(raw) for raw in _items(ring))


def _items(value: Any) -> Sequence[Any]:
    if not isinstance(value, list):
        raise _Bad("has coordinates that are not lists")
    return value


def _point(raw: Any) -> Point:
    if not isinstance(raw, list) or len(raw) < 2:
        raise _Bad("has a point without two coordinates")
    return _number(raw[0]), _number(raw[1])


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _Bad(f"has a coordinate {str(value)[:20]!r} that is no number")
    try:
        number = float(value)
    except OverflowError:
        number = float("inf")
    if not isfinite(number):
        raise _Bad("has a coordinate that is not finite")
    return number


class _Arcs:
    """The arcs of a TopoJSON file, decoded when a ring asks for them."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        arcs = document.get("arcs")
        self.arcs: Sequence[Any] = arcs if isinstance(arcs, list) else ()
        self.transform = document.get("transform")
        self.decoded: dict[int, list[Point]] = {}

    def rings(self, geometry: Mapping[str, Any]) -> Iterator[Iterator[Point]]:
        """The rings of a Polygon or MultiPolygon."""
        arcs = geometry.get("arcs")
        for polygon in [arcs] if geometry.get("type") == "Polygon" else _items(arcs):
            for ring in _items(polygon):
                yield self._ring(ring)

    def _ring(self, references: Any) -> Iterator[Point]:
        for n, reference in enumerate(_items(references)):
            if isinstance(reference, bool) or not isinstance(reference, int):
                raise _Bad("names an arc by something that is no whole number")
            forward = reference >= 0
            arc = self._arc(reference if forward else ~reference)
            # Each arc starts where the one before it ended; that point is there already.
            yield from (arc if forward else arc[::-1])[1 if n else 0 :]

    def _arc(self, number: int) -> list[Point]:
        if number >= len(self.arcs):
            raise _Bad(f"names arc {number}, which is not in the file")
        if number not in self.decoded:
            self.decoded[number] = list(self._points(_items(self.arcs[number])))
        return self.decoded[number]

    def _points(self, raw: Sequence[Any]) -> Iterator[Point]:
        if self.transform is None:
            yield from map(_point, raw)
            return
        transform = _mapping(self.transform)
        (kx, ky), (tx, ty) = _point(transform.get("scale")), _point(transform.get("translate"))
        x = y = 0.0
        for dx, dy in map(_point, raw):
            x, y = x + dx, y + dy
            yield x * kx + tx, y * ky + ty
