"""Boards and decisions over the case: what is proposed, who decides, and what is kept."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from regietafel.core.escalation.bilateral import Below
from regietafel.core.escalation.procedure import DecisionKind, EscalationRefused
from regietafel.core.monitor.thresholds import ScheduleClass
from regietafel.desk.accounts import actions as accounts
from regietafel.desk.accounts import queries as people
from regietafel.desk.accounts.person import Refused, RoleName
from regietafel.desk.audit.chain import Command
from regietafel.desk.escalation import actions
from regietafel.desk.escalation.queries import (
    TalkState,
    TalkUnknown,
    board,
    decisions,
    expiring,
    municipality,
    national_board,
    proposals,
    talk,
)
from tests.desk.accounts.people import AT, BY, PASSWORD, add, address

MEETING = datetime(2022, 9, 16, 20, tzinfo=ZoneInfo("Europe/Amsterdam"))
DAY = date(2022, 9, 16)
COMMAND = Command("test")
THEN = "bekend-op=2022-09-16T20:00"
ASSEN = "GM0106"


@pytest.fixture(scope="module")
def autumn(django_db_setup, django_db_blocker):
    """The case as far as it was known at the meeting."""
    from django.db import transaction

    from regietafel.cli.cases.load import load

    with django_db_blocker.unblock(), transaction.atomic():
        load(until=MEETING, tell=str)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def then(autumn, db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def supervisor(province="pv22"):
    """Someone who acts for the provincial executive."""
    accounts.load_organisations(by=BY, at=AT)
    email = f"gs-{province}@voorbeeld.example"
    key = accounts.create_user(by=BY, at=AT, email=email, function_title="Toezichthouder", password=PASSWORD)
    accounts.grant_role(
        by=BY,
        at=AT,
        user=key,
        organisation=f"gs-{province}",
        role=RoleName.READER,
        valid_from=date(2022, 1, 1),
    )
    return people.person(key)


def signed_in(email):
    client = Client(raise_request_exception=False)
    client.post("/account/aanmelden/", {"login": email, "password": PASSWORD})
    return client


def step(**more):
    given = {"by": COMMAND, "at": MEETING, "area": ASSEN, "to": 1, "reason": "achter", "ground": "signaal"}
    actions.take_step(**{**given, **more})


def test_on_16_september_the_provinces_that_are_behind_get_a_proposed_talk(then):
    known = national_board(MEETING)
    behind = [row for row in known.provinces if row.standing.verdict.schedule_class is ScheduleClass.BEHIND]
    assert [row.area for row in known.provinces if row.proposal] == [row.area for row in behind]
    assert 0 < len(behind) < 12
    assert {one.key for one in proposals(MEETING)} == {f"talk/{row.area}/2022-II" for row in behind}
    assert {one.table for one in proposals(MEETING)} == {"lrt"}
    wider = national_board(MEETING, below=Below.SOMEWHAT_BEHIND)
    assert len(wider.answer.value) >= len(known.answer.value)


def test_before_any_target_there_is_no_board(then):
    long_ago = datetime(2015, 1, 1, tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert national_board(long_ago) is None
    assert board("PV22", long_ago, day=DAY) is None
    assert proposals(long_ago) == ()


def test_the_board_of_a_province_shows_each_municipality_with_what_the_figures_propose(then):
    known = board("PV22", MEETING, day=DAY)
    assert (known.ladder.default, len(known.municipalities)) == (True, 12)
    for row in known.municipalities:
        lags = row.evidence.schedule_class is ScheduleClass.BEHIND
        assert (row.proposal.value is not None) == lags
        assert row.evidence.illustrative


def test_a_talk_is_planned_held_and_followed_up_and_is_no_longer_proposed(then):
    [first, *rest] = proposals(MEETING)
    area = first.key.split("/")[1]
    key = actions.plan_talk(
        by=COMMAND, at=MEETING, province=area, planned_on=date(2022, 10, 3), ground="Niet op schema.",
        origin="lrt-2022-09-16/3.3",
    )  # fmt: skip
    assert first.key not in {one.key for one in proposals()}
    assert [one.area for one in expiring(date(2022, 9, 25))] == [area]
    actions.record_talk(
        by=COMMAND,
        at=MEETING + timedelta(days=20),
        talk=key,
        outcome="Er komt een plan.",
        follow_up="In november.",
    )
    held = talk(key)
    assert (held.state, held.outcome, held.version) == (TalkState.HELD, "Er komt een plan.", 2)
    assert talk(key, MEETING).state is TalkState.PLANNED
    assert expiring(date(2022, 9, 25)) == ()
    with pytest.raises(EscalationRefused, match="not planned any more"):
        actions.cancel_talk(by=COMMAND, at=MEETING, talk=key, reason="toch niet")
    if rest:
        other = rest[0].key.split("/")[1]
        called_off = actions.plan_talk(
            by=COMMAND, at=MEETING, province=other, planned_on=date(2022, 10, 4), ground="Niet op schema."
        )
        actions.cancel_talk(by=COMMAND, at=MEETING, talk=called_off, reason="de provincie is weer bij")
        assert rest[0].key in {one.key for one in proposals()}
    with pytest.raises(TalkUnknown):
        talk("weg")


def test_a_talk_in_the_past_or_without_a_ground_is_refused(then):
    with pytest.raises(EscalationRefused) as refused:
        actions.plan_talk(by=COMMAND, at=MEETING, province="PV22", planned_on=date(2022, 9, 1), ground=" ")
    assert [told.where for told in refused.value.told] == ["reason", "planned_on"]


def test_only_the_department_and_the_national_secretariat_plan_talks(then):
    for role in ("province", "municipality", "coa", "reader", "administrator"):
        with pytest.raises(Refused):
            actions.plan_talk(
                by=add(role), at=MEETING, province="PV22", planned_on=date(2022, 10, 3), ground="x"
            )
    assert actions.plan_talk(
        by=add("national"), at=MEETING, province="PV22", planned_on=date(2022, 10, 3), ground="x"
    )


def test_only_who_acts_for_the_provincial_executive_takes_a_step_and_not_its_table(then):
    for role in ("national", "province", "municipality", "coa", "reader", "administrator"):
        with pytest.raises(Refused):
            step(by=add(role))
    with pytest.raises(Refused, match="provincial executive"):
        step(by=supervisor("pv20"))
    step(by=supervisor())
    assert municipality(ASSEN, day=DAY)[1].position.number == 1


def test_a_step_keeps_the_ladder_and_the_figures_of_that_moment(then):
    step(until=date(2022, 10, 14))
    [found] = decisions(ASSEN)
    assert (found.kind, found.step_to, found.ladder) == (DecisionKind.TAKE, 1, "default_six_steps")
    assert (found.until, found.published, found.illustrative) == (date(2022, 10, 14), False, True)
    [soon] = [one for one in expiring(date(2022, 10, 1)) if one.area == ASSEN]
    assert soon.kind == "step"
    assert municipality(ASSEN, MEETING - timedelta(days=1), day=DAY)[1].position.number == 0


def test_a_freeze_an_excuse_with_a_verdict_holds_the_next_step_back_until_its_day(then):
    step()
    actions.freeze(
        by=COMMAND, at=MEETING, area=ASSEN, verdict="Brand in 40 woningen.", until=date(2022, 12, 1)
    )
    row = municipality(ASSEN, day=DAY)[1]
    assert (row.position.number, row.position.frozen_until, row.proposal.value) == (
        1,
        date(2022, 12, 1),
        None,
    )
    with pytest.raises(EscalationRefused, match="excused until"):
        step(to=2, until=date(2023, 3, 1))
    actions.step_down(by=COMMAND, at=MEETING, area=ASSEN, to=0, reason="op schema")
    assert municipality(ASSEN, day=DAY)[1].position.number == 0


def test_a_declined_proposal_stays_away_until_there_are_new_figures(then):
    area = board("PV22", MEETING, day=DAY).proposals[0].area
    actions.decline_step(by=COMMAND, at=MEETING, area=area, reason="woningen komen in oktober")
    assert municipality(area, day=DAY)[1].proposal.value is None


def test_the_end_stage_is_made_public(then):
    step(to=5, until=date(2022, 12, 1), ground="alles geprobeerd")
    assert decisions(ASSEN)[-1].published


def test_refusals_name_every_guard_and_nothing_is_stored(then):
    with pytest.raises(EscalationRefused) as refused:
        step(to=3, reason="", ground="", until=date(2022, 9, 17))
    assert [told.where for told in refused.value.told] == ["reason", "ground", "until"]
    assert decisions(ASSEN) == ()
    with pytest.raises(EscalationRefused, match="no municipality"):
        step(area="PV22")


def test_what_the_boards_cost(then):
    with CaptureQueriesContext(connection) as asked:
        national_board(MEETING)
    assert len(asked) == 9
    with CaptureQueriesContext(connection) as asked:
        board("PV22", MEETING, day=DAY)
    assert len(asked) == 12


def test_a_supervisor_freezes_a_step_on_the_page(then):
    me = supervisor()
    client = signed_in("gs-pv22@voorbeeld.example")
    url = f"/escalatie/{ASSEN.lower()}/"
    took = client.post(url, {"kind": "take", "to": "1", "reason": "Al maanden achter.", "ground": "signaal"})
    assert took.status_code == 302, took.content.decode()[:2000]
    wrong = client.post(url, {"kind": "freeze", "reason": "Brand."})
    assert (wrong.status_code, "Geef de dag" in wrong.content.decode()) == (422, True)
    until = timezone.now().date() + timedelta(days=90)
    client.post(url, {"kind": "freeze", "reason": "Brand in 40 woningen.", "until": until.isoformat()})
    page = client.get(url).content.decode()
    for said in ("bevroren tot", "Brand in 40 woningen.", me.name, "Gemeentewet art. 124"):
        assert said in page


def test_the_boards_show_the_talk_that_is_proposed_and_lead_to_it(then):
    add("national")
    client = signed_in(address("national"))
    page = client.get(f"/escalatie/?{THEN}").content.decode()
    assert page.count("voorgesteld") >= 1
    assert client.get("/escalatie/?drempel=onzin").status_code == 200
    area = proposals(MEETING)[0].key.split("/")[1].lower()
    day = timezone.now().date() + timedelta(days=5)
    planned = client.post(f"/escalatie/{area}/", {"planned_on": day.isoformat(), "ground": "Niet op schema."})
    assert planned.status_code == 302
    key = f"gesprek-{area}-1"
    assert "Niet op schema." in client.get(f"/escalatie/gesprekken/{key}/").content.decode()
    assert client.post(f"/escalatie/gesprekken/{key}/", {"outcome": ""}).status_code == 422
    client.post(f"/escalatie/gesprekken/{key}/", {"outcome": "Plan in november.", "follow_up": "LRT"})
    assert "Plan in november." in client.get(f"/escalatie/gesprekken/{key}/").content.decode()


def test_who_does_not_see_an_area_in_detail_reads_why(then):
    add("municipality")
    client = signed_in(address("municipality"))
    assert client.get("/escalatie/").status_code == 200
    refused = client.get("/escalatie/pv22/")
    assert (refused.status_code, "eigen gebied" in refused.content.decode()) == (403, True)


def test_only_a_board_that_one_may_read_is_a_link(then):
    add("province")
    client = signed_in(address("province"))
    page = client.get(f"/escalatie/?{THEN}").content.decode()
    assert 'href="/escalatie/pv22/' in page
    assert "Groningen" in page
    assert 'href="/escalatie/pv20/' not in page


def test_the_api_gives_the_boards_to_who_may_read_them(then):
    add("province")
    client = signed_in(address("province"))
    provinces = client.get("/api/v1/escalation-provinces", {"knownOn": "2022-09-16"}).json()
    assert len(provinces["value"]) == 12
    assert provinces["value"][0]["proposed"] is True
    own = client.get("/api/v1/escalation-municipalities/PV22", {"knownOn": "2022-09-16"}).json()
    assert len(own["value"]) == 12
    assert client.get("/api/v1/escalation-municipalities/PV21").status_code == 403
    assert client.get("/api/v1/escalation-municipalities/GM0106").status_code == 400
    assert Client().get("/api/v1/escalation-provinces").status_code == 401
