"""Minutes go from draft to adopted without anything lost, and only where they belong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from regietafel.core.base.answer import Text
from regietafel.core.meetings.agenda import Item
from regietafel.core.meetings.attendance import Entry, Presence
from regietafel.core.meetings.line_kinds import LineKind
from regietafel.core.minutes.remarks import Viewer
from regietafel.core.minutes.states import MinutesRefused
from regietafel.desk.accounts.person import Refused
from regietafel.desk.audit.queries import history
from regietafel.desk.follow_up.queries import items_from
from regietafel.desk.meetings import queries as meetings
from regietafel.desk.meetings.actions import approve_agenda, set_agenda
from regietafel.desk.minutes import actions, queries
from regietafel.desk.minutes.actions import Correction, MinutesConflict
from tests.desk.accounts.people import add
from tests.desk.minutes.made_up import AT, BY, LATER, MEETING, draft, hold_meeting, know_tables, plan_next

pytestmark = pytest.mark.django_db

ON_14_OCTOBER = datetime(2022, 10, 14, 20, tzinfo=timezone(timedelta(hours=2)))


def circulated() -> None:
    draft()
    actions.circulate(by=BY, at=LATER, meeting=MEETING, seen=1)


def ready() -> str:
    circulated()
    for finding in queries.open_findings(queries.minutes(MEETING), date(2022, 9, 16)):
        actions.give_motive(by=BY, at=LATER, meeting=MEETING, mark=finding.mark, text="Zo is het gezegd.")
    return plan_next()


def change(text: str, *, number: str = "2.1", seen: int = 1) -> int:
    said = Correction(text, LineKind.ACTION, "mnre1058", date(2022, 9, 25))
    return actions.change_line(by=BY, at=LATER, meeting=MEETING, number=number, seen=seen, correction=said)


def agenda_of(meeting: str) -> list[str]:
    """What stands on the latest agenda: what an item came from, or its title."""
    found = meetings.agenda(meeting)
    return [item.source_key or item.title for item in found.items] if found else []


def said_nl(refused: pytest.ExceptionInfo[MinutesRefused]) -> str:
    return refused.value.text.nl


def test_a_draft_holds_the_lines_the_agenda_and_the_attendance_of_its_meeting() -> None:
    draft()
    row = queries.minutes(MEETING)
    assert [line.number for line in row.content.lines] == ["1.1", "2.1", "2.2"]
    assert row.content.title(2) == "Brief"
    assert len(row.content.attendance) == 1
    assert (row.state, row.version) == ("draft", 1)


def test_a_meeting_has_one_set_of_minutes() -> None:
    draft()
    with pytest.raises(MinutesRefused, match="minutes of this meeting already"):
        actions.draft_from(by=BY, at=LATER, meeting=MEETING)


def test_a_meeting_without_lines_has_nothing_to_draft_from() -> None:
    know_tables()
    key = plan_next()
    with pytest.raises(MinutesRefused, match="No line was written"):
        actions.draft_from(by=BY, at=AT, meeting=key)


def test_a_change_is_a_new_version_and_the_old_one_stays() -> None:
    draft()
    assert change("Er gaat morgen een brief naar de provincies.") == 2
    assert queries.content_of(MEETING, 1).line("2.1").text.startswith("Er gaat een brief")  # type: ignore[union-attr]
    changed = [c for c in queries.difference(MEETING, 1, 2) if c.kind != "same"]
    assert [(c.number, [p.text for p in c.pieces if p.kind == "added"]) for c in changed] == [
        ("2.1", [" morgen"])
    ]
    assert queries.minutes(MEETING, AT).version == 1


def test_of_two_secretaries_who_change_one_line_the_second_sees_the_first_text_and_loses_nothing() -> None:
    draft()
    change("De eerste schrijft dit.")
    with pytest.raises(MinutesConflict) as refused:
        change("De tweede schrijft dat.")
    assert refused.value.theirs is not None
    assert refused.value.theirs.text == "De eerste schrijft dit."
    assert refused.value.version == 2
    assert change("Eerste en tweede samen.", seen=2) == 3


def test_two_secretaries_who_change_different_lines_both_get_their_way() -> None:
    draft()
    change("De eerste schrijft dit.")
    assert change("De tweede schrijft hier.", number="1.1") == 3
    lines = queries.minutes(MEETING).content.lines
    assert [line.text for line in lines[:2]] == ["De tweede schrijft hier.", "De eerste schrijft dit."]


def test_the_same_change_sent_again_changes_nothing() -> None:
    draft()
    assert change("Dit.") == 2
    assert change("Dit.", seen=2) == 2


def test_a_line_taken_out_keeps_its_number_for_itself() -> None:
    draft()
    actions.withdraw_line(by=BY, at=LATER, meeting=MEETING, number="2.2", seen=1, reason="Hoort bij punt 1.")
    said = Correction("Een andere regel.", LineKind.FACT)
    assert actions.add_line(by=BY, at=LATER, meeting=MEETING, item=2, correction=said) == "2.3"


@pytest.mark.parametrize("text", ["", "   ", "x" * 10_001, "bel\x07"])
def test_a_text_that_cannot_be_kept_is_refused_and_nothing_is_stored(text: str) -> None:
    draft()
    with pytest.raises(MinutesRefused):
        change(text)
    assert queries.minutes(MEETING).version == 1


def test_markup_in_a_text_is_kept_as_it_was_typed() -> None:
    draft()
    change("<script>alert(1)</script> & 10.000 tekens")
    assert queries.minutes(MEETING).content.lines[1].text == "<script>alert(1)</script> & 10.000 tekens"


def test_a_version_that_changed_meanwhile_is_not_circulated() -> None:
    draft()
    change("Dit.")
    with pytest.raises(MinutesRefused, match="You saw version 1, but there is a version 2"):
        actions.circulate(by=BY, at=LATER, meeting=MEETING, seen=1)


def test_a_remark_is_accepted_into_a_new_version_with_its_reason() -> None:
    circulated()
    key = actions.remark(
        by=BY, at=LATER, meeting=MEETING, partner="vng", version=1, line="2.1", text="Zet de datum erbij."
    )
    said = Correction("Er gaat op 20 september een brief.", LineKind.ACTION, "mnre1058", date(2022, 9, 25))
    version = actions.accept_remark(
        by=BY, at=LATER, meeting=MEETING, remark=key, seen=1, correction=said, reason="Klopt."
    )
    (remark,) = queries.remarks(MEETING)
    assert (remark.accepted, remark.led_to, remark.reason, version) == (True, 2, "Klopt.", 2)
    with pytest.raises(MinutesRefused, match="has an answer already"):
        actions.decline_remark(by=BY, at=LATER, meeting=MEETING, remark=key, reason="Toch niet.")


def test_a_remark_is_declined_only_with_a_reason() -> None:
    circulated()
    key = actions.remark(by=BY, at=LATER, meeting=MEETING, partner="vng", version=1, text="Te kort.")
    with pytest.raises(MinutesRefused, match="Say why the remark is declined"):
        actions.decline_remark(by=BY, at=LATER, meeting=MEETING, remark=key, reason=" ")
    assert queries.open_remarks(MEETING)


def test_minutes_of_the_lrt_are_not_offered_to_the_hlrt() -> None:
    circulated()
    with pytest.raises(MinutesRefused) as refused:
        actions.offer(by=BY, at=LATER, meeting=MEETING, seen=1, table="hlrt")
    assert said_nl(refused) == "Het verslag van de LRT wordt vastgesteld door de LRT, niet door de HLRT."
    assert queries.minutes(MEETING).state == "circulated"


def test_an_offer_waits_until_each_remark_has_an_answer() -> None:
    circulated()
    actions.remark(by=BY, at=LATER, meeting=MEETING, partner="vng", version=1, text="Te kort.")
    with pytest.raises(MinutesRefused, match="Remarks without an answer: 1"):
        actions.offer(by=BY, at=LATER, meeting=MEETING, seen=1)


def test_an_offer_is_an_item_for_the_next_meeting_of_the_same_table() -> None:
    circulated()
    actions.offer(by=BY, at=LATER, meeting=MEETING, seen=1)
    (proposal,) = meetings.proposals_for("lrt")
    assert (proposal.source.value, proposal.source_key) == ("minutes", MEETING)
    assert meetings.proposals_for("hlrt") == ()


def test_offered_minutes_stand_on_the_draft_agenda_of_the_next_meeting_by_themselves() -> None:
    key = ready()
    actions.offer(by=BY, at=LATER, meeting=MEETING, seen=1)
    assert meetings.proposals_for("lrt") == ()
    assert agenda_of(key) == [MEETING]


def test_offered_minutes_wait_for_the_first_meeting_that_is_planned() -> None:
    circulated()
    actions.offer(by=BY, at=LATER, meeting=MEETING, seen=1)
    assert len(meetings.proposals_for("lrt")) == 1
    key = plan_next()
    assert meetings.proposals_for("lrt") == ()
    assert agenda_of(key) == [MEETING]


def test_an_agenda_that_is_approved_stays_as_it_is_when_minutes_are_offered() -> None:
    key = ready()
    set_agenda(by=BY, at=LATER, meeting=key, items=[Item(0, "Opening")], seen=0)
    approve_agenda(by=BY, at=LATER, meeting=key, seen=1)
    actions.offer(by=BY, at=LATER, meeting=MEETING, seen=1)
    assert agenda_of(key) == ["Opening"]
    assert len(meetings.proposals_for("lrt")) == 1


def test_the_table_adopts_at_its_next_meeting_and_nothing_changes_after() -> None:
    key = ready()
    actions.offer(by=BY, at=LATER, meeting=MEETING, seen=1)
    actions.adopt(by=BY, at=ON_14_OCTOBER, meeting=MEETING, version=1, at_meeting=key)
    row = queries.minutes(MEETING)
    assert row.state == "adopted"
    assert row.adopted is not None
    assert row.adopted.at_meeting == key
    with pytest.raises(MinutesRefused, match="they are adopted"):
        change("Toch anders.")
    with pytest.raises(MinutesRefused, match="adopted already"):
        actions.adopt(by=BY, at=ON_14_OCTOBER, meeting=MEETING, version=1, at_meeting=key)
    assert queries.to_adopt("lrt") == ()
    assert "minutes.adopt" in {entry.action for entry in history("minutes", MEETING)}


def test_adoption_at_a_meeting_of_another_table_is_refused_with_the_reason() -> None:
    ready()
    actions.offer(by=BY, at=LATER, meeting=MEETING, seen=1)
    other = plan_next("hlrt")
    with pytest.raises(MinutesRefused) as refused:
        actions.adopt(by=BY, at=ON_14_OCTOBER, meeting=MEETING, version=1, at_meeting=other)
    assert said_nl(refused) == "Het verslag van de LRT wordt vastgesteld door de LRT, niet door de HLRT."


def test_adoption_names_everything_that_stands_in_the_way() -> None:
    circulated()
    actions.offer(by=BY, at=LATER, meeting=MEETING, seen=1)
    key = plan_next(day=date(2022, 12, 1))
    with pytest.raises(MinutesRefused) as refused:
        actions.adopt(by=BY, at=ON_14_OCTOBER, meeting=MEETING, version=2, at_meeting=key)
    said = said_nl(refused)
    assert "Versie 2 ligt voor, maar er is intussen versie 1." in said
    assert "Deze vergadering is pas op 01-12-2022." in said


def test_a_meeting_does_not_adopt_its_own_minutes() -> None:
    ready()
    actions.offer(by=BY, at=LATER, meeting=MEETING, seen=1)
    with pytest.raises(MinutesRefused, match="does not adopt its own minutes"):
        actions.adopt(by=BY, at=ON_14_OCTOBER, meeting=MEETING, version=1, at_meeting=MEETING)


def test_minutes_that_name_someone_present_and_absent_are_not_adopted_until_the_list_is_corrected() -> None:
    here = Entry(Presence.PRESENT, "vng", Text("wethouder", "alderman"), "De Wit", seat="lrt-vng-1")
    draft((here, replace(here, presence=Presence.ABSENT)))
    actions.circulate(by=BY, at=LATER, meeting=MEETING, seen=1)
    (finding,) = [
        f
        for f in queries.open_findings(queries.minutes(MEETING), date(2022, 9, 16))
        if f.severity == "blocks"
    ]
    with pytest.raises(MinutesRefused, match="This must be corrected"):
        actions.give_motive(by=BY, at=LATER, meeting=MEETING, mark=finding.mark, text="Hij ging eerder weg.")
    actions.offer(by=BY, at=LATER, meeting=MEETING, seen=1)
    with pytest.raises(MinutesRefused, match="De Wit"):
        actions.adopt(by=BY, at=ON_14_OCTOBER, meeting=MEETING, version=1, at_meeting=plan_next())


def test_what_was_taken_back_can_be_changed_again() -> None:
    circulated()
    actions.offer(by=BY, at=LATER, meeting=MEETING, seen=1)
    with pytest.raises(MinutesRefused, match="offered for adoption"):
        change("Dit.")
    actions.take_back(by=BY, at=LATER, meeting=MEETING, reason="Er mist een regel.")
    assert change("Dit.") == 2
    assert queries.minutes(MEETING).state == "circulated"


def test_only_the_secretariat_of_the_table_writes_and_only_a_seat_remarks() -> None:
    hold_meeting()
    municipality, province, reader = add("municipality"), add("province"), add("reader")
    with pytest.raises(Refused):
        actions.draft_from(by=province, at=LATER, meeting=MEETING)
    actions.draft_from(by=BY, at=LATER, meeting=MEETING)
    with pytest.raises(Refused, match="has a seat at this table"):
        actions.remark(
            by=municipality, at=LATER, meeting=MEETING, partner="gm1904", version=1, text="Mag dit?"
        )
    with pytest.raises(Refused):
        actions.remark(by=reader, at=LATER, meeting=MEETING, partner="ipo", version=1, text="Voor een ander.")
    assert actions.remark(by=reader, at=LATER, meeting=MEETING, partner="vng", version=1, text="Goed zo.")


def test_a_remark_is_seen_by_others_only_after_the_next_circulation() -> None:
    circulated()
    actions.remark(by=BY, at=LATER, meeting=MEETING, partner="vng", version=1, text="Onder ons.")
    ipo = Viewer(frozenset({"ipo"}), seated=True)
    assert queries.remarks_seen_by(ipo, queries.minutes(MEETING)) == ()
    actions.circulate(by=BY, at=LATER + timedelta(days=1), meeting=MEETING, seen=1)
    assert len(queries.remarks_seen_by(ipo, queries.minutes(MEETING))) == 1


def test_circulating_makes_a_record_of_each_line_that_asks_for_one_and_only_once() -> None:
    circulated()
    found = items_from(f"{MEETING}/")
    assert [(item.kind.value, item.origin, item.owner) for item in found] == [
        ("action", f"{MEETING}/2.1", "mnre1058"),
        ("request", f"{MEETING}/2.2", "mnre1058"),
    ]
    assert actions.circulate(by=BY, at=LATER + timedelta(days=1), meeting=MEETING, seen=1) == 0


def test_an_action_of_who_has_no_seat_is_not_circulated_and_nothing_is_made() -> None:
    draft()
    said = Correction("Er gaat een brief uit.", LineKind.ACTION, "zb000193")
    actions.change_line(by=BY, at=LATER, meeting=MEETING, number="2.1", seen=1, correction=said)
    with pytest.raises(MinutesRefused):
        actions.circulate(by=BY, at=LATER, meeting=MEETING, seen=2)
    assert items_from(f"{MEETING}/") == ()
    assert queries.minutes(MEETING).state == "draft"
