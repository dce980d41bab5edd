"""Regions first, units second: what holds, and where it differs from one step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.base.align import CodesDiffer
from regietafel.core.keys.apportion import apportion
from regietafel.core.keys.instance import Bound
from regietafel.core.keys.methods import ADAMS, HAMILTON, WEBSTER, Method
from regietafel.core.keys.two_step import two_step
from tests.core.keys.instances import Drawn, bounded_divisions, methods


@given(drawn=bounded_divisions(), method=methods, first=methods, data=st.data())
def test_every_region_adds_up_to_its_own_number_and_bounds_hold(
    drawn: Drawn, method: Method, first: Method, data: st.DataObject
) -> None:
    region_of = {code: data.draw(st.sampled_from(["VR1", "VR2", "VR3"])) for code in drawn.weights}
    key = two_step(
        method=method,
        first_method=first,
        total=drawn.total,
        weights=drawn.weights,
        region_of=region_of,
        tie_rule=drawn.tie_rule,
        floors={code: Bound(number, "made up") for code, number in drawn.floors.items()},
        ceilings={code: Bound(number, "made up") for code, number in drawn.ceilings.items()},
    )
    numbers = key.numbers
    assert list(numbers) == list(drawn.weights)
    assert sum(numbers.values()) == drawn.total
    for region, number in key.regions.numbers.items():
        assert sum(numbers[code] for code, of in region_of.items() if of == region) == number
    assert all(numbers[code] >= floor for code, floor in drawn.floors.items())
    assert all(numbers[code] <= ceiling for code, ceiling in drawn.ceilings.items())
    one = drawn.by(method).numbers
    assert {d.code: (d.one_step, d.two_step) for d in key.differences} == {
        code: (one[code], numbers[code]) for code in one if one[code] != numbers[code]
    }
    assert sum(difference.change for difference in key.differences) == 0
    assert sum(difference.change for difference in key.region_differences) == 0


@given(drawn=bounded_divisions(), method=methods)
def test_with_one_region_or_a_region_for_each_unit_two_steps_are_one(drawn: Drawn, method: Method) -> None:
    for region_of in (dict.fromkeys(drawn.weights, "NL"), {code: code for code in drawn.weights}):
        key = two_step(method=method, total=drawn.total + len(drawn.weights), weights=drawn.weights,
                       region_of=region_of, tie_rule=drawn.tie_rule)  # fmt: skip
        assert key.differences == ()


def test_a_region_of_many_small_units_gets_a_place_for_each_of_them_under_adams() -> None:
    weights = {"GM1": 1, "GM2": 1, "GM3": 1, "GM4": 1000}
    key = two_step(
        method=ADAMS,
        first_method=HAMILTON,
        total=5,
        weights=weights,
        region_of={"GM1": "VR1", "GM2": "VR1", "GM3": "VR1", "GM4": "VR2"},
    )
    assert key.regions.numbers == {"VR1": 3, "VR2": 2}
    assert key.regions.floors["VR1"].ground == "at least one place for each unit (method adams)"


def test_bounds_of_units_reach_their_region_with_their_grounds() -> None:
    key = two_step(
        method=WEBSTER,
        total=10,
        weights={"GM1": 1, "GM2": 1, "GM3": 8},
        region_of={"GM1": "VR1", "GM2": "VR1", "GM3": "VR2"},
        floors={"GM1": Bound(4, "council of 3 May (made up)")},
        ceilings={"GM3": Bound(5, "no site (made up)")},
    )
    assert key.numbers == {"GM1": 4, "GM2": 1, "GM3": 5}
    assert key.regions.floors["VR1"] == Bound(4, "GM1: council of 3 May (made up)")
    assert key.regions.ceilings == {"VR2": Bound(5, "GM3: no site (made up)")}


def test_ties_of_both_steps_are_on_record() -> None:
    key = two_step(
        method=WEBSTER,
        total=3,
        weights={"GM1": 1, "GM2": 1, "GM3": 1, "GM4": 1},
        region_of={"GM1": "VR1", "GM2": "VR1", "GM3": "VR2", "GM4": "VR2"},
    )
    assert [tie.tied for tie in key.ties] == [("VR1", "VR2"), ("GM3", "GM4")]
    assert key.numbers == {"GM1": 1, "GM2": 1, "GM3": 1, "GM4": 0}


def test_a_unit_without_a_region_is_refused_by_its_code() -> None:
    with pytest.raises(CodesDiffer, match="only in weights: GM2"):
        two_step(method=WEBSTER, total=3, weights={"GM1": 1, "GM2": 1}, region_of={"GM1": "VR1"})


def test_one_step_inside_equals_the_plain_division() -> None:
    weights = {"GM1": 3, "GM2": 5}
    key = two_step(method=WEBSTER, total=9, weights=weights, region_of={"GM1": "a", "GM2": "b"})
    assert key.one_step.numbers == apportion(method=WEBSTER, total=9, weights=weights).numbers
