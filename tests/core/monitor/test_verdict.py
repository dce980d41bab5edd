from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import HalfYear, months_elapsed
from regietafel.core.base.counts import dutch_percentage
from regietafel.core.base.errors import Gap, RegietafelError
from regietafel.core.monitor.course import Target, course
from regietafel.core.monitor.paragraph import Standing, paragraph
from regietafel.core.monitor.thresholds import ScheduleClass, thresholds_on
from regietafel.core.monitor.verdict import verdict

II_2022 = HalfYear(2022, 2)
HOUSED = [
    (date(2022, 9, 1), 4990),
    (date(2022, 10, 1), 2714),
    (date(2022, 11, 1), 3359),
    (date(2022, 12, 1), 3223),
    (date(2023, 1, 1), 2840),
]


def test_on_1_september_2022_the_nation_is_behind_for_20000_and_almost_on_schedule_for_the_law():
    agreed = verdict(period=II_2022, reference_date=date(2022, 9, 1), target=20000, realised=4990).value
    lawful = verdict(period=II_2022, reference_date=date(2022, 9, 1), target=15333, realised=4990).value
    assert round(float(agreed.expected), 2) == 6666.67
    assert lawful.expected == 5111
    assert (dutch_percentage(agreed.pace), dutch_percentage(lawful.pace)) == ("74,9 %", "97,6 %")
    assert agreed.schedule_class is ScheduleClass.BEHIND
    assert lawful.schedule_class is ScheduleClass.SOMEWHAT_BEHIND
    assert agreed.remaining == 15010
    assert lawful.remaining == 10343


def test_the_course_to_31_december_2022_is_the_published_one():
    points = course(period=II_2022, housed=HOUSED, targets=[Target("agreed", 20000), Target("lawful", 15333)])
    shown = [
        (p.realised, dutch_percentage(p.verdicts["agreed"].pace), dutch_percentage(p.verdicts["lawful"].pace))
        for p in points
    ]
    assert shown == [
        (4990, "74,9 %", "97,6 %"),
        (7704, "77,0 %", "100,5 %"),
        (11063, "83,0 %", "108,2 %"),
        (14286, "85,7 %", "111,8 %"),
        (17126, "85,6 %", "111,7 %"),
    ]


def test_inside_a_month_the_days_count():
    assert months_elapsed(II_2022, date(2022, 9, 16)) == Fraction(5, 2)
    halfway = verdict(period=II_2022, reference_date=date(2022, 9, 16), target=600, realised=250).value
    assert halfway.expected == 250
    assert halfway.schedule_class is ScheduleClass.ON_SCHEDULE


def test_before_anything_is_due_nothing_is_judged():
    early = verdict(period=II_2022, reference_date=date(2022, 7, 1), target=600, realised=0).value
    assert early.schedule_class is ScheduleClass.NOT_YET
    assert early.pace is None


@pytest.mark.parametrize("target", [0, -8])
def test_an_advance_larger_than_the_target_is_on_schedule(target):
    done = verdict(period=II_2022, reference_date=date(2022, 9, 1), target=target, realised=0).value
    assert done.schedule_class is ScheduleClass.ON_SCHEDULE
    assert done.remaining == 0
    assert done.share is None


def test_after_the_period_no_pace_is_needed_any_more():
    over = verdict(period=II_2022, reference_date=date(2023, 1, 1), target=20000, realised=17126).value
    assert over.needed_per_month is None
    assert over.needed_per_week is None
    assert over.remaining == 2874


def test_a_day_without_thresholds_is_a_gap():
    with pytest.raises(Gap):
        thresholds_on(date(2014, 1, 1))


def test_a_reference_date_outside_the_half_year_or_given_twice_is_refused():
    with pytest.raises(RegietafelError, match="outside 2022-II"):
        course(period=II_2022, housed=[(date(2023, 2, 1), 1)], targets=[])
    with pytest.raises(RegietafelError, match="twice"):
        course(period=II_2022, housed=[(date(2022, 8, 1), 1), (date(2022, 8, 1), 1)], targets=[])


@given(st.integers(1, 30000), st.integers(0, 30000), st.integers(1, 183))
def test_keeping_the_needed_pace_reaches_the_target(target, realised, days):
    on = II_2022.start + timedelta(days=days)
    v = verdict(period=II_2022, reference_date=on, target=target, realised=realised).value
    if v.needed_per_month is not None:
        assert realised + v.needed_per_month * (6 - v.months) == max(target, realised)
        assert v.needed_per_week * (II_2022.until - on).days == v.remaining * 7


@given(st.integers(1, 30000), st.integers(0, 30000), st.integers(1, 182))
def test_housing_more_never_worsens_the_verdict(target, realised, days):
    on = II_2022.start + timedelta(days=days)
    order = [ScheduleClass.BEHIND, ScheduleClass.SOMEWHAT_BEHIND, ScheduleClass.ON_SCHEDULE]
    less = verdict(period=II_2022, reference_date=on, target=target, realised=realised).value
    more = verdict(period=II_2022, reference_date=on, target=target, realised=realised + 1).value
    assert order.index(less.schedule_class) <= order.index(more.schedule_class)
    assert less.pace < more.pace


def test_the_paragraph_says_what_the_page_says():
    on = date(2022, 9, 1)
    agreed = verdict(period=II_2022, reference_date=on, target=20000, realised=4990).value
    part = verdict(period=II_2022, reference_date=on, target=600, realised=100).value
    text = paragraph(
        "Nederland",
        {Text(nl="de afspraak", en="the agreement"): agreed},
        [Standing("Drenthe", part)],
        Text(nl="provincies", en="provinces"),
    )
    assert "4.990 vergunninghouders" in text.nl
    assert "74,9 %" in text.nl
    assert "15.010" in text.nl
    assert "Drenthe (50,0 %)" in text.nl
    assert "74.9%" in text.en
