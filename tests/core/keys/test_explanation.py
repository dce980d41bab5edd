"""Why one unit has its number."""

from fractions import Fraction

import pytest
from hypothesis import given

from regietafel.core.keys.apportion import apportion
from regietafel.core.keys.instance import Bound
from regietafel.core.keys.methods import ADAMS, HAMILTON, JEFFERSON, WEBSTER, DivisorMethod, Method
from tests.core.keys.instances import Drawn, bounded_divisions, divisions, divisor_methods, methods

WEIGHTS = {"GM1": 700, "GM2": 250, "GM3": 50}


def test_the_claims_of_a_unit_are_its_last_and_its_next_quotient_with_their_rank() -> None:
    why = apportion(method=ADAMS, total=10, weights=WEIGHTS).explain("GM2")
    assert why.divisor is not None
    assert (why.divisor.last, why.divisor.next) == (Fraction(125), Fraction(250, 3))
    # Before it come the first places of all three and 700 / 1 to 700 / 5, and 250 / 1.
    assert (why.divisor.rank, why.divisor.equal) == (10, 1)
    assert (why.quota, why.number, why.quotient) == (Fraction(5, 2), 3, Fraction(250, 120))


def test_the_steps_are_sentences_with_their_formula_and_result() -> None:
    steps = apportion(method=ADAMS, total=10, weights=WEIGHTS).explain("GM2").steps()
    assert [(step.formula, step.result) for step in steps] == [
        ("10 × 250 / 1.000", "2,500"),
        ("250 / 120 = 2,083", "3"),
    ]
    assert all(step.text.nl and step.text.en and step.source for step in steps)


def test_hamilton_explains_by_remainder_and_rank() -> None:
    why = apportion(method=HAMILTON, total=10, weights={"GM1": 662, "GM2": 259, "GM3": 79}).explain("GM3")
    assert why.remainder is not None
    assert (why.remainder.remainder, why.remainder.rank, why.remainder.places) == (Fraction(79, 100), 1, 2)
    assert why.divisor is None
    assert why.steps()[-1].formula == "0 + 0,790"


def test_a_bound_is_named_as_the_reason_only_where_it_makes_the_number() -> None:
    floors = {"GM3": Bound(3, "agreement (made up)"), "GM2": Bound(2, "agreement (made up)")}
    result = apportion(method=JEFFERSON, total=10, weights=WEIGHTS, floors=floors)
    assert result.numbers == {"GM1": 5, "GM2": 2, "GM3": 3}
    assert result.explain("GM3").held_by == floors["GM3"]
    assert "agreement (made up)" in result.explain("GM3").steps()[-1].text.nl
    free = apportion(
        method=JEFFERSON, total=10, weights={"GM1": 75, "GM2": 25}, floors={"GM2": Bound(2, "x")}
    )
    assert free.numbers["GM2"] == 2
    assert free.explain("GM2").held_by is None


@given(drawn=bounded_divisions(), method=methods)
def test_a_unit_is_held_exactly_when_it_would_get_another_number_without_its_bound(
    drawn: Drawn, method: Method
) -> None:
    result = drawn.by(method)
    sharing = [code for code in drawn.weights if drawn.ceilings.get(code) != 0]
    for code in sharing:
        freed = Drawn(
            drawn.total,
            drawn.weights,
            drawn.tie_rule,
            {other: floor for other, floor in drawn.floors.items() if other != code},
            {other: ceiling for other, ceiling in drawn.ceilings.items() if other != code},
        )
        held = result.explain(code).held_by is not None
        assert (freed.by(method).numbers[code] != result.numbers[code]) == held
    for code in drawn.weights.keys() - sharing:
        assert result.explain(code).held_by == Bound(0, "made up: ceiling")


@given(drawn=divisions(), method=divisor_methods)
def test_ranks_of_last_places_count_to_the_total(drawn: Drawn, method: DivisorMethod) -> None:
    result = drawn.by(method)
    claims = [result.explain(code).divisor for code in drawn.weights]
    ranked = [claim for claim in claims if claim is not None and claim.rank]
    assert all(claim.rank + claim.equal - 1 <= drawn.total for claim in ranked)
    finite = [claim for claim in ranked if claim.last is not None]
    if finite and not result.ties:
        weakest = min(finite, key=lambda claim: claim.last or 0)
        assert weakest.rank + weakest.equal - 1 == drawn.total


def test_a_tie_is_part_of_the_explanation() -> None:
    why = apportion(method=WEBSTER, total=1, weights={"GM1": 1, "GM2": 1}).explain("GM2")
    assert why.tie is not None
    assert why.number == 0
    assert "toegekend aan GM1" in why.steps()[-1].text.nl


def test_a_code_outside_the_key_is_refused() -> None:
    with pytest.raises(ValueError, match="GM9 has no part in this key"):
        apportion(method=WEBSTER, total=1, weights=WEIGHTS).explain("GM9")
