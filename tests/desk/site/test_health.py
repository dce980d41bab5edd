"""The health page, security.txt, and the headers that protect readers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from django.db import OperationalError
from django.test import Client

from regietafel import __version__
from regietafel.desk.audit.chain import Command
from regietafel.desk.figures.actions import SourceEntry, add_sources
from regietafel.site import health
from regietafel.site.configuration import Configuration, UnsafeConfiguration


def test_a_sound_installation_says_so_with_both_versions(db):
    before = Client().get("/gezondheid/")
    assert before.status_code == 200
    first = before.json()["data_version"]
    add_sources(
        by=Command("test"), at=datetime(2022, 9, 16, tzinfo=UTC), entries=[SourceEntry("s1", "A source")]
    )
    assert Client().get("/gezondheid/").json() == {
        "status": "ok",
        "product_version": __version__,
        "database": "reachable",
        "migrations": "applied",
        "data_version": first + 1,
    }


def test_a_database_of_an_older_version_is_503(db, monkeypatch):
    monkeypatch.setattr(health, "_on_disk", lambda: frozenset({("figures", "9999_tomorrow")}))
    answer = Client().get("/gezondheid/")
    assert (answer.status_code, answer.json()["migrations"]) == (503, "1 missing")


def test_a_database_that_does_not_answer_is_503_and_says_nothing_of_where_it_is(db, monkeypatch):
    def refuse():
        raise OperationalError('connection to server at "db.internal", user "secret" failed')

    monkeypatch.setattr(health, "missing_migrations", refuse)
    answer = Client().get("/gezondheid/")
    assert (answer.status_code, answer.json()["database"]) == (503, "unreachable")
    assert b"internal" not in answer.content
    assert b"secret" not in answer.content


def test_health_is_never_kept_and_answers_get_and_head_alone(db):
    assert "no-store" in Client().get("/gezondheid/").headers["Cache-Control"]
    assert Client().head("/gezondheid/").status_code == 200
    assert Client().post("/gezondheid/").status_code == 405


def test_security_txt_names_the_contact_that_is_set_and_ends_within_a_year(db, settings):
    assert Client().get("/.well-known/security.txt").status_code == 404
    settings.CONFIGURATION = Configuration(security_contact="meldpunt@example.nl", base_url="https://x.nl/")
    answer = Client().get("/.well-known/security.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert fields["Contact"] == "mailto:meldpunt@example.nl"
    assert fields["Canonical"] == "https://x.nl/.well-known/security.txt"
    left = datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)
    assert 0 < left.days < 366
    settings.CONFIGURATION = Configuration(security_contact="https://example.nl/melden")
    assert b"Contact: https://example.nl/melden\n" in Client().get("/.well-known/security.txt").content


@pytest.mark.parametrize("path", ["/", "/gezondheid/", "/toegankelijkheid/", "/bestaat-niet/"])
def test_every_answer_carries_the_headers_that_protect_readers(db, path):
    headers = Client().get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]


IN_PRODUCTION = """
import os, sys, json
os.environ["DJANGO_SETTINGS_MODULE"] = "regietafel.site.settings"
import django; django.setup()
from django.test import Client
answer = Client(SERVER_NAME="regietafel.example.nl").get("/gezondheid/", secure=True)
print(json.dumps({"status": answer.status_code, **answer.headers}))
"""


def test_in_production_browsers_are_told_to_come_by_https_alone_and_the_log_is_json(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", IN_PRODUCTION],
        env={
            "PATH": os.environ["PATH"],
            "REGIETAFEL_MODE": "production",
            "REGIETAFEL_SECRET_KEY": "k" * 60,
            "REGIETAFEL_BASE_URL": "https://regietafel.example.nl",
            "REGIETAFEL_ALLOWED_HOSTS": "regietafel.example.nl",
            "REGIETAFEL_EMAIL_URL": "smtp://localhost:25",
            "REGIETAFEL_DATA_DIR": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    answer = json.loads(done.stdout)
    assert int(answer["Strict-Transport-Security"].removeprefix("max-age=").split(";")[0]) >= 31_536_000
    assert answer["status"] == 503  # an empty database has no tables yet
    lines = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    asked = [line for line in lines if line["logger"] == "regietafel.requests"]
    assert [(line["path"], line["status"], line["user"]) for line in asked] == [("/gezondheid/", 503, "")]


@pytest.mark.parametrize(
    ("name", "value"), [("LOG", "xml"), ("PAGE_CACHE_MB", "-1"), ("MODE", "test"), ("SECOND_FACTOR", "maybe")]
)
def test_a_setting_that_cannot_be_is_refused_by_its_name_and_value(name, value):
    with pytest.raises(UnsafeConfiguration, match=f'REGIETAFEL_{name} is "{value}"'):
        Configuration.from_environment({f"REGIETAFEL_{name}": value})
