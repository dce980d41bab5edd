"""A sheet over the API: checked unless asked otherwise, by who may, with every fault, and stored once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import CaptureQueriesContext

from regietafel.desk.audit.queries import head
from regietafel.desk.figures.queries import lines
from tests.desk.accounts.people import PASSWORD, add, address

GOOD = "gebied;periode;gehuisvest\nGM1904;2022-09;3\n"
FAULTY = "gebied;periode;gehuisvest\nGM1904;2022-09;1O\nGM9999;2022-09;4\nGM1904;2999-01;1\n"
URL = "/api/v1/figures"
MAY = {"national", "province", "municipality", "coa"}
ROLES = ("visitor", "national", "province", "municipality", "coa", "reader", "administrator")


@pytest.fixture
def send(case, db, settings) -> Callable[..., Any]:
    """Send a sheet as a role: `send("national", GOOD, dry_run=False)`."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    clients: dict[str, Client] = {}

    def signed_in(role: str) -> Client:
        client = Client(enforce_csrf_checks=False, raise_request_exception=False)
        if role != "visitor":
            add(role)
            client.post("/account/aanmelden/", {"login": address(role), "password": PASSWORD})
        return client

    def sent(role: str, sheet: str | bytes, *, dry_run: bool | None = None, **more: str) -> Any:
        client = clients.setdefault(role, None) or signed_in(role)
        clients[role] = client
        data = sheet.encode() if isinstance(sheet, str) else sheet
        query = "" if dry_run is None else f"?dryRun={str(dry_run).lower()}"
        form = {
            "indicator": "housed",
            "sourceKey": "opgave-september",
            "sourceTitle": "Opgave",
            "motive": "proef",
        }
        upload = SimpleUploadedFile("september.csv", data, "text/csv")
        return client.post(URL + query, {**form, **more, "file": upload}, headers={"Accept-Language": "nl"})

    return sent


def known(area: str = "GM1904") -> list[tuple[str, int]]:
    rows = lines(indicator="housed", moment=None, area=area, start=date(2022, 9, 1), until=date(2022, 10, 1))
    return sorted((row.source_key, row.value) for row in rows)


def test_without_asking_otherwise_a_sheet_is_only_checked(send):
    send("national", GOOD)
    before, chain = known(), head()
    answer = send("national", GOOD)
    assert answer.status_code == 200, answer.content
    assert head() == chain
    value = answer.json()["value"]
    assert (value["state"], value["delivery"]) == ("checked", None)
    assert [(row["area"], row["value"], row["outcome"]) for row in value["rows"]] == [("GM1904", 3, "new")]
    assert known() == before


def test_a_confirmed_sheet_counts_and_the_same_sheet_again_changes_nothing(send):
    before = known()
    first = send("national", GOOD, dry_run=False)
    assert first.status_code == 201, first.content
    assert first.json()["value"]["state"] == "confirmed"
    assert known() == sorted([*before, ("opgave-september", 3)])
    again = send("national", GOOD, dry_run=False)
    assert again.status_code == 200
    assert again.json()["value"]["state"] == "unchanged"
    assert known() == sorted([*before, ("opgave-september", 3)])


def test_a_correction_shows_old_and_new(send):
    send("national", GOOD, dry_run=False)
    row = send("national", GOOD.replace(";3", ";5")).json()["value"]["rows"][0]
    assert (row["outcome"], row["oldValue"], row["value"]) == ("corrected", 3, 5)


def test_all_faults_come_together_and_nothing_is_stored(send):
    checked = send("national", FAULTY)
    assert checked.status_code == 200
    value = checked.json()["value"]
    assert value["state"] == "faulty"
    refused = send("national", FAULTY, dry_run=False)
    assert refused.status_code == 400
    assert len(refused.json()["errors"]) == len(value["faults"]) == 3
    assert all(error["in"] == "body" and error["detail"] for error in refused.json()["errors"])


@pytest.mark.parametrize("role", ROLES)
def test_who_may_enter_a_figure_may_send_it_and_others_are_told_why_not(role, send):
    answer = send(role, GOOD)
    if role in MAY - {"province"}:
        assert answer.status_code == 200, answer.content
    elif role == "visitor":
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"]
        assert answer.json()["detail"].startswith("Meld u aan")
    else:
        assert answer.status_code == 403
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["detail"] != "Niet toegestaan"


def test_a_province_sends_figures_of_its_own_municipalities_only(send):
    assert send("province", GOOD.replace("GM1904", "GM0106")).status_code == 200
    refused = send("province", GOOD)
    assert refused.status_code == 403
    assert "eigen provincie" in refused.json()["detail"]


def test_a_request_without_the_token_is_refused_with_its_reason(send, case, db):
    send("national", GOOD)
    client = Client(enforce_csrf_checks=True)
    signed_in = Client()
    signed_in.post("/account/aanmelden/", {"login": address("national"), "password": PASSWORD})
    client.cookies = signed_in.cookies
    upload = SimpleUploadedFile("september.csv", GOOD.encode(), "text/csv")
    answer = client.post(URL, {"indicator": "housed", "sourceKey": "x", "file": upload})
    assert answer.status_code == 403
    assert "X-CSRFToken" in answer.json()["detail"]


def test_a_form_without_a_file_names_every_missing_field(send, case, db):
    send("national", GOOD)
    client = Client()
    client.post("/account/aanmelden/", {"login": address("national"), "password": PASSWORD})
    answer = client.post(URL, {"sourceKey": "GEEN SLEUTEL"})
    assert answer.status_code == 400
    assert {error["location"]["name"] for error in answer.json()["errors"]} == {
        "indicator",
        "sourceKey",
        "file",
    }


def test_a_file_of_more_bytes_than_are_read_is_too_large(send):
    answer = send("national", b"x" * 20_000_001)
    assert answer.status_code == 413
    assert "20 MB" in answer.json()["detail"]


def test_a_file_that_is_no_sheet_is_one_fault_that_says_so(send):
    value = send("national", b"%PDF-1.7 not a sheet").json()["value"]
    assert value["state"] == "faulty"
    assert len(value["faults"]) == 1


@pytest.mark.parametrize("role", ROLES)
def test_what_is_read_is_the_same_for_every_role(role, send, get):
    send(role, GOOD)
    public = get("/verdicts", kind="province", period="2022-II")
    assert public.status_code == 200
    assert public.json()["page"]["count"] == 12


def test_checking_only_writes_nothing_to_the_database(send):
    from django.db import connection

    send("national", GOOD)
    with CaptureQueriesContext(connection) as asked:
        send("national", GOOD)
    tables = ("figures_", "audit_")
    written = [
        q["sql"] for q in asked if q["sql"].lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
    ]
    assert not [sql for sql in written if any(table in sql for table in tables)]
