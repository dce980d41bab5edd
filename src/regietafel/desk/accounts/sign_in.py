"""How signing in behaves here: allauth's adapters, and the backend that keeps demonstration accounts out."""

from __future__ import annotations

import base64
import hashlib
import time
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.translation import gettext_lazy as _

from regietafel.desk.accounts import actions, queries
from regietafel.desk.accounts.person import SECOND_FACTOR_ROLES

RECENT = 300
"""Seconds after signing in during which no second proof is asked for."""


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """Closed accounts never sign in; demonstration accounts never in production, nor do their sessions go on."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Whether this account may sign in, or go on in a session that it has."""
        if user.is_demo and settings.CONFIGURATION.production:
            return False
        return bool(super().user_can_authenticate(user))


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No open sign-up; sign-ins and passwords go on record."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": _(
            "Te vaak geprobeerd. Wacht een kwartier en probeer het opnieuw, of stel een nieuw wachtwoord in."
        ),
        "email_password_mismatch": _("Het e-mailadres of het wachtwoord klopt niet."),
        "incorrect_code": _("Deze code klopt niet. Neem de nieuwste code uit de app."),
        "incorrect_password": _("Dit wachtwoord klopt niet."),
        "enter_current_password": _("Vul uw huidige wachtwoord in."),
        "rate_limited": _("Te vaak geprobeerd. Wacht even en probeer het opnieuw."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an administrator adds people."""
        return False

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Refuse a demonstration account in production by every way in."""
        if user.is_demo and settings.CONFIGURATION.production:
            return cast(HttpResponse, self.respond_user_inactive(request, user))
        return cast("HttpResponse | None", super().pre_login(request, user, **kwargs))

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Put the sign-in on record."""
        methods = request.session.get("account_authentication_methods") or []
        method = ", ".join(dict.fromkeys(each.get("method", "") for each in methods)) or "password"
        person = queries.person_of(user)
        actions.sign_in(by=person, at=timezone.now(), user=person.key, method=method)
        return cast(HttpResponse, super().post_login(request, user, **kwargs))

    def set_password(self, user: Any, password: str) -> None:
        """Set the password by the one action that does; the user's own row learns of it for the session."""
        person = queries.person_of(user)
        actions.set_password(by=person, at=timezone.now(), user=person.key, password=password)
        user.refresh_from_db(fields=["password"])

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Not within five minutes of signing in: whoever has just shown a password need not show it again."""
        records = self.request.session.get("account_authentication_methods") or [{"at": 0}]
        recent = time.time() - records[-1]["at"] < RECENT
        return bool(super().is_reauthentication_required(app=app)) and not recent

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the account."""
        return "/account/"

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Home."""
        return "/"


class OrganisationAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Signing in with an organisation's own account: only users who are known here by a verified address."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: an administrator adds people."""
        return False


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are stored encrypted with a key made from SECRET_KEY and its fallbacks."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Deze code klopt niet. Neem de nieuwste code uit de app."),
        "cannot_delete_authenticator": _("Uw rol vraagt een tweede factor; u kunt hem niet uitzetten."),
    }

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Not while the installation asks for a second factor and a role of today needs one."""
        if not getattr(settings, "SECOND_FACTOR_REQUIRED", True):
            return True
        person = queries.person_of(authenticator.user)
        return not person.has(timezone.now(), *SECOND_FACTOR_ROLES)

    def encrypt(self, text: str) -> str:
        """The text, encrypted and authenticated."""
        return _vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text again. Raises: cryptography.fernet.InvalidToken when no key fits."""
        return _vault().decrypt(encrypted_text.encode()).decode()


def _vault() -> MultiFernet:
    return MultiFernet(
        [
            Fernet(
                base64.urlsafe_b64encode(
                    hashlib.sha256(b"regietafel second factor\0" + force_bytes(key)).digest()
                )
            )
            for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
        ]
    )
