"""`regietafel minutes` says what the pages say, and refuses with the same reasons."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from regietafel.cli.minutes import app
from regietafel.core.base.errors import RegietafelError
from regietafel.desk.minutes import actions
from tests.desk.minutes.made_up import AT, BY, MEETING, draft

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, arguments)
    if isinstance(result.exception, RegietafelError):
        return 2, str(result.exception)
    return result.exit_code, result.output


def test_the_list_and_the_lines_come_as_text_and_as_json() -> None:
    draft()
    assert MEETING in run("list")[1]
    assert "2.1  [actie]" in run("show", MEETING)[1]
    found = json.loads(run("show", MEETING, "--json")[1])
    assert [line["number"] for line in found["minutes"]["lines"]] == ["1.1", "2.1", "2.2"]


def test_the_check_ends_with_1_when_something_stands_in_the_way() -> None:
    draft()
    code, said = run("check", MEETING)
    assert (code, "was niet vertegenwoordigd" in said) == (1, True)


def test_offering_to_another_table_is_refused_with_the_reason_in_the_language_asked_for() -> None:
    draft()
    actions.circulate(by=BY, at=AT, meeting=MEETING, seen=1)
    code, said = run("step", MEETING, "offer", "--version", "1", "--table", "hlrt", "--lang", "en")
    assert (code, said) == (2, "Minutes of the LRT are adopted by the LRT, not by the HLRT.")
    assert run("step", MEETING, "offer", "--version", "1")[1].strip() == "aangeboden om vast te stellen"


def test_a_step_that_does_not_exist_is_refused_with_those_that_do() -> None:
    draft()
    assert "write one of circulate, offer" in run("step", MEETING, "sign", "--version", "1")[1]


def test_a_text_file_is_read_and_one_that_is_not_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "verslag.txt"
    file.write_text("Vergaderdatum 3 maart 2023\n1. Opening\n• De agenda is goed.\n", encoding="utf-8")
    assert "1.1  [feit] De agenda is goed." in run("read", str(file))[1]
    file.write_bytes(b"\xff\xfe\x00")
    assert "give a text file in UTF-8" in run("read", str(file))[1]
