"""What the keeper of a table writes: a new agreement, a change, the end of one, and measures; by page and API."""

from __future__ import annotations

import json
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import connection
from django.test.utils import CaptureQueriesContext

from regietafel.core.agreements.states import MeterState
from regietafel.desk.agreements.queries import ListAsked, Listing, agreement, agreements, measure
from tests.desk.accounts.people import add

A4, A13 = "/afspraken/2022-08-26-a4/", "/afspraken/2022-08-26-a13/"
NEW = {
    "table": "lrt",
    "agreed_on": "2022-09-16",
    "source": "agreement-2022-08-26",
    "basis": "political",
    "title": "Honderd flexwoningen",
    "text": "Er komen honderd flexwoningen in Drenthe.",
    "owners": ["ipo"],
    "parties": ["ipo", "vng"],
    "latest": "2023-06-30",
    "best": "2023-03-31",
    "nature": "result",
    "indicator": "flex_homes",
    "area": "NL",
    "target": "100",
    "path": "grow",
    "dependencies": "2022-08-26-a3: eerst geld",
}


def text_of(response, status=200):
    assert response.status_code == status, response.content[:600]
    return response.content.decode().replace("\xa0", " ")


def test_the_secretariat_writes_down_an_agreement_with_its_quantity_and_condition(as_role):
    national = as_role("national")
    assert "Leg een afspraak vast" in text_of(national.get("/afspraken/"))
    form = text_of(national.get("/afspraken/nieuw/"))
    assert "Inspanning of resultaat?" in form
    made = national.post("/afspraken/nieuw/", NEW)
    assert (made.status_code, made["Location"]) == (302, "/afspraken/2022-09-16-a1/")
    row = agreement("2022-09-16-a1")
    [gauge] = row.promise.gauges
    assert (gauge.target, str(gauge.start), str(gauge.best)) == (100, "2022-09-16", "2023-03-31")
    assert str(gauge.latest) == "2023-06-30"
    page = text_of(national.get(made["Location"]))
    for said in ("Honderd flexwoningen", "bestuurlijk, resultaat", "eerst geld", "Wijzig de afspraak"):
        assert said in page


def test_every_fault_stands_at_its_field_at_once_and_nothing_typed_is_lost(as_role):
    national = as_role("national")
    wrong = NEW | {
        "latest": "",
        "best": "morgen",
        "owners": ["niemand"],
        "area": "GM0363",
        "target": "0",
        "dependencies": "weg: eerst geld",
        "agreed_on": "2999-01-01",
    }
    page = text_of(national.post("/afspraken/nieuw/", wrong), 422)
    for said in (
        "De afspraak heeft geen termijn",
        "Er is geen organisatie of tafel “niemand”",
        "“GM0363” is niet te kiezen",
        "0 is geen hoeveelheid",
        "Er is geen afspraak “weg”",
        "moet nog komen",
        "Honderd flexwoningen",
    ):
        assert said in page, said
    half = text_of(national.post("/afspraken/nieuw/", NEW | {"area": "", "indicator": ""}), 422)
    assert ("Kies een gebied." in half, "Kies wat er wordt geteld." in half) == (True, True)
    assert "Schrijf: sleutel: wat eerst moet" in text_of(
        national.post("/afspraken/nieuw/", NEW | {"dependencies": "geld"}), 422
    )
    assert national.get("/afspraken/2022-09-16-a1/").status_code == 404


def test_a_change_asks_a_reason_and_the_history_shows_old_and_new(as_role):
    national = as_role("national")
    national.post("/afspraken/nieuw/", NEW)
    url = "/afspraken/2022-09-16-a1/wijzigen/"
    assert "2023-06-30" in text_of(national.get(url))
    changed = {
        key: value for key, value in NEW.items() if key not in ("table", "agreed_on", "source", "basis")
    }
    changed |= {"latest": "2023-12-31", "start": "2022-09-16"}
    assert "field-error" in text_of(national.post(url, changed), 422)
    sent = national.post(url, changed | {"reason": "De fabriek levert later."})
    assert sent.status_code == 302
    page = text_of(national.get("/afspraken/2022-09-16-a1/"))
    assert "uiterlijk op: 30 juni 2023 → 31 december 2023" in page
    assert "De fabriek levert later. Functie national" in page
    assert str(agreement("2022-09-16-a1").promise.gauges[0].latest) == "2023-12-31"


