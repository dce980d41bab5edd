"""Settings for signing in, made from the typed configuration: sessions, passwords, second factor, OpenID Connect."""

from __future__ import annotations

from typing import Any

import environ

from regietafel.site.configuration import Configuration

OIDC_PROVIDER = "organisatie"
"""The provider's id in addresses: /account/aanmelden-met/organisatie/login/callback/."""


def sign_in_settings(configuration: Configuration) -> dict[str, Any]:
    """Everything about signing in, sessions and cookies."""
    return {
        **_users(),
        **_sessions(configuration),
        **_cookies(configuration),
        **_mail(configuration),
        **_allauth(configuration),
        **_openid_connect(configuration),
        "CACHES": {
            # lock-outs live here: shared by all workers, and too large to be pushed out by an attacker
            "default": {
                "BACKEND": "django.core.cache.backends.db.DatabaseCache",
                "LOCATION": "site_cache",
                "OPTIONS": {"MAX_ENTRIES": 200_000, "CULL_FREQUENCY": 20},
            }
        },
    }


def _users() -> dict[str, Any]:
    validation = "django.contrib.auth.password_validation"
    return {
        "AUTH_USER_MODEL": "accounts.User",
        "AUTHENTICATION_BACKENDS": ["regietafel.desk.accounts.sign_in.Backend"],
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "/",
        "PASSWORD_RESET_TIMEOUT": 24 * 3600,
        "AUTH_PASSWORD_VALIDATORS": [
            {
                "NAME": f"{validation}.UserAttributeSimilarityValidator",
                "OPTIONS": {"user_attributes": ("email", "function_title")},
            },
            {"NAME": f"{validation}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
            {"NAME": f"{validation}.CommonPasswordValidator"},
            {"NAME": f"{validation}.NumericPasswordValidator"},
        ],
    }


def _sessions(configuration: Configuration) -> dict[str, Any]:
    return {
        "SESSION_COOKIE_AGE": configuration.session_hours * 3600,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_FAILURE_VIEW": "regietafel.desk.accounts.refusals.csrf_failure",
        "ALLAUTH_TRUSTED_PROXY_COUNT": configuration.trusted_proxies,
    }


def _cookies(configuration: Configuration) -> dict[str, Any]:
    if not configuration.production:
        return {}
    behind_proxy = (
        {"SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https")}
        if configuration.trusted_proxies
        else {}
    )
    return {
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_NAME": "__Host-session",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "CSRF_TRUSTED_ORIGINS": [configuration.base_url.rstrip("/")],
        "LANGUAGE_COOKIE_SECURE": True,
        "SECURE_HSTS_SECONDS": 365 * 24 * 3600,
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https",
        **behind_proxy,
    }


def _mail(configuration: Configuration) -> dict[str, Any]:
    if configuration.email_url:
        return {
            **environ.Env.email_url_config(configuration.email_url),
            "DEFAULT_FROM_EMAIL": configuration.email_from,
        }
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": str(configuration.data_dir / "mail"),
        "DEFAULT_FROM_EMAIL": configuration.email_from,
    }


def _allauth(configuration: Configuration) -> dict[str, Any]:
    return {
        "ACCOUNT_ADAPTER": "regietafel.desk.accounts.sign_in.AccountAdapter",
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
        # an administrator vouches for the address; there is no open sign-up
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": False,
        "ACCOUNT_EMAIL_SUBJECT_PREFIX": "",
        "ACCOUNT_EMAIL_NOTIFICATIONS": False,
        "ACCOUNT_PREVENT_ENUMERATION": True,
        "ACCOUNT_SESSION_REMEMBER": False,
        "ACCOUNT_REAUTHENTICATION_REQUIRED": True,
        "ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE": False,
        "ACCOUNT_RATE_LIMITS": {"login_failed": "30/5m/ip,5/15m/key"},
        "MFA_ADAPTER": "regietafel.desk.accounts.sign_in.SecondFactorAdapter",
        "MFA_SUPPORTED_TYPES": ["totp", "recovery_codes"],
        "MFA_TOTP_ISSUER": "Regietafel",
        "ACCOUNT_OF": "regietafel.desk.accounts.guard.account_of",
        "SECOND_FACTOR_REQUIRED": configuration.second_factor_required,
    }


def _openid_connect(configuration: Configuration) -> dict[str, Any]:
    apps = (
        [
            {
                "provider_id": OIDC_PROVIDER,
                "name": configuration.oidc_name,
                "client_id": configuration.oidc_client_id,
                "secret": configuration.oidc_client_secret,
                "settings": {"server_url": configuration.oidc_issuer.rstrip("/")},
            }
        ]
        if configuration.oidc_issuer
        else []
    )
    return {
        "SOCIALACCOUNT_ADAPTER": "regietafel.desk.accounts.sign_in.OrganisationAccountAdapter",
        "SOCIALACCOUNT_EMAIL_AUTHENTICATION": True,
        "SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT": True,
        "SOCIALACCOUNT_AUTO_SIGNUP": False,
        "SOCIALACCOUNT_STORE_TOKENS": False,
        "SOCIALACCOUNT_LOGIN_ON_GET": False,
        "SOCIALACCOUNT_PROVIDERS": {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": apps}},
    }
