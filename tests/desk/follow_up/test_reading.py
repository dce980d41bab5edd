"""Lists show what their reader may see, whatever their length, and narrow by table and state."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from regietafel.core.follow_up.items import FollowUpError, Kind, State
from regietafel.desk.accounts.person import Refused
from regietafel.desk.audit.chain import Command
from regietafel.desk.follow_up import actions, queries
from regietafel.desk.follow_up.permissions import may_read_item, reader_of
from regietafel.desk.shared.notation import line_of_minutes
from tests.desk.accounts.people import PASSWORD, add, address

AT = datetime(2023, 7, 10, 9, tzinfo=UTC)
ROLES = ("national", "province", "municipality", "coa", "reader", "administrator")


def client_of(role: str) -> Client:
    add(role)
    client = Client(headers={"host": "127.0.0.1"})
    client.post("/account/aanmelden/", {"login": address(role), "password": PASSWORD})
    return client


@pytest.mark.parametrize("role", ROLES)
def test_the_list_holds_exactly_the_items_that_the_reader_may_open(case, role):
    person = add(role)
    listed = {row.key for row in queries.items(reader=reader_of(person, AT))}
    assert listed == {row.key for row in queries.items() if may_read_item(person, row, AT)}


def test_a_province_finds_its_own_part_of_a_request_to_all(case):
    text = client_of("province").get("/verzoeken/").content.decode()
    assert "Houd snel een volgende PRT in Drenthe" in text
    assert "PRT in Zeeland" not in text
    text = client_of("national").get("/verzoeken/").content.decode()
    assert "PRT in Zeeland" not in text, "the parts stand below the request to all"


def test_a_list_narrows_by_table_and_state(case):
    client = client_of("national")
    assert "één A4" in client.get("/acties/?tafel=hlrt").content.decode()
    assert "brief over de 20.000" not in client.get("/acties/?tafel=hlrt").content.decode()
    assert "grote gezinnen" not in client.get("/verzoeken/?stand=open").content.decode()
    assert "grote gezinnen" in client.get("/verzoeken/?stand=af").content.decode()


def test_the_request_to_twelve_counts_who_confirmed_and_who_granted(case):
    for number, key in enumerate(("prt-snel-bijeen-pv22", "prt-snel-bijeen-pv23")):
        actions.step_item(
            by=Command("test"), at=AT, key=key, to=State.ACKNOWLEDGED, on=date(2022, 9, 21 + number)
        )
    actions.step_item(
        by=add("province"),
        at=AT,
        key="prt-snel-bijeen-pv22",
        to=State.GRANTED,
        on=date(2022, 9, 28),
        reason="De PRT komt op 5 oktober bijeen.",
    )
    text = client_of("reader").get("/verzoeken/prt-snel-bijeen/").content.decode()
    words = " ".join(text.split())
    assert 'Ontvangst bevestigd of beantwoord</dt><dd class="value"><strong>2</strong>' in words
    assert 'Ingewilligd</dt><dd class="value"><strong>1</strong>' in words


def test_an_item_says_in_words_which_line_of_the_minutes_it_comes_from(case):
    text = client_of("reader").get("/verzoeken/regeling-grote-gezinnen/").content.decode()
    assert "verslag van de LRT van 16 september 2022, regel 3.4" in text
    assert line_of_minutes("besluit-7", {}) == "besluit-7"
    assert line_of_minutes("lrt-2022-99-16/3.4", {}) == "lrt-2022-99-16/3.4"


def ask(by, **changes):
    values = {
        "kind": Kind.REQUEST,
        "key": "meer-tolken",
        "text": "Regel meer tolken",
        "raised_on": date(2022, 9, 16),
        "tables": ("lrt",),
        "owner": "mnre1058",
        "raised_by": "vng",
    }
    actions.add_items(by=by, at=AT, entries=[actions.ItemEntry(**(values | changes))])


def test_a_partner_asks_in_its_own_name_and_only_at_its_own_tables(case):
    vng = add("reader")
    ask(vng)
    assert queries.item("meer-tolken").raised_by == "vng"
    with pytest.raises(Refused):
        ask(vng, key="namens-een-ander", raised_by="ipo")
    with pytest.raises(Refused, match="no seat at each"):
        ask(vng, key="elders", tables=("lrt", "hlrt"))
    with pytest.raises(Refused):
        ask(vng, key="een-actie", kind=Kind.ACTION)


def test_a_partner_asks_on_the_page(case):
    client = client_of("reader")
    sent = {
        "text": "Regel meer tolken",
        "raised_by": "vng",
        "owner": "mnre1058",
        "tables": ["lrt"],
        "raised_on": "2022-09-16",
    }
    answer = client.post("/verzoeken/nieuw/", sent)
    assert answer.status_code == 302
    text = client.get(answer["Location"]).content.decode()
    assert "geen termijn afgesproken" in text
    assert client.get("/acties/nieuw/").status_code == 403


def test_an_item_below_one_that_is_not_there_is_refused(case):
    with pytest.raises(FollowUpError, match="to be a part of"):
        ask(add("national"), parent="bestaat-niet")


@pytest.mark.parametrize("kind", ["acties", "verzoeken", "vragen", "aandachtspunten"])
def test_a_list_costs_the_same_queries_with_one_item_more(case, kind, django_assert_max_num_queries):
    client = client_of("national")
    client.get(f"/{kind}/")
    with django_assert_max_num_queries(12):
        client.get(f"/{kind}/")


def test_made_up_words_on_the_line_are_marked(case):
    text = client_of("coa").get("/korte-lijn/prt-pv22/").content.decode()
    assert text.count("illustratief") >= 2


def test_an_answer_that_stays_away_is_late_on_the_line(case):
    (late,) = queries.lines(["prt-pv29"], date(2022, 10, 21), datetime(2022, 10, 21, 12, tzinfo=UTC))
    assert late.overdue == ("answer",)
    (kept,) = queries.lines(["prt-pv22"], date(2022, 10, 21), datetime(2022, 10, 21, 12, tzinfo=UTC))
    assert kept.overdue == ()


def test_the_pages_of_the_api_together_are_what_the_reader_may_see(case):
    client, keys, address = client_of("reader"), [], "/api/v1/follow-up-items?pageSize=7"
    while address:
        answer = client.get(address).json()
        keys += [item["key"] for item in answer["value"]]
        address = answer["links"].get("next")
    assert keys == [row.key for row in queries.items(reader=reader_of(add("coa"), AT))]
    assert answer["page"]["count"] == len(keys)


def test_one_page_of_the_api_reads_one_page(case, django_assert_max_num_queries):
    client = client_of("national")
    with django_assert_max_num_queries(11):
        assert len(client.get("/api/v1/follow-up-items?pageSize=5").json()["value"]) == 5


def test_lines_and_delegates_are_read_over_the_api(case):
    client = client_of("coa")
    lines = client.get("/api/v1/short-lines?knownOn=2022-10-31T12:00:00Z").json()["value"]
    late = {row["table"]: row["overdue"] for row in lines}
    assert (late["prt-pv29"], late["prt-pv22"], late["prt-pv20"]) == (["answer"], [], ["report"])
    said = client.get("/api/v1/short-lines/prt-pv22/reports").json()
    assert [row["upward"] for row in said["value"]] == [False, True]
    assert said["illustrative"]
    places = client.get("/api/v1/follow-up-items/rijk-bij-prt/delegates").json()["value"]
    assert {row["cover"] for row in places} == {"missing"}
    assert client.get("/api/v1/follow-up-items/a4-rol-prt/delegates").json()["value"] == []


def test_the_measure_that_came_of_a_request_names_its_own_source(case):
    text = client_of("reader").get("/verzoeken/regeling-grote-gezinnen/").content.decode()
    assert "Huisvesting Grote Gezinnen" in text.split("Bron")[-1]


def test_a_concern_misses_no_term_and_no_owner(case):
    client = client_of("reader")
    for where in ("/aandachtspunten/", "/aandachtspunten/zorg-aantal-cno/"):
        assert "geen termijn afgesproken" not in client.get(where).content.decode()


def test_an_empty_list_says_so_in_one_sentence_and_shows_no_table(case):
    page = client_of("administrator").get("/acties/").content.decode()
    assert "Er zijn geen acties voor u of uw tafels." in page
    assert "<table" not in page
