"""The container files say what they must; whether an engine builds them is tried where one runs."""

from __future__ import annotations

import json
import re

import pytest
import yaml

from regietafel.site.configuration import Configuration, UnsafeConfiguration
from tests.house.tracked import ROOT, text_of

DOCKERFILE = text_of(ROOT / "Dockerfile")
COMPOSE = yaml.safe_load(text_of(ROOT / "compose.yaml"))


def instructions() -> list[tuple[str, str]]:
    """Each instruction of the Dockerfile with its argument, continued lines joined."""
    joined = re.sub(r"\\\n\s*", " ", re.sub(r"^#.*\n", "", DOCKERFILE, flags=re.MULTILINE))
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in joined.splitlines() if line]


def test_the_image_serves_as_a_user_without_rights() -> None:
    last_stage = [name for name, _ in instructions()][-8:]
    assert "USER" in last_stage
    assert [argument for name, argument in instructions() if name == "USER"] == ["regietafel"]


def test_what_the_image_starts_is_a_list_so_that_it_gets_the_stop_signal_itself() -> None:
    command = json.loads(next(argument for name, argument in instructions() if name == "CMD"))
    assert command[:3] == ["granian", "--interface", "wsgi"]
    assert "--respawn-failed-workers" in command
    assert command[-1] == "regietafel.site.wsgi:application"


def test_everything_the_image_copies_is_there_and_not_ignored() -> None:
    copied = [
        word
        for name, argument in instructions()
        if name == "COPY" and not argument.startswith("--from")
        for word in argument.split()[:-1]
    ]
    kept = [line[1:] for line in text_of(ROOT / ".dockerignore").splitlines() if line.startswith("!")]
    assert sorted(copied) == sorted(kept)
    assert all((ROOT / name).exists() for name in copied)


def test_two_web_workers_share_one_database_that_is_ready_and_migrated_first() -> None:
    services = COMPOSE["services"]
    web = [name for name in services if name.startswith("web")]
    assert len(web) == 2
    for name in web:
        waits = services[name]["depends_on"]
        assert waits["database"]["condition"] == "service_healthy"
        assert waits["migrate"]["condition"] == "service_completed_successfully"
        assert "@database:5432/" in services[name]["environment"]["DATABASE_URL"]
    assert "ports" not in services["database"]


def test_a_worker_sends_the_digests_and_waits_for_the_database_as_the_site_does() -> None:
    worker = COMPOSE["services"]["worker"]
    assert worker["command"][:4] == ["regietafel", "digest", "send", "--every"]
    assert worker["depends_on"] == COMPOSE["services"]["web"]["depends_on"]
    assert worker["environment"] == COMPOSE["services"]["web"]["environment"]


def test_the_composed_site_runs_in_production_mode_and_nothing_secret_is_written_down() -> None:
    environment = COMPOSE["services"]["web"]["environment"]
    assert environment["REGIETAFEL_MODE"] == "production"
    required = {key: value for key, value in environment.items() if "${" in value}
    assert all(":?" in value for value in required.values())
    assert {
        "REGIETAFEL_SECRET_KEY",
        "REGIETAFEL_BASE_URL",
        "REGIETAFEL_ALLOWED_HOSTS",
        "DATABASE_URL",
    } == set(required)
    # With those left out, the site itself refuses too.
    with pytest.raises(UnsafeConfiguration):
        Configuration.from_environment({"REGIETAFEL_MODE": "production"})
