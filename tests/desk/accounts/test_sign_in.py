"""Signing in, out, and what ends a session."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings as live
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from regietafel.desk.accounts import actions, queries
from regietafel.desk.audit import queries as audit
from tests.desk.accounts.people import AT, BY, PASSWORD, add, address

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_lock_outs(db):
    cache.clear()


def sign_in(client: Client, role: str, password: str = PASSWORD, **extra: str):
    return client.post(reverse("account_login"), {"login": address(role), "password": password}, **extra)


def totp(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def second_factor(client: Client) -> str:
    """Set one up in the signed-in client and give its secret."""
    page = client.get(reverse("mfa_activate_totp"))
    secret = re.search(r'class="secret">(\w+)<', page.content.decode())[1]
    done = client.post(reverse("mfa_activate_totp"), {"code": totp(secret)})
    assert done.url == reverse("mfa_view_recovery_codes")
    return secret


def in_production(settings) -> None:
    settings.CONFIGURATION = replace(live.CONFIGURATION, mode="production")


def test_a_user_signs_in_by_address_whatever_its_capitals_and_the_sign_in_is_on_record(client):
    person = add("province")
    answer = client.post(
        reverse("account_login"), {"login": address("province").upper(), "password": PASSWORD}
    )
    assert answer.status_code == 302
    page = client.get("/account/")
    assert "secretariaat PRT" in page.content.decode()
    assert audit.history("user", person.key)[0].action == "sign_in"


@pytest.mark.parametrize("who", ["province", "stranger"])
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, who):
    add("province")
    page = sign_in(client, who, "verkeerd wachtwoord")
    assert "Het e-mailadres of het wachtwoord klopt niet." in page.content.decode()
    assert client.get("/account/").status_code == 302


def test_a_page_that_is_not_public_leads_to_signing_in_and_back(client):
    add("administrator")
    answer = client.get("/beheer/mensen/")
    assert answer.url == "/account/aanmelden/?next=%2Fbeheer%2Fmensen%2F"
    back = client.post(
        answer.url, {"login": address("administrator"), "password": PASSWORD, "next": "/beheer/mensen/"}
    )
    assert back.url == "/beheer/mensen/"


def test_a_way_back_to_another_site_is_not_followed(client):
    add("reader")
    answer = client.post(
        reverse("account_login"),
        {"login": address("reader"), "password": PASSWORD, "next": "https://elders.example/"},
    )
    assert answer.url == "/"


def test_nobody_makes_an_account_by_oneself(client):
    page = client.post(
        reverse("account_signup"),
        {"email": "x@voorbeeld.example", "password1": PASSWORD, "password2": PASSWORD},
    )
    assert "U bent hier nog niet bekend" in page.content.decode()
    assert queries.people() == ()


def test_after_five_wrong_passwords_the_right_one_is_refused_too(client):
    add("province")
    for _ in range(5):
        sign_in(client, "province", "verkeerd wachtwoord")
    page = sign_in(client, "province")
    assert "Te vaak geprobeerd" in page.content.decode()
    assert client.get("/account/").status_code == 302


def test_a_lock_out_of_one_address_does_not_lock_another_one_out(client):
    add("province")
    add("coa")
    for _ in range(6):
        sign_in(client, "province", "verkeerd wachtwoord")
    assert sign_in(client, "coa").status_code == 302


@pytest.mark.parametrize("weak", ["kort1234", "483920175620", "functie province", "administrator"])
def test_a_weak_password_is_refused_with_its_reason(client, weak):
    add("province")
    sign_in(client, "province")
    page = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    )
    assert page.status_code == 200
    assert 'aria-invalid="true"' in page.content.decode()
    assert sign_in(Client(), "province").status_code == 302


def test_five_minutes_after_signing_in_the_password_is_asked_again_before_the_account_is_changed(client):
    add("province")
    sign_in(client, "province")
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] = time.time() - 301
    session.save()
    asked = client.get(reverse("mfa_activate_totp"))
    assert asked.url.startswith(reverse("account_reauthenticate"))
    client.post(asked.url, {"password": PASSWORD})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_a_changed_password_ends_the_other_sessions_and_not_this_one():
    add("province")
    here, elsewhere = Client(), Client()
    sign_in(here, "province")
    sign_in(elsewhere, "province")
    new = "een andere zin om te onthouden"
    done = here.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert done.url == "/account/"
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302


def test_log_out_everywhere_ends_the_other_sessions_only():
    person = add("province")
    here, elsewhere = Client(), Client()
    sign_in(here, "province")
    sign_in(elsewhere, "province")
    assert len(queries.sessions(person.key, current="")) == 2
    here.post(reverse("accounts:end_my_sessions"))
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302


def test_nobody_ends_the_session_of_another_by_its_number():
    victim, _ = add("province"), add("reader")
    theirs, mine = Client(), Client()
    sign_in(theirs, "province")
    sign_in(mine, "reader")
    session = queries.sessions(victim.key, current="")[0]
    mine.post(reverse("accounts:end_my_sessions"), {"sessie": session.id})
    assert theirs.get("/account/").status_code == 200


def test_a_session_ends_by_age_however_often_it_was_saved(client, settings):
    add("province")
    sign_in(client, "province")
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] = time.time() - settings.SESSION_COOKIE_AGE - 1
    session.save()
    assert client.get("/account/").status_code == 302


def test_a_closed_account_ends_its_sessions(client):
    person = add("province")
    sign_in(client, "province")
    actions.change_user(by=BY, at=AT, user=person.key, function_title="x", active=False)
    assert client.get("/account/").status_code == 302
    assert sign_in(client, "province").url == reverse("account_inactive")


def test_demonstration_accounts_do_not_sign_in_in_production_and_their_sessions_do_not_go_on(
    client, settings
):
    accounts = actions.load_demo_accounts(by=BY, at=AT, password=PASSWORD)
    form = {"login": accounts[0].email, "password": PASSWORD}
    assert client.post(reverse("account_login"), form).status_code == 302
    assert client.get("/account/").status_code == 200
    in_production(settings)
    assert client.get("/account/").status_code == 302
    assert Client().post(reverse("account_login"), form).url == reverse("account_inactive")


def test_secretariats_and_administrators_set_up_a_second_factor_before_anything_else(client, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    person = add("administrator")
    sign_in(client, "administrator")
    assert client.get("/beheer/mensen/").url == reverse("mfa_activate_totp")
    second_factor(client)
    assert client.get("/beheer/mensen/").status_code == 200
    assert audit.history("user", person.key)[0].action == "change_second_factor"


def test_a_reporter_needs_no_second_factor(client, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    add("municipality")
    sign_in(client, "municipality")
    assert client.get("/account/").status_code == 200
    assert client.get("/beheer/mensen/").status_code == 403


def test_with_a_second_factor_the_password_alone_is_not_enough(client):
    add("province")
    sign_in(client, "province")
    secret = second_factor(client)
    other = Client()
    assert sign_in(other, "province").url == reverse("mfa_authenticate")
    assert other.get("/account/").status_code == 302
    wrong = other.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Deze code klopt niet" in wrong.content.decode()
    assert other.post(reverse("mfa_authenticate"), {"code": totp(secret)}).status_code == 302
    assert other.get("/account/").status_code == 200


def test_a_recovery_code_works_once(client):
    add("province")
    sign_in(client, "province")
    second_factor(client)
    codes = re.findall(r"<code>(\d+)</code>", client.get(reverse("mfa_view_recovery_codes")).content.decode())
    assert len(codes) == 10
    for expected in (200, 302):
        other = Client()
        sign_in(other, "province")
        other.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert other.get("/account/").status_code == expected


def test_the_secret_of_a_second_factor_is_not_readable_in_the_database(client):
    add("province")
    sign_in(client, "province")
    secret = second_factor(client)
    stored = Authenticator.objects.get(type="totp")
    assert secret not in str(stored.data)
    assert not any(code in str(row.data) for row in Authenticator.objects.all() for code in (secret,))


def test_who_must_have_a_second_factor_cannot_turn_it_off(client, settings):
    add("province")
    sign_in(client, "province")
    second_factor(client)
    settings.SECOND_FACTOR_REQUIRED = True
    page = client.post(reverse("mfa_deactivate_totp"))
    assert "u kunt hem niet uitzetten" in page.content.decode()
    settings.SECOND_FACTOR_REQUIRED = False
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert not Authenticator.objects.exists()


def test_an_administrator_wipes_a_lost_second_factor_with_a_reason(client):
    person = add("province")
    sign_in(client, "province")
    second_factor(client)
    add("administrator")
    other = Client()
    sign_in(other, "administrator")
    address_of = reverse("accounts:person", args=[person.key])
    refused = other.post(address_of, {"actie": "wis", "wis-reason": ""})
    assert 'aria-invalid="true"' in refused.content.decode()
    other.post(address_of, {"actie": "wis", "wis-reason": "telefoon kwijt, teruggebeld"})
    assert not queries.has_second_factor(person.key)
    assert audit.history("user", person.key)[0].reason == "telefoon kwijt, teruggebeld"


def test_the_invited_choose_a_password_by_the_mailed_link(client):
    add("administrator")
    sign_in(client, "administrator")
    added = client.post(
        reverse("accounts:new_person"), {"email": "nieuw@voorbeeld.example", "function_title": "Lezer Aedes"}
    )
    client.post(added.url, {"actie": "nodig-uit"})
    link = re.search(r"https?://testserver(\S+)", mail.outbox[0].body)[1]
    guest = Client()
    form = guest.get(link, follow=True)
    new = "mijn eigen lange zin"
    done = guest.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    assert done.url == reverse("account_reset_password_from_key_done")
    answer = guest.post(reverse("account_login"), {"login": "nieuw@voorbeeld.example", "password": new})
    assert answer.status_code == 302
    assert guest.get("/account/").status_code == 200
    assert "werkt niet meer" in Client().get(link, follow=True).content.decode()


def test_asking_for_a_link_does_not_tell_whether_an_address_is_known(client):
    add("province")
    answers = [
        client.post(reverse("account_reset_password"), {"email": email})
        for email in (address("province"), "niemand@voorbeeld.example")
    ]
    assert {answer.url for answer in answers} == {reverse("account_reset_password_done")}
    assert len(mail.outbox) == 1


def test_signing_out_asks_first_and_then_ends_the_session(client):
    add("reader")
    sign_in(client, "reader")
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get("/account/").status_code == 200
    client.post(reverse("account_logout"))
    assert client.get("/account/").status_code == 302


def test_a_visitor_costs_no_query_for_who_they_are(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get(reverse("account_signup")).status_code == 200


def test_roles_of_tomorrow_give_nothing_today(client):
    person = add("reader")
    actions.grant_role(
        by=BY,
        at=AT,
        user=person.key,
        organisation="mnre1034",
        role=next(role for role in type(person.roles[0].role) if role.value == "administrator"),
        valid_from=timezone.localdate() + timedelta(days=1),
    )
    sign_in(client, "reader")
    page = client.get("/beheer/mensen/")
    assert page.status_code == 403
    assert "Alleen een beheerder beheert mensen" in page.content.decode()
