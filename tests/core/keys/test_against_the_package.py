"""The same numbers as the PyPI package `apportionment`, on what it can do.

What it cannot do is left out by the way the cases are drawn: its default labels end at 52 parties (labels are
given), Huntington-Hill and modified methods compare floats (small weights, and only cases without a tie), its
largest remainders serve a tied party before a party with a larger remainder that stands later in the list (only
cases without a tie), and it ranks the parties by size when there are fewer places than parties (more places).
"""

import pytest
from apportionment import methods as package
from hypothesis import assume, given
from hypothesis import strategies as st

from regietafel.core.keys.apportion import apportion
from regietafel.core.keys.methods import ADAMS, DEAN, HAMILTON, HUNTINGTON_HILL, JEFFERSON, WEBSTER, Method

NAMES = {
    ADAMS.name: "adams",
    WEBSTER.name: "saintelague",
    JEFFERSON.name: "dhondt",
    DEAN.name: "dean",
    HUNTINGTON_HILL.name: "huntington",
    HAMILTON.name: "largest_remainder",
}

votes = st.lists(st.integers(1, 400), min_size=1, max_size=60)


def by_the_package(method: Method, weights: dict[str, int], total: int) -> list[int]:
    """The package's numbers, with its fractions where it has them."""
    numbers = package.compute(
        NAMES[method.name], list(weights.values()), total, fractions=True, parties=list(weights)
    )
    return [int(number) for number in numbers]


@pytest.mark.parametrize("method", [ADAMS, WEBSTER, JEFFERSON, DEAN], ids=lambda method: method.name)
@given(weights=votes, more=st.integers(1, 40))
def test_divisor_methods_agree_with_the_package_ties_included(
    method: Method, weights: list[int], more: int
) -> None:
    table = {f"GM{number:04}": weight for number, weight in enumerate(weights)}
    ours = apportion(method=method, total=len(table) + more, weights=table)
    assert list(ours.numbers.values()) == by_the_package(method, table, len(table) + more)


@pytest.mark.parametrize("method", [HUNTINGTON_HILL, HAMILTON], ids=lambda method: method.name)
@given(weights=votes, more=st.integers(1, 40))
def test_huntington_hill_and_hamilton_agree_with_the_package_where_nothing_is_tied(
    method: Method, weights: list[int], more: int
) -> None:
    table = {f"GM{number:04}": weight for number, weight in enumerate(weights)}
    ours = apportion(method=method, total=len(table) + more, weights=table)
    assume(not ours.ties)
    assert list(ours.numbers.values()) == by_the_package(method, table, len(table) + more)
