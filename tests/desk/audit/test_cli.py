"""`regietafel audit verify`: whole, damaged, and compared with what was noted."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from django.db import connection
from typer.testing import CliRunner

from regietafel.cli.audit import app
from regietafel.core.base.errors import RegietafelError
from regietafel.desk.audit.actions import record
from regietafel.desk.audit.append_only import suspended
from regietafel.desk.audit.chain import Command

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_records(db):
    for n in (1, 2, 3):
        record(
            by=Command("test"),
            at=datetime(2022, 9, 16, 20, tzinfo=UTC),
            action="note",
            subject=("thing", str(n)),
            before=None,
            after={"n": n},
            reason="proef",
        )


def run(*arguments: str):
    return CliRunner().invoke(app, list(arguments))


def test_a_whole_chain_is_said_to_be_whole_with_what_to_note():
    said = run("verify")
    assert said.exit_code == 0
    assert said.stdout.startswith("The chain is whole: 3 records.")
    noted = said.stdout.split()[-1]
    assert run("verify", "--expect", noted).exit_code == 0
    assert run("verify", "--expect", f"3:{'0' * 64}").exit_code == 1


def test_a_damaged_chain_names_the_record_and_ends_with_code_1():
    with suspended(connection), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditrecord WHERE number = 2")
    said = run("verify")
    assert said.exit_code == 1
    assert "record 2 removed" in said.stdout
    found = json.loads(run("verify", "--json").stdout)["findings"]
    assert [(each["damage"], each["first"]) for each in found] == [("removed", 2)]


def test_the_history_of_one_thing_is_printed():
    said = run("history", "thing", "2").stdout
    assert "n: – -> 2" in said
    assert "reason: proef" in said


@pytest.mark.parametrize("arguments", [("history", "thing", "9"), ("verify", "--expect", "x")])
def test_what_cannot_be_gets_a_sentence(arguments):
    fault = run(*arguments).exception
    assert isinstance(fault, RegietafelError)
