"""A digest has one slot, keeps quiet hours, and is not said twice."""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.base.errors import Faults
from regietafel.core.to_do.digest import Preference, Rhythm, checked, fingerprint, slot_due
from regietafel.core.to_do.items import ToDo, ToDoKind

preferences = st.builds(
    Preference,
    rhythm=st.sampled_from(Rhythm),
    weekday=st.integers(1, 7),
    at=st.times(),
    quiet_from=st.times(),
    quiet_until=st.times(),
)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ITEM = ToDo("a", ToDoKind.SEND, "brief", "lrt", due=date(2022, 9, 23))


def at(day, clock):
    """A moment in Amsterdam."""
    return datetime.combine(day, clock, AMSTERDAM)


@given(preferences, st.dates(date(2022, 1, 1), date(2024, 1, 1)), st.times())
def test_nothing_is_due_in_quiet_hours_or_to_who_wants_none(preference, day, clock):
    if slot_due(preference, at(day, clock)) is not None:
        assert not preference.is_quiet(clock)
        assert preference.rhythm is not Rhythm.NEVER


@given(
    preferences.filter(lambda one: one.rhythm is Rhythm.DAILY), st.dates(date(2022, 1, 1), date(2024, 1, 1))
)
def test_a_day_has_one_slot_of_a_daily_digest(preference, day):
    slots = {slot_due(preference, at(day, time(hour))) for hour in range(24)}
    assert slots <= {None, day.isoformat()}


def test_a_week_over_the_turn_of_the_year_has_one_slot():
    weekly = Preference(Rhythm.WEEKLY, weekday=4, at=time(8, 0))
    assert slot_due(weekly, at(date(2020, 12, 31), time(9, 0))) == "2020-W53"
    assert slot_due(weekly, at(date(2021, 1, 3), time(9, 0))) == "2020-W53"
    assert slot_due(weekly, at(date(2021, 1, 4), time(9, 0))) is None


def test_equal_quiet_hours_are_no_quiet_hours():
    always = Preference(quiet_from=time(0, 0), quiet_until=time(0, 0))
    assert not any(always.is_quiet(time(hour)) for hour in range(24))


def test_all_faults_of_a_preference_come_together():
    with pytest.raises(Faults) as refused:
        checked(Preference(weekday=8, at=time(23, 0)))
    assert [fault.where for fault in refused.value.faults] == ["day", "time"]


def test_the_same_things_are_the_same_digest_until_one_becomes_late():
    assert fingerprint([ITEM], date(2022, 9, 19)) == fingerprint([ITEM], date(2022, 9, 20))
    assert fingerprint([ITEM], date(2022, 9, 19)) != fingerprint([ITEM], date(2022, 9, 24))
    assert fingerprint([ITEM], date(2022, 9, 19)) != fingerprint(
        [replace(ITEM, title="A4")], date(2022, 9, 19)
    )
