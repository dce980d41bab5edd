"""Each table has one delegate, none, or more than one; nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.follow_up.delegation import COVER_TITLES, Cover, roster

TABLES = ("prt-pv20", "prt-pv21", "prt-pv22")
pairs = st.lists(st.tuples(st.sampled_from(TABLES), st.sampled_from(("dgm", "dgvb", "dgobdr"))))


@given(pairs)
def test_every_table_is_there_once_with_everyone_who_goes_there(chosen):
    places = roster(TABLES, chosen)
    assert [place.table for place in places] == list(TABLES)
    assert {(place.table, office) for place in places for office in place.offices} == set(chosen)


@given(pairs)
def test_a_table_is_missing_arranged_or_double_by_the_number_of_offices(chosen):
    for place in roster(TABLES, chosen):
        number = len({office for table, office in chosen if table == place.table})
        assert place.cover is (Cover.MISSING, Cover.ONE, Cover.DOUBLE)[min(number, 2)]


def test_a_delegate_to_a_table_that_is_not_asked_for_is_left_out():
    assert roster(["prt-pv22"], [("prt-pv23", "dgm")])[0].offices == ()


def test_every_cover_has_words():
    assert set(COVER_TITLES) == set(Cover)
