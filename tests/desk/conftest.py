"""Fixtures of the desk: the whole case, loaded once for each module that reads it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation

from regietafel.cli.cases.load import load

CASE_EVENING = "2022-09-16T20:00"


@pytest.fixture(autouse=True)
def dutch_again() -> Iterator[None]:
    """The language that a request chose does not stay for the next test."""
    yield
    translation.deactivate()


@pytest.fixture(scope="module")
def loaded_case(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """The case "herfst 2022", kept for the tests that only read; its rows are rolled back at the end."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        load(tell=lambda said: None)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def case(loaded_case: None, db: None) -> None:
    """A test that reads the loaded case."""


@pytest.fixture
def reader(case: None) -> Client:
    """A visitor without an account."""
    return Client(headers={"host": "127.0.0.1"})
