"""Map and chart: what they say, how large they are, and where things lie."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.desk.shared.components import Line, LineChart, Region, RegionMap, Tile, TileMap, outlines
from regietafel.desk.shared.components.chart_scale import apart, ticks
from regietafel.desk.shared.components.line_chart import WIDE
from regietafel.desk.shared.gallery_data import made_up_places

SVG = "{http://www.w3.org/2000/svg}"


def tiles(prefix: str = "") -> list[Tile]:
    return [
        Tile(
            each.code,
            each.name,
            each.x,
            each.y,
            each.status,
            f"{each.realised} van {each.target}",
            f"{prefix}{each.code}/".lower(),
            each.province,
        )
        for each in made_up_places()
    ]


def test_a_map_of_a_whole_country_stays_small_and_is_well_formed() -> None:
    drawing = TileMap(tiles(), "Kaart")
    assert len(drawing.svg().encode()) < 105 * len(drawing.tiles) + 12_000
    root = ElementTree.fromstring(drawing.svg())
    assert len(root.findall(f".//{SVG}a")) == len(drawing.tiles)
    assert all(link.find(f"{SVG}title") is not None for link in root.iter(f"{SVG}a"))


def test_every_class_has_a_sign_besides_its_colour() -> None:
    root = ElementTree.fromstring(TileMap(tiles(), "Kaart").svg())
    for sign in root.find(f"{SVG}defs") or []:
        assert len(list(sign)) >= 2


def test_a_border_runs_between_groups_and_along_the_outside_only() -> None:
    pair = [Tile("a", "A", 0, 0, "behind", group="P"), Tile("b", "B", 1, 0, "behind", group="P")]
    assert len(outlines(pair)) == 10
    assert len(outlines([pair[0], Tile("b", "B", 1, 0, "behind", group="Q")])) == 11


def test_a_name_cannot_break_out_of_the_map() -> None:
    markup = TileMap([Tile("a", '<script>"', 0, 0, "behind", "'<b>", '/"><script>')], "K").markup()
    assert "<script" not in markup
    assert "<b>" not in markup


@given(st.integers(0, 10**9))
def test_the_value_axis_reaches_the_largest_value_in_few_round_steps(largest: int) -> None:
    marks = ticks(largest)
    assert marks[0] == 0
    assert marks[-1] >= largest
    assert len(marks) <= 6
    assert len({later - earlier for earlier, later in pairwise(marks)}) == 1


@given(st.lists(st.floats(0, 300), max_size=6))
def test_labels_keep_their_distance(wanted: list[float]) -> None:
    placed = sorted(apart(wanted, gap=30, low=0, high=400))
    assert all(later - earlier >= 30 - 1e-6 for earlier, later in pairwise(placed))


def test_a_chart_says_in_its_table_what_it_draws() -> None:
    days = [date(2022, 7, 1), date(2022, 8, 1), date(2023, 1, 1)]
    chart = LineChart(
        "Gehuisvest", "Te weinig.", "personen",
        [Line("gehuisvest", [(days[0], 0), (days[1], 2276)]), Line("afspraak", [(days[0], 0), (days[2], 20000)], "target")],
        days[0], days[2],
    )  # fmt: skip
    markup = chart.markup()
    assert "<th scope=row>1 augustus 2022</th><td class=n>2.276</td><td class=n>–</td>" in markup
    assert markup.count("stroke-dasharray=") == 2, "one dashed target in each of the two drawings"
    ElementTree.fromstring(chart.svg(WIDE))


def test_an_outline_that_is_no_path_is_refused() -> None:
    with pytest.raises(ValueError, match="no path"):
        RegionMap([Region("GM1", "A", 'M0 0"/><script>', "behind")], "Kaart", 10, 10)
