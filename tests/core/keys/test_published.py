"""Published figures and the statutes' own arithmetic."""

from datetime import date
from fractions import Fraction

import pytest

from regietafel.core.areas.division import division_on
from regietafel.core.areas.population import population
from regietafel.core.keys.apportion import apportion
from regietafel.core.keys.methods import (
    ADAMS,
    EACH_DOWN,
    EACH_NEAREST,
    EACH_UP,
    HAMILTON,
    METHODS,
    PlainMethod,
)
from regietafel.core.keys.plain import round_each
from regietafel.core.keys.two_step import two_step


def inhabitants_of_2022() -> dict[str, int]:
    """Inhabitants on 1 January 2022 in the 342 municipalities of 2023, the base of 2023-I (CBS)."""
    return population(date(2022, 1, 1), division_on(date(2023, 1, 1))).value


@pytest.mark.parametrize(
    ("method", "total"),
    [(EACH_UP, 21_362), (EACH_NEAREST, 21_207), (EACH_DOWN, 21_020)],
    ids=["up", "nearest", "down"],
)
def test_plain_roundings_of_2023_i_miss_the_volume_by_what_the_sources_say(
    method: PlainMethod, total: int
) -> None:
    rounded = round_each(method=method, total=21_200, weights=inhabitants_of_2022())
    assert (rounded.sum, rounded.difference) == (total, total - 21_200)


def test_the_literal_quotients_of_2023_i_round_up_as_published() -> None:
    rounded = round_each(method=EACH_UP, total=21_200, weights=inhabitants_of_2022())
    assert {code: rounded.numbers[code] for code in ("GM0363", "GM0014", "GM0484", "GM0088")} == {
        "GM0363": 1_089,
        "GM0014": 284,
        "GM0484": 137,
        "GM0088": 2,
    }
    assert round(rounded.quotas["GM0363"], 3) == Fraction("1088.762")


def test_adams_meets_the_gross_targets_published_for_2022_ii() -> None:
    inhabitants = population(date(2021, 1, 1), division_on(date(2022, 7, 1))).value
    numbers = apportion(method=ADAMS, total=13_500, weights=inhabitants).numbers
    published = {"GM1735": 27, "GM1948": 63, "GM1904": 50, "GM1966": 37}
    assert {code: numbers[code] for code in published} == published


@pytest.mark.parametrize("method", METHODS.values(), ids=lambda method: method.name)
def test_the_nation_of_2023_divided_by_province_first_reports_what_moves(method: object) -> None:
    division = division_on(date(2023, 1, 1))
    inhabitants = inhabitants_of_2022()
    key = two_step(
        method=method,  # type: ignore[arg-type]
        total=21_200,
        weights=inhabitants,
        region_of={code: division.province_of(code).code for code in inhabitants},
    )
    assert (len(key.regions.numbers), sum(key.numbers.values())) == (12, 21_200)
    assert sum(difference.change for difference in key.differences) == 0


def test_one_place_more_for_the_nation_takes_one_from_brunssum_under_hamilton() -> None:
    inhabitants = inhabitants_of_2022()
    for method, expected in ((HAMILTON, [32, 31]), (ADAMS, [32, 32])):
        numbers = [
            apportion(method=method, total=total, weights=inhabitants).numbers for total in (20_006, 20_007)
        ]
        assert [part["GM0899"] for part in numbers] == expected


def test_the_spreidingswet_rounds_each_municipality_and_accepts_the_sum() -> None:
    scores = {
        "A": (Fraction(-30, 100), 100_000),
        "B": (Fraction(10, 100), 60_000),
        "C": (Fraction(35, 100), 40_000),
    }
    weights = {code: (score + 1) * Fraction(people, 200_000) for code, (score, people) in scores.items()}
    rounded = round_each(method=EACH_NEAREST, total=1_000, weights=weights)
    assert rounded.numbers == {"A": 368, "B": 347, "C": 284}
    assert (rounded.sum, rounded.difference) == (999, -1)
    assert round(rounded.quotas["A"], 2) == Fraction("368.42")
