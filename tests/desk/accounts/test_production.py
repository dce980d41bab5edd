"""What signing in needs before an installation serves real users."""

from __future__ import annotations

import pytest

from regietafel.site.configuration import Configuration, UnsafeConfiguration
from regietafel.site.sign_in import sign_in_settings

SAFE = {
    "REGIETAFEL_MODE": "production",
    "REGIETAFEL_SECRET_KEY": "s" * 50,
    "REGIETAFEL_BASE_URL": "https://regietafel.example",
    "REGIETAFEL_ALLOWED_HOSTS": "regietafel.example",
    "REGIETAFEL_EMAIL_URL": "smtp+tls://u:p@mail.example:587",
}


def test_production_has_safe_cookies_strict_transport_and_a_second_factor():
    made = sign_in_settings(Configuration.from_environment(SAFE))
    assert made["SESSION_COOKIE_SECURE"]
    assert made["CSRF_COOKIE_SECURE"]
    assert made["SESSION_COOKIE_HTTPONLY"]
    assert made["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert made["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert made["SECOND_FACTOR_REQUIRED"]


def test_the_demonstration_asks_no_second_factor_and_works_without_https():
    made = sign_in_settings(Configuration())
    assert not made["SECOND_FACTOR_REQUIRED"]
    assert "SESSION_COOKIE_SECURE" not in made


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"REGIETAFEL_EMAIL_URL": ""}, "nobody can set a password"),
        ({"REGIETAFEL_SESSION_HOURS": "25"}, "take 1 to 24"),
        ({"REGIETAFEL_SESSION_HOURS": "0"}, "take 1 to 24"),
        ({"REGIETAFEL_SESSION_HOURS": "lang"}, "write a whole number"),
        ({"REGIETAFEL_SECOND_FACTOR": "soms"}, "write required or optional"),
        ({"REGIETAFEL_OIDC_ISSUER": "http://sts.example"}, "does not start with https"),
        (
            {"REGIETAFEL_OIDC_ISSUER": "https://sts.example"},
            "OIDC_CLIENT_ID or REGIETAFEL_OIDC_CLIENT_SECRET",
        ),
    ],
)
def test_unsafe_settings_are_refused_with_what_to_do(change, sentence):
    with pytest.raises(UnsafeConfiguration, match=sentence):
        Configuration.from_environment(SAFE | change)


def test_an_organisations_own_sign_in_page_is_the_only_other_place_that_a_form_may_lead_to():
    given = SAFE | {
        "REGIETAFEL_OIDC_ISSUER": "https://sts.example/adfs",
        "REGIETAFEL_OIDC_CLIENT_ID": "x",
        "REGIETAFEL_OIDC_CLIENT_SECRET": "y",
    }
    configuration = Configuration.from_environment(given)
    assert configuration.oidc_origins == ("https://sts.example",)
    assert sign_in_settings(configuration)["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["OAUTH_PKCE_ENABLED"]
