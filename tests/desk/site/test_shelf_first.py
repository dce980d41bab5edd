"""A request that comes again as it came before: answered before Django, and never otherwise than Django would."""

from __future__ import annotations

import gzip
import io
import json
import logging
from datetime import UTC, date, datetime, timedelta
from wsgiref.util import setup_testing_defaults

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from django.test.client import ClientHandler
from django.test.utils import CaptureQueriesContext

from regietafel.cli.cases.load import load
from regietafel.desk.audit.chain import Command
from regietafel.desk.figures.actions import FigureEntry, add_figures
from regietafel.site import page_cache, shelf_first
from regietafel.site.logs import REQUESTS, JsonLine
from regietafel.site.page_cache import KEPT
from regietafel.site.shelf_first import ShelfFirst
from tests.desk.accounts.people import PASSWORD, add, address

MONITOR = "/monitor/2022-II/"
PACKED = {"HTTP_ACCEPT_ENCODING": "gzip"}


class Asked:
    """The site as the web server calls it; counts how often Django was asked."""

    def __init__(self) -> None:
        self.django = 0
        self.application = ShelfFirst(self._counted)

    def _counted(self, environ, start_response):
        self.django += 1
        # as the web server has it, but for the connection to the database, which stays the test's
        response = ClientHandler(enforce_csrf_checks=False)(environ)
        start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
        return [response.content]

    def __call__(self, path: str = MONITOR, **headers: str) -> tuple[str, list[tuple[str, str]], bytes]:
        path, _, query = path.partition("?")
        environ = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "testserver", **headers}
        setup_testing_defaults(environ)
        told: list = []
        answer = self.application(environ, lambda status, given: told.extend((status, given)))
        return told[0], told[1], b"".join(answer)


