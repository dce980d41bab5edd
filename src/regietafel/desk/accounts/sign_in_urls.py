"""Dutch addresses for the pages of signing in, under the names that allauth knows them by."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.socialaccount import views as social
from django.urls import URLPattern, path, re_path
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView

from regietafel.desk.accounts import organisation_account, second_factor


def _titled(view: Any, title: Any) -> Any:
    return view.as_view(extra_context={"title": title})


urlpatterns: list[URLPattern] = [
    path("aanmelden/", _titled(account.LoginView, _("Aanmelden")), name="account_login"),
    path("afmelden/", _titled(account.LogoutView, _("Afmelden")), name="account_logout"),
    path(
        "gesloten/",
        _titled(account.AccountInactiveView, _("Dit account is gesloten")),
        name="account_inactive",
    ),
    path("aanvragen/", _titled(account.SignupView, _("Account aanvragen")), name="account_signup"),
    path(
        "bevestigen/",
        _titled(account.ReauthenticateView, _("Bevestig dat u het bent")),
        name="account_reauthenticate",
    ),
    path(
        "wachtwoord/",
        _titled(account.PasswordChangeView, _("Wachtwoord wijzigen")),
        name="account_change_password",
    ),
    path(
        "wachtwoord/instellen/",
        _titled(account.PasswordSetView, _("Wachtwoord instellen")),
        name="account_set_password",
    ),
    path(
        "wachtwoord/vergeten/",
        _titled(account.PasswordResetView, _("Wachtwoord vergeten")),
        name="account_reset_password",
    ),
    path(
        "wachtwoord/vergeten/verstuurd/",
        _titled(account.PasswordResetDoneView, _("Kijk in uw e-mail")),
        name="account_reset_password_done",
    ),
    path(
        "wachtwoord/nieuw/klaar/",
        _titled(account.PasswordResetFromKeyDoneView, _("Uw wachtwoord is ingesteld")),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        _titled(account.PasswordResetFromKeyView, _("Kies een wachtwoord")),
        name="account_reset_password_from_key",
    ),
    path("tweede-factor/", _titled(mfa.IndexView, _("Tweede factor")), name="mfa_index"),
    path("tweede-factor/code/", _titled(mfa.AuthenticateView, _("Vul de code in")), name="mfa_authenticate"),
    path(
        "tweede-factor/bevestigen/",
        _titled(mfa.ReauthenticateView, _("Bevestig dat u het bent")),
        name="mfa_reauthenticate",
    ),
    path(
        "tweede-factor/instellen/",
        _titled(second_factor.SetUp, _("Stel een tweede factor in")),
        name="mfa_activate_totp",
    ),
    path(
        "tweede-factor/uitzetten/",
        _titled(second_factor.TurnOff, _("Zet de tweede factor uit")),
        name="mfa_deactivate_totp",
    ),
    path(
        "tweede-factor/herstelcodes/",
        _titled(codes.ViewRecoveryCodesView, _("Herstelcodes")),
        name="mfa_view_recovery_codes",
    ),
    path(
        "tweede-factor/herstelcodes/nieuw/",
        _titled(second_factor.NewRecoveryCodes, _("Nieuwe herstelcodes")),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "tweede-factor/herstelcodes/bestand/",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("aanmelden-met/<slug:provider_id>/", organisation_account.begin, name="openid_connect_login"),
    path(
        "aanmelden-met/<slug:provider_id>/terug/",
        organisation_account.come_back,
        name="openid_connect_callback",
    ),
    path(
        "aanmelden-met-afgebroken/",
        _titled(social.LoginCancelledView, _("Aanmelden afgebroken")),
        name="socialaccount_login_cancelled",
    ),
    path(
        "aanmelden-met-mislukt/",
        _titled(social.LoginErrorView, _("Aanmelden mislukt")),
        name="socialaccount_login_error",
    ),
    # accounts of organisations are joined by their verified address alone; there is nothing to choose
    path(
        "koppelingen/",
        RedirectView.as_view(pattern_name="accounts:account"),
        name="socialaccount_connections",
    ),
    path("koppelen/", RedirectView.as_view(pattern_name="account_signup"), name="socialaccount_signup"),
]
