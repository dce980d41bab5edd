"""What waits is read in one order, and each thing stands in one week."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.to_do.items import ToDo, ToDoKind, Urgency, grouped, in_order, urgency_of

days = st.dates(date(2015, 1, 1), date(2030, 1, 1))
items = st.builds(
    ToDo,
    key=st.uuids().map(str),
    kind=st.sampled_from(ToDoKind),
    title=st.text(max_size=8),
    table=st.just("lrt"),
    due=st.none() | days,
)


@given(st.lists(items), days)
def test_ordering_loses_nothing_and_what_is_late_stands_first(given_items, day):
    ordered = in_order(given_items, day)
    assert sorted(item.key for item in ordered) == sorted(item.key for item in given_items)
    ranks = [list(Urgency).index(urgency_of(item, day)) for item in ordered]
    assert ranks == sorted(ranks)


@given(st.lists(items), days)
def test_each_thing_stands_in_one_group(given_items, day):
    groups = grouped(given_items, day)
    assert sum(len(found) for found in groups.values()) == len(given_items)
    assert all(found for found in groups.values())


@given(days)
def test_the_last_day_is_not_too_late_and_the_day_after_is(day):
    item = ToDo("a", ToDoKind.DO, "", "lrt", due=day)
    assert urgency_of(item, day) is Urgency.THIS_WEEK
    assert urgency_of(item, day + timedelta(days=1)) is Urgency.OVERDUE


@given(days)
def test_seven_days_are_this_week_and_eight_are_later(day):
    for ahead, urgency in ((7, Urgency.THIS_WEEK), (8, Urgency.LATER)):
        assert urgency_of(ToDo("a", ToDoKind.DO, "", "lrt", due=day + timedelta(days=ahead)), day) is urgency
