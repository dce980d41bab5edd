"""Pages that say why something was refused."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext

from regietafel.core.base.answer import Text
from regietafel.desk.accounts.person import Permission


def refused_page(request: HttpRequest, permission: Permission) -> HttpResponse:
    """The page in place of a bare 403."""
    return render(request, "accounts/refused.html", {"reason": in_language(permission.reason)}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from this site, or that was open too long."""
    said = gettext(
        "Dit formulier is verlopen of kwam niet van deze site. Ga terug, ververs de pagina en probeer het opnieuw."
    )
    return render(request, "accounts/refused.html", {"reason": said}, status=403)


def in_language(text: Text) -> str:
    """A text in the language of the page."""
    return text.in_language(get_language() or "nl")
