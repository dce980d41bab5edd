"""One hexagon per municipality, and how like the country the layouts are."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import date
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.areas.arrange import neighbours_of, tiles_csv
from regietafel.core.areas.division import UnknownArea, division_on, divisions
from regietafel.core.areas.hexagons import Hexagon, pieces
from regietafel.core.areas.likeness import WADDEN_ISLANDS, likeness
from regietafel.core.areas.place import Item, Weights, place
from regietafel.core.areas.tiles import (
    layout_of,
    neighbour_pairs,
    neighbours,
    outline,
    read_layout,
    rings_around,
)
from regietafel.core.base.errors import Faults

some_division = st.sampled_from(divisions())
hexagons = st.builds(Hexagon, st.integers(-20, 20), st.integers(-20, 20))
AUTUMN = division_on(date(2022, 9, 16))


@pytest.mark.parametrize("division", divisions(), ids=str)
def test_a_layout_gives_every_municipality_one_tile_of_its_own(division) -> None:
    layout = layout_of(division)
    assert tuple(layout.hexagons) == division.codes
    assert len(set(layout.hexagons.values())) == len(division)
    assert sorted(layout.reading_order()) == list(division.codes)


@pytest.mark.parametrize("division", divisions(), ids=str)
def test_a_layout_is_like_the_country(division) -> None:
    found = likeness(layout_of(division).hexagons, division, neighbour_pairs(division))
    assert found.mean_shift_km <= 10
    assert found.touching >= 0.70
    assert found.within_two >= 0.97
    assert found.broken == ()


@pytest.mark.parametrize("division", divisions(), ids=str)
def test_the_mainland_is_in_one_piece_and_no_island_touches_it(division) -> None:
    layout = layout_of(division)
    mainland = {hexagon for code, hexagon in layout.hexagons.items() if code not in WADDEN_ISLANDS}
    assert pieces(mainland) == 1
    assert not any(other in mainland for code in WADDEN_ISLANDS for other in layout.hexagons[code].across())


def test_most_municipalities_keep_their_tile_from_one_division_to_the_next() -> None:
    for older, newer in zip(divisions(), divisions()[1:], strict=False):
        before, after = layout_of(older).hexagons, layout_of(newer).hexagons
        both = before.keys() & after.keys()
        assert sum(before[code] == after[code] for code in both) >= 0.75 * len(both)


def test_the_north_is_up_and_the_west_is_left() -> None:
    hexagon = layout_of(AUTUMN).hexagons
    maastricht, groningen, middelburg, enschede = (
        hexagon[code].centre() for code in ("GM0935", "GM0014", "GM0687", "GM0153")
    )
    assert groningen[1] < enschede[1] < middelburg[1] < maastricht[1]
    assert middelburg[0] < maastricht[0] < enschede[0]


def test_the_outer_outline_of_all_tiles_has_every_side_that_borders_on_nothing() -> None:
    layout = layout_of(AUTUMN)
    rings = outline(layout, lambda code: "NL")["NL"]
    taken = set(layout.hexagons.values())
    open_sides = sum(other not in taken for hexagon in taken for other in hexagon.across())
    assert sum(map(len, rings)) == open_sides


@given(some_division)
def test_outlines_of_provinces_are_closed_rings_of_sides_of_one_length(division) -> None:
    rings = outline(layout_of(division), lambda code: division.province_of(code).code)
    assert list(rings) == [province.code for province in division.provinces]
    for ring in (ring for found in rings.values() for ring in found):
        for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
            assert hypot(ax - bx, ay - by) == pytest.approx(3**-0.5)


@given(st.sets(hexagons, min_size=1, max_size=40))
def test_the_rings_around_any_tiles_enclose_exactly_their_area(group) -> None:
    rings = rings_around(group)
    area = sum(
        (ax * by - bx * ay) / 2
        for ring in rings
        for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True)
    )
    assert area == pytest.approx(len(group) * 3**0.5 / 2)
    assert len(rings) >= pieces(group)


@given(hexagons, hexagons, hexagons)
def test_steps_between_hexagons_are_a_distance(a, b, c) -> None:
    assert a.steps_to(b) == b.steps_to(a) >= 0
    assert (a.steps_to(b) == 0) == (a == b)
    assert (a.steps_to(b) == 1) == (b in a.across())
    assert a.steps_to(c) <= a.steps_to(b) + b.steps_to(c)


@given(hexagons)
def test_touching_hexagons_share_the_two_corners_of_their_side(hexagon) -> None:
    corners = hexagon.lattice_corners()
    for side, other in enumerate(hexagon.across()):
        assert set(corners) & set(other.lattice_corners()) == {corners[side], corners[(side + 1) % 6]}
        assert hypot(
            *(p - q for p, q in zip(hexagon.centre(), other.centre(), strict=True))
        ) == pytest.approx(1)


@pytest.mark.parametrize("division", divisions(), ids=str)
def test_the_stored_neighbours_are_those_that_follow_from_the_points(division) -> None:
    assert neighbour_pairs(division) == neighbours_of(division)


@given(some_division)
def test_neighbours_are_mutual_and_every_municipality_has_one(division) -> None:
    pairs = neighbour_pairs(division)
    near = Counter(code for pair in pairs for code in pair)
    assert set(near) == set(division.codes)
    a, b = min(pairs)
    assert b in neighbours(a, division).value
    assert a in neighbours(b, division).value


def test_neighbours_say_that_points_were_used_and_refuse_unknown_codes() -> None:
    answer = neighbours("GM0363", AUTUMN)
    assert answer.source.quality == "derived"
    assert {"GM0384", "GM0362"} <= set(answer.value)
    with pytest.raises(UnknownArea):
        neighbours("GM9999", AUTUMN)


def test_tiles_beside_a_tile_are_found_from_both_sides() -> None:
    layout = layout_of(AUTUMN)
    for code in AUTUMN.codes:
        for side, other in enumerate(layout.beside(code)):
            assert other is None or layout.beside(other)[(side + 3) % 6] == code


def test_the_view_box_holds_every_corner() -> None:
    layout = layout_of(AUTUMN)
    x, y, width, height = layout.view_box(margin=0)
    corners = [corner for hexagon in layout.hexagons.values() for corner in hexagon.corners()]
    assert min(a for a, _ in corners) == pytest.approx(x)
    assert max(a for a, _ in corners) == pytest.approx(x + width)
    assert min(b for _, b in corners) == pytest.approx(y)
    assert max(b for _, b in corners) == pytest.approx(y + height)


def test_a_layout_that_does_not_fit_the_division_is_refused_with_all_its_faults() -> None:
    stored = dict(layout_of(AUTUMN).hexagons)
    assert read_layout(tiles_csv(stored), AUTUMN) == layout_of(AUTUMN)
    del stored["GM0014"]
    stored["GM0457"] = stored["GM0034"]
    with pytest.raises(Faults) as caught:
        read_layout(tiles_csv(stored) + "GM0037,x,1\nGM0050,500,500\n", AUTUMN)
    told = str(caught.value)
    for part in (
        "GM0014: has no tile",
        "is taken",
        "Weesp was dissolved",
        "is not code, column, row",
        "already",
    ):
        assert part in told


def test_placing_keeps_points_on_a_small_grid_where_they_are_and_is_the_same_each_time() -> None:
    wanted = {f"GM{n:04d}": Hexagon(n % 5, n // 5) for n in range(20)}
    weights = Weights(width_km=10, together=(0.0,))
    items = [
        Item(code, (10 * hexagon.centre()[0], 10 * hexagon.centre()[1]), ("one",))
        for code, hexagon in wanted.items()
    ]
    pairs = {(a, b) for a in wanted for b in wanted if a < b and wanted[a].steps_to(wanted[b]) == 1}
    once, again = (place(items, pairs, weights=weights, rounds=50, seed=3) for _ in range(2))
    assert once == again == wanted


def test_water_gets_no_tile_but_keeps_its_room() -> None:
    weights = Weights(width_km=10, together=(0.5,), water=5.0)
    items = [Item(f"GM{n:04d}", (10.0 * n, 0.0), ("land",)) for n in (0, 1, 3, 4)]
    items.append(Item("~0", (20.0, 0.0), ("~lake",)))
    placed = place(items, set(), weights=weights, rounds=0)
    assert [placed[f"GM{n:04d}"] for n in (0, 1, 3, 4)] == [Hexagon(n, 0) for n in (0, 1, 3, 4)]
    assert "~0" not in placed


def test_swaps_bring_a_group_into_one_piece() -> None:
    weights = Weights(width_km=10, together=(0.0,), edge=0.0, broken=20.0)
    groups = ["a", "b", "a", "b"]
    items = [Item(f"GM{n:04d}", (10.0 * n, 0.0), (group,)) for n, group in enumerate(groups)]
    apart = place(items, set(), weights=weights, rounds=0)
    joined = place(items, set(), weights=weights, rounds=3000)

    def pieces_of(layout, group):
        return pieces(layout[item.key] for item in items if item.groups == (group,))

    assert pieces_of(apart, "a") == 2
    assert pieces_of(joined, "a") == pieces_of(joined, "b") == 1


def test_reading_layouts_and_neighbours_loads_no_heavy_library() -> None:
    script = (
        "import sys; from datetime import date; from regietafel.core.areas import boundaries, find, tiles;"
        "from regietafel.core.areas.division import division_on; d = division_on(date(2022, 9, 16));"
        "tiles.layout_of(d); tiles.neighbours('GM0363', d); find.find_area('Assen', d);"
        "print([name for name in ('numpy', 'scipy', 'django', 'yaml') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
