"""A list of who was there: its faults are found, each with what to do."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.base.answer import Text
from regietafel.core.meetings.attendance import AttendanceFaultKind, Entry, Presence, attendance_faults

ALDERMAN = Text("wethouder", "alderman")


def kinds(entries, partners=()):
    return [fault.kind for fault in attendance_faults(entries, partners=partners).value]


def test_someone_both_present_and_absent_is_found():
    listed = [
        Entry(Presence.PRESENT, "vng", ALDERMAN, "Weterings", "seat"),
        Entry(Presence.ABSENT, "vng", ALDERMAN, "Weterings"),
    ]
    assert kinds(listed) == [AttendanceFaultKind.BOTH]
    assert "én" in attendance_faults(listed).value[0].what.nl


def test_an_official_without_a_name_goes_by_office_and_is_found_too():
    listed = [
        Entry(Presence.PRESENT, "mnre1034", Text("DGVB", "DGVB"), seat="a"),
        Entry(Presence.ABSENT, "mnre1034", Text("DGVB", "DGVB"), seat="a"),
    ]
    assert kinds(listed) == [AttendanceFaultKind.BOTH]


def test_two_persons_of_one_partner_are_two():
    listed = [
        Entry(Presence.PRESENT, "vng", ALDERMAN, "Kompier", "a"),
        Entry(Presence.ABSENT, "vng", ALDERMAN, "Weterings", "b"),
    ]
    assert kinds(listed) == []


def test_who_has_no_seat_is_listed_as_a_guest():
    seated = Entry(Presence.PRESENT, "vng", ALDERMAN, "A", "seat")
    assert kinds([seated, Entry(Presence.PRESENT, "x", ALDERMAN)]) == [AttendanceFaultKind.NO_SEAT]
    assert kinds([seated, Entry(Presence.GUEST, "x", ALDERMAN)]) == []


def test_where_the_seats_of_a_table_are_not_known_nobody_is_said_to_lack_one():
    assert kinds([Entry(Presence.PRESENT, "x", ALDERMAN)]) == []
    assert kinds([Entry(Presence.GUEST, "x", ALDERMAN)]) == []


def test_a_substitute_stands_for_a_seat():
    assert kinds([Entry(Presence.SUBSTITUTE, "vng", ALDERMAN, seat="a")], [("vng", "VNG")]) == []


def test_a_partner_that_nobody_stood_for_is_named():
    listed = [Entry(Presence.ABSENT, "ipo", ALDERMAN, seat="a"), Entry(Presence.GUEST, "vng", ALDERMAN)]
    found = attendance_faults(listed, partners=[("ipo", "IPO"), ("vng", "VNG")]).value
    assert [(fault.kind, fault.subject) for fault in found] == [(AttendanceFaultKind.NOT_REPRESENTED, "ipo")]


ENTRIES = st.builds(
    Entry,
    st.sampled_from(Presence),
    st.sampled_from(["vng", "ipo"]),
    st.just(ALDERMAN),
    st.sampled_from(["", "A", "B"]),
    st.sampled_from(["", "seat"]),
)


@given(st.lists(ENTRIES, max_size=8))
def test_every_fault_says_what_to_do_and_the_order_of_the_list_does_not_matter_for_which(entries):
    found = attendance_faults(entries).value
    assert all(fault.what.nl and fault.remedy.nl for fault in found)
    assert {fault.kind for fault in found} == {fault.kind for fault in attendance_faults(entries[::-1]).value}
