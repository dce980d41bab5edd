"""A mandate is a lock: closed without one, open within its limits, closed again after its end or use."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.base.answer import Text
from regietafel.core.base.calendar import DateRange
from regietafel.core.mandates.acts import ActKind, formal_act
from regietafel.core.mandates.granting import objections_to_granting
from regietafel.core.mandates.lock import LockState, Standing, demand_open, lock, use, uses_of
from regietafel.core.mandates.mandate import Condition, Mandate, faults_of, report_due
from regietafel.core.mandates.refusals import MandateMissing, MandateRefused

START, LAST, SENT = date(2022, 9, 16), date(2022, 10, 2), date(2022, 9, 30)
LETTER = formal_act(ActKind.SEND_LETTER, "taakstelling 2023-I", START)


def mandate(**more: object) -> Mandate:
    given = {
        "key": "m",
        "giver": "lrt",
        "holder": "hlrt",
        "kind": ActKind.SEND_LETTER,
        "subject": "taakstelling 2023-I",
        "valid": DateRange(START, LAST + timedelta(days=1)),
        "at_most": 1,
        **more,
    }
    return Mandate(**given)  # type: ignore[arg-type]


def found(*standings: Standing, actor: str = "hlrt", day: date = SENT):
    return lock(LETTER, actor, day, standings).value


def against(*standings: Standing, **more) -> list[str]:
    return [each.where for each in found(*standings, **more).objections]


def test_the_table_whose_act_it_is_needs_no_mandate():
    assert found(actor="lrt").state is LockState.OWN


def test_without_a_mandate_the_lock_says_whose_it_is_and_who_could_give_one():
    closed = lock(LETTER, "hlrt", SENT, [])
    assert "hoort bij de LRT" in closed.value.objections[0].sentence.nl
    assert "Vraag de LRT om een mandaat." in closed.value.objections[0].sentence.nl
    with pytest.raises(MandateMissing, match="has no mandate for it; ask the LRT"):
        demand_open(closed)


@given(st.integers(min_value=-40, max_value=60))
def test_it_opens_on_exactly_the_days_from_its_first_to_its_last(offset):
    day = START + timedelta(days=offset)
    assert found(Standing(mandate(at_most=None)), day=day).opens == (START <= day <= LAST)


@given(st.integers(min_value=1, max_value=5), st.integers(min_value=0, max_value=6))
def test_it_opens_as_often_as_was_given_and_not_once_more(at_most, uses):
    standing = Standing(mandate(at_most=at_most), used_on=(SENT,) * uses)
    assert found(standing).opens == (uses < at_most)


def test_every_reason_against_is_said_at_once():
    standing = Standing(mandate(), withdrawn_from=SENT, used_on=(SENT,))
    assert against(standing, day=LAST + timedelta(days=1)) == ["used", "withdrawn", "end"]


def test_a_withdrawal_holds_from_its_day_on():
    standing = Standing(mandate(), withdrawn_from=SENT)
    assert found(standing, day=SENT - timedelta(days=1)).opens
    assert against(standing) == ["withdrawn"]


def test_a_mandate_that_is_only_for_later_waits():
    standing = Standing(mandate(only_after=SENT))
    assert against(standing, day=SENT - timedelta(days=1)) == ["start"]
    assert found(standing).opens


def test_a_mandate_on_another_half_year_or_for_another_holder_opens_nothing():
    other = Standing(mandate(subject="taakstelling 2023-II"))
    assert found(other).missing
    assert found(Standing(mandate(holder="mcms"))).missing


def test_of_two_mandates_the_one_that_holds_opens():
    old = Standing(mandate(key="old", valid=DateRange(date(2022, 1, 1), date(2022, 2, 1))))
    assert found(old, Standing(mandate())).mandate.key == "m"


def test_each_condition_is_confirmed_or_the_use_is_refused():
    text = Text("de opmerkingen zijn verwerkt", "the remarks were dealt with")
    standing = Standing(mandate(conditions=(Condition("must-1", True, text),)))
    with pytest.raises(MandateRefused, match="the remarks were dealt with; confirm that it is met"):
        use(standing, SENT, {"m": standing}, ())
    assert use(standing, SENT, {"m": standing}, {"must-1"}).key == "m"


def test_adopting_minutes_cannot_be_handed_over():
    minutes = formal_act(ActKind.ADOPT_MINUTES, "verslag lrt-2022-09-16", START)
    closed = lock(minutes, "hlrt", SENT, []).value
    assert closed.objections[0].sentence.nl == (
        "Alleen de LRT zelf mag het verslag lrt-2022-09-16 vaststellen; de HLRT kan dat niet voor haar doen. "
        "Zet het op de agenda van de LRT."
    )
    wanted = mandate(kind=ActKind.ADOPT_MINUTES, subject="verslag lrt-2022-09-16")
    assert [each.where for each in objections_to_granting(wanted, minutes, {})] == ["subject"]


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("taakstelling 2023-IX", "not a half-year"),
        ("feest 2023-I", "not in the list"),
        ("taakstelling", "list"),
    ],
)
def test_a_subject_that_is_not_one_is_refused_with_what_can_be_written(subject, said):
    with pytest.raises(MandateRefused, match=said):
        formal_act(ActKind.SEND_LETTER, subject, START)


# -- what may be given ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ({"valid": DateRange(START), "at_most": None}, ["limits"]),
        ({"holder": "lrt"}, ["holder"]),
        ({"at_most": 0}, ["at_most"]),
        ({"report_days": 400}, ["report_days"]),
        ({"only_after": date(2023, 1, 1)}, ["only_after"]),
        ({"conditions": (Condition("a", True, Text(" ", "")),)}, ["conditions"]),
        ({"holder": "lrt", "report_days": -1}, ["holder", "report_days"]),
    ],
)
def test_a_mandate_that_cannot_be_says_every_fault(more, where):
    assert [each.where for each in faults_of(mandate(**more))] == where


def test_only_the_table_whose_act_it_is_gives_a_mandate():
    said = objections_to_granting(mandate(giver="mcms"), LETTER, {})
    assert [each.where for each in said] == ["giver"]
    assert "laat de LRT het mandaat geven" in said[0].remedy.nl


@pytest.mark.parametrize(
    ("parent", "child", "where"),
    [
        ({}, {}, ["parent"]),
        ({"may_pass_on": True}, {}, []),
        ({"may_pass_on": True}, {"valid": DateRange(START)}, ["parent"]),
        ({"may_pass_on": True}, {"at_most": 2}, ["parent"]),
        ({"may_pass_on": True, "only_after": SENT}, {}, ["parent"]),
        ({"may_pass_on": True, "conditions": (Condition("a", True, Text("x", "x")),)}, {}, ["parent"]),
        ({"may_pass_on": True, "subject": "taakstelling 2023-II"}, {}, ["giver"]),
    ],
)
def test_a_mandate_is_passed_on_only_when_said_so_and_never_wider(parent, child, where):
    top = Standing(mandate(key="top", **parent))
    passed = mandate(giver="hlrt", holder="mcms", parent="top", **child)
    assert [each.where for each in objections_to_granting(passed, LETTER, {"top": top})] == where


def test_what_was_passed_on_counts_for_both_and_falls_with_the_mandate_above_it():
    top = Standing(mandate(key="top", may_pass_on=True))
    passed = mandate(giver="hlrt", holder="mcms", parent="top")
    assert found(top, Standing(passed), actor="mcms").opens
    used = Standing(passed, used_on=(SENT,))
    assert uses_of("top", {"top": top, "m": used}) == (SENT,)
    assert against(top, used) == ["used"]
    gone = Standing(top.mandate, withdrawn_from=SENT)
    assert against(gone, Standing(passed), actor="mcms") == ["withdrawn"]
    assert against(Standing(passed), actor="mcms") == ["parent"]


def test_a_report_has_a_last_day_or_waits_for_the_next_meeting():
    assert report_due(mandate(report_days=14), SENT) == date(2022, 10, 14)
    assert report_due(mandate(), SENT) is None
