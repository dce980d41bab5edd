"""The pages of agreements, the API beside them, and what they cost."""

from __future__ import annotations

import json
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from regietafel.core.agreements.promise import Gauge, Promise
from regietafel.desk.agreements.actions import add_agreement
from regietafel.desk.agreements.queries import agreement
from regietafel.desk.meetings.asked_for import asked_for
from regietafel.desk.tables.queries import table
from tests.desk.accounts.people import BY

THEN = "bekend-op=2022-09-16T20:00"
A1, A4 = "/afspraken/2022-08-26-a1/", "/afspraken/2022-08-26-a4/"


def text_of(client, url, *, status=200):
    response = client.get(url)
    assert response.status_code == status, response.content[:500]
    return response.content.decode().replace("\xa0", " ")


def test_the_list_shows_all_thirteen_with_the_state_of_their_figures(reader):
    page = text_of(reader, f"/afspraken/?{THEN}")
    assert page.count('href="/afspraken/2022-08-26-a') == 13
    for said in ("4.990 van 20.000", "geen cijfers", "3.100 van 7.500", "resultaat: onvoldoende"):
        assert said in page


def test_before_the_agreements_the_page_says_that_there_are_none(reader):
    assert "nog geen afspraken bekend" in text_of(reader, "/afspraken/?bekend-op=2022-08-01")
    text_of(reader, f"{A4}?bekend-op=2022-08-01", status=404)


def test_the_20000_shows_its_course_and_in_january_that_it_was_not_kept(reader):
    then = text_of(reader, f"{A4}?{THEN}")
    for said in ("4.990", "20.000", "1 september 2022", "verzonnen", "Hoe is dit berekend?"):
        assert said in then
    later = text_of(reader, f"{A4}?bekend-op=2023-01-05")
    for said in ("17.126", "niet gehaald", "2.874"):
        assert said in later


def test_the_places_show_five_quantities_apart_and_the_judgement_beside_the_meter(reader):
    page = text_of(reader, f"{A1}?{THEN}")
    for said in (
        "3.540",
        "11.250",
        "19 juli 2022",
        "Landelijke Regietafel",
        "onvoldoende",
        "Hangt af van",
        "Zeeland",
    ):
        assert said in page
    assert "Sinds de afspraak is er geen cijfer" in page
    assert "Nodig voor" in text_of(reader, f"/afspraken/2022-08-26-a3/?{THEN}")


def test_a_made_up_term_is_marked(reader):
    assert "aangenomen" in text_of(reader, f"/afspraken/2022-08-26-a10/?{THEN}")


def test_a_party_gives_a_judgement_and_an_empty_one_says_what_is_missing(as_role):
    coa = as_role("coa")
    url = "/afspraken/2022-08-26-a13/"
    assert "Geef een oordeel" in text_of(coa, url)
    empty = coa.post(url, {"about": "effort"})
    assert (empty.status_code, b'role="alert"' in empty.content) == (422, True)
    sent = coa.post(url, {"about": "effort", "opinion": "yes", "reason": "Er is een locatie gevonden."})
    assert sent.status_code == 302
    assert "Er is een locatie gevonden." in text_of(coa, url)
    assert "Geef een oordeel" not in text_of(coa, f"{url}?{THEN}")


def test_who_is_no_party_reads_why_there_is_no_form(as_role):
    municipality = as_role("municipality")
    page = text_of(municipality, A4)
    assert "Alleen partijen bij de afspraak" in page
    assert municipality.post(A4, {"about": "effort", "opinion": "yes", "reason": "x"}).status_code == 403


def test_the_api_says_what_the_page_says(reader):
    row = agreement("2022-08-26-a4")
    shown = reader.get("/api/v1/agreements/2022-08-26-a4", {"knownOn": "2023-01-05"}).json()
    assert shown["value"]["state"] == "not_kept" == row.state.value
    assert shown["value"]["meters"][0]["measured"] == 17126
    assert shown["rule"] == "agreement_meter"
    behind = reader.get("/api/v1/agreements", {"state": "behind", "knownOn": "2022-09-16T20:00:00+02:00"})
    assert [one["agreement"] for one in behind.json()["value"]] == ["2022-08-26-a4", "2022-08-26-a7"]
    assert reader.get("/api/v1/agreements/weg").status_code == 404


