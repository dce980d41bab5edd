"""Written rounds decide by the rule for silence that was said; series fall on the days of their rhythm."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.base.calendar import DateRange
from regietafel.core.meetings.refusals import MeetingRefused
from regietafel.core.meetings.rhythm import Rhythm, days_of
from regietafel.core.meetings.states import STEPS, MeetingState, after
from regietafel.core.meetings.written_round import outcome

TERM = date(2022, 9, 29)
LATER = date(2022, 9, 30)


def decided(replies, silence, today=LATER):
    return outcome(
        asked=["vng", "ipo", "aedes"], replies=replies, silence=silence, term=TERM, today=today
    ).value.decided


def test_while_the_term_runs_and_answers_are_missing_nothing_is_decided():
    assert decided({"vng": "agrees"}, "agrees", today=TERM) is None


def test_when_everyone_answered_the_term_need_not_be_awaited():
    assert decided(dict.fromkeys(["vng", "ipo", "aedes"], "agrees"), "against", today=date(2022, 9, 20))


@pytest.mark.parametrize(
    ("silence", "result"), [("agrees", True), ("against", False), ("does_not_count", True)]
)
def test_silence_counts_as_was_said(silence, result):
    assert decided({"vng": "agrees"}, silence) is result


def test_nobody_at_all_decides_only_when_silence_agrees():
    assert [decided({}, silence) for silence in ("agrees", "against", "does_not_count")] == [
        True,
        False,
        False,
    ]


def test_one_against_sends_it_to_a_meeting():
    assert decided({"vng": "against", "ipo": "agrees"}, "agrees") is False


def test_who_was_not_asked_does_not_count():
    with pytest.raises(MeetingRefused, match="not asked"):
        decided({"coa": "agrees"}, "agrees")


@given(st.integers(1, 12), st.dates(date(2020, 1, 1), date(2024, 1, 1)), st.sampled_from(["weeks", "months"]))
def test_a_series_keeps_its_weekday_and_order(every, start, unit):
    days = days_of(Rhythm(every, unit), DateRange(start, date(2025, 1, 1)))
    assert days[0] == start
    assert {day.weekday() for day in days} == {start.weekday()}
    assert list(days) == sorted(set(days))


@pytest.mark.parametrize("every", [0, -1, 61])
def test_a_rhythm_that_cannot_be_is_refused(every):
    with pytest.raises(MeetingRefused):
        Rhythm(every, "weeks")


def test_a_series_without_end_is_refused():
    with pytest.raises(MeetingRefused):
        days_of(Rhythm(1, "weeks"), DateRange(date(2022, 1, 1)))


@pytest.mark.parametrize("state", [MeetingState.CLOSED, MeetingState.CANCELLED])
def test_nothing_leads_out_of_an_end_state(state):
    assert STEPS[state] == {}
    with pytest.raises(MeetingRefused):
        after(state, "close")