def test_a_condition_that_closes_a_circle_is_named_at_its_field(as_role):
    national = as_role("national")
    row = agreement("2022-08-26-a3")
    form = {
        "title": row.title, "text": row.promise.text, "owners": list(row.promise.owners),
        "parties": list(row.promise.parties), "latest": str(row.latest), "reason": "x",
        "dependencies": "2022-08-26-a1: eerst plaatsen",
    }  # fmt: skip
    page = text_of(national.post("/afspraken/2022-08-26-a3/wijzigen/", form), 422)
    assert "Deze afspraken wachten op elkaar" in page
    assert 'id="id_dependencies_error"' in page


def test_an_ended_agreement_says_why_and_offers_no_change(as_role):
    national = as_role("national")
    url = f"{A13}beeindigen/"
    assert national.post(url, {"reason": " "}).status_code == 422
    assert national.post(url, {"reason": "De locatie is er."}).status_code == 302
    page = text_of(national.get(A13))
    assert "De locatie is er." in page
    assert "Wijzig de afspraak" not in page
    assert "al beëindigd" in text_of(national.post(url, {"reason": "Nog eens."}), 422)


def test_a_measure_is_added_changed_and_withdrawn(as_role):
    national = as_role("national")
    unknown = {"title": "Een locatie zoeken", "owner": "zb000210", "actions": "bestaat-niet"}
    assert "Er is geen actie “bestaat-niet”" in text_of(national.post(f"{A13}maatregel/", unknown), 422)
    sent = national.post(f"{A13}maatregel/", unknown | {"actions": "a4-rol-prt", "due": "2022-12-01"})
    assert sent.status_code == 302
    assert 'href="/opvolgingsplan/2022-08-26-a13-m1/"' in text_of(national.get(A13))
    url = "/opvolgingsplan/2022-08-26-a13-m1/"
    assert "a4-rol-prt" in text_of(national.get(url))
    changed = {"title": "Twee locaties zoeken", "owner": "zb000210", "reason": "Eén is te weinig."}
    assert national.post(url, changed).status_code == 302
    today = agreement("2022-08-26-a13").agreed_on
    assert measure("2022-08-26-a13-m1", day=today).title == "Twee locaties zoeken"
    assert national.post(url, changed | {"withdrawn": "on"}).status_code == 302
    assert national.get(url).status_code == 404


def _told(rows):
    return [(row.key, row.state, row.said, row.judgements) for row in rows]


def test_who_does_not_keep_the_table_reads_why(as_role):
    reader = as_role("reader")
    assert "secretariaat van de tafel" in text_of(reader.get("/afspraken/nieuw/"), 403)
    assert "Leg een afspraak vast" not in text_of(reader.get("/afspraken/"))
    province = as_role("province")
    assert "landelijk secretariaat" in text_of(province.get(f"{A4}wijzigen/"), 403)
    refused = text_of(province.post("/afspraken/nieuw/", NEW), 422)
    assert "“lrt” is niet te kiezen" in refused


def test_a_line_of_the_minutes_fills_the_form_and_shows_the_agreement_that_came_of_it(as_role):
    national = as_role("national")
    page = text_of(national.get("/verslagen/lrt-2022-09-16/"))
    assert page.count("Maak hier een afspraak van") == 3
    way = next(part for part in page.split('href="') if "regel=lrt-2022-09-16%2F4.2" in part).split('"')[0]
    form = text_of(national.get(way.replace("&amp;", "&")))
    for said in ("Het COA bekijkt per regio", 'value="lrt-2022-09-16/4.2"', 'value="2022-12-31"'):
        assert said in form
    made = national.post("/afspraken/nieuw/", NEW | {"origin": "lrt-2022-09-16/4.2"})
    after = text_of(national.get("/verslagen/lrt-2022-09-16/"))
    assert f'href="{made["Location"]}"' in after
    assert after.count("Maak hier een afspraak van") == 2
    assert "/verslagen/lrt-2022-09-16/#regel-4-2" in text_of(national.get(made["Location"]))
    assert "Maak hier een afspraak van" not in text_of(as_role("reader").get("/verslagen/lrt-2022-09-16/"))


