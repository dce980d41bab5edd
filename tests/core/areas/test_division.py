"""Municipalities, provinces and safety regions by date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.areas.codes import code_of, tooi_address, tooi_of
from regietafel.core.areas.division import (
    AreaNotYetFormed,
    DissolvedArea,
    UnknownArea,
    changes_between,
    division_on,
    divisions,
)
from regietafel.core.areas.register import shipped_register
from regietafel.core.base.errors import Gap

days = st.dates(date(2021, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2021, 1, 1), 352),
        (date(2021, 12, 31), 352),
        (date(2022, 1, 1), 345),
        (date(2022, 3, 23), 345),
        (date(2022, 3, 24), 344),
        (date(2022, 12, 31), 344),
        (date(2023, 1, 1), 342),
        (date(2026, 11, 1), 342),
    ],
)
def test_the_number_of_municipalities_on_a_day_is_the_published_one(day: date, count: int) -> None:
    assert len(division_on(day)) == len(division_on(day).codes) == count


@given(days)
def test_every_municipality_lies_in_one_province_and_one_safety_region_on_every_day(day: date) -> None:
    division = division_on(day)
    for areas, members in (
        (division.provinces, division.in_province),
        (division.safety_regions, division.in_safety_region),
    ):
        listed = [code for area in areas for code in members(area.code)]
        assert sorted(listed) == list(division.codes)
    assert division.in_area("NL") == division.codes
    assert (len(division.provinces), len(division.safety_regions)) == (12, 25)


@given(days)
def test_an_area_lists_exactly_the_municipalities_that_name_it(day: date) -> None:
    division = division_on(day)
    for code in division.codes:
        assert code in division.in_area(division.province_of(code).code)
        assert code in division.in_area(division.safety_region_of(code).code)
        assert division.in_area(code) == (code,)


@given(days, days)
def test_the_size_of_a_division_follows_from_the_changes_between_two_days(one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    changes = changes_between(first, last)
    begun = {change.new for change in changes if change.kind == "new"}
    assert len(division_on(last)) == len(division_on(first)) - len(changes) + len(begun)


def test_there_are_fourteen_changes_and_four_divisions() -> None:
    assert len(shipped_register().changes) == 14
    assert [len(division) for division in divisions()] == [352, 345, 344, 342]


def test_weesp_left_its_safety_region_by_merging_into_amsterdam() -> None:
    before = division_on(date(2022, 3, 23))
    after = division_on(date(2022, 3, 24))
    assert before.safety_region_of("GM0457").name == "Gooi en Vechtstreek"
    assert "GM0457" not in after.in_safety_region("VR14")
    assert after.safety_region_of("GM0363").name == "Amsterdam-Amstelland"
    assert before.province_of("GM0457") == after.province_of("GM0363")


def test_a_dissolved_municipality_is_refused_with_the_day_and_its_successor() -> None:
    with pytest.raises(
        DissolvedArea, match=r"GM0457 Weesp was dissolved on 2022-03-24 into GM0363 Amsterdam.*use GM0363"
    ):
        division_on(date(2022, 9, 16)).municipality("GM0457")


def test_a_municipality_that_is_not_there_yet_is_refused_with_its_predecessors() -> None:
    with pytest.raises(
        AreaNotYetFormed, match=r"formed on 2023-01-01.*GM0501 Brielle, GM0530 Hellevoetsluis"
    ):
        division_on(date(2022, 9, 16)).municipality("GM1992")


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("GM0364", r"nearest: GM0363"),
        ("gm0363", "write GM0363"),
        ("Amsterdm", r"GM0363 \(Amsterdam\)"),
        ("PV19", "nearest: PV29"),
        ("", "write a code such as"),
    ],
)
def test_an_unknown_code_is_refused_with_what_comes_near(code: str, says: str) -> None:
    division = division_on(date(2022, 9, 16))
    for ask in (division.municipality, division.name_of, division.in_area, division.kind_of):
        with pytest.raises(UnknownArea, match=says):
            ask(code)


def test_a_municipality_code_is_no_province_and_no_safety_region() -> None:
    division = division_on(date(2022, 9, 16))
    for ask in (division.in_province, division.in_safety_region):
        with pytest.raises(UnknownArea):
            ask("GM0363")


def test_a_day_before_the_tables_is_a_gap_by_name() -> None:
    with pytest.raises(Gap, match=r"the municipal division on 2020-12-31.*tables start on 2021-01-01"):
        division_on(date(2020, 12, 31))


def test_a_division_says_until_when_it_holds_and_whether_a_list_confirmed_it() -> None:
    assert division_on(date(2022, 3, 23)).valid.until == date(2022, 3, 24)
    assert division_on(date(2026, 12, 31)).is_confirmed
    assert not division_on(date(2027, 1, 1)).is_confirmed


@given(st.sampled_from(divisions()))
def test_tooi_identifiers_lead_there_and_back(division) -> None:
    areas = [*division.provinces, *division.safety_regions]
    for code in [*division.codes, *(area.code for area in areas)]:
        assert code_of(tooi_of(code)) == code
        assert code_of(tooi_address(code)) == code


@pytest.mark.parametrize(
    ("code", "tooi"),
    [("GM0363", "gm0363"), ("PV22", "pv22"), ("VR01", "so0823"), ("VR24", "so0706"), ("VR25", "so0638")],
)
def test_tooi_identifiers_are_those_of_the_published_lists(code: str, tooi: str) -> None:
    assert tooi_of(code) == tooi


def test_an_unknown_tooi_identifier_is_refused() -> None:
    with pytest.raises(UnknownArea, match=r"so0824.*nearest: so0823"):
        code_of("so0824")
    with pytest.raises(UnknownArea):
        tooi_of("NL")


def test_names_of_all_kinds_of_area() -> None:
    division = division_on(date(2022, 9, 16))
    names = [division.name_of(code) for code in ("NL", "PV21", "VR03", "GM0363")]
    assert names == ["Nederland", "Fryslân", "Drenthe", "Amsterdam"]
    kinds = [division.kind_of(code) for code in ("NL", "PV21", "VR03", "GM0363")]
    assert kinds == ["nation", "province", "safety_region", "municipality"]


def test_a_division_of_the_day_before_a_change_differs_from_that_day() -> None:
    for division in divisions()[1:]:
        assert division_on(division.day - timedelta(days=1)).codes != division.codes
