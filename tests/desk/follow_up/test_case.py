"""What the meeting of 16 September 2022 left to whom, then and later, as pages show it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from regietafel.desk.follow_up import queries
from tests.desk.accounts.people import PASSWORD, add, address

EVENING = datetime(2022, 9, 16, 18, 30, tzinfo=UTC)
THEN = "?bekend-op=2022-09-16T20:30"


@pytest.fixture
def vng(case):
    add("reader")
    client = Client(headers={"host": "127.0.0.1"})
    client.post("/account/aanmelden/", {"login": address("reader"), "password": PASSWORD})
    return client


def test_the_large_families_request_is_open_with_its_owner_that_evening(vng):
    text = vng.get(f"/verzoeken/regeling-grote-gezinnen/{THEN}").content.decode()
    assert (
        "Aan zet: Ministerie van Justitie en Veiligheid, geen termijn afgesproken. Ingebracht op 16 september 2022, nu open."
        in text
    )
    assert "ingewilligd" not in text


def test_it_was_granted_after_290_days_with_the_measure_that_came_of_it(vng):
    text = vng.get("/verzoeken/regeling-grote-gezinnen/?bekend-op=2023-07-03").content.decode()
    assert "Ingebracht op 16 september 2022, ingewilligd na 290 dagen." in text
    assert "https://www.rvo.nl/subsidies-financiering/huisvesting-grote-gezinnen-vergunninghouders" in text
    assert queries.item("regeling-grote-gezinnen").days == 290


def test_nothing_of_the_meeting_is_known_the_day_before(case):
    assert queries.items(datetime(2022, 9, 15, 12, tzinfo=UTC)) == ()


def test_the_letter_has_a_window_and_the_one_page_its_limit(case):
    letter = queries.item("brief-commissarissen", EVENING)
    assert (str(letter.term.opens), str(letter.term.due)) == ("2022-09-19", "2022-09-23")
    role = queries.item("a4-rol-prt", EVENING)
    assert (role.limit, role.tables) == ("één A4", ("lrt", "hlrt"))


def test_each_of_twelve_provinces_has_its_own_part_of_the_request(case):
    parts = queries.parts("prt-snel-bijeen", EVENING)
    assert len(parts) == 12
    assert {part.tables for part in parts} == {(part.owner,) for part in parts}


def test_every_item_comes_from_a_line_of_the_minutes(case):
    assert all(row.origin.startswith("lrt-2022-09-16/") for row in queries.items(EVENING))
    assert [row.key for row in queries.items_from("lrt-2022-09-16/3.4", EVENING)] == [
        "regeling-grote-gezinnen"
    ]


def test_lists_cost_a_fixed_number_of_queries(case, django_assert_num_queries):
    with django_assert_num_queries(3):
        queries.items(EVENING)
    with django_assert_num_queries(3):
        queries.open_items("lrt", at=EVENING)


def test_a_list_shows_only_what_its_reader_may_see(case):
    add("municipality")
    client = Client(headers={"host": "127.0.0.1"})
    client.post("/account/aanmelden/", {"login": address("municipality"), "password": PASSWORD})
    assert "A4" not in client.get("/acties/").content.decode()
