"""Agendas: versions differ in a way that can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.meetings.agenda import Item, ItemSource, difference, numbered, refuse_stale
from regietafel.core.meetings.refusals import MeetingRefused

TITLES = st.lists(st.sampled_from("abcdefg"), unique=True, max_size=7).map(
    lambda titles: numbered([Item(0, title) for title in titles])
)


def said(old, new):
    return [change.said.nl for change in difference(old, new)]


def test_an_item_that_is_pushed_down_has_not_moved():
    old = numbered([Item(0, "Opening"), Item(0, "Brief")])
    new = numbered([Item(0, "Opening"), Item(0, "Monitor", ItemSource.MONITOR, "PV22"), Item(0, "Brief")])
    assert said(old, new) == ["Erbij: 2. Monitor"]


def test_items_that_change_places_have_moved():
    old = numbered([Item(0, "a"), Item(0, "b")])
    assert said(old, numbered([Item(0, "b"), Item(0, "a")])) == [
        "Verplaatst: b, van 2 naar 1",
        "Verplaatst: a, van 1 naar 2",
    ]


def test_another_title_at_the_same_place_is_a_new_name():
    assert said([Item(1, "Brief")], [Item(1, "Brief aan de CdK's")]) == [
        "Anders genoemd: 1. Brief → Brief aan de CdK's"
    ]


@given(TITLES)
def test_a_version_does_not_differ_from_itself(items):
    assert difference(items, items) == ()


@given(TITLES, TITLES)
def test_two_versions_that_differ_differ_in_something_that_is_said(old, new):
    assert bool(difference(old, new)) == (old != new)


def test_an_empty_and_a_double_title_are_refused_together():
    with pytest.raises(MeetingRefused) as refused:
        numbered([Item(0, "a"), Item(0, " "), Item(0, "A")])
    assert [told.where for told in refused.value.told] == ["item-2", "item-3"]


def test_who_saw_an_older_version_is_told_so():
    refuse_stale(seen=2, latest=2)
    with pytest.raises(MeetingRefused, match="changed meanwhile"):
        refuse_stale(seen=1, latest=2)
