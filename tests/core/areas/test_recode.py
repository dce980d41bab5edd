"""Figures over a merger, and inhabitants by division."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.areas.division import division_on, divisions
from regietafel.core.areas.population import population, population_dates
from regietafel.core.areas.recode import recode
from regietafel.core.base.errors import Faults, Gap

turning = [division.day for division in divisions()]
pairs = st.tuples(st.sampled_from(turning), st.sampled_from(turning)).map(sorted)


@given(pairs, st.randoms(use_true_random=False))
def test_recoding_keeps_the_sum_and_gives_the_codes_of_the_other_division(pair, random) -> None:
    from_day, to_day = pair
    values = {code: random.randint(-500, 500_000) for code in division_on(from_day).codes}
    recoded = recode(values, from_day, to_day).value
    assert sum(recoded.values.values()) == sum(values.values())
    assert tuple(recoded.values) == division_on(to_day).codes


@given(pairs, st.randoms(use_true_random=False))
def test_every_figure_that_changed_is_named_as_a_sum(pair, random) -> None:
    from_day, to_day = pair
    values = {code: random.randint(1, 500_000) for code in division_on(from_day).codes}
    answer = recode(values, from_day, to_day)
    changed = {code for code, value in answer.value.values.items() if values.get(code) != value}
    assert changed == set(answer.value.summed)
    assert len(answer.steps) == len(answer.value.mergers)


@given(st.sampled_from(turning), st.sampled_from(turning), st.sampled_from(turning))
def test_recoding_in_two_steps_gives_the_same_as_in_one(a: date, b: date, c: date) -> None:
    first, middle, last = sorted((a, b, c))
    values = {code: n for n, code in enumerate(division_on(first).codes)}
    between = recode(values, first, middle).value.values
    assert recode(between, middle, last).value.values == recode(values, first, last).value.values


def test_a_step_says_in_both_languages_what_was_added_up() -> None:
    step = recode({"GM0363": 873338, "GM0457": 20445}, date(2021, 1, 1), date(2023, 1, 1)).steps[0]
    assert "24 maart 2022" in step.text.nl
    assert "Weesp (GM0457)" in step.text.en
    assert (step.formula, step.result) == ("GM0363 + GM0457", "GM0363 = 893.783")


def test_a_part_of_the_country_can_be_recoded() -> None:
    drenthe = dict.fromkeys(division_on(date(2021, 1, 1)).in_area("PV22"), 1)
    assert recode(drenthe, date(2021, 1, 1), date(2023, 1, 1)).value.values == drenthe


def test_a_merger_with_a_part_missing_is_refused_with_all_such_mergers() -> None:
    with pytest.raises(Faults) as caught:
        recode({"GM0363": 1, "GM0398": 2}, date(2021, 1, 1), date(2023, 1, 1))
    assert [fault.where for fault in caught.value.faults] == ["GM1980", "GM0363"]
    assert "no figure for GM0457" in str(caught.value)


def test_codes_of_another_division_are_refused_together() -> None:
    with pytest.raises(Faults) as caught:
        recode({"GM0457": 1, "GM9999": 2, "GM0363": True}, date(2022, 9, 16), date(2023, 1, 1))
    assert len(caught.value.faults) == 3
    assert "dissolved on 2022-03-24" in str(caught.value)


def test_going_back_over_a_merger_is_a_gap_that_names_the_codes() -> None:
    with pytest.raises(Gap, match="GM1992 into GM0501, GM0530, GM0614"):
        recode({"GM1992": 73238, "GM0014": 1}, date(2023, 1, 1), date(2022, 9, 16))


def test_going_back_without_a_merged_municipality_changes_nothing() -> None:
    values = {"GM0014": 5}
    assert recode(values, date(2023, 1, 1), date(2021, 1, 1)).value.values == values


@pytest.mark.parametrize(
    ("reference", "day", "total"),
    [
        (date(2021, 1, 1), date(2021, 1, 1), 17_475_415),
        (date(2021, 1, 1), date(2022, 1, 1), 17_475_415),
        (date(2021, 1, 1), date(2022, 7, 1), 17_475_415),
        (date(2021, 1, 1), date(2023, 1, 1), 17_475_415),
        (date(2022, 1, 1), date(2023, 1, 1), 17_590_672),
    ],
)
def test_inhabitants_add_up_to_the_national_figure_in_every_division(reference, day, total) -> None:
    answer = population(reference, division_on(day))
    assert tuple(answer.value) == division_on(day).codes
    assert sum(answer.value.values()) == total
    assert answer.source.title.startswith("CBS, Bevolking")


@pytest.mark.parametrize(
    ("code", "day", "inhabitants"),
    [
        ("GM0439", date(2022, 1, 1), 91_793),
        ("GM0363", date(2022, 1, 1), 873_338),
        ("GM0363", date(2022, 3, 24), 893_783),
        ("GM0014", date(2022, 7, 1), 233_273),
    ],
)
def test_inhabitants_of_merged_municipalities_are_those_of_their_parts(code, day, inhabitants) -> None:
    assert population(date(2021, 1, 1), division_on(day)).value[code] == inhabitants


@pytest.mark.parametrize(
    ("day", "names", "leaves_out"),
    [
        (date(2022, 1, 1), ["GM0363 Amsterdam + GM0457 Weesp = 903399", "GM0501 Brielle"], []),
        (date(2022, 7, 1), ["GM0501 Brielle + GM0530 Hellevoetsluis + GM0614 Westvoorne = 73238"], ["Weesp"]),
    ],
)
def test_joint_figures_are_refused_by_name(day, names, leaves_out) -> None:
    with pytest.raises(Gap) as caught:
        population(date(2022, 1, 1), division_on(day))
    assert all(name in str(caught.value) for name in names)
    assert not any(name in str(caught.value) for name in leaves_out)


def test_a_reference_date_without_a_table_is_a_gap_that_lists_the_known_ones() -> None:
    with pytest.raises(Gap, match="known are 2021-01-01, 2022-01-01"):
        population(date(2023, 1, 1), division_on(date(2023, 1, 1)))
    assert population_dates() == (date(2021, 1, 1), date(2022, 1, 1))


def test_an_answer_cannot_be_spoilt_by_its_reader() -> None:
    first = population(date(2021, 1, 1), division_on(date(2021, 1, 1))).value
    first["GM0014"] = 0
    assert population(date(2021, 1, 1), division_on(date(2021, 1, 1))).value["GM0014"] == 233_273
