"""A line is overdue when its last day has passed; an answer counts for the report before it."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.follow_up.short_line import POLICIES, line_state, policy_on

START = date(2022, 9, 16)
days = st.integers(0, 400).map(lambda n: START + timedelta(days=n))


@given(st.none() | days, st.none() | days)
def test_an_answer_is_due_exactly_when_the_last_report_has_none(reported, answered):
    line = line_state("prt", reported=reported, answered=answered, asked=START, policy=POLICIES[0])
    waits = reported is not None and (answered is None or answered < reported)
    assert (line.answer_due is not None) == waits


@given(st.none() | days, days)
def test_a_report_is_overdue_only_after_its_days(reported, day):
    line = line_state("prt", reported=reported, answered=None, asked=START, policy=POLICIES[0])
    late = (day - (reported or START)).days > POLICIES[0].report_days
    assert ("report" in line.overdue(day)) == late


def test_before_the_minutes_there_was_no_policy():
    assert policy_on(date(2022, 9, 15)) is None
    assert policy_on(START) is POLICIES[0]
