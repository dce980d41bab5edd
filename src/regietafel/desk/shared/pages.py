"""Pages of no desk in particular: refusals, accessibility, and the gallery of components."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from regietafel.core.base.answer import Text
from regietafel.desk.shared.moment import NOW, MomentError
from regietafel.desk.shared.notation import words
from regietafel.desk.shared.page import Crumb, page


@dataclass(frozen=True)
class Refusal:
    """What an error page says: what is the matter, what to do, and where to go."""

    what: str
    remedy: str = ""
    back_href: str = "/"
    back_label: str = ""
    sign_in_href: str = ""


@dataclass(frozen=True)
class Nothing:
    """A page without data."""


def refused(
    request: HttpRequest,
    reason: Text | str,
    *,
    title: str = "",
    remedy: Text | str = "",
    status: int = 403,
    back_href: str = "/",
    back_label: str = "",
) -> HttpResponse:
    """A refusal as a page: the reason, what to do, and a way on. Also for desks, in place of a bare 403."""
    if not hasattr(request, "moment"):
        request.moment = NOW  # type: ignore[attr-defined]
    heading = title or gettext("Dit mag u niet zien of doen")
    user = getattr(request, "user", None)
    asks_sign_in = status == 403 and not getattr(user, "is_authenticated", False)
    context = Refusal(
        what=words(reason),
        remedy=words(remedy),
        back_href=back_href,
        back_label=back_label or gettext("Naar het begin"),
        sign_in_href=_sign_in() if asks_sign_in else "",
    )
    return page(request, "shared/error.html", context, title=heading, status=status)


def refused_moment(request: HttpRequest, error: MomentError) -> HttpResponse:
    """The page for a moment that cannot be."""
    return refused(
        request,
        error.what,
        title=gettext("Dit moment kan niet"),
        remedy=error.remedy,
        status=400,
        back_href=request.path,
        back_label=gettext("Toon de stand van nu"),
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Handler of 400: shows the sentence of `BadRequest("...")`; what is suspicious is not repeated."""
    said = str(exception) if isinstance(exception, BadRequest) else ""
    return refused(
        request,
        said or gettext("Uw verzoek was niet te lezen."),
        title=gettext("Verzoek niet begrepen"),
        remedy="" if said else gettext("Ga terug en probeer het opnieuw."),
        status=400,
    )


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Handler of 403: shows the reason that the refusal carries."""
    given = exception.args[0] if exception is not None and exception.args else None
    reason = given if isinstance(given, (Text, str)) and str(given) else None
    return refused(
        request, reason or gettext("U heeft hier geen rechten voor. Vraag uw beheerder om toegang.")
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Handler of 404: shows the sentence of `Http404("...")` when a page gave one."""
    given = exception.args[0] if exception is not None and exception.args else None
    reason = given if isinstance(given, (Text, str)) and str(given) else None
    return refused(
        request,
        reason or gettext("Op dit adres staat geen pagina."),
        title=gettext("Niet gevonden"),
        remedy=gettext("Kijk of het adres klopt, of zoek de pagina vanaf het begin."),
        status=404,
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Handler of 500: asks nothing of database, session or user."""
    return HttpResponse(render_to_string("500.html"), status=500)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was done so that everyone can use the site."""
    title = gettext("Toegankelijkheid")
    crumbs = [Crumb(gettext("Begin"), "/"), Crumb(title)]
    return page(request, "shared/accessibility.html", Nothing(), title=title, breadcrumb=crumbs)


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in all its states, with made-up data."""
    from regietafel.desk.shared.gallery import gallery_page

    return gallery_page(request)


def _sign_in() -> str:
    try:
        return reverse("account_login")
    except NoReverseMatch:
        return ""
