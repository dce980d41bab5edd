"""A division that cannot be made is refused with all its faults at once."""

from fractions import Fraction

import pytest

from regietafel.core.keys.apportion import apportion
from regietafel.core.keys.instance import Bound, KeyFaults
from regietafel.core.keys.methods import (
    ADAMS,
    DEAN,
    EACH_UP,
    HAMILTON,
    HUNTINGTON_HILL,
    JEFFERSON,
    WEBSTER,
    Method,
)
from regietafel.core.keys.plain import round_each
from regietafel.core.keys.ties import by_drawn_order


def refusal(**arguments: object) -> list[str]:
    """The sentences with which a division is refused."""
    asked: dict[str, object] = {"method": WEBSTER, "total": 10, "weights": {"GM1": 2, "GM2": 1}, **arguments}
    with pytest.raises(KeyFaults) as refused:
        apportion(**asked)  # type: ignore[arg-type]
    return [str(fault) for fault in refused.value.faults]


def test_all_faults_of_the_weights_are_named_together() -> None:
    weights = {"GM1": 0, "GM2": -3, "GM3": None, "GM4": 1.5, "GM5": True, "GM6": 7}
    assert refusal(weights=weights) == [
        "weight of GM1: 0; correct it, or give the unit a zero quota (ceiling 0) with its ground",
        "weight of GM2: -3 is below zero; give a positive weight",
        "weight of GM3: missing; enter the figure with its source; a missing figure never counts as 0",
        "weight of GM4: 1.5 is not exact; give an int or a Fraction, never a decimal float",
        "weight of GM5: True is not exact; give an int or a Fraction, never a decimal float",
    ]


def test_a_total_that_is_no_count_is_refused() -> None:
    assert refusal(total=-1) == ["total: -1 is below zero; give 0 or more places"]
    assert refusal(total=10.0) == ["total: 10.0 is not a whole number; give an int of 0 or more"]


def test_an_empty_table_is_refused() -> None:
    assert refusal(weights={}) == ["weights: there is no unit to divide over; give at least one unit"]


def test_floors_above_the_total_are_refused() -> None:
    floors = {"GM1": Bound(6, "agreement"), "GM2": Bound(5, "agreement")}
    assert refusal(floors=floors) == [
        "floors: they add up to 11, above the total 10; lower the floors or raise the total"
    ]


def test_ceilings_below_the_total_are_refused() -> None:
    ceilings = {"GM1": Bound(6, "agreement"), "GM2": Bound(3, "agreement")}
    assert refusal(ceilings=ceilings) == [
        "ceilings: they leave room for 9, below the total 10; raise the ceilings or lower the total"
    ]


def test_a_floor_above_the_ceiling_of_the_same_unit_is_refused() -> None:
    assert refusal(floors={"GM1": Bound(4, "a")}, ceilings={"GM1": Bound(3, "b")}) == [
        "bounds of GM1: floor 4 is above ceiling 3; drop or change one of them"
    ]


def test_a_bound_needs_a_ground_a_unit_and_a_count() -> None:
    floors = {"GM9": Bound(1, "agreement"), "GM1": Bound(-1, " ")}
    assert refusal(floors=floors) == [
        "floor of GM9: the unit has no weight in this key; use the codes of the weights",
        "floor of GM1: -1 is not a number of places; give an int of 0 or more",
        "floor of GM1: it has no ground; name the decision or agreement that sets it",
    ]


@pytest.mark.parametrize("method", [ADAMS, HUNTINGTON_HILL, DEAN], ids=lambda method: method.name)
def test_a_total_below_the_units_that_each_get_one_is_refused(method: Method) -> None:
    assert refusal(method=method, total=1) == [
        f"total: 1 is below the 2 units that get at least one by method {method.name}; "
        "raise the total, or give units a zero quota (ceiling 0) with its ground"
    ]


@pytest.mark.parametrize("method", [WEBSTER, JEFFERSON, HAMILTON], ids=lambda method: method.name)
def test_methods_that_give_nobody_a_first_place_divide_a_smaller_total(method: Method) -> None:
    assert apportion(method=method, total=1, weights={"GM1": 2, "GM2": 1}).numbers == {"GM1": 1, "GM2": 0}


def test_floors_and_first_places_together_must_fit_the_total() -> None:
    assert refusal(method=ADAMS, floors={"GM1": Bound(10, "agreement")}) == [
        "floors: with at least one for every unit (method adams) they need 11 of the total 10; "
        "lower the floors or raise the total"
    ]


def test_a_unit_with_a_zero_quota_gets_nothing_and_needs_no_weight() -> None:
    zero = {"GM0": Bound(0, "host of the registration centre (made up)")}
    result = apportion(method=ADAMS, total=2, weights={"GM0": 0, "GM1": 2, "GM2": 1}, ceilings=zero)
    assert result.numbers == {"GM0": 0, "GM1": 1, "GM2": 1}
    assert result.explain("GM0").ceiling == zero["GM0"]


def test_plain_rounding_refuses_what_the_methods_refuse() -> None:
    with pytest.raises(KeyFaults, match="weight of GM1: missing"):
        round_each(method=EACH_UP, total=3, weights={"GM1": None, "GM2": Fraction(1, 2)})  # type: ignore[dict-item]


def test_a_drawn_order_that_leaves_out_a_tied_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="GM2 is tied but not in the drawn order; draw all tied units"):
        apportion(
            method=WEBSTER,
            total=1,
            weights={"GM1": 1, "GM2": 1},
            tie_rule=by_drawn_order(["GM1"], ground="made up"),
        )
    with pytest.raises(ValueError, match="GM1 stands twice in the drawn order"):
        by_drawn_order(["GM1", "GM1"], ground="made up")
