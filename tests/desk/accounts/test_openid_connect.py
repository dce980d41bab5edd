"""Signing in with an organisation's own account, against a provider of our own on loopback."""

from __future__ import annotations

from dataclasses import replace
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from django.conf import settings as live
from django.core.cache import cache

from regietafel.desk.accounts import actions, queries
from regietafel.desk.audit import queries as audit
from regietafel.site.sign_in import OIDC_PROVIDER, sign_in_settings
from tests.desk.accounts.people import AT, BY, add, address
from tests.desk.accounts.provider import CLIENT_ID, CLIENT_SECRET, Provider

pytestmark = pytest.mark.django_db
START = f"/account/aanmelden-met/{OIDC_PROVIDER}/"


@pytest.fixture
def provider(settings, db):
    cache.clear()
    with Provider() as running:
        configuration = replace(
            live.CONFIGURATION,
            oidc_issuer=running.issuer,
            oidc_client_id=CLIENT_ID,
            oidc_client_secret=CLIENT_SECRET,
        )
        settings.SOCIALACCOUNT_PROVIDERS = sign_in_settings(configuration)["SOCIALACCOUNT_PROVIDERS"]
        yield running


def visit(address: str) -> str:
    """What a browser does with the provider's page: follow it, and give where it leads back to."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc)
    connection.request("GET", f"{parts.path}?{parts.query}")
    back = connection.getresponse().getheader("Location")
    connection.close()
    return back


def sign_in(client, **query: str):
    start = client.post(START, query_params=query)
    assert start.status_code == 302, start.content.decode()
    return client.get(visit(start.url))


def test_a_known_user_signs_in_by_the_verified_address_and_it_is_on_record(client, provider):
    person = add("province")
    provider.email = address("province")
    answer = sign_in(client, next="/account/")
    assert answer.url == "/account/"
    assert "secretariaat PRT" in client.get("/account/").content.decode()
    latest = audit.history("user", person.key)[0]
    assert (latest.action, latest.changes[0].after) == ("sign_in", "socialaccount")


def test_the_code_is_bound_to_this_browser_by_a_challenge(client, provider):
    add("province")
    provider.email = address("province")
    sign_in(client)
    assert provider.seen[0]["code_challenge_method"] == "S256"
    assert len(provider.seen[0]["code_challenge"]) == 43


def test_an_address_that_the_provider_did_not_verify_lets_nobody_in(client, provider):
    add("province")
    provider.email, provider.verified = address("province"), False
    sign_in(client)
    assert client.get("/account/").status_code == 302


def test_an_unknown_address_makes_no_account(client, provider):
    provider.email = "vreemde@elders.example"
    answer = sign_in(client)
    page = client.get(answer.url, follow=True) if answer.status_code == 302 else answer
    assert "U bent hier nog niet bekend" in page.content.decode()
    assert queries.people() == ()


def test_a_closed_account_stays_closed(client, provider):
    person = add("province")
    actions.change_user(by=BY, at=AT, user=person.key, function_title="x", active=False)
    provider.email = address("province")
    sign_in(client)
    assert client.get("/account/").status_code == 302


def test_a_demonstration_account_does_not_come_in_this_way_either_in_production(client, provider, settings):
    account = actions.load_demo_accounts(by=BY, at=AT, password="een lange zin")[1]
    settings.CONFIGURATION = replace(live.CONFIGURATION, mode="production")
    provider.email = account.email
    sign_in(client)
    assert client.get("/account/").status_code == 302


def test_a_way_back_that_was_not_begun_here_is_refused(client, provider):
    add("province")
    provider.email = address("province")
    start = client.post(START)
    stolen = visit(start.url)
    client.cookies.clear()
    page = client.get(stolen)
    assert "Aanmelden" in page.content.decode()
    assert client.get("/account/").status_code == 302


def test_a_wrong_secret_of_the_client_ends_in_a_page_and_not_in_a_fault(client, provider, settings):
    add("province")
    provider.email = address("province")
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["secret"] = "wrong"
    page = sign_in(client)
    assert "Aanmelden mislukt" in page.content.decode()


def test_a_provider_that_is_gone_ends_in_a_page_and_not_in_a_fault(client, provider):
    provider.shutdown()
    provider.server_close()
    page = client.post(START)
    assert page.status_code == 502
    assert "Aanmelden mislukt" in page.content.decode()


def test_the_page_for_signing_in_offers_the_way_only_where_it_is_set(client, provider, settings):
    assert f'action="{START}' in client.get("/account/aanmelden/").content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    assert START not in client.get("/account/aanmelden/").content.decode()
    assert client.post(START).status_code == 404
