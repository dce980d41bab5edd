"""Items are added and stepped by who may, all or none, and never lost."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from regietafel.core.follow_up.items import FollowUpError, Kind, State, Term
from regietafel.desk.accounts.person import Refused
from regietafel.desk.audit.queries import history
from regietafel.desk.follow_up import actions, queries
from tests.desk.accounts.people import add

AT = datetime(2023, 7, 10, 9, tzinfo=UTC)
DAY = date(2022, 9, 16)


def entry(key="bel-de-gemeenten", **changes):
    values = {
        "kind": Kind.ACTION,
        "key": key,
        "text": "Bel de gemeenten",
        "raised_on": DAY,
        "tables": ("lrt",),
        "owner": "vng",
    }
    return actions.ItemEntry(**(values | changes))


def test_a_secretariat_adds_an_action_of_its_own_table_with_its_term(case):
    actions.add_items(by=add("national"), at=AT, entries=[entry(term=Term(date(2023, 8, 1)))])
    row = queries.item("bel-de-gemeenten")
    assert (row.state, row.owner, row.term.due) == (State.OPEN, "vng", date(2023, 8, 1))
    assert [each.action for each in history("item", "bel-de-gemeenten")] == ["follow_up.add"]


def test_another_table_s_secretariat_is_refused_with_the_reason(case):
    with pytest.raises(Refused, match="national secretariat"):
        actions.add_items(by=add("province"), at=AT, entries=[entry()])


def test_all_faults_come_together_and_nothing_is_stored(case):
    bad = [
        entry("a", owner="bestaat-niet"),
        entry("b", owner=""),
        entry("c", owner="gm0363"),
        entry("d", tables=("bestaat-niet",)),
        entry("e", text=" "),
        entry("f", text="x" * 501),
        entry("g"),
        entry("g"),
    ]
    with pytest.raises(FollowUpError) as refused:
        actions.add_items(by=add("national"), at=AT, entries=bad)
    said = refused.value.text.nl
    for part in (
        "organisatie of tafel “bestaat-niet”",
        "geen eigenaar",
        "Gemeente Amsterdam heeft op 2022-09-16 geen plaats aan lrt",
        "geen tafel “bestaat-niet”",
        "geen tekst",
        "501 tekens",
        "al een punt “g”",
    ):
        assert part in said
    assert not [row for row in queries.items() if row.key in "abcdefg"]


def test_an_owner_reports_done_and_only_the_table_closes(case):
    secretariat, vng = add("national"), add("reader")
    actions.add_items(by=secretariat, at=AT, entries=[entry()])
    actions.step_item(by=vng, at=AT, key="bel-de-gemeenten", to=State.DONE, on=date(2023, 7, 10))
    with pytest.raises(FollowUpError, match="its secretariat"):
        actions.step_item(by=vng, at=AT, key="bel-de-gemeenten", to=State.CLOSED, on=date(2023, 7, 10))
    assert "bel-de-gemeenten" in {row.key for row in queries.open_items("lrt")}
    actions.step_item(by=secretariat, at=AT, key="bel-de-gemeenten", to=State.CLOSED, on=date(2023, 7, 10))
    assert "bel-de-gemeenten" not in {row.key for row in queries.open_items("lrt")}
    assert queries.item("bel-de-gemeenten").ended


def test_who_is_no_party_takes_no_step(case):
    with pytest.raises(FollowUpError):
        actions.step_item(
            by=add("coa"), at=AT, key="a4-rol-prt", to=State.DONE, on=date(2022, 10, 1), reason="klaar"
        )


def test_a_step_before_the_item_was_raised_is_refused(case):
    with pytest.raises(FollowUpError, match="lies before"):
        actions.step_item(by=add("national"), at=AT, key="a4-rol-prt", to=State.DONE, on=date(2022, 9, 1))


def test_a_concern_stays_until_the_table_has_weighed_it(case):
    secretariat = add("national")
    assert "zorg-aantal-cno" in {row.key for row in queries.open_items("lrt")}
    actions.step_item(
        by=secretariat,
        at=AT,
        key="zorg-aantal-cno",
        to=State.WEIGHED,
        on=date(2022, 11, 15),
        reason="transitieplan",
    )
    assert "zorg-aantal-cno" not in {row.key for row in queries.open_items("lrt")}
    assert "zorg-aantal-cno" in {
        row.key for row in queries.open_items("lrt", at=datetime(2022, 12, 1, tzinfo=UTC))
    }


def test_the_line_goes_up_by_the_province_and_down_by_the_nation(case):
    province, national = add("province"), add("national")
    actions.report_up(by=province, at=AT, table="prt-pv22", text="382 gehuisvest", on=date(2022, 10, 3))
    with pytest.raises(Refused):
        actions.report_up(by=national, at=AT, table="prt-pv22", text="x", on=date(2022, 10, 3))
    with pytest.raises(Refused):
        actions.answer_down(by=province, at=AT, table="prt-pv22", text="x", on=date(2022, 10, 4))
    actions.answer_down(by=national, at=AT, table="prt-pv22", text="Dank", on=date(2022, 10, 4))
    (line,) = queries.lines(["prt-pv22"], date(2022, 10, 20))
    assert (line.overdue, line.state.answer_due) == ((), None)


def test_a_table_that_is_no_provincial_one_has_no_short_line(case):
    with pytest.raises(FollowUpError, match="no short line"):
        actions.report_up(by=add("national"), at=AT, table="hlrt", text="x", on=date(2022, 10, 3))
