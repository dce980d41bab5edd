"""Whatever is typed in a form of parts 3 and 4 is shown as text, or refused in a sentence with nothing lost or stored."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from tests.desk.accounts.people import PASSWORD, add, address

MEETING = "lrt-2022-09-16"
MARKS = "<script>alert(1)</script><img src=x onerror=alert(2)> & \"brief\" 'x' {{ 7 }} %s"
LONG = "lang " * 2000
FORMS: dict[str, tuple[str, str, dict[str, object]]] = {
    "action": (
        "/acties/nieuw/",
        "text",
        {"raised_by": "lrt", "owner": "vng", "tables": ["lrt"], "raised_on": "2022-09-16"},
    ),
    "request": (
        "/verzoeken/nieuw/",
        "text",
        {"raised_by": "vng", "owner": "mnre1058", "tables": ["lrt"], "raised_on": "2022-09-16"},
    ),
    "step of an action": ("/acties/rijk-bij-prt/", "reason", {"to": "started", "on": "2022-09-20"}),
    "short line": ("/korte-lijn/prt-pv22/", "text", {}),
    "judgement": ("/afspraken/2022-08-26-a4/", "reason", {"about": "effort", "opinion": "partly"}),
    "remark": (f"/verslagen/{MEETING}/opmerkingen/nieuw/", "text", {"partner": "mnre1058"}),
    "line of minutes": (
        f"/verslagen/{MEETING}/regels/2.3/",
        "text",
        {"seen": "1", "kind": "action", "owner": "mnre1058", "due": "", "reason": ""},
    ),
    "proposal": (f"/vergaderingen/{MEETING}/agenda/voorstellen/", "title", {"stap": "propose"}),
    "written round": (
        "/vergaderingen/schriftelijk/",
        "question",
        {"table": "lrt", "asked": ["mnre1034"], "term": "31-12-2099", "silence": "agrees"},
    ),
    "condition of a mandate": (
        "/mandaten/geven/",
        "must",
        {
            "giver": "lrt",
            "holder": "hlrt",
            "kind": "send_letter",
            "subject": "taakstelling 2027-I",
            "start": "01-01-2026",
            "at_most": "1",
        },
    ),
}


@pytest.fixture
def national(case, settings) -> Client:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    add("national")
    client = Client(raise_request_exception=True)
    client.post("/account/aanmelden/", {"login": address("national"), "password": PASSWORD})
    return client


def answered(client: Client, form: str, typed: str) -> tuple[int, str]:
    """The status of the answer, and the page that the reader then sees."""
    page, field, more = FORMS[form]
    answer = client.post(page, {**more, field: typed}, follow=True)
    status = answer.redirect_chain[0][1] if answer.redirect_chain else answer.status_code
    return status, answer.content.decode()


def main_of(page: str) -> str:
    return page.split("<main", 1)[1]


@pytest.mark.parametrize("form", FORMS)
def test_marks_are_kept_and_shown_as_they_were_typed(national, form):
    status, page = answered(national, form, MARKS)
    assert status in (302, 422), page[:400]
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    if status == 422 or form not in ("condition of a mandate", "proposal", "action", "request"):
        assert "alert(1)" in unescape(main_of(page))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("typed", ["met\x00nul", "met\x07bel \u202eomgekeerd"])
def test_a_control_character_is_refused_or_left_out_and_never_shown(national, form, typed):
    status, page = answered(national, form, typed)
    assert status in (302, 422)
    assert not set("\x00\x07\u202e") & set(re.sub(r"<(textarea|input)[^>]*>[^<]*", "", main_of(page)))


@pytest.mark.parametrize("form", FORMS)
def test_ten_thousand_characters_are_kept_or_refused_with_the_most_that_fits(national, form):
    status, page = answered(national, form, LONG)
    assert status in (302, 422)
    if status == 422:
        said = re.sub(r"<[^>]+>", " ", main_of(page))
        assert re.search(r"(hoogstens|maximaal|langer dan|tekens|te lang)", said), said[:600]
        assert "lang lang lang" in said or 'value="lang lang' in page
