from datetime import date

import pytest

from regietafel.core.base.calendar import HalfYear
from regietafel.core.base.errors import Faults, Gap, RegietafelError
from regietafel.core.law.deadlines import announcement_deadline
from regietafel.core.law.numbers import read_numbers, statutory_number

SOURCE = {"title": "Some law", "where": "art. 1"}


def test_a_missing_unit_a_missing_source_and_an_overlap_are_reported_together():
    with pytest.raises(Faults) as refused:
        read_numbers(
            {
                "no_unit": {"versions": [{"from": date(2020, 1, 1), "value": 1, "source": SOURCE}]},
                "no_source": {"unit": "weeks", "versions": [{"from": date(2020, 1, 1), "value": 1}]},
                "overlap": {
                    "unit": "weeks",
                    "versions": [
                        {"from": date(2020, 1, 1), "value": 1, "source": SOURCE},
                        {"from": date(2021, 1, 1), "value": 2, "source": SOURCE},
                    ],
                },
            }
        )
    text = str(refused.value)
    assert "no_unit: has no unit" in text
    assert "no_source from 2020-01-01: has no source" in text
    assert "overlap" in text


def test_a_day_before_the_law_is_a_gap_by_name():
    with pytest.raises(Gap, match="announcement_term on 2014-12-31"):
        statutory_number("announcement_term").on(date(2014, 12, 31))


def test_an_unknown_number_is_refused_with_the_names_there_are():
    with pytest.raises(RegietafelError, match="take one of: announcement_term"):
        statutory_number("anouncement_term")


@pytest.mark.parametrize(
    ("period", "announced", "last_day", "late"),
    [
        (HalfYear(2023, 1), date(2022, 9, 30), date(2022, 10, 2), 0),
        (HalfYear(2022, 2), date(2022, 4, 8), date(2022, 4, 1), 7),
        (HalfYear(2023, 1), None, date(2022, 10, 2), None),
    ],
)
def test_the_volume_is_announced_thirteen_weeks_before_the_half_year(period, announced, last_day, late):
    deadline = announcement_deadline(period, announced).value
    assert deadline.last_day == last_day
    assert deadline.days_late == late


def test_a_missed_deadline_says_by_how_many_days():
    sentence = announcement_deadline(HalfYear(2022, 2), date(2022, 4, 8)).value.sentence()
    assert sentence.nl == "7 dagen te laat: bekendgemaakt op 8 april 2022, uiterste dag 1 april 2022"
    assert sentence.en.startswith("7 days late")
