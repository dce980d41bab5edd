"""Readers and an import at once. By itself: a module that holds the loaded case open would hide its rows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.desk.site.before_commit import pages_seen


def pages_seen_in(folder: Path) -> dict[str, str]:
    """The same story in a process of its own, with a database in a folder."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.desk.site.before_commit"],
        cwd=Path(__file__).parents[3],
        env={
            **os.environ,
            "DATABASE_URL": "",
            "REGIETAFEL_DATA_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "regietafel.site.settings",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.mark.django_db(transaction=True)
def test_before_the_import_is_committed_readers_get_the_page_as_it_was_and_afterwards_the_new_one(tmp_path):
    seen = pages_seen() if connection.vendor == "postgresql" else pages_seen_in(tmp_path)
    assert seen["not committed"] == seen["before"]
    assert seen["committed"] != seen["before"]
