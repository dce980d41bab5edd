"""An owner that was succeeded is shown with who answers for it now, and its successor answers what is open."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils.translation import override

from regietafel.core.follow_up.items import FollowUpError, Kind, State
from regietafel.desk.accounts import actions as accounts
from regietafel.desk.accounts import queries as people
from regietafel.desk.accounts.bodies import shipped_bodies
from regietafel.desk.accounts.person import Person, RoleName
from regietafel.desk.accounts.succession import Succession, answered_for, heir_of, shipped_successions
from regietafel.desk.agreements.permissions import may_judge
from regietafel.desk.follow_up import actions, queries
from regietafel.desk.follow_up.permissions import may_read_item, reader_of, roles_of
from regietafel.desk.search.queries import readers_of
from regietafel.desk.tables.queries import tables_all
from tests.desk.accounts.people import BY, PASSWORD, add

BEFORE = datetime(2024, 7, 1, 9, tzinfo=UTC)
SINCE = datetime(2024, 7, 2, 9, tzinfo=UTC)
NAME = "Ministerie van Justitie en Veiligheid (nu: Ministerie van Asiel en Migratie)"
OLD, NEW = "mnre1058", "mnre1162"


@pytest.fixture
def successor(case) -> Person:
    accounts.load_organisations(by=BY, at=BEFORE)
    key = accounts.create_user(
        by=BY, at=BEFORE, email="aenm@voorbeeld.example", function_title="Functie AenM", password=PASSWORD
    )
    accounts.grant_role(
        by=BY, at=SINCE, user=key, organisation=NEW, role=RoleName.READER, valid_from=date(2024, 7, 2)
    )
    return people.person(key)


@pytest.fixture
def asked(case) -> queries.ItemRow:
    entry = actions.ItemEntry(
        kind=Kind.REQUEST,
        key="vraag-aan-jenv",
        text="Laat weten wat er kan",
        raised_on=date(2022, 9, 16),
        tables=("lrt",),
        owner=OLD,
        raised_by="vng",
    )
    actions.add_items(by=BY, at=BEFORE - timedelta(days=9), entries=[entry])
    return queries.item("vraag-aan-jenv")


def test_every_succession_is_of_organisations_that_there_are_and_has_its_source():
    known = {body.key: body for body in shipped_bodies()}
    for each in shipped_successions():
        assert {each.before, each.after} <= set(known)
        assert known[each.after].valid_from == each.since
        assert each.source


def test_a_chain_of_successions_is_followed_as_far_as_the_day_allows():
    chain = [Succession("a", "b", date(2020, 1, 1), "s"), Succession("b", "c", date(2024, 1, 1), "s")]
    assert [heir_of("a", date(year, 6, 1), chain) for year in (2019, 2020, 2024)] == ["a", "b", "c"]
    assert answered_for({NEW}, BEFORE.date()) == {NEW}


def test_the_successor_sees_and_answers_what_is_open_from_the_first_day_on(successor, asked):
    tables = tables_all()
    assert roles_of(successor, asked, tables, BEFORE) == frozenset()
    assert not may_read_item(successor, asked, BEFORE)
    assert may_read_item(successor, asked, SINCE)
    assert asked.key in {row.key for row in queries.items(reader=reader_of(successor, SINCE))}
    assert OLD in (readers_of(successor, SINCE.date()) or ())
    with pytest.raises(FollowUpError, match="the turn is with the owner"):
        actions.step_item(
            by=successor, at=BEFORE, key=asked.key, to=State.GRANTED, on=BEFORE.date(), reason="Ja."
        )
    actions.step_item(by=successor, at=SINCE, key=asked.key, to=State.GRANTED, on=SINCE.date(), reason="Ja.")
    assert queries.item(asked.key).state is State.GRANTED


def test_the_successor_of_a_party_gives_its_judgement(successor):
    assert may_judge(successor, "lrt", {OLD, "vng"}, SINCE)
    assert not may_judge(successor, "lrt", {OLD, "vng"}, BEFORE)
    assert not may_judge(successor, "lrt", {"vng"}, SINCE)


def test_pages_name_the_successor_only_from_its_first_day_on(successor, asked, reader, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    add("national")
    client = Client()
    client.post("/account/aanmelden/", {"login": "national@voorbeeld.example", "password": PASSWORD})
    for page in (asked.href, "/verzoeken/", "/afspraken/", "/afspraken/2022-08-26-a8/"):
        assert NAME in client.get(f"{page}?bekend-op=2024-07-03").content.decode(), page
        assert "nu: Ministerie" not in client.get(f"{page}?bekend-op=2024-07-01").content.decode(), page
    with override("en"):
        client.post("/taal/", {"language": "en", "next": "/"})
        said = client.get(f"{asked.href}?bekend-op=2024-07-03").content.decode()
    assert "Ministerie van Justitie en Veiligheid (now: Ministerie van Asiel en Migratie)" in said