def test_the_api_writes_changes_and_ends_and_tells_every_fault(as_role):
    national = as_role("national")

    def sent(url, body, client=national):
        return client.post(f"/api/v1{url}", json.dumps(body), content_type="application/json")

    promise = {
        "title": "Honderd flexwoningen", "text": "x", "owners": ["ipo"], "latest": "2023-06-30",
        "quantities": [{"indicator": "flex_homes", "area": "NL", "target": 100}],
    }  # fmt: skip
    new = {"table": "lrt", "agreedOn": "2022-09-16", "source": "agreement-2022-08-26", "promise": promise}
    made = sent("/agreements", new)
    assert made.status_code == 201, made.content
    key = made.json()["value"]["agreement"]
    assert made.json()["value"]["meters"][0]["latest"] == "2023-06-30"
    wrong = sent("/agreements", new | {"source": "weg", "promise": promise | {"owners": ["niemand"]}})
    said = " ".join(one["detail"] for one in wrong.json()["errors"])
    assert (wrong.status_code, "geen bron" in said, "niemand" in said) == (400, True, True)
    step = {"to": "changed", "reason": "later", "promise": promise | {"latest": "2023-12-31"}}
    assert sent(f"/agreements/{key}/steps", step).json()["value"]["latest"] == "2023-12-31"
    assert sent(f"/agreements/{key}/steps", {"to": "changed", "reason": "later"}).status_code == 400
    plan = sent(f"/agreements/{key}/measures", {"title": "Bouwen", "owner": "ipo"})
    assert plan.json()["value"]["measure"] == f"{key}-m1"
    change = {"to": "changed", "title": "Kopen", "owner": "ipo", "reason": "sneller"}
    assert sent(f"/agreements/{key}/measures/{key}-m1/steps", change).json()["value"]["title"] == "Kopen"
    listed = national.get(f"/api/v1/agreements/{key}/measures").json()["value"]
    assert [one["title"] for one in listed] == ["Kopen"]
    assert sent(f"/agreements/{key}/steps", {"to": "ended", "reason": "klaar"}).json()["value"]["ended"]
    assert sent("/agreements", new, as_role("coa")).status_code == 403


def test_a_page_of_the_list_costs_the_same_with_fifty_agreements_more(as_role):
    national = as_role("national")
    counted = []
    for _round in range(2):
        national.get("/afspraken/")
        with CaptureQueriesContext(connection) as found:
            page = text_of(national.get(f"/afspraken/?sorteer=title&x={_round}"))
        counted.append(len(found))
        for n in range(55):
            national.post(
                "/afspraken/nieuw/", NEW | {"title": f"Afspraak {n} van {_round}", "dependencies": ""}
            )
    assert counted == [14, 14]
    assert "Pagina 1 van 2" in page
    second = text_of(national.get("/afspraken/?pagina=2"))
    assert "Pagina 2 van 3" in second


def test_the_list_filters_searches_and_sorts_over_all_pages(as_role):
    national = as_role("national")
    for n in range(40):
        national.post("/afspraken/nieuw/", NEW | {"title": f"Verzonnen {n:02}", "dependencies": ""})
    then = "bekend-op=2022-09-16T20:00"
    assert "53 rijen" in text_of(national.get("/afspraken/"))
    assert "40 van 53 rijen" in text_of(national.get("/afspraken/?zoek=verzonnen"))
    assert "40 van 53 rijen" in text_of(national.get("/afspraken/?zoek=interprovinciaal"))
    assert "2 van 13 rijen" in text_of(national.get(f"/afspraken/?{then}&stand=behind"))
    assert "11 van 13 rijen" in text_of(national.get(f"/afspraken/?{then}&stand=no_figures"))
    meeting = datetime(2022, 9, 16, 20, tzinfo=ZoneInfo("Europe/Amsterdam"))
    every = agreements(meeting)
    for state in MeterState:
        found = Listing(ListAsked(meeting, state=state))
        assert _told(found[0:20]) == _told(row for row in every if row.state is state)
    assert _told(Listing(ListAsked(meeting))[0:20]) == _told(every)
    assert "0 van 53 rijen" in text_of(national.get("/afspraken/?tafel=prt-pv22"))
    for sort in ("title", "-title", "state", "-measured", "measured", "owner", "-latest", "onzin"):
        assert "Verzonnen" in text_of(national.get(f"/afspraken/?sorteer={sort}"))
    worst = text_of(national.get(f"/afspraken/?{then}&sorteer=state"))
    assert worst.index("2022-08-26-a7") < worst.index("2022-08-26-a1/")


def test_what_the_forms_ask_of_the_database(as_role):
    national = as_role("national")
    for url, asked in (("/afspraken/nieuw/", 10), (f"{A4}wijzigen/", 14), (f"{A4}maatregel/", 14)):
        national.get(url)
        with CaptureQueriesContext(connection) as found:
            assert national.get(url).status_code == 200
        assert len(found) == asked, url


def test_a_person_of_the_province_writes_for_its_own_table(as_role):
    add("national")
    province = as_role("province")
    new = NEW | {"table": "prt-pv22", "owners": ["pv22"], "parties": [], "dependencies": "", "area": "PV22"}
    form = text_of(province.get("/afspraken/nieuw/"))
    assert "Westerveld" in form
    made = province.post("/afspraken/nieuw/", new)
    assert made.status_code == 302, text_of(made, 422)
    assert "Wijzig de afspraak" in text_of(province.get(made["Location"]))
