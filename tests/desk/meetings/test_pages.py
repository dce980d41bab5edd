"""Pages of meetings as each role: what is shown, what is refused with its reason, and what a page costs."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from regietafel.core.meetings.agenda import Item
from regietafel.core.meetings.line_kinds import LineKind
from regietafel.desk.audit.chain import Command
from regietafel.desk.meetings import actions, queries
from tests.desk.accounts.people import PASSWORD, add, address

BY = Command("test")
LRT = "/vergaderingen/lrt-2022-09-16/"


def text_of(answer) -> str:
    """What a reader sees, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


@pytest.fixture
def as_role(case, settings) -> Callable[[str], Client]:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

    def client(role: str) -> Client:
        found = Client(headers={"host": "127.0.0.1"})
        if role != "visitor":
            add(role)
            found.post("/account/aanmelden/", {"login": address(role), "password": PASSWORD})
        return found

    return client


@pytest.fixture
def ahead(case) -> str:
    """A meeting of the LRT that is still to come, with two items."""
    now = timezone.now()
    key = actions.plan_meeting(by=BY, at=now, table="lrt", day=now.date() + timedelta(days=7))
    actions.set_agenda(by=BY, at=now, meeting=key, items=[Item(0, "Opening"), Item(0, "Slot")], seen=0)
    return key


def write(client: Client, key: str, text: str, *, client_id: str = "regel-0001", **more: str):
    given = {"text": text, "client_id": client_id, "item": "1", "stap": "write", **more}
    return client.post(f"/vergaderingen/{key}/invoer/", given)


def test_a_visitor_sees_when_a_table_met_and_why_not_what_was_said(as_role):
    said = text_of(as_role("visitor").get(LRT))
    assert "LRT, 16 september 2022" in said
    assert "gehouden" in said
    assert "zijn voor wie aan deze tafel zit" in said
    assert "grote gezinnen" not in said


def test_a_partner_reads_every_line_with_its_number_and_the_fault_in_the_list(as_role):
    answer = as_role("reader").get(LRT)
    said = text_of(answer)
    assert "Er zijn 16 regels vastgelegd" in said
    assert "grote gezinnen" in said
    assert "Weterings (VNG) staat bij de aanwezigen én bij de afwezigen" in said
    assert 'id="regel-3-4"' in answer.content.decode()


def test_before_the_evening_of_the_meeting_it_was_not_known(as_role):
    client = as_role("national")
    assert client.get(f"{LRT}?bekend-op=2022-09-16T19:00").status_code == 404
    assert client.get(f"{LRT}?bekend-op=2022-09-16T20:00").status_code == 200


@pytest.mark.parametrize(
    ("role", "path", "most"),
    [
        ("reader", "", 12),
        ("national", "", 12),
        ("reader", "agenda/", 12),
        ("national", "agenda/", 12),
        ("national", "invoer/", 12),
        ("reader", "aanwezigheid/", 14),
    ],
)
def test_a_page_of_a_meeting_takes_at_most_so_many_queries(as_role, role, path, most):
    client = as_role(role)
    client.get(LRT)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(LRT + path).status_code == 200
    assert len(asked) <= most, [query["sql"][:120] for query in asked]


def test_the_list_of_meetings_takes_as_many_queries_whatever_its_length(as_role, ahead):
    client = as_role("visitor")
    with CaptureQueriesContext(connection) as few:
        client.get("/vergaderingen/?tafel=lrt&sorteer=day")
    now = timezone.now()
    for week in range(2, 6):
        actions.plan_meeting(by=BY, at=now, table="lrt", day=now.date() + timedelta(weeks=week))
    with CaptureQueriesContext(connection) as many:
        client.get("/vergaderingen/?tafel=lrt&sorteer=state")
    assert len(few) == len(many)


