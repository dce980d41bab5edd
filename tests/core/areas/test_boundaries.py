"""Boundary files of users: read, checked against a division, drawn. All files here are made up."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regietafel.core.areas.boundaries import read_boundaries
from regietafel.core.areas.boundary_file import BoundaryFileError, Limits, read_boundary_file
from regietafel.core.areas.division import division_on
from regietafel.core.base.errors import Faults, RegietafelError

AUTUMN = division_on(date(2022, 9, 16))
WIDE = 20


def square(n: int, *, metres: bool = False) -> list[list[float]]:
    """The n-th field of a chessboard of made-up municipalities, with a bend in its right side."""
    x, y = n % WIDE, n // WIDE
    side, left, low = (10_000.0, 20_000.0, 310_000.0) if metres else (0.15, 3.5, 50.9)
    corners = [(x, y), (x + 1, y), (x + 1.2, y + 0.5), (x + 1, y + 1), (x, y + 1), (x + 0.2, y + 0.5), (x, y)]
    return [[left + a * side, low + b * side] for a, b in corners]


def feature(code: object, n: int, *, name: str = "statcode", metres: bool = False) -> dict:
    return {
        "type": "Feature",
        "properties": {name: code, "statnaam": "x"},
        "geometry": {"type": "Polygon", "coordinates": [square(n, metres=metres)]},
    }


def country(**how) -> dict:
    return {
        "type": "FeatureCollection",
        "features": [feature(code, n, **how) for n, code in enumerate(AUTUMN.codes)],
    }


def topology() -> dict:
    """The same chessboard as TopoJSON with shared arcs, steps and a transform."""
    arcs: list[list[list[int]]] = []
    index: dict[tuple, int] = {}

    def arc(*points: tuple[int, int]) -> int:
        backward = points[::-1]
        if backward in index:
            return ~index[backward]
        if points not in index:
            index[points] = len(arcs)
            steps = [[b[0] - a[0], b[1] - a[1]] for a, b in pairwise(points)]
            arcs.append([list(points[0]), *steps])
        return index[points]

    geometries = []
    for n, code in enumerate(AUTUMN.codes):
        x, y = 10 * (n % WIDE), 10 * (n // WIDE)
        ring = [
            arc((x, y), (x + 10, y)),
            arc((x + 10, y), (x + 12, y + 5), (x + 10, y + 10)),
            arc((x + 10, y + 10), (x, y + 10)),
            arc((x, y + 10), (x + 2, y + 5), (x, y)),
        ]
        geometries.append({"type": "Polygon", "arcs": [ring], "properties": {"code": code}})
    return {
        "type": "Topology",
        "transform": {"scale": [0.015, 0.015], "translate": [3.5, 50.9]},
        "arcs": arcs,
        "objects": {
            "regions": {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "arcs": [[0]]}]},
            "municipalities": {"type": "GeometryCollection", "geometries": geometries},
        },
    }


def as_bytes(document: object) -> bytes:
    return json.dumps(document).encode()


def spots(path: str) -> list[list[tuple[int, int]]]:
    """The points of a path in steps, ring by ring."""
    rings = []
    for text in path.split("M")[1:]:
        numbers = [int(number) for number in re.findall(r"-?\d+", text)]
        x, y = numbers[:2]
        ring = [(x, y)]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        rings.append(ring)
    return rings


@pytest.mark.parametrize("name", ["statcode", "GM_CODE", "gemcode", "Gemeentecode", "something_else"])
def test_the_code_is_found_under_any_usual_property(name: str) -> None:
    drawn = read_boundaries(as_bytes(country(name=name)), AUTUMN)
    assert tuple(drawn.paths) == AUTUMN.codes
    assert drawn.division_day == date(2022, 3, 24)


def test_bare_numbers_are_codes_under_a_usual_property() -> None:
    document = country()
    for one in document["features"]:
        one["properties"]["statcode"] = int(one["properties"]["statcode"][2:])
    assert tuple(read_boundaries(document, AUTUMN).paths) == AUTUMN.codes


def test_geojson_in_degrees_and_topojson_give_the_same_drawing() -> None:
    assert read_boundaries(as_bytes(country()), AUTUMN) == read_boundaries(as_bytes(topology()), AUTUMN)
    assert read_boundaries(as_bytes(country()), AUTUMN).paths == read_boundaries(topology(), AUTUMN).paths


def test_metres_of_the_dutch_grid_are_drawn_north_up() -> None:
    drawn = read_boundaries(as_bytes(country(metres=True)), AUTUMN)
    first, last = spots(drawn.paths[AUTUMN.codes[0]])[0], spots(drawn.paths[AUTUMN.codes[-1]])[0]
    assert min(y for _, y in first) > max(y for _, y in last)
    assert drawn.view_box[2:] == (2000, 1782)


def test_every_point_of_a_drawing_lies_within_its_view_box() -> None:
    drawn = read_boundaries(as_bytes(country()), AUTUMN)
    _, _, width, height = drawn.view_box
    every = [spot for path in drawn.paths.values() for ring in spots(path) for spot in ring]
    assert all(0 <= x <= width and 0 <= y <= height for x, y in every)


def test_simplifying_keeps_to_the_size_asked_for_and_leaves_no_gap_between_neighbours() -> None:
    whole = read_boundaries(as_bytes(country()), AUTUMN)
    size = sum(map(len, whole.paths.values()))
    simple = read_boundaries(as_bytes(country()), AUTUMN, most_path_bytes=size * 3 // 4)
    assert whole.tolerance == 0 < simple.tolerance
    assert sum(map(len, simple.paths.values())) <= size * 3 // 4
    left, right = (set(spots(simple.paths[AUTUMN.codes[n]])[0]) for n in (21, 22))
    assert len(left & right) == 2
    assert len(left | right) == 6


def test_a_size_that_no_drawing_can_keep_to_is_refused() -> None:
    with pytest.raises(RegietafelError, match="do not fit in 100 bytes"):
        read_boundaries(as_bytes(country()), AUTUMN, most_path_bytes=100)


def test_open_water_and_a_byte_order_mark_do_no_harm() -> None:
    document = country()
    document["features"].append(feature("GM0014", 0))
    document["features"][-1]["properties"]["WATER"] = "JA"
    assert read_boundaries(b"\xef\xbb\xbf" + as_bytes(document), AUTUMN).paths


def test_an_island_and_a_hole_are_rings_of_their_own() -> None:
    document = country()
    whole = document["features"][0]["geometry"]["coordinates"]
    far = [[3.5 + x, 53.6 + y] for x, y in [(0, 0), (0.1, 0), (0.1, 0.1), (0, 0.1), (0, 0)]]
    document["features"][0]["geometry"] = {"type": "MultiPolygon", "coordinates": [whole, [far]]}
    assert len(spots(read_boundaries(document, AUTUMN).paths[AUTUMN.codes[0]])) == 2


def test_all_faults_of_a_file_come_together() -> None:
    document = country()
    features = document["features"]
    features[0]["properties"]["statcode"] = "GM0457"
    features[1]["properties"]["statcode"] = "GM9999"
    features[2]["properties"]["statcode"] = features[3]["properties"]["statcode"]
    with pytest.raises(Faults) as caught:
        read_boundaries(document, AUTUMN)
    told = str(caught.value)
    for part in (
        "GM0457 Weesp was dissolved on 2022-03-24",
        'no area has code "GM9999"',
        "twice",
        "3 municipalities",
    ):
        assert part in told
    assert len(caught.value.faults) == 4


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda f: f["geometry"].update(type="Point"), "is a Point, not a polygon"),
        (lambda f: f.update(geometry=None), "is a None, not a polygon"),
        (lambda f: f["properties"].update(statcode="Groningen"), "'Groningen', not a code"),
        (lambda f: f["geometry"].update(coordinates=[]), "has no outline"),
        (lambda f: f["geometry"].update(coordinates="no"), "not lists"),
        (lambda f: f["geometry"]["coordinates"][0].pop(), "does not close"),
        (lambda f: f["geometry"]["coordinates"][0].insert(1, [5.0]), "without two coordinates"),
        (lambda f: f["geometry"]["coordinates"][0].insert(1, ["5", 52]), "that is no number"),
        (lambda f: f["geometry"]["coordinates"][0].insert(1, [True, 52]), "that is no number"),
        (lambda f: f["geometry"]["coordinates"][0].insert(1, [10**400, 52]), "not finite"),
        (lambda f: f["geometry"]["coordinates"][0].insert(1, [float("nan"), 52]), "not finite"),
        (lambda f: f["geometry"]["coordinates"][0].insert(1, [600_000, 6_800_000]), "not in the Netherlands"),
    ],
)
def test_a_feature_that_cannot_be_drawn_is_named(spoil, says) -> None:
    document = country()
    spoil(document["features"][5])
    with pytest.raises(Faults, match="feature 6") as caught:
        read_boundary_file(document)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda t: t["objects"]["municipalities"]["geometries"][0].update(arcs=[[99999]]), "names arc 99999"),
        (lambda t: t["objects"]["municipalities"]["geometries"][0].update(arcs=[["0"]]), "no whole number"),
        (lambda t: t.update(transform={"scale": [1]}), "without two coordinates"),
        (lambda t: t.update(arcs="none"), "which is not in the file"),
        (lambda t: t["arcs"].__setitem__(0, 7), "not lists"),
    ],
)
def test_a_spoilt_topology_is_refused(spoil, says) -> None:
    document = topology()
    spoil(document)
    with pytest.raises(Faults) as caught:
        read_boundary_file(document)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is not JSON"),
        (b"\xff\xfe", "is not JSON"),
        (b"[" * 200_000, "is not JSON"),
        (b'{"type": "FeatureCollection", "features": ' + b"[" * 100_000, "is not JSON"),
        (b"[]", "neither GeoJSON"),
        (b'{"type": "Feature"}', "neither GeoJSON"),
        (b'{"type": "FeatureCollection"}', "has no areas"),
        (b'{"type": "FeatureCollection", "features": [1, null, []]}', "no property"),
        (b'{"type": "Topology", "objects": {"a": {"geometries": [{}]}}}', "has no areas"),
        (b" " * 32_000_001, "more than 32000000"),
    ],
)
def test_what_is_no_boundary_file_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(BoundaryFileError) as caught:
        read_boundary_file(data)
    assert says in str(caught.value)


def test_too_many_features_rings_or_points_are_refused() -> None:
    many = [feature(f"GM{n % 9999:04d}", 0) for n in range(5001)]
    with pytest.raises(BoundaryFileError, match="5001 areas"):
        read_boundary_file({"type": "FeatureCollection", "features": many})
    for limits in (Limits(rings=343), Limits(points=2_000)):
        with pytest.raises(BoundaryFileError, match="gegeneraliseerd"):
            read_boundary_file(country(), limits=limits)


def test_one_arc_named_over_and_over_cannot_fill_the_memory() -> None:
    document = topology()
    document["objects"]["municipalities"]["geometries"][0]["arcs"] = [[0] * 1_000_000]
    with pytest.raises(BoundaryFileError, match="more than 5000 points"):
        read_boundary_file(document, limits=Limits(points=5_000))


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["Polygon", "GM0014"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "geometry", "coordinates", "arcs", "properties", "code", "geometries"]),
            inner,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=60)
@given(st.sampled_from(["FeatureCollection", "Topology"]), json_values, json_values, json_values)
def test_any_json_is_read_or_refused_in_words(kind, features, objects, arcs) -> None:
    document = {"type": kind, "features": features, "objects": {"gm": objects}, "arcs": arcs}
    with pytest.raises(RegietafelError):
        read_boundaries(document, AUTUMN)
