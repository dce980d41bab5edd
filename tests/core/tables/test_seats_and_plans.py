"""Seats, holders, contact points, hand-overs and ways: what may not be, and what is left over."""

from datetime import date

import pytest

from regietafel.core.base.answer import Text
from regietafel.core.base.errors import Faults
from regietafel.core.tables.contacts import ContactPoint, contact_states
from regietafel.core.tables.hand_over import HandOver, Task, Transfer, hand_over_findings
from regietafel.core.tables.kinds import BodyKind, Level, SeatRole, Tier
from regietafel.core.tables.layers import Passage, journey
from regietafel.core.tables.seats import Holder, Seat, holder_faults, seat_faults
from regietafel.core.tables.structure import Body, Structure
from regietafel.core.tables.validity import ALWAYS, Validity

DAY = date(2022, 9, 23)
ENDS = Validity(date(2022, 6, 17), DAY)


def body(key, validity=ALWAYS):
    return Body(key, Text(key, key), BodyKind.TABLE, Tier.NATIONAL, Level.POLITICAL, validity=validity)


BODIES = {"mccb": body("mccb", ENDS), "iccb": body("iccb", ENDS), "mcms": body("mcms"), "lrt": body("lrt")}


def whats(faults):
    return [f"{fault.where}: {fault.what}" for fault in faults]


def test_a_seat_at_a_table_that_ended_is_refused():
    seat = Seat("s", "mccb", "jenv", "dgm", validity=Validity(date(2022, 9, 1)))
    (fault,) = seat_faults([seat], BODIES)
    assert "holds [2022-09-01, ...), and mccb is there [2022-06-17, 2022-09-23)" in fault.what


def test_a_seat_at_no_table_the_same_seat_twice_and_two_chairs_are_told_together():
    seats = [
        Seat("1", "xx", "jenv", "dgm"),
        Seat("2", "lrt", "vng", "vng-1", role=SeatRole.CHAIR),
        Seat("3", "lrt", "vng", "vng-1"),
        Seat("4", "lrt", "ipo", "ipo", role=SeatRole.CHAIR),
    ]
    assert whats(seat_faults(seats, BODIES)) == [
        '1: there is no table "xx"',
        "3: vng-1 has a seat at lrt already",
        "4: lrt has a chair already: vng-1",
    ]


def test_chairs_that_follow_each_other_are_well():
    turn = date(2023, 1, 1)
    seats = [
        Seat("1", "lrt", "bzk", "mbzk", role=SeatRole.CHAIR, validity=Validity(None, turn)),
        Seat("2", "lrt", "jenv", "sjenv", role=SeatRole.CHAIR, validity=Validity(turn)),
    ]
    assert not list(seat_faults(seats, BODIES))


def test_an_official_gets_no_name_and_an_office_no_two_holders_at_once():
    holders = [Holder("dgm", "Iemand"), Holder("mbzk", "Een"), Holder("mbzk", "Twee"), Holder("xx", "Drie")]
    found = whats(holder_faults(holders, {"dgm": False, "mbzk": True}))
    assert found[0] == "dgm: is not a public office, so no name is kept"
    assert found[1] == "xx: there is no such office"
    assert "mbzk: would have two holders at once" in found[2]


def test_a_contact_point_is_one_a_gap_a_double_or_without_deputy():
    points = [
        ContactPoint("jenv", "cno", "dgm", deputy="dgm-2"),
        ContactPoint("jenv", "monitor", "dgm"),
        ContactPoint("jenv", "escalatie", "dgm"),
        ContactPoint("jenv", "escalatie", "nctv"),
        ContactPoint("jenv", "huisvesting", "dgm", validity=Validity(date(2023, 1, 1))),
    ]
    states = contact_states(
        points, partners=["jenv"], topics=["cno", "monitor", "escalatie", "huisvesting"], day=DAY
    )
    assert [state.finding for state in states] == ["one", "no_deputy", "double", "gap"]


def said(found):
    return [f"{each.task}: {each.said.en.split('. ')[0]}" for each in found]


TASKS = (Task("besluiten", "mccb"), Task("voorbereiden", "iccb"), Task("praten", "lrt"))


def findings(*transfers):
    return said(hand_over_findings(HandOver(DAY, transfers), TASKS, Structure(BODIES)))


def test_a_hand_over_that_leaves_nothing_over_has_no_findings():
    assert findings(Transfer("besluiten", "mcms"), Transfer("voorbereiden", "lrt")) == []
    assert findings(Transfer("besluiten", "mcms"), Transfer("voorbereiden", "", "niet meer nodig")) == []


def test_an_orphan_a_double_an_end_without_reason_and_an_ended_taker_are_found():
    assert findings(Transfer("besluiten", "mcms")) == ["voorbereiden: iccb ends and nobody takes this over"]
    assert "goes to more than one body: mcms, lrt" in " ".join(
        findings(Transfer("besluiten", "mcms"), Transfer("besluiten", "lrt"), Transfer("voorbereiden", "lrt"))
    )
    found = findings(Transfer("besluiten", "iccb"), Transfer("voorbereiden", ""), Transfer("xx", "lrt"))
    assert found == [
        "besluiten: goes to iccb, which is not there on 23 September 2022",
        "voorbereiden: ends without a reason",
        "xx: no ending body does this",
    ]


def test_a_matter_counts_known_days_and_says_how_many_are_unknown():
    way = journey(
        [
            Passage("lrt", date(2022, 9, 16), date(2022, 9, 16)),
            Passage("hlrt", date(2022, 9, 16), date(2022, 9, 30)),
            Passage("lrt"),
        ]
    )
    assert (way.tables, way.days, way.unknown) == (2, 14, 1)


def test_a_matter_cannot_leave_before_it_comes_nor_be_at_two_tables_in_turn():
    with pytest.raises(Faults) as refused:
        journey(
            [
                Passage("lrt", date(2022, 9, 16), date(2022, 9, 1)),
                Passage("hlrt", date(2022, 8, 1), date(2022, 8, 2)),
            ]
        )
    assert len(refused.value.faults) == 2
