import csv
from datetime import date
from fractions import Fraction
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.areas.division import DissolvedArea, division_on
from regietafel.core.areas.population import population
from regietafel.core.base.align import CodesDiffer
from regietafel.core.base.calendar import CalendarError, HalfYear
from regietafel.core.base.counts import round_half_up
from regietafel.core.base.errors import Faults, Gap
from regietafel.core.taakstelling.carry import CarryRow
from regietafel.core.taakstelling.explain import explain
from regietafel.core.taakstelling.own_population import read_population
from regietafel.core.taakstelling.targets import (
    AS_PUBLISHED,
    AS_WRITTEN,
    TaakstellingError,
    base_date,
    housing_target,
    targets_for,
)
from regietafel.core.taakstelling.volumes import Volume, published_volume, volume_as_known

I_2022, II_2022, I_2023 = HalfYear(2022, 1), HalfYear(2022, 2), HalfYear(2023, 1)


def _published_rows():
    table = resources.files("regietafel.core.taakstelling").joinpath("facts/published_targets.csv")
    lines = [line for line in table.read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


@pytest.mark.parametrize("row", _published_rows(), ids=lambda row: f"{row['period']} {row['area']}")
def test_every_published_target_of_2022_comes_out_to_the_unit(row):
    targets = targets_for(published_volume(HalfYear.parse(row["period"]))).value
    assert targets.in_area(row["area"], AS_PUBLISHED) == int(row["value"])


def test_eight_published_targets_are_checked():
    assert len(_published_rows()) == 8


@pytest.mark.parametrize(
    ("code", "quotient", "written", "nearest"),
    [
        ("GM0363", "1088.762", 1089, 1089),
        ("GM0014", "283.158", 284, 283),
        ("GM0484", "136.097", 137, 136),
        ("GM0088", "1.138", 2, 1),
    ],
)
def test_the_literal_form_of_2023_I_gives_the_exact_quotients(code, quotient, written, nearest):
    targets = targets_for(published_volume(I_2023)).value
    assert f"{float(targets.quotient(code)):.3f}" == quotient
    assert targets.numbers(AS_WRITTEN)[code] == written
    assert round_half_up(targets.quotient(code)) == nearest


def test_the_sums_of_2023_I_are_21362_as_written_and_21200_as_published():
    targets = targets_for(published_volume(I_2023)).value
    assert sum(targets.inhabitants.values()) == 17590672
    assert targets.sum(AS_WRITTEN) == 21362
    assert targets.sum(AS_PUBLISHED) == 21200
    assert sum(round_half_up(targets.quotient(code)) for code in targets.inhabitants) == 21207
    assert sum(int(targets.quotient(code)) for code in targets.inhabitants) == 21020


@pytest.mark.parametrize(
    ("period", "base"), [(I_2022, 2021), (II_2022, 2021), (I_2023, 2022), (HalfYear(2023, 2), 2022)]
)
def test_the_population_is_of_1_january_of_the_year_before_the_year(period, base):
    assert base_date(period) == date(base, 1, 1)


def test_the_division_is_that_of_the_start_or_of_the_announcement_and_the_choice_is_recorded():
    at_start = targets_for(published_volume(II_2022)).value
    assert (at_start.division_choice, len(at_start.inhabitants)) == ("start", 344)
    volume = Volume(I_2022, 10000, published_volume(I_2022).source, date(2021, 10, 1))
    announced = targets_for(volume, division_choice="announcement").value
    assert (announced.division_choice, len(announced.inhabitants)) == ("announcement", 352)
    assert announced.sum() == 10000


def test_a_volume_below_the_number_of_municipalities_is_refused():
    with pytest.raises(TaakstellingError, match=r"volume 343 is below the number of municipalities \(344\)"):
        targets_for(Volume(II_2022, 343, published_volume(II_2022).source))


def test_all_missing_and_impossible_populations_are_named_together():
    with pytest.raises(Faults) as refused:
        housing_target(volume=10, inhabitants={"GM1": 0, "GM2": None, "GM3": 5, "GM4": -1})
    assert [fault.where for fault in refused.value.faults] == ["GM1", "GM2", "GM4"]


def test_a_population_table_of_another_division_is_refused_with_the_codes():
    old = population(date(2021, 1, 1), division_on(date(2021, 1, 1))).value
    with pytest.raises(CodesDiffer, match="GM0457"):
        targets_for(published_volume(II_2022), inhabitants=old)


def test_a_population_table_with_a_duplicate_row_is_refused_with_its_row():
    with pytest.raises(Faults, match="row 3: GM1 stands twice"):
        read_population("code,inhabitants\nGM1,5\nGM1,6\n")


def test_a_municipality_dissolved_before_the_period_is_refused_with_what_became_of_it():
    targets = targets_for(published_volume(II_2022)).value
    with pytest.raises(DissolvedArea, match="2022-03-24 into GM0363 Amsterdam"):
        explain(targets, "GM0457")


def test_a_period_without_population_table_or_volume_is_a_gap():
    with pytest.raises(Gap, match="national volume of 2030-I"):
        published_volume(HalfYear(2030, 1))
    with pytest.raises(Gap):
        targets_for(published_volume(HalfYear(2019, 1)))


def test_a_period_like_2022_III_does_not_exist():
    with pytest.raises(CalendarError, match='"2022-III" is not a half-year'):
        HalfYear.parse("2022-III")


def test_the_revised_volume_holds_from_the_moment_it_was_known():
    from datetime import UTC, datetime

    source = published_volume(II_2022).source
    first = Volume(HalfYear(2025, 1), 17700, source, known_since=datetime(2024, 9, 30, tzinfo=UTC))
    second = Volume(
        HalfYear(2025, 1), 15000, source, known_since=datetime(2025, 4, 10, tzinfo=UTC), version=2
    )
    assert volume_as_known([second, first], datetime(2025, 1, 1, tzinfo=UTC)).persons == 17700
    assert volume_as_known([second, first], datetime(2025, 5, 1, tzinfo=UTC)).persons == 15000


def test_why_is_my_number_this_holds_every_step_of_stichtse_vecht():
    targets = targets_for(published_volume(II_2022)).value
    answer = explain(targets, "GM1904", [CarryRow(II_2022, -32, date(2022, 7, 1))])
    said = " ".join(step.text.nl for step in answer.steps)
    assert answer.value.published == 50
    assert answer.value.corrected == 82
    assert "13.500 vergunninghouders" in said
    assert "7 dagen te laat" in said
    assert "17.475.415" in said
    assert "Achterstand uit het vorige halfjaar: 32 personen erbij" in said
    assert answer.steps[-1].result == "82"


def test_the_divisor_on_the_why_page_reproduces_every_number():
    """A reader who divides by the divisor shown and rounds up gets each municipality's number."""
    from regietafel.core.base.counts import round_up

    targets = targets_for(published_volume(I_2023)).value
    shown = targets.published.common_factor.shortest
    assert shown is not None
    for code, inhabitants in targets.inhabitants.items():
        assert round_up(inhabitants / shown) == targets.numbers()[code]


@given(
    st.dictionaries(st.text("ABCDEFGH", min_size=1, max_size=3), st.integers(1, 10**6), min_size=1),
    st.integers(0, 50000),
)
def test_as_published_adds_up_to_the_volume_and_never_exceeds_as_written(inhabitants, extra):
    volume = len(inhabitants) + extra
    published = housing_target(volume=volume, inhabitants=inhabitants, policy=AS_PUBLISHED).value
    written = housing_target(volume=volume, inhabitants=inhabitants, policy=AS_WRITTEN).value
    assert sum(published.values()) == volume
    total = sum(inhabitants.values())
    for code, number in published.items():
        assert 1 <= number <= written[code]
        assert written[code] - 1 < Fraction(volume * inhabitants[code], total) <= written[code]
