"""Borders of groups and boxes from paths. All shapes here are made up."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.areas.outlines import borders_between, box_of, rings_of

WIDE = 6
FIELDS = [f"F{n:02}" for n in range(WIDE * WIDE)]
PATHS = {code: f"M{n % WIDE} {n // WIDE}l1 0 0 1-1 0 0-1z" for n, code in enumerate(FIELDS)}
groupings = st.lists(st.sampled_from("abc"), min_size=len(FIELDS), max_size=len(FIELDS)).map(
    lambda given: dict(zip(FIELDS, given, strict=True))
)


def sides(path: str) -> list[frozenset[tuple[int, int]]]:
    return [frozenset(side) for ring in rings_of(path) for side in pairwise(ring)]


@given(groupings)
def test_a_side_is_drawn_once_when_another_group_or_nothing_lies_beyond_and_else_not(groups):
    drawn = sides(borders_between(PATHS, groups))
    beyond: dict[frozenset[tuple[int, int]], list[str]] = {}
    for code, path in PATHS.items():
        for side in sides(path):
            beyond.setdefault(side, []).append(groups[code])
    wanted = {side for side, found in beyond.items() if len(found) == 1 or found[0] != found[1]}
    assert set(drawn) == wanted
    assert len(drawn) == len(wanted)


def test_a_country_of_one_group_is_one_closed_line():
    path = borders_between(PATHS, dict.fromkeys(FIELDS, "a"))
    assert path.count("M") == 1
    assert path.endswith("z")
    assert len(sides(path)) == 4 * WIDE


@given(st.sets(st.sampled_from(FIELDS), min_size=1))
def test_the_box_holds_every_point_and_touches_all_four_sides(some):
    left, top, width, height = box_of(PATHS[code] for code in some)
    columns, rows = {FIELDS.index(c) % WIDE for c in some}, {FIELDS.index(c) // WIDE for c in some}
    assert (left, top) == (min(columns), min(rows))
    assert (left + width, top + height) == (max(columns) + 1, max(rows) + 1)