def test_a_judgement_over_the_api_is_refused_with_its_reason_for_who_is_no_party(as_role):
    url = "/api/v1/agreements/2022-08-26-a13/judgements"
    body = json.dumps({"about": "result", "opinion": "partly", "reason": "Half."})
    refused = as_role("municipality").post(url, body, content_type="application/json")
    assert (refused.status_code, "partijen" in refused.json()["detail"]) == (403, True)
    coa = as_role("coa")
    assert coa.post(url, body, content_type="application/json").status_code == 201
    empty = coa.post(url, body.replace("Half.", " "), content_type="application/json")
    assert empty.status_code == 400


def test_what_the_pages_ask_of_the_database(reader):
    for url, asked in ((f"/afspraken/?{THEN}", 11), (f"{A4}?{THEN}", 9), (f"{A1}?{THEN}", 12)):
        reader.get(url)
        with CaptureQueriesContext(connection) as found:
            assert reader.get(f"{url}&x={asked}").status_code == 200
        assert len(found) == asked, url


def test_the_plan_shows_measures_with_actions_to_who_sits_at_the_table(as_role, reader):
    assert reader.get("/opvolgingsplan/").status_code == 302
    assert "Wat wordt eraan gedaan" not in text_of(reader, f"{A4}?{THEN}")
    national = as_role("national")
    plan = text_of(national, f"/opvolgingsplan/?{THEN}")
    for said in ("Een regeling voor grote gezinnen", "brief over de 20.000", "0 / 4", "nog niet begonnen"):
        assert said in plan
    assert "Wat wordt eraan gedaan" in text_of(national, f"{A4}?{THEN}")
    summer = text_of(national, "/opvolgingsplan/?bekend-op=2023-07-03T12:00")
    for said in ("1 / 1", "klaar", "te laat"):
        assert said in summer
    municipality = as_role("municipality")
    assert "geen opvolgingsplan dat u mag lezen" in text_of(municipality, f"/opvolgingsplan/?{THEN}")


def test_an_import_turns_an_agreement_from_on_course_to_behind_and_the_agenda_of_its_table_asks_for_it(
    as_role,
):
    at = timezone.now()
    start = at.date() - timedelta(days=100)
    term = at.date() + timedelta(days=100)
    gauge = Gauge("cno_promised", "NL", 1000, start, term, term)
    promise = Promise(
        "Duizend plaatsen", "Er komen er 1.000.", ("veiligheidsberaad",), (), None, term, (gauge,)
    )
    key = add_agreement(by=BY, at=at, table="lrt", agreed_on=start, promise=promise, source="nrc-2022-08-15")
    client = as_role("national")

    def sent(value, day):
        sheet = SimpleUploadedFile(
            "cno.csv", f"gebied;peildatum;cno promised\nNL;{day};{value}\n".encode(), "text/csv"
        )
        form = {
            "indicator": "cno_promised",
            "sourceKey": "opgave",
            "sourceTitle": "Opgave",
            "motive": "opgave",
        }
        answer = client.post("/api/v1/figures?dryRun=false", {**form, "file": sheet})
        assert answer.status_code == 201, answer.content[:600]

    sent(300, start + timedelta(days=50))
    assert "op koers" in text_of(client, f"/afspraken/{key}/")
    sent(310, start + timedelta(days=90))
    assert "Duizend plaatsen: achter" in text_of(client, f"/afspraken/{key}/")
    [found] = [one for one in asked_for(table("lrt", at.date())) if one.source_key.startswith(key)]
    assert found.title == "Afspraak achter: Duizend plaatsen"
    assert "was de afspraak op koers" in found.ground


def test_an_agreement_leads_to_the_line_of_the_minutes_that_it_comes_from(reader):
    at = timezone.now()
    promise = Promise(
        "Plekken", "Er komen plekken.", ("veiligheidsberaad",), (), None, at.date() + timedelta(days=9), ()
    )
    key = add_agreement(
        by=BY,
        at=at,
        table="lrt",
        agreed_on=at.date(),
        promise=promise,
        source="nrc-2022-08-15",
        origin="lrt-2022-09-16/3.4",
    )
    page = text_of(reader, f"/afspraken/{key}/")
    assert 'href="/verslagen/lrt-2022-09-16/#regel-3-4">verslag van de LRT van 16 september 2022' in page
