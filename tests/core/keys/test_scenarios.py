"""A batch of scenarios gives the numbers of the single division, bit for bit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.keys.apportion import apportion
from regietafel.core.keys.claims import ScenarioError
from regietafel.core.keys.methods import ADAMS, HAMILTON, HUNTINGTON_HILL, JEFFERSON, METHODS, WEBSTER, Method
from regietafel.core.keys.scenarios import apportion_scenarios
from regietafel.core.keys.ties import BY_CODE, BY_WEIGHT, TieRule, by_drawn_order
from tests.core.keys.instances import methods, tie_rules


def one_by_one(
    method: Method, totals: list[int], weights: np.ndarray, codes: list[str], rule: TieRule
) -> list[list[int]]:
    """The loop that the batch replaces."""
    return [
        list(
            apportion(
                method=method,
                total=total,
                weights=dict(zip(codes, (int(weight) for weight in row), strict=True)),
                tie_rule=rule,
            ).numbers.values()
        )
        for total, row in zip(totals, weights, strict=True)
    ]


@given(method=methods, rule=tie_rules, data=st.data())
def test_a_batch_equals_the_loop_ties_included(method: Method, rule: TieRule, data: st.DataObject) -> None:
    rows, units = data.draw(st.integers(1, 6)), data.draw(st.integers(1, 8))
    top = data.draw(st.sampled_from([1, 3, 40, 2_000_000]))
    weight = st.integers(1, top)
    weights = np.array(
        data.draw(st.lists(st.lists(weight, min_size=units, max_size=units), min_size=rows, max_size=rows)),
        dtype=np.int64,
    )
    totals = data.draw(st.lists(st.integers(units, units + 300), min_size=rows, max_size=rows))
    codes = [f"GM{number}" for number in data.draw(st.permutations(range(units)))]
    batch = apportion_scenarios(
        method=method, total=np.array(totals), weights=weights, codes=codes, tie_rule=rule
    )
    assert batch.tolist() == one_by_one(method, totals, weights, codes, rule)


@pytest.mark.parametrize("method", METHODS.values(), ids=lambda method: method.name)
def test_hundreds_of_municipalities_with_coarse_weights_equal_the_loop(method: Method) -> None:
    draw = np.random.default_rng(20220916)
    weights = draw.integers(1, 40, (300, 344))
    codes = [f"GM{number:04}" for number in range(344)]
    batch = apportion_scenarios(method=method, total=20_000, weights=weights, codes=codes, tie_rule=BY_WEIGHT)
    assert (batch.sum(axis=1) == 20_000).all()
    rows = [0, 1, 255, 256, 299]
    assert batch[rows].tolist() == one_by_one(method, [20_000] * 5, weights[rows], codes, BY_WEIGHT)


def test_a_drawn_order_holds_in_every_row() -> None:
    weights = np.ones((3, 2), dtype=np.int64)
    rule = by_drawn_order(["GM2", "GM1"], ground="made up")
    batch = apportion_scenarios(method=WEBSTER, total=1, weights=weights, codes=["GM1", "GM2"], tie_rule=rule)
    assert batch.tolist() == [[0, 1]] * 3


def test_a_batch_without_rows_is_an_empty_answer() -> None:
    empty = np.ones((0, 4), dtype=np.int64)
    assert apportion_scenarios(method=ADAMS, total=9, weights=empty, tie_rule=BY_CODE).shape == (0, 4)


@pytest.mark.parametrize(
    ("method", "total", "weights"),
    [
        (HAMILTON, 10**10, [[10**10, 1]]),
        (HUNTINGTON_HILL, 10, [[10**10, 1]]),
        (JEFFERSON, 10**10, [[5, 1]]),
        (WEBSTER, 1000, [[10**17, 10**17]]),
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_a_product_beyond_64_bits_is_refused(method: Method, total: int, weights: list[list[int]]) -> None:
    with pytest.raises(ScenarioError, match=r"does not fit in 64 bits; divide the weights"):
        apportion_scenarios(method=method, total=total, weights=np.array(weights))


@pytest.mark.parametrize(
    ("weights", "total", "sentence"),
    [
        (np.array([[1.0, 2.0]]), 5, "2-dimensional float64"),
        (np.array([1, 2]), 5, "1-dimensional int64"),
        (np.ones((2, 0), dtype=np.int64), 5, "no unit"),
        (np.array([[1, 2], [3, 0]]), 5, "1 weights are not above zero, the first in row 1, column 1: 0"),
        (np.array([[1, 2]]), -1, "total -1 is below zero"),
        (np.array([[1, 2]]), np.array([1, 2]), "one per row"),
        (np.array([[1, 2]]), 1.5, "not whole numbers"),
    ],
)
def test_a_batch_that_is_none_is_refused(weights: np.ndarray, total: int, sentence: str) -> None:
    with pytest.raises(ScenarioError, match=sentence):
        apportion_scenarios(method=WEBSTER, total=total, weights=weights)


def test_a_total_below_the_units_and_a_column_named_twice_are_refused() -> None:
    weights = np.ones((1, 3), dtype=np.int64)
    with pytest.raises(ScenarioError, match="total 2 is below the 3 units"):
        apportion_scenarios(method=ADAMS, total=2, weights=weights)
    with pytest.raises(ScenarioError, match="2 different codes for 3 columns"):
        apportion_scenarios(method=WEBSTER, total=2, weights=weights, codes=["A", "A", "B"])
