"""Meetings are planned, filled and closed by actions; nothing is overwritten and every refusal says why."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import DateRange
from regietafel.core.meetings.agenda import Item, ItemSource
from regietafel.core.meetings.attendance import Entry, Presence, attendance_faults
from regietafel.core.meetings.line_kinds import LineKind
from regietafel.core.meetings.refusals import MeetingRefused
from regietafel.core.meetings.rhythm import Rhythm
from regietafel.core.meetings.states import MeetingState
from regietafel.desk.accounts.person import Refused
from regietafel.desk.audit.chain import Command
from regietafel.desk.meetings import actions, queries
from tests.desk.accounts.people import add

BY = Command("test")
AT = datetime(2022, 9, 1, 10, tzinfo=UTC)
LATER = AT + timedelta(days=1)
DAY = date(2022, 9, 16)

pytestmark = pytest.mark.usefixtures("tables")


@pytest.fixture
def lrt() -> str:
    return actions.plan_meeting(by=BY, at=AT, table="lrt", day=DAY)


def line(meeting, text="Tekst", item=1, client="a", **more):
    given = {"by": BY, "at": LATER, "kind": LineKind.FACT, **more}
    return actions.write_line(meeting=meeting, item=item, text=text, client_id=client, **given)


def test_a_meeting_has_a_key_of_its_table_and_day(lrt):
    assert lrt == "lrt-2022-09-16"
    assert queries.meeting(lrt).state is MeetingState.PLANNED
    assert queries.next_meeting("lrt", DAY).key == lrt
    assert queries.next_meeting("lrt", DAY + timedelta(days=1)) is None


def test_a_meeting_is_not_known_before_it_was_planned(lrt):
    with pytest.raises(queries.MeetingUnknown):
        queries.meeting(lrt, AT - timedelta(seconds=1))


def test_a_table_meets_once_at_a_moment(lrt):
    with pytest.raises(MeetingRefused, match="already"):
        actions.plan_meeting(by=BY, at=LATER, table="lrt", day=DAY)


def test_a_cancelled_meeting_stays_in_the_list_and_makes_room_for_another(lrt):
    actions.cancel(by=BY, at=LATER, meeting=lrt, reason="Kamerdebat op dezelfde dag.")
    assert queries.meeting(lrt).state is MeetingState.CANCELLED
    assert queries.meeting(lrt, AT).state is MeetingState.PLANNED
    assert actions.plan_meeting(by=BY, at=LATER, table="lrt", day=DAY) == "lrt-2022-09-16-2"
    with pytest.raises(MeetingRefused):
        actions.close_meeting(by=BY, at=LATER, meeting=lrt)


def test_cancelling_asks_a_reason(lrt):
    with pytest.raises(MeetingRefused, match="no reason"):
        actions.cancel(by=BY, at=LATER, meeting=lrt, reason="  ")


def test_a_moved_meeting_keeps_its_key_and_its_history(lrt):
    moved = DAY + timedelta(days=3)
    actions.move_meeting(by=BY, at=LATER, meeting=lrt, day=moved, starts=time(10), reason="Zaal vrij.")
    assert (queries.meeting(lrt).day, queries.meeting(lrt, AT).day) == (moved, DAY)


def test_a_series_leaves_days_alone_on_which_the_table_meets(lrt):
    made = actions.plan_series(
        by=BY, at=LATER, table="lrt", rhythm=Rhythm(1, "weeks"), days=DateRange(DAY, date(2022, 10, 8))
    )
    assert made == ("lrt-2022-09-23", "lrt-2022-09-30", "lrt-2022-10-07")
    assert len(queries.meetings(table="lrt")) == 4


def test_what_is_put_forward_waits_once_and_is_answered_with_a_reason(lrt):
    source = {"source_kind": ItemSource.MINUTES, "source_key": "lrt-2022-06-30"}
    first = actions.propose_item(by=BY, at=AT, table="lrt", title="Verslag vaststellen", **source)
    again = actions.propose_item(by=BY, at=LATER, table="lrt", title="Verslag vaststellen", **source)
    assert first == again
    actions.answer_proposal(by=BY, at=LATER, meeting=lrt, proposal=first, accepted=True)
    assert [item.title for item in queries.agenda(lrt).items] == ["Verslag vaststellen"]
    assert queries.proposals_for("lrt") == ()
    assert actions.propose_item(by=BY, at=LATER, table="lrt", title="Verslag vaststellen", **source) == first
    with pytest.raises(MeetingRefused, match="answered already"):
        actions.answer_proposal(by=BY, at=LATER, meeting=lrt, proposal=first, accepted=True)


def test_a_proposal_is_declined_with_a_reason_and_never_by_another_table(lrt):
    number = actions.propose_item(by=BY, at=AT, table="hlrt", title=Text("Brief", "Letter"))
    with pytest.raises(MeetingRefused, match="not made to table lrt"):
        actions.answer_proposal(by=BY, at=LATER, meeting=lrt, proposal=number, accepted=True)
    hlrt = actions.plan_meeting(by=BY, at=AT, table="hlrt", day=DAY)
    with pytest.raises(MeetingRefused, match="no reason"):
        actions.answer_proposal(by=BY, at=LATER, meeting=hlrt, proposal=number, accepted=False)
    actions.answer_proposal(
        by=BY, at=LATER, meeting=hlrt, proposal=number, accepted=False, reason="Volgt later."
    )
    assert [(row.accepted, row.reason) for row in queries.decided_for(hlrt)] == [(False, "Volgt later.")]


def test_an_approved_agenda_stays_and_a_change_is_a_new_draft(lrt):
    actions.set_agenda(by=BY, at=AT, meeting=lrt, items=[Item(0, "Opening")], seen=0)
    actions.approve_agenda(by=BY, at=AT, meeting=lrt, seen=1)
    actions.set_agenda(by=BY, at=LATER, meeting=lrt, items=[Item(0, "Opening"), Item(0, "Slot")], seen=2)
    versions = queries.agendas(lrt)
    assert [(row.number, row.approved, len(row.items)) for row in versions] == [
        (1, False, 1),
        (2, True, 1),
        (3, False, 2),
    ]
    assert queries.agenda(lrt, AT).number == 2
    with pytest.raises(MeetingRefused, match="changed meanwhile"):
        actions.set_agenda(by=BY, at=LATER, meeting=lrt, items=[], seen=2)


def test_there_is_nothing_to_approve_without_a_draft(lrt):
    with pytest.raises(MeetingRefused, match="no draft"):
        actions.approve_agenda(by=BY, at=AT, meeting=lrt, seen=0)


def test_an_attendance_list_is_kept_as_the_source_has_it_and_its_fault_is_found(lrt):
    office = Text("wethouder", "alderman")
    entries = [Entry(Presence.PRESENT, "vng", office, "A"), Entry(Presence.ABSENT, "vng", office, "A")]
    actions.record_attendance(by=BY, at=AT, meeting=lrt, entries=entries)
    listed = queries.attendance(lrt)
    assert listed.entries == tuple(entries)
    assert "én" in attendance_faults(listed.entries).value[0].what.nl
    actions.record_attendance(
        by=BY, at=LATER, meeting=lrt, entries=entries[:1], seen=1, reason="Nagevraagd bij de VNG."
    )
    assert len(queries.attendance(lrt).entries) == 1
    assert len(queries.attendance(lrt, AT).entries) == 2
    with pytest.raises(MeetingRefused, match="changed meanwhile"):
        actions.record_attendance(by=BY, at=LATER, meeting=lrt, entries=entries, seen=1, reason="x")


def test_a_seat_that_ended_is_refused_with_the_reason(lrt):
    entry = Entry(Presence.PRESENT, "vng", Text("wethouder", "alderman"), seat="lrt-vng-9")
    with pytest.raises(MeetingRefused, match="does not exist on the day"):
        actions.record_attendance(by=BY, at=AT, meeting=lrt, entries=[entry])
    held = Entry(Presence.PRESENT, "vng", Text("wethouder", "alderman"), seat="lrt-vng-1")
    assert actions.record_attendance(by=BY, at=AT, meeting=lrt, entries=[held]) == 1


def test_a_table_that_ended_meets_no_more_and_one_that_is_not_there_never(lrt):
    with pytest.raises(MeetingRefused) as ended:
        actions.plan_meeting(by=BY, at=LATER, table="mccb", day=date(2022, 10, 1))
    assert "mccb" in ended.value.told[0].what.nl
    with pytest.raises(MeetingRefused, match="no table"):
        actions.plan_meeting(by=BY, at=LATER, table="onbekend", day=DAY)


def test_lines_are_numbered_in_order_of_arrival_and_sent_twice_stand_once(lrt):
    assert line(lrt, "Eerste", client="a").key == "lrt-2022-09-16/1.1"
    assert line(lrt, "Tweede", client="b").key == "lrt-2022-09-16/1.2"
    assert line(lrt, "Eerste", client="a").number == 1
    assert [row.text for row in queries.lines_of(lrt)] == ["Eerste", "Tweede"]


def test_the_second_of_two_who_change_a_line_sees_both_texts(lrt):
    line(lrt, "Begin")
    change = {"by": BY, "at": LATER, "meeting": lrt, "item": 1, "number": 1, "kind": LineKind.FACT}
    actions.change_line(seen=1, text="Van de eerste", **change)
    with pytest.raises(actions.LineConflict) as conflict:
        actions.change_line(seen=1, text="Van de tweede", **change)
    assert conflict.value.theirs.text == "Van de eerste"
    assert actions.change_line(seen=1, text="Van de eerste", **change).revision == 2
    assert [row.text for row in queries.line_history(lrt, 1, 1)] == ["Begin", "Van de eerste"]


def test_a_withdrawn_line_keeps_its_number(lrt):
    line(lrt, "Weg")
    actions.withdraw_line(by=BY, at=LATER, meeting=lrt, item=1, number=1, seen=1)
    assert queries.lines_of(lrt) == ()
    assert len(queries.lines_of(lrt, with_withdrawn=True)) == 1
    assert line(lrt, "Volgende", client="b").number == 2


def test_a_closed_meeting_takes_no_lines_but_answers_a_line_sent_again(lrt):
    line(lrt, "Voor het einde")
    actions.close_meeting(by=BY, at=LATER, meeting=lrt)
    assert line(lrt, "Voor het einde").number == 1
    with pytest.raises(MeetingRefused, match="minutes"):
        line(lrt, "Te laat", client="b")


def test_a_text_that_cannot_be_shown_is_refused_and_nothing_is_stored(lrt):
    with pytest.raises(MeetingRefused, match=r"U\+0007"):
        line(lrt, "bel\x07")
    assert queries.lines_of(lrt) == ()


def test_a_written_round_counts_the_silent_as_was_said():
    key = actions.open_round(
        by=BY,
        at=AT,
        table="hlrt",
        question="Kan de brief over 2023-I uit?",
        asked=["vng", "ipo"],
        term=date(2022, 9, 5),
        silence="agrees",
    )
    actions.reply_to_round(by=BY, at=LATER, meeting=key, partner="vng", reply="agrees")
    with pytest.raises(MeetingRefused, match="term runs"):
        actions.close_round(by=BY, at=LATER, meeting=key)
    over = datetime(2022, 9, 6, 8, tzinfo=UTC)
    with pytest.raises(MeetingRefused, match="term ended"):
        actions.reply_to_round(by=BY, at=over, meeting=key, partner="ipo", reply="against")
    result = actions.close_round(by=BY, at=over, meeting=key)
    assert (result.value.decided, result.value.silent) == (True, ("ipo",))
    assert queries.next_meeting("hlrt", date(2022, 9, 1)) is None


def test_only_the_secretariat_of_the_table_writes():
    national, province, reader = add("national"), add("province"), add("reader")
    at = datetime(2022, 9, 16, 20, tzinfo=UTC)
    key = actions.plan_meeting(by=national, at=at, table="lrt", day=date(2022, 9, 30))
    assert actions.plan_meeting(by=province, at=at, table="prt-pv22", day=date(2022, 9, 30))
    for by, table in ((province, "lrt"), (national, "prt-pv22"), (reader, "lrt"), (province, "prt-pv27")):
        with pytest.raises(Refused):
            actions.plan_meeting(by=by, at=at, table=table, day=date(2022, 10, 1))
    with pytest.raises(Refused):
        line(key, by=reader)
    with pytest.raises(Refused):
        actions.reply_to_round(
            by=reader,
            at=at,
            meeting=actions.open_round(
                by=national, at=at, table="lrt", question="?", asked=["ipo"], term=at.date(), silence="agrees"
            ),
            partner="ipo",
            reply="agrees",
        )
