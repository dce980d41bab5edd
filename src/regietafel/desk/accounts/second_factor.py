"""Allauth's pages for the second factor, with each change on record in the same transaction."""

from __future__ import annotations

from typing import Any

from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.safestring import mark_safe

from regietafel.desk.accounts import actions
from regietafel.desk.accounts.guard import person_of


class Recorded:
    """Puts what a form did to the second factor on record."""

    kind = ""
    change = ""

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Do it, and record it."""
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        person = person_of(self.request)  # type: ignore[attr-defined]
        actions.change_second_factor(
            by=person, at=timezone.now(), user=person.key, kind=self.kind, change=self.change
        )
        return response


class SetUp(Recorded, ActivateTOTPView):  # type: ignore[misc]
    """Set up an authenticator app."""

    kind, change = "totp", "added"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the QR code as a drawing inside the page: the content policy admits no data addresses."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        _, _, drawing = str(context["totp_svg"]).partition("<svg")
        opening, _, rest = drawing.partition(">")
        # white behind it: in the dark scheme a camera would not read it
        ground = '<rect width="100%" height="100%" fill="#fff"/>'
        return context | {"qr": mark_safe(f"<svg{opening}>{ground}{rest}")}  # noqa: S308 - drawn here


class TurnOff(Recorded, DeactivateTOTPView):  # type: ignore[misc]
    """Turn the authenticator app off."""

    kind, change = "totp", "removed"


class NewRecoveryCodes(Recorded, GenerateRecoveryCodesView):  # type: ignore[misc]
    """Make recovery codes anew."""

    kind, change = "recovery_codes", "made anew"
