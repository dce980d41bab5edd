"""Who is signed in, for tests of pages."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.desk.accounts.people import PASSWORD, add, address


@pytest.fixture
def as_role(case, db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

    def client(role):
        found = Client(raise_request_exception=False)
        add(role)
        found.post("/account/aanmelden/", {"login": address(role), "password": PASSWORD})
        return found

    return client