@pytest.fixture(scope="module")
def case(django_db_setup, django_db_blocker):
    """Everything known on 16 September 2022, for this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(until=datetime(2022, 9, 16, 20, tzinfo=UTC), tell=str)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def site(case, db) -> Asked:
    """The site, with nothing remembered."""
    return Asked()


def write() -> None:
    """One figure more, so another version of the data."""
    entry = FigureEntry(
        "housed",
        "GM0363",
        date(2022, 7, 1),
        date(2022, 8, 1),
        9_999,
        "made-up-herfst-2022",
        illustrative=True,
    )
    add_figures(by=Command("test"), at=datetime(2022, 9, 20, tzinfo=UTC), entries=[entry])


def etag(answer) -> str:
    return dict(answer[1])["ETag"]


def test_the_second_time_django_is_not_asked_and_the_answer_is_the_same_with_all_its_headers(site):
    first, second = site(**PACKED), site(**PACKED)
    assert second == first
    assert site.django == 1
    names = {name for name, _ in second[1]}
    assert names >= {
        "Content-Security-Policy",
        "X-Content-Type-Options",
        "X-Frame-Options",
        "Referrer-Policy",
        "Cross-Origin-Opener-Policy",
        "Cache-Control",
        "ETag",
        "Vary",
    }
    assert gzip.decompress(second[2]) == Client().get(MONITOR).content


def test_it_costs_one_query(site):
    site(**PACKED)
    with CaptureQueriesContext(connection) as queries:
        site(**PACKED)
    assert len(queries) == 1
    assert site.django == 1


def test_what_is_written_is_seen_at_once(site):
    before = [site(**PACKED) for _ in range(2)][1]
    write()
    after = site(**PACKED)
    assert etag(after) != etag(before)
    assert site.django == 2
    assert site(**PACKED) == after


def test_a_write_that_is_rolled_back_leaves_no_answer_behind(site):
    before = site(**PACKED)
    with transaction.atomic():
        write()
        assert etag(site(**PACKED)) != etag(before)
        transaction.set_rollback(True)
    assert site(**PACKED) == before


def test_tomorrow_django_decides_again(site, monkeypatch):
    site(**PACKED)
    tomorrow = page_cache.timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(page_cache.timezone, "localdate", lambda: tomorrow)
    site(**PACKED)
    assert site.django == 2


def test_the_reader_who_has_the_page_gets_304_until_something_is_written(site):
    tag = etag(site(**PACKED))
    for _ in range(2):
        status, headers, body = site(**PACKED, HTTP_IF_NONE_MATCH=tag)
        assert (status[:3], body, dict(headers)["ETag"]) == ("304", b"", tag)
    assert site.django == 2
    assert site(**PACKED, HTTP_IF_NONE_MATCH='"another"')[0] == "200 OK"
    write()
    assert site(**PACKED, HTTP_IF_NONE_MATCH=tag)[0] == "200 OK"


@pytest.mark.parametrize(
    "other",
    [
        {"HTTP_ACCEPT_ENCODING": "br"},
        {"HTTP_ACCEPT_ENCODING": ""},
        {"HTTP_COOKIE": "django_language=en"},
        {"HTTP_COOKIE": "sessionid=made-up"},
        {"HTTP_COOKIE": "messages=waiting"},
        {"HTTP_AUTHORIZATION": "Bearer x"},
        {"HTTP_HX_REQUEST": "true"},
        {"HTTP_HOST": "elsewhere.example"},
        {"QUERY_STRING": "per=municipality"},
        {"wsgi.url_scheme": "https"},
        {"REQUEST_METHOD": "HEAD"},
        {"REQUEST_METHOD": "POST"},
    ],
    ids=str,
)
def test_a_request_that_differs_in_anything_that_matters_goes_to_django_and_gets_its_answer(site, other):
    site(**PACKED)
    asked = {**PACKED, **other}
    path = f"{MONITOR}?{asked.pop('QUERY_STRING')}" if "QUERY_STRING" in asked else MONITOR
    answer = site(path, **asked)
    assert site.django == 2
    KEPT.forget()
    status, headers, body = Asked()(path, **asked)
    assert (answer[0], sorted(answer[1]), answer[2]) == (status, sorted(headers), body)


@pytest.mark.parametrize("role", ["national", "province", "municipality", "coa", "reader", "administrator"])
def test_a_user_gets_their_own_page_after_a_visitor_and_a_visitor_none_of_it_after_a_user(site, role):
    add(role)
    client = Client()
    client.post("/account/aanmelden/", {"login": address(role), "password": PASSWORD})
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    visitor = site()[2]
    for _ in range(2):
        assert b'class="sign-out"' in site(HTTP_COOKIE=cookies)[2]
    assert site.django == 3
    assert site()[2] == visitor
    assert b'class="sign-out"' not in visitor


def test_a_page_that_left_the_shelf_is_made_again(site):
    first = site(**PACKED)
    KEPT.forget()
    assert site(**PACKED) == first
    assert site.django == 2


def test_a_page_with_a_token_an_error_and_a_redirect_are_never_remembered(site):
    for path in ("/account/aanmelden/", "/monitor/2030-I/", "/monitor/", "/gezondheid/"):
        site.django = 0
        site(path)
        site(path)
        assert site.django == 2, path


def test_a_connection_past_its_age_is_left_to_django_which_renews_it(site, monkeypatch):
    site(**PACKED)
    monkeypatch.setattr(connections["default"], "close_at", 0.0)
    site(**PACKED)
    assert site.django == 2


def test_a_database_that_cannot_say_its_version_is_left_to_django(site, monkeypatch):
    from django.db import InterfaceError

    def cannot_say():
        raise InterfaceError("connection already closed")

    site(**PACKED)
    monkeypatch.setattr(page_cache, "head", cannot_say)
    assert site(**PACKED)[0] == "200 OK"
    assert site.django == 2


def test_what_is_remembered_has_an_end(site, monkeypatch):
    monkeypatch.setattr(shelf_first, "MOST", 3)
    for number in range(10):
        site("/regels/", HTTP_IF_NONE_MATCH=f'"{number}"')
        assert len(site.application._told) <= 3
    site("/regels/", HTTP_IF_NONE_MATCH=f'"{"x" * shelf_first.LONGEST}"')
    assert all(len("".join(filter(None, asked))) <= shelf_first.LONGEST for asked in site.application._told)


def test_both_times_have_a_line_in_the_log_with_the_same_words(site):
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLine())
    level = REQUESTS.level
    REQUESTS.addHandler(handler)
    REQUESTS.setLevel(logging.INFO)
    try:
        for _ in range(2):
            site(f"{MONITOR}?bekend-op=2022-09-10&per=municipality", **PACKED)
    finally:
        REQUESTS.removeHandler(handler)
        REQUESTS.setLevel(level)
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert site.django == 1
    assert len(lines) == 2
    for line in lines:
        assert line.pop("ms") >= 0
        line.pop("time")
    assert lines[0] == lines[1]
    assert lines[0]["parameters"] == ["bekend-op", "per"]
    assert (lines[0]["path"], lines[0]["user"], lines[0]["status"]) == (MONITOR, "", 200)
