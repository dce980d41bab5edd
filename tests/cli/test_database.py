"""Commands that need a database say in one sentence that there is none, and make none."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import OperationalError

CALLS = [
    ("audit", "verify"),
    ("audit", "verify", "--json"),
    ("audit", "history", "user", "1"),
    ("figures", "list"),
    ("figures", "export", "housed"),
    ("monitor", "show", "2022-II"),
    ("backup", "kept.zip"),
]


def called(words: tuple[str, ...], **environment: str) -> subprocess.CompletedProcess[str]:
    """A call in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "regietafel.cli.main", *words],
        env={**os.environ, "DATABASE_URL": "", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def refusal_of(said: subprocess.CompletedProcess[str]) -> str:
    """Its one sentence, after seeing that it is one."""
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr.startswith("regietafel: ")
    assert len(said.stderr.splitlines()) == 1
    return said.stderr


@pytest.mark.parametrize("words", CALLS, ids=" ".join)
def test_a_database_that_is_not_there_is_said_to_be_missing_and_is_not_made(words, tmp_path):
    folder = tmp_path / "nothing"
    said = refusal_of(called(words, REGIETAFEL_DATA_DIR=str(folder)))
    assert f"there is no database at {folder}" in said
    assert "regietafel demo" in said
    assert list(tmp_path.iterdir()) == []


def test_an_empty_database_is_said_to_need_its_tables(tmp_path):
    sqlite3.connect(tmp_path / "regietafel.sqlite3").close()
    said = refusal_of(called(("audit", "verify"), REGIETAFEL_DATA_DIR=str(tmp_path)))
    assert "not up to date" in said
    assert "regietafel manage migrate" in said


def test_a_file_that_is_no_database_is_said_not_to_answer(tmp_path):
    Path(tmp_path / "regietafel.sqlite3").write_bytes(b"this is a letter, not a database" * 200)
    assert "does not answer" in refusal_of(called(("audit", "verify"), REGIETAFEL_DATA_DIR=str(tmp_path)))


def test_a_server_that_is_not_there_is_said_not_to_answer():
    said = refusal_of(called(("audit", "verify"), DATABASE_URL="postgres://nobody@127.0.0.1:1/nothing"))
    assert "does not answer" in said
    assert "DATABASE_URL" in said


def test_a_database_that_refuses_in_the_middle_is_one_sentence_too(call, monkeypatch, db):
    def full(**given: object) -> None:
        raise OperationalError("database or disk is full\nDETAIL: none")

    monkeypatch.setattr("regietafel.desk.audit.queries.verify", full)
    said = call("audit", "verify")
    assert said.code == 2
    assert said.err.startswith("regietafel: the database refused (database or disk is full)")
