"""Django's settings, made from one typed configuration."""

from __future__ import annotations

import os
from pathlib import Path

import environ

from regietafel.site.configuration import Configuration
from regietafel.site.logs import logging_settings
from regietafel.site.navigation import PLACES
from regietafel.site.sign_in import sign_in_settings

CONFIGURATION = Configuration.from_environment(os.environ)

SECRET_KEY = CONFIGURATION.secret_key
DEBUG = False
ALLOWED_HOSTS = list(CONFIGURATION.allowed_hosts)
ROOT_URLCONF = "regietafel.site.urls"
WSGI_APPLICATION = "regietafel.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "regietafel.desk.shared",
    "regietafel.desk.areas",
    "regietafel.desk.audit",
    "regietafel.desk.accounts",
    "regietafel.desk.figures",
    "regietafel.desk.taakstelling",
    "regietafel.desk.monitor",
    "regietafel.desk.tables",
    "regietafel.desk.mandates",
    "regietafel.desk.follow_up",
    "regietafel.desk.agreements",
    "regietafel.desk.escalation",
    "regietafel.desk.meetings",
    "regietafel.desk.minutes",
    "regietafel.desk.to_do",
    "regietafel.desk.search",
    "regietafel.desk.home",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "regietafel.site.logs.RequestLog",
    "regietafel.site.api_early.EarlyRefusals",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "regietafel.site.page_cache.PageCache",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "regietafel.desk.shared.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "regietafel.desk.accounts.guard.AccountsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "regietafel.desk.shared.middleware.AsKnownOn",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "regietafel.desk.shared.frame.frame",
            ],
        },
    }
]

if CONFIGURATION.database_url:
    DATABASES = {"default": environ.Env.db_url_config(CONFIGURATION.database_url)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": CONFIGURATION.data_dir / "regietafel.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # 16 MB per connection holds ten years of figures with their indexes; with SQLite's own 2 MB an
                # import of a year took twice as long to write
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
                "PRAGMA cache_size=-16000;",
            },
        }
    }

# One connection per thread, kept between requests: opening one costs more than most of our queries.
DATABASES["default"]["CONN_MAX_AGE"] = 600
if not DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

PAGE_CACHE_BYTES = CONFIGURATION.page_cache_mb * 1_000_000  # in each worker process; 0 keeps nothing
LOGGING = logging_settings(json_lines=CONFIGURATION.json_log)

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
USE_THOUSAND_SEPARATOR = True

# The desk of figures lies below that of the targets, and weighs a delivery against them by this name.
TARGETS_OF = "regietafel.desk.taakstelling.queries.targets_of"

globals().update(sign_in_settings(CONFIGURATION))

NAVIGATION = PLACES

STATIC_URL = "/static/"
STATIC_ROOT = CONFIGURATION.data_dir / "static"
OWN_LOOK = CONFIGURATION.data_dir / "look"  # an installation's own theme lies in themes/ of this folder
STATICFILES_DIRS = [OWN_LOOK] if OWN_LOOK.is_dir() else []
THEME = CONFIGURATION.theme
if CONFIGURATION.production:
    STATICFILES = "whitenoise.storage.CompressedManifestStaticFilesStorage"
else:
    STATICFILES = "django.contrib.staticfiles.storage.StaticFilesStorage"
    WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATICFILES},
}

# Nothing from elsewhere, nothing inline: a page is made of its own files only.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        # a form that leads on to the organisation's own sign-in page is sent there
        "form-action": ["'self'", *CONFIGURATION.oidc_origins],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
