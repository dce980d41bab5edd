"""The case as known in January 2023, once for each module; every test looks through HTTP."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from regietafel.cli.cases.load import load
from tests.desk.accounts.people import PASSWORD, add
from tests.desk.accounts.people import address as email_of

BASE = "/api/v1"


@pytest.fixture(scope="module")
def case(django_db_setup, django_db_blocker):
    """All of the case, until the last test of the module has run."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        load(tell=str)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def get(case, db) -> Callable[..., Any]:
    """Ask the API: `get("/areas", kind="province")`."""

    def asked(address: str, *, headers: dict[str, str] | None = None, **query: Any) -> Any:
        return Client(raise_request_exception=False).get(BASE + address, query, headers=headers)

    return asked


@pytest.fixture
def secretariat(case, db, settings) -> Client:
    """The national secretariat, signed in."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    add("national")
    client = Client()
    client.post("/account/aanmelden/", {"login": email_of("national"), "password": PASSWORD})
    return client


@pytest.fixture
def document(get) -> dict[str, Any]:
    """The OpenAPI document as published."""
    found: dict[str, Any] = get("/openapi.json").json()
    return found
