"""The pages of mandates: the lock in one sentence, what can be done, and who may."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from regietafel.desk.mandates import queries
from tests.desk.accounts.people import PASSWORD, add, address

ADDRESS = "/mandaten/lrt-hlrt-letter-2023-I/"
NEW = {
    "giver": "lrt",
    "holder": "hlrt",
    "kind": "send_letter",
    "subject": "taakstelling 2027-I",
    "start": "01-01-2026",
    "at_most": "1",
}


def said(answer) -> str:
    main = answer.content.decode().split("<main", 1)[1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


@pytest.fixture
def national(case, settings) -> Client:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    add("national")
    client = Client()
    client.post("/account/aanmelden/", {"login": address("national"), "password": PASSWORD})
    return client


def test_on_the_evening_of_the_meeting_the_answer_is_yes(reader):
    page = said(reader.get(f"{ADDRESS}?bekend-op=2022-09-16T20:00"))
    assert "Mag de HLRT de brief over de taakstelling 2023-I versturen?" in page
    assert "Ja, tot en met 2 oktober 2022, nog 1 keer, onder mandaat van de LRT." in page
    assert "Bekendmaken uiterlijk 2 oktober 2022" in page


def test_after_the_letter_the_answer_is_no_with_what_happened_and_the_deadline_was_met(reader):
    page = said(reader.get(f"{ADDRESS}?bekend-op=2022-10-01"))
    assert "Nee. Het mandaat is al gebruikt op 30 september 2022, en het gold voor 1 keer." in page
    assert "Op tijd: bekendgemaakt op 30 september 2022, uiterste dag 2 oktober 2022" in page
    assert "De melding wacht op de gever" in page


def test_before_the_meeting_there_is_no_such_mandate(reader):
    assert reader.get(f"{ADDRESS}?bekend-op=2022-09-16T19:00").status_code == 404


def test_the_list_says_how_many_can_be_used(reader):
    assert "Er is één mandaat, en het kan nu gebruikt worden." in said(
        reader.get("/mandaten/?bekend-op=2022-09-16T20:00")
    )
    assert "taakstelling 2023-I" not in said(reader.get("/mandaten/?tafel=mcms"))


def test_a_mandate_that_is_not_public_is_for_its_tables(national, reader):
    assert national.post("/mandaten/geven/", NEW).status_code == 302
    hidden = "/mandaten/lrt-hlrt-taakstelling-2027-I/"
    assert national.get(hidden).status_code == 200
    assert reader.get(hidden).status_code == 302
    assert "2027-I" not in said(reader.get("/mandaten/"))
    assert reader.get("/api/v1/mandates/lrt-hlrt-taakstelling-2027-I").status_code == 401


def test_a_mandate_without_limits_is_refused_and_nothing_typed_is_lost(national):
    answer = national.post("/mandaten/geven/", {**NEW, "at_most": ""})
    assert answer.status_code == 422
    assert "Het mandaat heeft geen grenzen. Geef een einddatum, een aantal keer of een voorwaarde." in said(
        answer
    )
    assert 'value="taakstelling 2027-I"' in answer.content.decode()


def test_given_used_and_discussed_on_one_page(national):
    national.post("/mandaten/geven/", {**NEW, "must": "De opmerkingen zijn verwerkt"})
    hidden = "/mandaten/lrt-hlrt-taakstelling-2027-I/"
    use = {"stap": "use", "use-done_on": "02-02-2026", "use-report": "Verstuurd op 2 februari."}
    refused = national.post(hidden, use)
    assert refused.status_code == 422
    assert "Een voorwaarde is niet bevestigd: De opmerkingen zijn verwerkt." in said(refused)
    assert national.post(hidden, {**use, "use-met": "must-1"}).status_code == 302
    page = said(national.get(hidden))
    assert "Verstuurd op 2 februari." in page
    act = queries.mandate("lrt-hlrt-taakstelling-2027-I").acts[0].key
    assert national.post(hidden, {"stap": "acknowledge", "act": act}).status_code == 302
    again = national.post(hidden, {"stap": "acknowledge", "act": act})
    assert again.status_code == 409


def test_a_mandate_is_withdrawn_with_a_reason(national):
    national.post("/mandaten/geven/", NEW)
    hidden = "/mandaten/lrt-hlrt-taakstelling-2027-I/"
    taken = {"stap": "withdraw", "withdraw-withdrawn_from": "01-01-2999", "withdraw-reason": ""}
    assert national.post(hidden, taken).status_code == 422
    assert national.post(hidden, {**taken, "withdraw-reason": "Niet meer nodig."}).status_code == 302
    assert "Niet meer nodig." in said(national.get(hidden))


def test_marks_and_control_characters_in_text_are_shown_as_text(national):
    text = "<script>alert(1)</script> & \u202e"
    national.post("/mandaten/geven/", {**NEW, "must": text})
    page = national.get("/mandaten/lrt-hlrt-taakstelling-2027-I/").content.decode()
    assert "<script>alert" not in page


def test_queries_of_the_pages_do_not_grow(reader, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        reader.get("/mandaten/")
    with django_assert_max_num_queries(12):
        reader.get(ADDRESS)


def test_the_api_gives_the_lock_with_its_steps(reader):
    found = reader.get("/api/v1/mandates/lrt-hlrt-letter-2023-I?knownOn=2022-09-16T20:00:00%2B02:00").json()
    assert (found["value"]["opens"], found["value"]["objections"]) == (True, [])
    assert found["rule"] == "lock"
    assert found["steps"]


def test_the_api_gives_uses_and_refuses_with_the_reason(national):
    body = {"giver": "lrt", "holder": "hlrt", "subject": "taakstelling 2027-I", "start": "2026-01-01"}
    kind = {"content_type": "application/json"}
    refused = national.post("/api/v1/mandates", body, **kind)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (400, "faults")
    assert national.post("/api/v1/mandates", {**body, "atMost": 1}, **kind).status_code == 201
    acts = "/api/v1/mandates/lrt-hlrt-taakstelling-2027-I/acts"
    act = {"doneOn": "2026-02-02", "report": "Verstuurd."}
    assert national.post(acts, act, **kind).status_code == 201
    again = national.post(acts, act, **kind)
    assert again.status_code == 409
    assert "gebruikt op 2 februari 2026" in again.json()["detail"]
