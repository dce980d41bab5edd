"""Who goes to which provincial table for the State: divided by who may, nobody lost, missing and double shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from regietafel.core.follow_up.items import FollowUpError
from regietafel.desk.accounts.person import Refused
from regietafel.desk.audit.queries import history
from regietafel.desk.follow_up import actions, queries
from tests.desk.accounts.people import PASSWORD, add, address

AT = datetime(2023, 7, 10, 9, tzinfo=UTC)
KEY = "rijk-bij-prt"
PAGE = f"/acties/{KEY}/afvaardiging/"


def client_of(role: str) -> Client:
    add(role)
    client = Client(headers={"host": "127.0.0.1"})
    client.post("/account/aanmelden/", {"login": address(role), "password": PASSWORD})
    return client


def send(by, table="prt-pv22", office="dgvb", at=AT):
    actions.send_delegate(by=by, at=at, key=KEY, table=table, office=office)


def going(at=None):
    return [(row.table, row.office) for row in queries.delegations(KEY, at)]


def test_a_delegate_is_sent_taken_back_and_still_known_of_the_time_between(case):
    secretariat = add("national")
    send(secretariat)
    assert going() == [("prt-pv22", "dgvb")]
    later = AT + timedelta(days=2)
    actions.withdraw_delegate(by=secretariat, at=later, key=KEY, table="prt-pv22", office="dgvb")
    assert going() == []
    assert going(AT + timedelta(days=1)) == [("prt-pv22", "dgvb")]
    send(secretariat, at=later)
    assert going() == [("prt-pv22", "dgvb")]
    assert {each.action for each in history("item", KEY)} >= {
        "follow_up.send_delegate",
        "follow_up.withdraw_delegate",
    }


def test_all_faults_of_a_delegation_come_together(case):
    with pytest.raises(FollowUpError) as refused:
        send(add("national"), table="lrt", office="aedes")
    assert "“lrt” is op deze dag geen PRT" in refused.value.text.nl
    assert "“aedes” heeft geen plaats aan de HLRT" in refused.value.text.nl
    assert going() == []


def test_the_same_delegate_twice_is_refused_and_another_one_is_stored_as_double(case):
    secretariat = add("national")
    send(secretariat)
    with pytest.raises(FollowUpError, match="already"):
        send(secretariat)
    send(secretariat, office="dgm")
    assert going() == [("prt-pv22", "dgvb"), ("prt-pv22", "dgm")]


def test_who_does_not_divide_the_visits_is_refused_with_the_reason(case):
    with pytest.raises(Refused, match="owner of the action or the national secretariat"):
        send(add("province"))


def test_only_an_action_at_each_provincial_table_has_a_delegation(case):
    secretariat = add("national")
    with pytest.raises(FollowUpError, match="not done at each"):
        actions.send_delegate(by=secretariat, at=AT, key="a4-rol-prt", table="prt-pv22", office="dgm")
    with pytest.raises(FollowUpError, match="nothing to take back"):
        actions.withdraw_delegate(by=secretariat, at=AT, key=KEY, table="prt-pv22", office="dgm")


def test_that_evening_nobody_had_been_chosen_for_any_of_the_twelve(case):
    text = client_of("reader").get(f"{PAGE}?bekend-op=2022-09-16T20:30").content.decode()
    assert text.count("nog niemand") == 12
    assert (
        "voor 0 van 12 PRT"
        in client_of("coa").get(f"/acties/{KEY}/?bekend-op=2022-09-16T20:30").content.decode()
    )


def test_a_province_sees_its_own_table_only(case):
    text = client_of("province").get(PAGE).content.decode()
    assert "PRT Drenthe" in text
    assert "PRT Zeeland" not in text


def test_the_secretariat_sends_and_takes_back_on_the_page(case):
    client = client_of("national")
    assert client.post(PAGE, {"table": "prt-pv22", "office": "dgm"}).status_code == 302
    assert going() == [("prt-pv22", "dgm")]
    again = client.post(PAGE, {"table": "prt-pv22", "office": "dgm"})
    assert again.status_code == 422
    assert "gaat al naar" in again.content.decode()
    assert client.post(PAGE, {"withdraw": "prt-pv22/dgm"}).status_code == 302
    assert going() == []


def test_the_page_costs_a_fixed_number_of_queries(case, django_assert_max_num_queries):
    client = client_of("national")
    client.get(PAGE)
    with django_assert_max_num_queries(17):
        client.get(PAGE)
