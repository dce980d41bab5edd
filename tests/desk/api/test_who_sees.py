"""Figures over the API are seen as on the pages: the nation by everybody, a municipality by who may."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.desk.accounts.people import PASSWORD, add, address

URL = "/api/v1/figures"


@pytest.fixture
def as_role(case, db, settings):
    """A client signed in as a role; "visitor" is nobody."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

    def client(role: str) -> Client:
        found = Client(raise_request_exception=False)
        if role != "visitor":
            add(role)
            found.post("/account/aanmelden/", {"login": address(role), "password": PASSWORD})
        return found

    return client


def areas(client: Client) -> set[str]:
    rows = client.get(URL, {"indicator": "housed", "from": "2022-09-01", "pageSize": 500}).json()["value"]
    return {row["area"] for row in rows}


def test_a_visitor_sees_published_national_figures_only(as_role):
    assert areas(as_role("visitor")) == {"NL"}


def test_a_visitor_who_asks_for_a_municipality_hears_why_not(as_role):
    refused = as_role("visitor").get(URL, {"indicator": "housed", "area": "GM1904"})
    assert refused.status_code in (401, 403)
    assert refused.json()["detail"]


def test_the_national_secretariat_sees_every_municipality(as_role):
    assert "GM1904" in areas(as_role("national"))


def test_a_municipality_sees_its_own_figures_and_hears_why_not_those_of_another(as_role):
    client = as_role("municipality")
    assert client.get(URL, {"indicator": "housed", "area": "GM1904"}).status_code == 200
    refused = client.get(URL, {"indicator": "housed", "area": "GM0363"})
    assert refused.status_code == 403
    assert refused.json()["detail"]
