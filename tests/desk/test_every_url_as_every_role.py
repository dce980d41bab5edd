"""Every address as every role; a new address without a row in the table is an error."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from http.cookies import SimpleCookie

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from regietafel.cli.cases.load import load
from tests.desk.accounts.people import PASSWORD, add
from tests.desk.accounts.people import ROLES as USERS
from tests.desk.accounts.people import address as email_of
from tests.desk.url_roles import ROLES, URLS, Row

CASES = [(name, row) for name, rows in URLS.items() for row in rows]


def route_names(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    """The names of all routes, with their namespaces; a route without a name by its pattern."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield space + (pattern.name or f"[{pattern.pattern}]")
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from route_names(pattern.url_patterns, inner)


@pytest.fixture(scope="module")
def users(django_db_setup, django_db_blocker):
    """The case, and one user for each role who has signed in: the id and the cookies of each, for this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        load(until=datetime(2022, 9, 16, 20, tzinfo=UTC), tell=str)
        people = {role: (add(role).key, _signed_in(role)) for role in USERS}
        yield people
        transaction.set_rollback(True)


def _signed_in(role: str) -> SimpleCookie:
    client = Client()
    client.post("/account/aanmelden/", {"login": email_of(role), "password": PASSWORD})
    return client.cookies


def client_of(role: str, users) -> Client:
    client = Client(raise_request_exception=False)
    if role != "visitor":
        client.cookies = SimpleCookie(users[role][1].output(attrs=[], header="", sep=";"))
    return client


def status_of(client: Client, row: Row, users) -> tuple[int, str]:
    address = row.address.format(user=users["reader"][0])
    if row.json is not None:
        answer = client.post(address, dict(row.json), content_type="application/json")
    elif row.method == "GET":
        answer = client.get(address)
    else:
        answer = client.post(address, dict(row.data))
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, body.decode(errors="replace")


def test_every_address_of_the_site_has_a_row_and_every_row_an_address():
    there = set(route_names(get_resolver().url_patterns))
    missing, gone = sorted(there - URLS.keys()), sorted(URLS.keys() - there)
    assert not missing, f"add to tests/desk/url_roles.py who gets what at: {', '.join(missing)}"
    assert not gone, f"these routes of tests/desk/url_roles.py are no longer there: {', '.join(gone)}"


@pytest.mark.parametrize(("name", "row"), CASES, ids=[f"{row.method} {row.address}" for _, row in CASES])
def test_the_address_of_a_row_is_answered_by_its_route(name, row):
    found = resolve(row.address.format(user="1"))
    assert found.view_name == name


def test_an_address_that_is_not_there_is_noticed():
    with pytest.raises(Resolver404):
        resolve("/dit-bestaat-niet/")


@pytest.mark.parametrize(("name", "row"), CASES, ids=[f"{row.method} {row.address}" for _, row in CASES])
def test_each_role_gets_what_the_table_says(name, row, users, db):
    cache.clear()
    found = {role: status_of(client_of(role, users), row, users) for role in ROLES}
    assert {role: status for role, (status, _) in found.items()} == dict(row.expected)
    for role, (status, body) in found.items():
        if status == 403:
            told = '"detail": "' if row.address.startswith("/api/") else "data-reason>"
            assert told in body, f"{role} is refused without a reason"


@pytest.mark.parametrize(("name", "row"), CASES, ids=[f"{row.method} {row.address}" for _, row in CASES])
def test_the_table_names_every_role(name, row):
    assert set(row.expected) == set(ROLES)
