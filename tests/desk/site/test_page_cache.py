"""Pages kept by data version: always fresh, and never one reader's page to another."""

from __future__ import annotations

import gzip
from datetime import UTC, date, datetime

import brotli
import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from regietafel.cli.cases.load import load
from regietafel.desk.audit.chain import Command
from regietafel.desk.figures.actions import FigureEntry, add_figures
from regietafel.site.page_cache import (
    KEPT,
    LISTED,
    key_of,
    says_who,
)
from tests.desk.accounts.people import PASSWORD, add, address
from tests.desk.test_every_url_as_every_role import route_names

BY = Command("test")
MONITOR = "/monitor/2022-II/"
ENGLISH = {"django_language": "en"}


@pytest.fixture(scope="module")
def case(django_db_setup, django_db_blocker):
    """Everything known on 16 September 2022, for this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(until=datetime(2022, 9, 16, 20, tzinfo=UTC), tell=str)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def site(case, db) -> Client:
    """A visitor."""
    return Client()


def signed_in(role: str) -> Client:
    add(role)
    client = Client()
    client.post("/account/aanmelden/", {"login": address(role), "password": PASSWORD})
    return client


def figure(value: int, area: str = "GM0363", month: int = 7) -> FigureEntry:
    return FigureEntry(
        "housed",
        area,
        date(2022, month, 1),
        date(2022, month + 1, 1),
        value,
        "made-up-herfst-2022",
        illustrative=True,
    )


def queries_of(client: Client, path: str, **headers: str) -> tuple[int, HttpResponse]:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path, headers=headers)
    return len(queries), response


def test_a_page_asked_for_again_costs_one_query_and_is_the_same_to_the_byte(site):
    first = site.get(MONITOR)
    count, second = queries_of(site, MONITOR)
    assert count == 1
    assert (second.status_code, second.content) == (200, first.content)
    assert second.headers == first.headers


def test_an_import_changes_the_page_at_once(site):
    before = site.get(MONITOR).content
    add_figures(by=BY, at=datetime(2022, 9, 20, tzinfo=UTC), entries=[figure(9_999)])
    after = site.get(MONITOR).content
    assert after != before
    KEPT.forget()
    assert site.get(MONITOR).content == after


def test_a_write_that_is_rolled_back_leaves_no_page_behind(site):
    before = site.get(MONITOR).content
    with transaction.atomic():
        add_figures(by=BY, at=datetime(2022, 9, 20, tzinfo=UTC), entries=[figure(9_999)])
        assert site.get(MONITOR).content != before
        transaction.set_rollback(True)
    assert site.get(MONITOR).content == before


def test_a_page_made_while_something_was_written_is_not_kept(site, monkeypatch):
    from regietafel.desk.monitor import pages

    real = pages.area_page

    def written_meanwhile(*arguments, **named):
        made = real(*arguments, **named)
        add_figures(by=BY, at=datetime(2022, 9, 20, tzinfo=UTC), entries=[figure(9_998)])
        return made

    monkeypatch.setattr(pages, "area_page", written_meanwhile)
    assert site.get(MONITOR).status_code == 200
    assert len(KEPT) == 0


@pytest.mark.parametrize("path", ["/", MONITOR, "/monitor/2022-II/pv22/", "/taakstelling/2022-II/"])
def test_a_user_gets_a_page_with_their_own_account_and_leaves_nothing_on_the_shelf(site, path):
    visitor = site.get(path)
    users = [signed_in(role) for role in ("national", "province", "municipality", "administrator")]
    kept = len(KEPT)
    seen = {visitor.content}
    for user in users:
        page = user.get(path)
        assert b'class="sign-out"' in page.content
        assert page.content not in seen
        seen.add(page.content)
    assert len(KEPT) == kept
    assert b'class="sign-out"' not in Client().get(path).content
    assert Client().get(path).content == visitor.content


def test_a_user_first_then_a_visitor_gets_no_account(site):
    user = signed_in("national")
    assert b'class="sign-out"' in user.get(MONITOR).content
    assert b'class="sign-out"' not in Client().get(MONITOR).content
    user.post("/account/afmelden/")
    assert b'class="sign-out"' not in user.get(MONITOR).content


def test_a_user_never_gets_304_for_the_page_of_a_visitor_or_of_another_user(site):
    tags = {Client().get(MONITOR).headers["ETag"]}
    for role in ("national", "province"):
        user = signed_in(role)
        page = user.get(MONITOR, headers={"If-None-Match": ", ".join(tags)})
        assert page.status_code == 200
        assert page.headers["ETag"] not in tags
        tags.add(page.headers["ETag"])
        assert user.get(MONITOR, headers={"If-None-Match": page.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    "carried",
    [
        {"HTTP_COOKIE": "sessionid=made-up"},
        {"HTTP_COOKIE": "messages=waiting"},
        {"HTTP_AUTHORIZATION": "Bearer x"},
        {"HTTP_HX_REQUEST": "true"},
    ],
)
def test_a_request_that_may_be_someones_gets_no_kept_page_and_leaves_none(site, carried):
    client = Client(**carried)
    assert says_who(RequestFactory(**carried).get(MONITOR))
    client.get(MONITOR)
    assert len(KEPT) == 0
    site.get(MONITOR)
    count, _ = queries_of(client, MONITOR)
    assert count > 1


def test_a_waiting_message_is_shown_once_and_to_its_reader_only(site):
    from django.contrib.messages import add_message
    from django.contrib.messages.storage.cookie import CookieStorage

    request = RequestFactory().get("/")
    storage = CookieStorage(request)
    request._messages = storage
    add_message(request, 20, "Alleen voor deze lezer")
    response = HttpResponse()
    storage.update(response)
    reader = Client()
    reader.cookies["messages"] = response.cookies["messages"].value
    assert "Alleen voor deze lezer" in reader.get(MONITOR).content.decode()
    assert "Alleen voor deze lezer" not in site.get(MONITOR).content.decode()


def test_each_language_has_its_own_page(site):
    dutch = site.get(MONITOR)
    english = Client()
    english.cookies.load(ENGLISH)
    pages = [english.get(MONITOR), english.get(MONITOR)]
    assert [page.headers["Content-Language"] for page in (dutch, *pages)] == ["nl", "en", "en"]
    assert b'<html lang="en"' in pages[1].content
    assert site.get(MONITOR).content == dutch.content
    other = Client()
    other.cookies.load({"django_language": "xx"})
    assert other.get(MONITOR).content == dutch.content
    assert Client(headers={"Accept-Language": "en"}).get(MONITOR).content == dutch.content


def test_the_moment_is_part_of_the_page(site):
    now, then = site.get(MONITOR).content, site.get(MONITOR, {"bekend-op": "2022-09-10"}).content
    assert now != then
    assert site.get(MONITOR, {"bekend-op": "2022-09-10"}).content == then
    assert site.get(MONITOR).content == now


def test_tomorrow_has_another_key_than_today(monkeypatch):
    from regietafel.site import page_cache

    request = RequestFactory().get(MONITOR)
    keys = set()
    for day in (date(2026, 11, 24), date(2026, 11, 25)):
        monkeypatch.setattr(page_cache.timezone, "localdate", lambda given=day: given)
        keys.add(key_of(request, "1"))
    assert len(keys) == 2


def test_head_has_the_headers_of_get_and_no_body(site):
    page = site.get(MONITOR, headers={"Accept-Encoding": "gzip"})
    for _ in range(2):
        head = site.head(MONITOR, headers={"Accept-Encoding": "gzip"})
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers == page.headers
    KEPT.forget()
    assert site.head(MONITOR).status_code == 200
    assert len(KEPT) == 0


def test_a_page_with_a_form_that_writes_is_never_kept(site):
    for path in ("/account/aanmelden/", "/account/wachtwoord/vergeten/"):
        page = site.get(path)
        assert b"csrfmiddlewaretoken" in page.content
        assert "no-store" in page.headers["Cache-Control"]
    assert len(KEPT) == 0


def test_no_kept_page_holds_a_token(site):
    for path in ("/", MONITOR, "/taakstelling/2022-II/", "/taakstelling/2022-II/gm0363/waarom/", "/regels/"):
        assert b"csrfmiddlewaretoken" not in site.get(path).content
    assert len(KEPT) == 5


def test_a_listed_page_that_would_carry_a_token_is_not_kept(site, monkeypatch):
    from django.middleware.csrf import get_token

    from regietafel.desk.monitor import pages

    def with_form(request, period, area):
        return HttpResponse(f"<input name=csrfmiddlewaretoken value={get_token(request)}>")

    monkeypatch.setattr(pages, "area_page", with_form)
    one, two = Client().get(MONITOR), Client().get(MONITOR)
    assert one.content != two.content
    assert "no-store" in one.headers["Cache-Control"]
    assert len(KEPT) == 0


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/monitor/2030-I/", 404),
        ("get", MONITOR + "?bekend-op=gisteren", 400),
        ("get", "/monitor/", 302),
        ("post", "/taal/", 302),
        ("get", "/toegankelijkheid/", 200),
        ("get", "/gezondheid/", 200),
        ("get", "/onderdelen/", 200),
        ("get", "/bestaat-niet/", 404),
    ],
)
def test_what_is_not_a_good_answer_of_a_listed_route_is_not_kept_by_anyone(site, method, path, status):
    response = getattr(site, method)(path)
    assert response.status_code == status
    assert "no-store" in response.headers["Cache-Control"]
    assert "ETag" not in response.headers
    assert len(KEPT) == 0


def test_every_listed_route_is_there():
    assert set(route_names(get_resolver().url_patterns)) >= LISTED


def test_a_browser_must_ask_again_and_no_shared_cache_may_keep_the_page(site):
    for client in (site, signed_in("reader")):
        page = client.get(MONITOR)
        assert page.headers["Cache-Control"] == "private, no-cache"
        assert {"cookie", "accept-encoding"} <= {
            name.strip().lower() for name in page.headers["Vary"].split(",")
        }


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [("br, gzip", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress), ("", None, bytes)],
)
def test_all_encodings_unpack_to_the_same_page_and_have_tags_of_their_own(site, accepted, encoding, unpack):
    plain = site.get(MONITOR).content
    for _ in range(2):
        page = site.get(MONITOR, headers={"Accept-Encoding": accepted})
        assert page.headers.get("Content-Encoding") == encoding
        assert unpack(page.content) == plain
        assert int(page.headers["Content-Length"]) == len(page.content)
    tags = {
        site.get(MONITOR, headers={"Accept-Encoding": each}).headers["ETag"] for each in ("br", "gzip", "")
    }
    assert len(tags) == 3


def test_the_reader_who_has_the_page_gets_304_until_something_is_written(site):
    tag = site.get(MONITOR).headers["ETag"]
    count, again = queries_of(site, MONITOR, **{"If-None-Match": tag})
    assert (again.status_code, again.content, count) == (304, b"", 1)
    assert site.get(MONITOR, headers={"If-None-Match": f"W/{tag}"}).status_code == 304
    assert site.get(MONITOR, headers={"If-None-Match": '"another"'}).status_code == 200
    add_figures(by=BY, at=datetime(2022, 9, 20, tzinfo=UTC), entries=[figure(9_999)])
    assert site.get(MONITOR, headers={"If-None-Match": tag}).status_code == 200


def test_downloads_are_kept_with_their_file_name(site):
    one, two = site.get(MONITOR + "nl/tabel.csv"), site.get(MONITOR + "nl/tabel.csv")
    assert one.headers["Content-Disposition"] == two.headers["Content-Disposition"] != ""
    assert one.content == two.content
    book = [site.get(MONITOR + "nl/tabel.xlsx", headers={"Accept-Encoding": "gzip"}) for _ in range(2)]
    assert book[0].content[:2] == book[1].content[:2] == b"PK"
    assert "Content-Encoding" not in book[1].headers


def test_a_host_that_is_not_ours_is_refused_also_for_a_kept_page(site):
    site.get(MONITOR)
    assert Client(SERVER_NAME="elsewhere.example").get(MONITOR).status_code == 400


def test_without_room_every_page_is_made_and_still_right(site, settings):
    settings.PAGE_CACHE_BYTES = 0
    assert site.get(MONITOR).content == site.get(MONITOR).content
    assert len(KEPT) == 0


def test_nothing_is_kept_before_anything_was_written_nor_when_the_database_cannot_say(site, monkeypatch):
    from django.db import OperationalError

    from regietafel.site import page_cache

    def cannot_say():
        raise OperationalError("no such table")

    for head in (lambda: None, cannot_say):
        monkeypatch.setattr(page_cache, "head", head)
        assert site.get("/regels/").status_code == 200
    assert len(KEPT) == 0
