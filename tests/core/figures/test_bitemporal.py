"""What was known when: corrections are new rows and never change an older answer."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.base.errors import Faults, RegietafelError
from regietafel.core.figures.bitemporal import (
    FigureRow,
    Preference,
    as_known,
    changes,
    check_chains,
    head_of,
    history,
    moments,
    side_by_side,
)
from regietafel.core.figures.when import When, month

START = datetime(2022, 7, 1, tzinfo=UTC)
SEPTEMBER = month(2022, 9)


def at(hours: int) -> datetime:
    return START + timedelta(hours=hours)


def row(number: int, value: int, hours: int, **more) -> FigureRow:
    given_ = {"area": "GM0014", "when": SEPTEMBER, "source": "COA"} | more
    return FigureRow(number, "housed", value=value, unit="personen", known_since=at(hours), **given_)


@st.composite
def ledgers(draw) -> list[FigureRow]:
    """Rows that arrive one by one, each new in its slot or a correction of the slot's last row."""
    rows: list[FigureRow] = []
    hours = 0
    for number in range(draw(st.integers(0, 14))):
        hours += draw(st.integers(0, 3))
        slot = {
            "area": draw(st.sampled_from(["GM0014", "GM0106"])),
            "source": draw(st.sampled_from(["COA", "VNG"])),
        }
        new = row(number, draw(st.integers(0, 5)), hours, **slot)
        head = head_of(rows, new.slot)
        if head is not None:
            gone = draw(st.booleans()) and not head.withdrawn
            new = row(number, new.value, hours, supersedes=head.id, withdrawn=gone, **slot)
        rows.append(new)
    return rows


@given(ledgers(), st.integers(-5, 60))
def test_nothing_is_known_before_its_moment(rows, hours):
    assert all(found.known_since <= at(hours) for found in as_known(rows, at(hours)))


@given(ledgers(), st.integers(0, 60), st.integers(1, 5), st.integers(0, 9))
def test_a_later_correction_never_changes_an_older_answer(rows, hours, later, value):
    moment = at(hours)
    before = as_known(rows, moment)
    added = list(rows)
    for old in before:
        added.append(
            row(1000 + old.id, value, hours + later, area=old.area, source=old.source, supersedes=old.id)
        )
    assert as_known(added, moment) == before


@given(ledgers(), st.integers(0, 60))
def test_a_slot_has_at_most_one_current_row_and_it_is_the_last_known(rows, hours):
    check_chains(rows)
    current = as_known(rows, at(hours))
    assert len({found.slot for found in current}) == len(current)
    for found in current:
        assert found == [one for one in history(rows, found.slot) if one.known_since <= at(hours)][-1]


@given(ledgers(), st.integers(0, 30), st.integers(0, 30))
def test_the_changes_between_two_moments_lead_from_the_one_answer_to_the_other(rows, first, more):
    then, now = at(first), at(first + more)
    values = {found.slot: found.value for found in as_known(rows, then)}
    for change in changes(rows, then, now):
        if change.after is None:
            del values[change.slot]
        else:
            assert values.get(change.slot) == (change.before.value if change.before else None)
            values[change.slot] = change.after.value
    assert values == {found.slot: found.value for found in as_known(rows, now)}


def test_sources_that_contradict_each_other_stand_side_by_side_and_none_is_used_unasked():
    backlog = [
        row(n, value, 0, source=source)
        for n, (value, source) in enumerate([(1810, "a"), (1833, "b"), (1836, "c")])
    ]
    chosen = side_by_side(backlog, at(1))[backlog[0].subject]
    assert [found.value for found in chosen.rows] == [1810, 1833, 1836]
    assert chosen.contradicted
    assert chosen.used is None


def test_the_preference_known_last_at_the_moment_decides_and_gives_its_reason():
    rows = [row(1, 1810, 0, source="a"), row(2, 1833, 0, source="b")]
    subject = rows[0].subject
    first = Preference(subject, "a", "brief aan de Kamer", "secretariaat", at(2))
    second = Preference(subject, "b", "gecorrigeerd", "secretariaat", at(5))
    used = [side_by_side(rows, at(hours), [second, first])[subject] for hours in (1, 3, 6)]
    assert [chosen.used and chosen.used.value for chosen in used] == [None, 1810, 1833]
    assert used[2].preference is second


def test_sources_that_agree_need_no_choice_and_a_preference_for_an_absent_source_decides_nothing():
    rows = [row(1, 7, 0, source="a"), row(2, 7, 0, source="b")]
    absent = Preference(rows[0].subject, "z", "?", "x", at(0))
    assert side_by_side(rows, at(1), [absent])[rows[0].subject].used == rows[0]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([row(1, 5, 0), row(2, 6, 1)], "begins the slot"),
        ([row(1, 5, 0), row(2, 6, 1, supersedes=1), row(3, 7, 2, supersedes=1)], "as 2 does"),
        ([row(1, 5, 0), row(2, 6, 1, supersedes=9)], "not there"),
        ([row(1, 5, 0), row(2, 6, 1, supersedes=1, area="GM0106")], "about something else"),
        ([row(1, 5, 3), row(2, 6, 1, supersedes=1)], "not known later"),
        ([row(1, 5, 0, supersedes=1)], "not known later"),
        ([row(1, 5, 0), row(1, 5, 0)], "twice"),
    ],
)
def test_a_chain_of_corrections_that_forks_loops_or_breaks_is_refused(rows, said):
    with pytest.raises(Faults, match=said):
        check_chains(rows)


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(RegietafelError, match="time zone"):
        as_known([], datetime(2022, 9, 16, 20, 0))  # noqa: DTZ001


def test_moments_are_each_moment_once_in_order():
    assert moments([row(1, 5, 3), row(2, 5, 1, area="GM0106"), row(3, 5, 3, area="GM0003")]) == (at(1), at(3))


def test_a_reference_date_and_a_period_that_start_on_the_same_day_are_two_slots():
    flow, stock = row(1, 5, 0), row(2, 6, 0, when=When(date(2022, 9, 1)))
    assert len(as_known([flow, stock], at(1))) == 2
