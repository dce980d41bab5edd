"""What the board of each table says it has to do, from the case as on 16 September 2022."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from regietafel.core.to_do.items import ToDoKind
from regietafel.desk.audit.chain import Command
from regietafel.desk.tables.queries import tables_on
from regietafel.desk.to_do import actions, queries
from tests.desk.accounts.people import PASSWORD, add, address

EVENING = datetime(2022, 9, 16, 18, 30, tzinfo=UTC)
DAY = date(2022, 9, 16)
THEN = "?bekend-op=2022-09-16T20:30"


def waiting(key, at=EVENING, day=DAY):
    every = {row.key: row for row in tables_on(day, at)}
    return queries.waiting_for([every[key]], at, day, every=every, told=queries.alike(at, day))


def signed_in(role):
    person = add(role)
    client = Client(headers={"host": "127.0.0.1"})
    client.post("/account/aanmelden/", {"login": address(role), "password": PASSWORD})
    return person, client


def test_the_national_table_must_send_the_letter_within_seven_days(case):
    _, client = signed_in("national")
    text = client.get(f"/mijn-tafel/lrt/{THEN}").content.decode()
    assert "Binnen zeven dagen" in text
    assert "van 19 september 2022 tot en met 23 september 2022" in text
    assert "9 provincies liggen achter in 2022-II" in text
    assert "het verst Utrecht: 61,3" in text
    kinds = {item.kind for item in waiting("lrt")}
    assert {ToDoKind.SEND, ToDoKind.ANSWER, ToDoKind.WEIGH, ToDoKind.DO, ToDoKind.BEHIND} <= kinds


def test_the_national_table_must_adopt_its_own_minutes_and_decide_on_agreements_that_are_behind(case):
    items = waiting("lrt")
    assert [item.href for item in items if item.kind is ToDoKind.ADOPT] == ["/verslagen/lrt-2022-09-16/"]
    decided = [item for item in items if item.kind is ToDoKind.DECIDE]
    assert any("20.000" in item.title or "20.000" in item.evidence for item in decided)
    assert ToDoKind.ADOPT not in {item.kind for item in waiting("hlrt")}


def test_provinces_that_are_behind_get_a_proposed_talk_on_the_national_board(case):
    proposed = [item for item in waiting("lrt") if item.href.startswith("/escalatie/")]
    assert len(proposed) == 9
    assert any("Utrecht" in item.title for item in proposed)


@pytest.mark.parametrize("province", [f"pv{number}" for number in range(20, 32)])
def test_each_provincial_table_is_asked_to_meet_and_to_report(case, province):
    items = waiting(f"prt-{province}")
    assert f"request-prt-snel-bijeen-{province}" in {item.key for item in items}
    assert date(2022, 10, 14) in {item.due for item in items if item.kind is ToDoKind.REPORT}


def test_a_province_sees_its_own_pace_and_its_own_table_only(case):
    _, client = signed_in("province")
    text = client.get(f"/mijn-tafel/{THEN}").content.decode()
    assert "Drenthe ligt achter in 2022-II" in text
    assert "Houd snel een volgende PRT in Drenthe" in text
    assert "grote gezinnen" not in text
    assert client.get(f"/mijn-tafel/prt-pv23/{THEN}").status_code == 403


def test_a_partner_sees_what_is_its_own_turn(case):
    _, client = signed_in("coa")
    text = client.get(f"/mijn-tafel/{THEN}").content.decode()
    assert "Stuur de commissarissen" not in text


def test_home_begins_with_what_waits_for_who_signed_in(case):
    _, client = signed_in("national")
    text = client.get(f"/{THEN}").content.decode()
    assert text.index("Wat wacht op u") < text.index("74,9")
    assert "Alles wat wacht" in text
    assert "Wat wacht op u" not in Client(headers={"host": "127.0.0.1"}).get(f"/{THEN}").content.decode()


def test_a_half_year_that_is_over_makes_nobody_behind(case):
    items = waiting("lrt", None, date(2023, 7, 10))
    assert ToDoKind.BEHIND not in {item.kind for item in items}


def test_the_calendar_has_the_terms_and_the_key_says_whose(case):
    person, client = signed_in("national")
    page = client.get("/mijn-tafel/overzicht/").content.decode()
    assert "/mijn-tafel/agenda.ics?sleutel=" in page
    key = queries.wish_of(person.key).feed_key
    visitor = Client(headers={"host": "127.0.0.1"})
    answer = visitor.get("/mijn-tafel/agenda.ics", {"sleutel": key})
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "SUMMARY:versturen: Stuur de commissarissen" in answer.content.decode().replace("\r\n ", "")
    client.post("/mijn-tafel/overzicht/nieuw-adres/")
    assert visitor.get("/mijn-tafel/agenda.ics", {"sleutel": key}).status_code == 404


def test_a_wish_is_kept_and_a_time_in_quiet_hours_is_refused_with_all_that_was_typed(case):
    person, client = signed_in("reader")
    good = {"rhythm": "daily", "weekday": "3", "at": "09:30", "quiet_from": "18:00", "quiet_until": "08:00"}
    assert client.post("/mijn-tafel/overzicht/", good).status_code == 302
    assert queries.wish_of(person.key).preference.rhythm.value == "daily"
    answer = client.post("/mijn-tafel/overzicht/", good | {"at": "23:15"})
    assert answer.status_code == 422
    assert "Deze tijd valt in uw stille uren" in answer.content.decode()
    assert 'value="23:15"' in answer.content.decode()


def test_what_waits_costs_a_fixed_number_of_queries_however_many_tables(case, django_assert_max_num_queries):
    every = {row.key: row for row in tables_on(DAY, EVENING)}
    told = queries.alike(EVENING, DAY)
    found = []
    for rows in (list(every.values())[:1], list(every.values())):
        with django_assert_max_num_queries(8):
            found.append(queries.waiting_for(rows, EVENING, DAY, every=every, told=told))
    assert len(found[1]) > len(found[0])


@pytest.mark.parametrize("path", ["/", "/mijn-tafel/", "/mijn-tafel/lrt/"])
def test_pages_that_show_what_waits_ask_fifteen_queries_at_most(case, path, django_assert_max_num_queries):
    _, client = signed_in("national")
    client.get(f"{path}{THEN}")
    with django_assert_max_num_queries(15):
        client.get(f"{path}{THEN}")


def test_what_is_alike_for_all_is_made_anew_after_a_write(case):
    before = queries.alike(None, DAY)
    assert queries.alike(None, DAY) is before
    actions.renew_feed(by=Command("test"), at=EVENING, user=add("reader").key)
    assert queries.alike(None, DAY) is not before
