"""People, organisations and roles: every write on record, every refusal with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.conf import settings as live
from django.core.management import CommandError, call_command

from regietafel.desk.accounts import actions, queries
from regietafel.desk.accounts.actions.authority import AccountsError
from regietafel.desk.accounts.person import NOBODY, OrganisationKind, Refused, RoleName
from regietafel.desk.audit import queries as audit
from regietafel.desk.audit.chain import Command

pytestmark = pytest.mark.django_db
AT = datetime(2022, 9, 16, 20, tzinfo=UTC)
DAY = date(2022, 9, 16)
BY = Command("test")
PASSWORD = "een lange zin om te onthouden"


@pytest.fixture
def bodies():
    actions.load_organisations(by=BY, at=AT)


def user(email="prt@voorbeeld.example", title="Secretariaat PRT Drenthe") -> str:
    return actions.create_user(by=BY, at=AT, email=email, function_title=title)


def grant(key: str, **given: object) -> str:
    fields = {"organisation": "pv22", "role": RoleName.PROVINCIAL_SECRETARIAT, "valid_from": DAY}
    return actions.grant_role(by=BY, at=AT, user=key, **{**fields, **given})


def test_the_tables_hold_12_provinces_25_safety_regions_and_344_municipalities_on_the_day_of_the_minutes(
    bodies,
):
    def count(kind: OrganisationKind) -> int:
        return len(queries.organisations(on=DAY, kind=kind))

    assert count(OrganisationKind.PROVINCE) == count(OrganisationKind.PROVINCIAL_EXECUTIVE) == 12
    assert count(OrganisationKind.SAFETY_REGION) == 25
    assert count(OrganisationKind.MUNICIPALITY) == 344
    assert count(OrganisationKind.DEPARTMENT) == 3
    assert len(queries.organisations(on=date(2024, 7, 2), kind=OrganisationKind.DEPARTMENT)) == 5
    names = {row.name for row in queries.organisations(on=DAY)}
    assert {"Interprovinciaal Overleg (IPO)", "Nidos", "Gemeente Stichtse Vecht"} <= names


def test_a_second_load_of_organisations_adds_nothing_and_records_nothing(bodies):
    before = audit.verify().records
    assert actions.load_organisations(by=BY, at=AT) == 0
    assert audit.verify().records == before == 1


def test_an_end_that_the_tables_know_is_filled_in_and_a_changed_name_stays(bodies):
    weesp = queries.organisation("gm0457")
    actions.change_organisation(
        by=BY, at=AT, key="gm0457", name="Weesp", valid_from=None, valid_until=None, reason="proef"
    )
    actions.load_organisations(by=BY, at=AT)
    assert queries.organisation("gm0457") == replace(weesp, name="Weesp")
    assert weesp.valid_until == date(2022, 3, 24)


def test_every_write_is_on_record_with_before_and_after(bodies):
    key = user()
    role = grant(key, reason="besluit van de tafel")
    actions.end_role(by=BY, at=AT, role=role, valid_until=DAY + timedelta(days=30), reason="nieuwe functie")
    actions.change_user(by=BY, at=AT, user=key, function_title="Secretariaat PRT", active=False)
    changed, ended, given, made = audit.history("user", key)
    assert [e.action for e in (made, given, ended, changed)] == [
        "create_user",
        "grant_role",
        "end_role",
        "change_user",
    ]
    assert given.reason == "besluit van de tafel"
    assert audit.Change("valid_until", None, "2022-10-16") in ended.changes
    assert {c.field for c in changed.changes} == {"function_title", "active"}
    assert audit.verify().whole


def test_a_change_that_changes_nothing_is_not_recorded(bodies):
    key = user()
    actions.change_user(by=BY, at=AT, user=key, function_title="Secretariaat PRT Drenthe", active=True)
    assert len(audit.history("user", key)) == 1


def test_the_person_holds_the_role_from_its_first_day_until_its_last(bodies):
    key = user()
    grant(key, valid_from=DAY, valid_until=DAY + timedelta(days=10))
    person = queries.person(key)
    held = [person.has(DAY + timedelta(days=n), RoleName.PROVINCIAL_SECRETARIAT) for n in (-1, 0, 9, 10)]
    assert held == [False, True, True, False]
    assert person.roles[0].area == "PV22"


def test_an_unknown_or_closed_user_is_nobody(bodies):
    key = user()
    actions.change_user(by=BY, at=AT, user=key, function_title="x", active=False)
    assert queries.person(key) == queries.person("999") == queries.person("x") == NOBODY
    assert queries.person_by_email("niemand@voorbeeld.example") == NOBODY


def test_the_address_is_one_whatever_its_capitals(bodies):
    user("PRT@Voorbeeld.example")
    with pytest.raises(AccountsError, match="exists"):
        user("prt@voorbeeld.EXAMPLE")
    assert queries.person_by_email("Prt@voorbeeld.example").signed_in


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"organisation": "pv99"}, 'no organisation has key "pv99"'),
        ({"organisation": "gm1904"}, "does not fit"),
        ({"organisation": "gs-pv22"}, "does not fit"),
        ({"valid_until": DAY}, "end before it begins"),
        ({"role": RoleName.MUNICIPAL_REPORTER, "organisation": "gm0457"}, "ended on 2022-03-24"),
        ({"role": RoleName.NATIONAL_SECRETARIAT, "organisation": "mnre1162"}, "begins on 2024-07-02"),
    ],
)
def test_a_role_that_cannot_be_is_refused(bodies, wrong, sentence):
    with pytest.raises(AccountsError, match=sentence):
        grant(user(), **wrong)


def test_the_same_role_is_not_given_twice_on_the_same_day(bodies):
    key = user()
    grant(key, valid_until=DAY + timedelta(days=10))
    with pytest.raises(AccountsError, match="on those days"):
        grant(key, valid_from=DAY + timedelta(days=9))
    grant(key, valid_from=DAY + timedelta(days=10))


def test_a_role_ends_after_it_began_and_once(bodies):
    role = grant(user())
    with pytest.raises(AccountsError, match="give a day after its begin"):
        actions.end_role(by=BY, at=AT, role=role, valid_until=DAY)
    actions.end_role(by=BY, at=AT, role=role, valid_until=DAY + timedelta(days=5))
    with pytest.raises(AccountsError, match="already"):
        actions.end_role(by=BY, at=AT, role=role, valid_until=DAY + timedelta(days=6))


@pytest.mark.parametrize("email", ["", "geen adres", "a@b"])
def test_an_address_that_is_none_is_refused(email):
    with pytest.raises(AccountsError, match="not an e-mail address"):
        user(email)


def test_a_user_needs_a_function_title():
    with pytest.raises(AccountsError, match="function title"):
        user(title=" ")


def administrator() -> queries.Person:
    key = actions.create_user(by=BY, at=AT, email="beheer@voorbeeld.example", function_title="Beheer")
    grant(key, role=RoleName.ADMINISTRATOR, organisation="mnre1034")
    return queries.person(key)


def test_only_an_administrator_or_a_command_writes(bodies):
    key = user()
    grant(key)
    secretariat = queries.person(key)
    before = audit.verify().records
    calls = [
        lambda by: actions.create_user(by=by, at=AT, email="a@voorbeeld.example", function_title="x"),
        lambda by: actions.change_user(by=by, at=AT, user=key, function_title="x", active=True),
        lambda by: actions.grant_role(
            by=by, at=AT, user=key, organisation="vng", role=RoleName.READER, valid_from=DAY
        ),
        lambda by: actions.end_role(by=by, at=AT, role="1", valid_until=DAY),
        lambda by: actions.create_organisation(by=by, at=AT, key="x", kind=OrganisationKind.OTHER, name="x"),
        lambda by: actions.change_organisation(
            by=by, at=AT, key="vng", name="x", valid_from=None, valid_until=None
        ),
        lambda by: actions.load_organisations(by=by, at=AT),
        lambda by: actions.reset_second_factor(by=by, at=AT, user=key, reason="x"),
        lambda by: actions.load_demo_accounts(by=by, at=AT, password=PASSWORD),
        lambda by: actions.end_sessions(by=by, at=AT, user=administrator_key),
    ]
    administrator_key = administrator().key
    before = audit.verify().records
    for call in calls:
        for by in (NOBODY, secretariat):
            with pytest.raises(Refused):
                call(by)
    assert audit.verify().records == before


def test_administrators_do_not_close_themselves_out(bodies):
    person = administrator()
    with pytest.raises(AccountsError, match="your own account"):
        actions.change_user(by=person, at=AT, user=person.key, function_title="Beheer", active=False)
    with pytest.raises(AccountsError, match="your own second factor"):
        actions.reset_second_factor(by=person, at=AT, user=person.key, reason="kwijt")


def test_every_refusal_says_it_in_dutch(bodies):
    with pytest.raises(AccountsError) as refused:
        grant(user(), organisation="gm1904")
    assert refused.value.text.nl == (
        "De rol secretariaat PRT past niet bij Gemeente Stichtse Vecht. Kies een organisatie van een andere soort."
    )


def test_demonstration_accounts_are_marked_and_a_second_load_adds_none():
    accounts = actions.load_demo_accounts(by=BY, at=AT, password=PASSWORD)
    actions.load_demo_accounts(by=BY, at=AT, password=PASSWORD + "!")
    rows = queries.people()
    assert len(rows) == len(accounts) == 7
    assert all(row.demo and "(demo)" in row.function_title for row in rows)
    assert {role.held.role for row in rows for role in row.roles} == set(RoleName)


def test_demonstration_accounts_are_refused_in_production(settings):
    settings.CONFIGURATION = replace(live.CONFIGURATION, mode="production")
    with pytest.raises(AccountsError, match="refused in production"):
        actions.load_demo_accounts(by=BY, at=AT, password=PASSWORD)
    assert queries.people() == ()


def test_reading_people_takes_three_queries_however_many_there_are(django_assert_num_queries):
    actions.load_demo_accounts(by=BY, at=AT, password=PASSWORD)
    with django_assert_num_queries(3):
        queries.people()


def test_the_password_is_not_on_record(bodies):
    key = user()
    actions.set_password(by=queries.person(key), at=AT, user=key, password=PASSWORD)
    assert PASSWORD not in str(audit.history("user", key))
    assert audit.history("user", key)[0].action == "set_password"


def test_the_first_administrator_is_made_on_the_server_and_only_once():
    call_command(
        "first_administrator",
        "beheer@voorbeeld.example",
        "Functioneel beheer",
        verbosity=0,
        stdout=StringIO(),
    )
    person = queries.person_by_email("beheer@voorbeeld.example")
    assert [role.role for role in person.roles] == [RoleName.ADMINISTRATOR]
    with pytest.raises(CommandError, match="already"):
        call_command("first_administrator", "nog@voorbeeld.example", "Tweede", verbosity=0)