def test_a_line_is_written_without_a_script_and_sent_twice_stands_once(as_role, ahead):
    client = as_role("national")
    answer = write(client, ahead, "COA maakt een lijst !actie @coa 31-12-2026 #2")
    assert answer.status_code == 302
    assert answer["Location"].endswith("?punt=2")
    write(client, ahead, "COA maakt een lijst !actie @coa 31-12-2026 #2")
    (line,) = queries.lines_of(ahead)
    assert (line.text, line.kind, line.owner, str(line.due), line.item) == (
        "COA maakt een lijst",
        LineKind.ACTION,
        "zb000210",
        "2026-12-31",
        2,
    )


@pytest.mark.parametrize(
    "typed", ["x !brief", "31-02-2027", "bel\x07", "x" * 10_001, "@niemand doet iets", "  "]
)
def test_what_is_refused_is_said_and_what_was_typed_stays(as_role, ahead, typed):
    answer = write(as_role("national"), ahead, typed)
    assert answer.status_code == 422
    assert "Wat u typte, staat er nog" in text_of(answer)
    assert queries.lines_of(ahead) == ()
    if typed.strip() and "\x07" not in typed:
        assert typed in unescape(answer.content.decode())


def test_html_and_ten_thousand_characters_are_shown_as_they_were_typed(as_role, ahead):
    client = as_role("national")
    write(client, ahead, "<script>alert(1)</script> !feit")
    write(client, ahead, "lang " * 1999, client_id="regel-0002")
    shown = client.get(f"/vergaderingen/{ahead}/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<script>alert" not in shown
    assert ("lang " * 1999).strip() in shown


def test_the_second_of_two_secretaries_sees_both_texts_and_loses_nothing(as_role, ahead):
    client = as_role("national")
    write(client, ahead, "Begin")
    change = {"place": "1.1", "seen": "1", "kind": "fact"}
    assert write(client, ahead, "Van de eerste", **change).status_code == 302
    answer = write(client, ahead, "Van de tweede", **change)
    assert answer.status_code == 409
    said = text_of(answer)
    assert "intussen veranderd" in said
    assert "Van de eerste" in said
    assert "Van de tweede" in said
    assert write(client, ahead, "Samen", **{**change, "seen": "2"}).status_code == 302
    assert [line.text for line in queries.lines_of(ahead)] == ["Samen"]


def test_the_script_gets_the_list_of_lines_and_204_when_nothing_changed(as_role, ahead):
    client = as_role("national")
    given = {"text": "Regel", "client_id": "regel-0001", "item": "1", "stap": "write"}
    answer = client.post(f"/vergaderingen/{ahead}/invoer/", given, headers={"X-Run-Sheet": "1"})
    assert (answer.status_code, answer["X-Line"]) == (201, f"{ahead}/1.1")
    version = re.search(r'data-version="(\w+)"', answer.content.decode())
    assert version is not None
    part = f"/vergaderingen/{ahead}/invoer/?deel=regels&gezien={version[1]}"
    assert client.get(part).status_code == 204


def test_a_province_that_is_behind_is_proposed_and_goes_on_the_agenda_with_its_source(as_role, ahead):
    client = as_role("national")
    page = f"/vergaderingen/{ahead}/agenda/voorstellen/"
    said = text_of(client.get(page))
    assert "Flevoland ligt niet op schema (2022-II)" in said
    reference = re.search(
        r'name="voorstel" value="(monitor [^"]+PV24[^"]+)"', client.get(page).content.decode()
    )
    assert reference is not None
    client.post(page, {"stap": "accept", "voorstel": reference[1]})
    agenda = queries.agenda(ahead)
    assert agenda is not None
    assert [item.source.value for item in agenda.items] == ["free", "free", "monitor"]
    assert "Flevoland" not in text_of(client.get(page))
    assert "/monitor/2022-II/pv24/" in client.get(f"/vergaderingen/{ahead}/").content.decode()


def test_action_list_open_requests_and_agreements_behind_are_put_forward_by_themselves(as_role, ahead):
    answer = as_role("national").get(f"/vergaderingen/{ahead}/agenda/voorstellen/")
    said = text_of(answer)
    assert "Actielijst" in said
    assert 'value="agreement 2022-08-26-a' in answer.content.decode()
    assert "/afspraken/2022-08-26-a" in answer.content.decode()


def test_a_line_leads_to_what_came_of_it(as_role):
    shown = as_role("reader").get(LRT).content.decode()
    line = shown[shown.index('id="regel-3-4"') : shown.index('id="regel-3-5"')]
    assert 'href="/verzoeken/' in line


def test_a_province_hears_of_its_own_schedule_only(as_role):
    now = timezone.now()
    key = actions.plan_meeting(by=BY, at=now, table="prt-pv22", day=now.date() + timedelta(days=7))
    said = text_of(as_role("province").get(f"/vergaderingen/{key}/agenda/voorstellen/"))
    assert "Drenthe ligt niet op schema" in said
    assert "Flevoland" not in said


def test_an_agenda_that_changed_meanwhile_is_refused_and_what_was_typed_stays(as_role, ahead):
    client = as_role("national")
    page = f"/vergaderingen/{ahead}/agenda/"
    rows = {
        "stap": "set",
        "seen": "1",
        "title-1": "Slot",
        "order-1": "2",
        "title-2": "Opening",
        "order-2": "1",
    }
    assert client.post(page, rows).status_code == 302
    agenda = queries.agenda(ahead)
    assert agenda is not None
    assert [item.title for item in agenda.items] == ["Opening", "Slot"]
    answer = client.post(page, {**rows, "title-3": "Nieuw onderwerp"})
    assert answer.status_code == 409
    assert 'value="Nieuw onderwerp"' in answer.content.decode()


def test_a_partner_answers_a_written_round_for_itself_only(as_role):
    now = timezone.now()
    key = actions.open_round(
        by=BY,
        at=now,
        table="lrt",
        question="Kan de brief uit?",
        asked=["vng", "ipo"],
        term=now.date() + timedelta(days=3),
        silence="agrees",
    )
    client = as_role("reader")
    page = f"/vergaderingen/{key}/"
    assert "Zwijgregel : wie zwijgt, stemt in" in text_of(client.get(page)).replace(
        "Zwijgregel:", "Zwijgregel :"
    )
    assert client.post(page, {"stap": "reply", "partner": "vng", "reply": "agrees"}).status_code == 302
    assert client.post(page, {"stap": "reply", "partner": "ipo", "reply": "against"}).status_code == 403
    found = queries.round_of(key)
    assert found is not None
    assert found.replies == {"vng": "agrees"}


def test_a_cancelled_meeting_says_so_with_its_reason(as_role, ahead):
    client = as_role("national")
    assert client.post(f"/vergaderingen/{ahead}/", {"stap": "cancel", "reason": ""}).status_code == 422
    client.post(f"/vergaderingen/{ahead}/", {"stap": "cancel", "reason": "Kamerdebat"})
    said = text_of(as_role("visitor").get(f"/vergaderingen/{ahead}/"))
    assert "Deze vergadering gaat niet door. Kamerdebat" in said


def test_a_feed_keeps_a_cancelled_meeting_and_is_read_back_as_it_was_written(as_role, ahead):
    actions.cancel(by=BY, at=timezone.now(), meeting=ahead, reason="Kamerdebat")
    body = as_role("visitor").get("/vergaderingen/tafel/lrt.ics").content
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    events = read_calendar(body.decode())
    assert [event["STATUS"] for event in events] == ["CONFIRMED", "CANCELLED"]
    assert events[0]["UID"] == "lrt-2022-09-16@regietafel"
    assert events[0]["SUMMARY"] == "LRT, 16 september 2022"
    assert datetime.strptime(events[0]["DTSTART"], "%Y%m%d").date().isoformat() == "2022-09-16"  # noqa: DTZ007


def read_calendar(text: str) -> list[dict[str, str]]:
    """Events of an iCalendar file by RFC 5545: lines unfolded, parameters off, values unescaped."""
    events: list[dict[str, str]] = []
    for line in text.replace("\r\n ", "").split("\r\n"):
        name, _colon, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and name not in ("END", "BEGIN"):
            value = re.sub(
                r"\\([\\;,nN])", lambda found: {"n": "\n", "N": "\n"}.get(found[1], found[1]), value
            )
            events[-1][name.split(";")[0]] = value
    return events
