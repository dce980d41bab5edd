"""Who may do what, and why not."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regietafel.core.base.calendar import DateRange
from regietafel.desk.accounts import permissions as ask
from regietafel.desk.accounts.person import (
    NOBODY,
    HeldRole,
    OrganisationKind,
    Person,
    Refused,
    RoleName,
    demand,
)

DAY = date(2022, 9, 16)
KINDS = OrganisationKind


def person(role: RoleName, area: str, kind: OrganisationKind, *, valid: DateRange | None = None) -> Person:
    held = HeldRole(role, "x", f"Organisatie {area}", kind, area, valid or DateRange(date(2022, 1, 1)))
    return Person(key="7", name="Functie", roles=(held,))


NATIONAL = person(RoleName.NATIONAL_SECRETARIAT, "NL", KINDS.DEPARTMENT)
DRENTHE = person(RoleName.PROVINCIAL_SECRETARIAT, "PV22", KINDS.PROVINCE)
STICHTSE_VECHT = person(RoleName.MUNICIPAL_REPORTER, "GM1904", KINDS.MUNICIPALITY)
COA = person(RoleName.COA_REPORTER, "NL", KINDS.COA)
READER = person(RoleName.READER, "", KINDS.VNG)
READER_OF_STATE = person(RoleName.READER, "NL", KINDS.DEPARTMENT)
READER_OF_REGION = person(RoleName.READER, "VR03", KINDS.SAFETY_REGION)
ADMINISTRATOR = person(RoleName.ADMINISTRATOR, "NL", KINDS.DEPARTMENT)
EVERYONE = [NATIONAL, DRENTHE, STICHTSE_VECHT, COA, READER, READER_OF_STATE, READER_OF_REGION, ADMINISTRATOR]
AREAS = st.sampled_from(["NL", "PV22", "PV26", "VR03", "GM0106", "GM1904", "GM0363", "GM9999", "", "x"])

QUESTIONS = {
    "administer": lambda who, area, at: ask.may_administer(who, at),
    "history": lambda who, area, at: ask.may_read_history(who, at),
    "enter": ask.may_enter_figures,
    "confirm": ask.may_confirm,
    "detail": ask.may_see_detail,
    "sum": ask.may_see_sum,
    "table": ask.may_keep_table,
    **{
        f"approve {level}": (lambda who, area, at, level=level: ask.may_approve(who, area, level, at))
        for level in ("municipality", "province", "national")
    },
}


@given(st.sampled_from(sorted(QUESTIONS)), AREAS)
def test_who_has_not_signed_in_may_nothing_and_is_told_to_sign_in(question, area):
    answer = QUESTIONS[question](NOBODY, area, DAY)
    assert not answer
    assert answer.reason.nl.startswith("Meld u aan")


@given(st.sampled_from(sorted(QUESTIONS)), AREAS, st.sampled_from(EVERYONE))
def test_a_role_gives_nothing_before_it_begins_and_after_it_ends(question, area, who):
    held = who.roles[0]
    for valid in (DateRange(date(2022, 9, 17)), DateRange(date(2022, 1, 1), DAY)):
        other = person(held.role, held.area, held.kind, valid=valid)
        assert not QUESTIONS[question](other, area, DAY)


@given(st.sampled_from(sorted(QUESTIONS)), AREAS, st.sampled_from(EVERYONE))
def test_every_answer_carries_its_reason_in_both_languages(question, area, who):
    reason = QUESTIONS[question](who, area, DAY).reason
    assert reason.nl.endswith(".")
    assert reason.en.endswith(".")


@given(AREAS, st.sampled_from(EVERYONE))
def test_whoever_enters_an_area_sees_it_in_detail_and_in_sum(area, who):
    if ask.may_enter_figures(who, area, DAY):
        assert ask.may_see_detail(who, area, DAY)
    if ask.may_see_detail(who, area, DAY):
        assert ask.may_see_sum(who, area, DAY)


@pytest.mark.parametrize(
    ("who", "area", "allowed"),
    [
        (STICHTSE_VECHT, "GM1904", True),
        (STICHTSE_VECHT, "GM0363", False),
        (STICHTSE_VECHT, "PV26", False),
        (STICHTSE_VECHT, "NL", False),
        (DRENTHE, "GM0106", True),
        (DRENTHE, "PV22", True),
        (DRENTHE, "GM1904", False),
        (DRENTHE, "PV26", False),
        (DRENTHE, "NL", False),
        (COA, "GM1904", True),
        (NATIONAL, "NL", True),
        (READER, "GM1904", False),
        (READER_OF_STATE, "GM1904", False),
        (ADMINISTRATOR, "GM1904", False),
    ],
)
def test_a_municipality_enters_its_own_figures_a_province_those_of_its_area(who, area, allowed):
    assert ask.may_enter_figures(who, area, DAY).allowed is allowed


@pytest.mark.parametrize(
    ("who", "area", "detail", "summed"),
    [
        (DRENTHE, "GM0106", True, True),
        (DRENTHE, "PV22", True, True),
        (DRENTHE, "GM1904", False, False),
        (DRENTHE, "PV26", False, True),
        (DRENTHE, "NL", False, True),
        (STICHTSE_VECHT, "PV26", False, True),
        (NATIONAL, "GM1904", True, True),
        (COA, "NL", True, True),
        (READER, "GM1904", False, False),
        (READER, "PV26", False, True),
        (READER_OF_STATE, "GM1904", True, True),
        (READER_OF_REGION, "GM0106", True, True),
        (READER_OF_REGION, "GM1904", False, False),
        (ADMINISTRATOR, "NL", False, False),
        (ADMINISTRATOR, "PV22", False, False),
    ],
)
def test_a_province_sees_its_municipalities_in_detail_and_the_others_in_sum(who, area, detail, summed):
    assert ask.may_see_detail(who, area, DAY).allowed is detail
    assert ask.may_see_sum(who, area, DAY).allowed is summed


def test_the_refusal_names_the_own_municipality():
    assert "Organisatie GM1904" in ask.may_enter_figures(STICHTSE_VECHT, "GM0363", DAY).reason.nl


@pytest.mark.parametrize(
    ("level", "allowed"),
    [
        ("municipality", [STICHTSE_VECHT]),
        ("province", [COA]),
        ("national", [NATIONAL]),
    ],
)
def test_each_level_approves_for_itself(level, allowed):
    assert [who for who in EVERYONE if ask.may_approve(who, "GM1904", level, DAY)] == allowed


def test_the_secretariat_of_the_own_province_approves_at_the_provincial_level():
    assert ask.may_approve(DRENTHE, "GM0106", "province", DAY)


def test_only_administrators_administer_and_only_they_and_the_nation_read_the_full_history():
    assert [who for who in EVERYONE if ask.may_administer(who, DAY)] == [ADMINISTRATOR]
    assert [who for who in EVERYONE if ask.may_read_history(who, DAY)] == [NATIONAL, ADMINISTRATOR]


def test_each_secretariat_keeps_its_own_table():
    assert [who for who in EVERYONE if ask.may_keep_table(who, "NL", DAY)] == [NATIONAL]
    assert [who for who in EVERYONE if ask.may_keep_table(who, "PV22", DAY)] == [DRENTHE]


def test_the_successor_keeps_the_older_figures_of_a_dissolved_municipality():
    amsterdam = person(RoleName.MUNICIPAL_REPORTER, "GM0363", KINDS.MUNICIPALITY)
    assert not ask.may_enter_figures(amsterdam, "GM0457", date(2022, 3, 23))
    assert ask.may_enter_figures(amsterdam, "GM0457", date(2022, 3, 24))


def test_the_province_keeps_the_older_figures_of_a_dissolved_municipality():
    noord_holland = person(RoleName.PROVINCIAL_SECRETARIAT, "PV27", KINDS.PROVINCE)
    assert ask.may_enter_figures(noord_holland, "GM0457", date(2026, 11, 1))


def test_a_role_ends_at_midnight_in_amsterdam():
    until = person(RoleName.ADMINISTRATOR, "NL", KINDS.DEPARTMENT, valid=DateRange(date(2022, 1, 1), DAY))
    assert ask.may_administer(until, datetime(2022, 9, 15, 21, 59, tzinfo=UTC))
    assert not ask.may_administer(until, datetime(2022, 9, 15, 22, 0, tzinfo=UTC))


def test_a_demand_that_is_refused_carries_the_reason():
    with pytest.raises(Refused) as refused:
        demand(ask.may_administer(DRENTHE, DAY), DRENTHE)
    assert refused.value.permission.reason.nl.startswith("Alleen een beheerder")
