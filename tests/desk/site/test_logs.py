"""One JSON object a line, without a name and without what an address keeps secret."""

from __future__ import annotations

import io
import json
import logging

import pytest
from django.test import Client

from regietafel.site.logs import REQUESTS, JsonLine, PlainLine, logging_settings
from tests.desk.accounts.people import PASSWORD, add, address


@pytest.fixture
def lines(db):
    """What the log says meanwhile, read back as JSON."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLine())
    loggers = (REQUESTS, logging.getLogger("django.request"))
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    for logger, level in zip(loggers, before, strict=True):
        logger.removeHandler(handler)
        logger.setLevel(level)


def test_a_request_is_one_line_with_path_status_and_time_and_no_value_of_its_query(lines):
    Client().get("/regels/", {"bekend-op": "2022-09-16", "token": "hush"})
    (line,) = lines()
    assert (line["method"], line["path"], line["status"]) == ("GET", "/regels/", 200)
    assert line["parameters"] == ["bekend-op", "token"]
    assert line["ms"] > 0
    assert line["time"].endswith("+00:00")
    assert line["level"] == "info"
    assert "hush" not in json.dumps(line)


def test_a_user_is_known_by_key_and_never_by_name_or_address(lines):
    key = add("national").key
    client = Client()
    client.post("/account/aanmelden/", {"login": address("national"), "password": PASSWORD})
    client.get("/account/")
    said = lines()
    assert said[-1]["user"] == key
    assert address("national") not in json.dumps(said)
    assert PASSWORD not in json.dumps(said)


def test_a_kept_page_has_its_line_too(lines):
    for _ in range(2):
        Client().get("/regels/")
    assert [line["path"] for line in lines()] == ["/regels/", "/regels/"]


def test_the_key_of_a_password_link_is_not_written_down(lines):
    Client().get("/account/wachtwoord/nieuw/1-abcdef-secretkey/")
    assert "secretkey" not in json.dumps(lines())
    assert any("/account/wachtwoord/nieuw/" in line["path"] for line in lines())


def test_what_goes_wrong_is_one_line_with_its_trace(lines, monkeypatch):
    from regietafel.desk.home import pages

    def broken(request):
        raise RuntimeError("first line\nsecond line")

    monkeypatch.setattr(pages, "_", lambda text: broken(None))
    Client(raise_request_exception=False).get("/regels/")
    errors = [line for line in lines() if line["level"] == "error"]
    assert len(errors) == 1
    assert "RuntimeError: first line\nsecond line" in errors[0]["trace"]
    assert errors[0]["path"] == "/regels/"


def test_a_line_for_a_terminal_holds_moment_level_and_message():
    record = logging.LogRecord("x", logging.WARNING, "", 0, "%s of %s", ("one", "two"), None)
    assert PlainLine().format(record).split(" ", 1)[1] == "warning one of two"


@pytest.mark.parametrize(("json_lines", "level"), [(True, "INFO"), (False, "WARNING")])
def test_the_settings_make_loggers_that_python_takes(json_lines, level):
    settings = logging_settings(json_lines=json_lines)
    logging.config.DictConfigurator(settings)
    assert settings["root"]["level"] == level
