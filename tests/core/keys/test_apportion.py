"""What every method keeps to, whatever it divides."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from regietafel.core.keys.apportion import apportion
from regietafel.core.keys.by_queue import divide_by_queue
from regietafel.core.keys.methods import ADAMS, HAMILTON, HUNTINGTON_HILL, WEBSTER, DivisorMethod, Method
from regietafel.core.keys.ties import BY_WEIGHT, by_drawn_order
from tests.core.keys.instances import (
    DIVISORS,
    Drawn,
    bounded_divisions,
    divisions,
    divisor_methods,
    exact_weights,
    methods,
    whole_weights,
)


@given(drawn=divisions(), method=methods)
def test_the_numbers_add_up_to_the_total(drawn: Drawn, method: Method) -> None:
    result = drawn.by(method)
    assert sum(result.numbers.values()) == drawn.total
    assert list(result.numbers) == list(drawn.weights)
    assert min(result.numbers.values()) >= 0


@given(drawn=divisions(st.one_of(st.integers(1, 5), st.integers(1, 60))), method=methods)
def test_the_search_for_the_factor_and_the_queue_agree_ties_included(drawn: Drawn, method: Method) -> None:
    total = len(drawn.weights) + drawn.total % 300
    other = divide_by_queue(method=method.name, total=total, weights=drawn.weights, tie_rule=drawn.tie_rule)
    assert drawn.by(method, total=total).numbers == other


@given(drawn=bounded_divisions(), method=methods)
def test_the_two_ways_agree_and_keep_to_floors_and_ceilings(drawn: Drawn, method: Method) -> None:
    numbers = drawn.by(method).numbers
    assert all(numbers[code] >= floor for code, floor in drawn.floors.items())
    assert all(numbers[code] <= ceiling for code, ceiling in drawn.ceilings.items())
    assert numbers == divide_by_queue(
        method=method.name,
        total=drawn.total,
        weights=drawn.weights,
        tie_rule=drawn.tie_rule,
        floors=drawn.floors,
        ceilings=drawn.ceilings,
    )


@given(drawn=divisions(), method=divisor_methods, more=st.integers(1, 40))
def test_with_a_larger_total_no_unit_gets_less_by_a_divisor_method(
    drawn: Drawn, method: DivisorMethod, more: int
) -> None:
    before, after = drawn.by(method).numbers, drawn.by(method, total=drawn.total + more).numbers
    assert all(after[code] >= number for code, number in before.items())


@given(drawn=divisions(), method=divisor_methods, data=st.data())
def test_a_unit_that_grows_against_another_never_loses_to_it_by_a_divisor_method(
    drawn: Drawn, method: DivisorMethod, data: st.DataObject
) -> None:
    changed = {code: data.draw(exact_weights) for code in drawn.weights}
    before, after = drawn.by(method).numbers, drawn.by(method, weights=changed).numbers
    for grown, old in drawn.weights.items():
        for other, old_other in drawn.weights.items():
            if changed[grown] * old_other > changed[other] * old:
                assert not (after[grown] < before[grown] and after[other] > before[other])


@given(drawn=divisions())
def test_hamilton_stays_within_one_of_every_quota(drawn: Drawn) -> None:
    result = drawn.by(HAMILTON)
    assert all(abs(number - result.quotas[code]) < 1 for code, number in result.numbers.items())


def test_hamilton_can_take_a_place_away_when_the_total_grows_and_no_divisor_method_does() -> None:
    weights = {"A": 6, "B": 6, "C": 2}
    ten = apportion(method=HAMILTON, total=10, weights=weights).numbers
    eleven = apportion(method=HAMILTON, total=11, weights=weights).numbers
    assert (ten, eleven) == ({"A": 4, "B": 4, "C": 2}, {"A": 5, "B": 5, "C": 1})
    for method in DIVISORS:
        fewer = apportion(method=method, total=10, weights=weights).numbers["C"]
        assert apportion(method=method, total=11, weights=weights).numbers["C"] >= fewer


@given(drawn=divisions(), method=methods, times=st.fractions(Fraction(1, 900), 900, max_denominator=900))
def test_the_unit_of_the_weights_does_not_matter(drawn: Drawn, method: Method, times: Fraction) -> None:
    assume(times > 0)
    scaled = {code: weight * times for code, weight in drawn.weights.items()}
    assert drawn.by(method, weights=scaled).numbers == drawn.by(method).numbers


@given(drawn=divisions(), method=methods)
def test_the_order_of_the_table_does_not_matter(drawn: Drawn, method: Method) -> None:
    turned = dict(reversed(drawn.weights.items()))
    assert drawn.by(method, weights=turned).numbers == drawn.by(method).numbers


@given(drawn=bounded_divisions(), method=divisor_methods)
def test_every_factor_inside_the_bounds_reproduces_the_numbers(drawn: Drawn, method: DivisorMethod) -> None:
    result = drawn.by(method)
    common = result.common_factor
    assert common is not None
    assert common.tied == bool(result.ties)
    factor = common.shortest
    assume(factor is not None)
    assert factor is not None
    assert common.tied or common.holds(factor)
    tied = {code for tie in result.ties for code in tie.tied}
    for code, weight in drawn.weights.items():
        quotient = (Fraction(weight) / factor) ** method.power
        rounded = method.round(quotient.numerator, quotient.denominator)
        rounded = max(rounded, drawn.floors.get(code, 0))
        rounded = min(rounded, drawn.ceilings.get(code, rounded))
        assert result.numbers[code] - rounded in ((0, 1) if code in tied else (0,))


@given(drawn=divisions(st.integers(1, 4)), method=methods)
def test_a_tie_is_on_record_exactly_when_another_rule_could_give_other_numbers(
    drawn: Drawn, method: Method
) -> None:
    total = len(drawn.weights) + drawn.total % 50
    forth = by_drawn_order(sorted(drawn.weights), ground="made up")
    back = by_drawn_order(sorted(drawn.weights, reverse=True), ground="made up")
    one = apportion(method=method, total=total, weights=drawn.weights, tie_rule=forth)
    two = apportion(method=method, total=total, weights=drawn.weights, tie_rule=back)
    differ = {code for code in drawn.weights if one.numbers[code] != two.numbers[code]}
    assert bool(differ) == bool(one.ties) == bool(two.ties)
    for tie in one.ties:
        assert differ <= set(tie.tied)
        assert len(tie.given_to) == tie.places < len(tie.tied)
        assert set(tie.given_to) | set(tie.not_given_to) == set(tie.tied)


@pytest.mark.parametrize("method", [*DIVISORS, HAMILTON], ids=lambda method: method.name)
def test_345_equal_units_share_by_the_tie_rule(method: Method) -> None:
    weights = {f"GM{number:04}": 50_000 for number in range(345)}
    result = apportion(method=method, total=1000, weights=weights)
    assert [result.numbers[code] for code in sorted(weights)] == [3] * 310 + [2] * 35
    assert (result.ties[0].places, len(result.ties[0].tied)) == (310, 345)


def test_the_record_of_a_tie_names_the_places_the_units_and_the_rule() -> None:
    result = apportion(method=WEBSTER, total=3, weights={"GM2": 5, "GM1": 5}, tie_rule=BY_WEIGHT)
    (tie,) = result.ties
    assert (tie.tied, tie.given_to, tie.places) == (("GM2", "GM1"), ("GM1",), 1)
    assert tie.text.nl == (
        "Gelijke aanspraak van GM2, GM1 op plaats 3; toegekend aan GM1 "
        "(zwaarste eenheid eerst, dan laagste code)."
    )


def test_a_tie_of_huntington_hill_on_a_root_is_found_in_whole_numbers() -> None:
    # The claim of 1 to a second place, 1 / sqrt(1 * 2), is that of 6 to a ninth place, 6 / sqrt(8 * 9).
    result = apportion(method=HUNTINGTON_HILL, total=10, weights={"A": 6, "B": 1})
    assert result.numbers == {"A": 9, "B": 1}
    assert (result.ties[0].tied, result.ties[0].given_to) == (("A", "B"), ("A",))
    assert result.common_factor is not None
    assert result.common_factor.low == result.common_factor.high == Fraction(1, 2)
    assert result.common_factor.shortest is None


@given(weights=st.lists(whole_weights, min_size=2, max_size=6))
def test_a_total_far_beyond_the_weights_is_divided_exactly(weights: list[int]) -> None:
    table = {f"GM{number}": weight for number, weight in enumerate(weights)}
    result = apportion(method=ADAMS, total=10**30 + 7, weights=table)
    assert sum(result.numbers.values()) == 10**30 + 7
    assert all(abs(number - result.quotas[code]) < len(table) for code, number in result.numbers.items())
