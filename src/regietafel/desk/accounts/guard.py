"""The door: who asks, whether they may, and the page that says why not."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from regietafel.desk.accounts import queries
from regietafel.desk.accounts.person import NOBODY, SECOND_FACTOR_ROLES, Permission, Person, Refused
from regietafel.desk.accounts.refusals import refused_page
from regietafel.desk.shared.frame import Account
from regietafel.desk.shared.problems import language_asked, problem

View = Callable[..., HttpResponse]
AUTHENTICATED_BY = "account_authentication_methods"
HAS_SECOND_FACTOR = "has_second_factor"
OPEN_WITHOUT_SECOND_FACTOR = ("account_", "mfa_", "openid_connect_", "socialaccount_")
OPEN_BY_NAME = ("language", "accessibility", "account", "end_my_sessions")


def person_of(request: HttpRequest) -> Person:
    """Who asks: NOBODY without a query for a visitor without session; else one query, kept with the request."""
    known = getattr(request, "_person", None)
    if known is None:
        signed_in = SESSION_KEY in request.session
        known = queries.person_of(request.user) if signed_in else NOBODY
        request._person = known  # type: ignore[attr-defined]
    return cast(Person, known)


def account_of(request: HttpRequest) -> Account:
    """Who reads, for the bar at the top of every page (setting ACCOUNT_OF)."""
    person = person_of(request) if hasattr(request, "session") else NOBODY
    if not person.signed_in:
        return Account()
    held = person.held(timezone.now())
    return Account(
        title=person.name,
        organisation=held[0].organisation_name if held else "",
        organisation_href=reverse("to_do:mine") if held else "",
        href=reverse("accounts:account"),
        sign_out_href=reverse("account_logout"),
    )


def require(question: Callable[..., Permission]) -> Callable[[View], View]:
    """Guard a page by a question `(person, at) -> Permission`, as of now.

    The page's address may fill further arguments of the question that carry the same names:
    `@require(lambda person, at, *, area: may_enter_figures(person, area.upper(), at))`.
    """
    wanted = set(
        question.__code__.co_varnames[2 : question.__code__.co_argcount + question.__code__.co_kwonlyargcount]
    )

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            person = person_of(request)
            given = {name: value for name, value in kwargs.items() if name in wanted}
            permission = question(person, timezone.now(), **given)
            if not permission:
                raise Refused(permission, person)
            return view(request, *args, **kwargs)

        return guarded

    return guard


class AccountsMiddleware:
    """Refusals become pages with their reason; sessions end by age; secretariats set up a second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let a session that is too old end before anything is shown."""
        if SESSION_KEY in request.session and _too_old(request):
            logout(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Send who needs a second factor and has none to the page that sets it up."""
        if not getattr(settings, "SECOND_FACTOR_REQUIRED", True) or SESSION_KEY not in request.session:
            return None
        name = (request.resolver_match.url_name if request.resolver_match else "") or ""
        if name.startswith(OPEN_WITHOUT_SECOND_FACTOR) or name in OPEN_BY_NAME:
            return None
        if not _lacks_second_factor(request):
            return None
        if request.path.startswith("/api/"):
            with translation.override(language_asked(request)):
                return problem(403, gettext("Uw rol vraagt een tweede factor. Stel die in bij uw account."))
        return HttpResponseRedirect(reverse("mfa_activate_totp"))

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal: to the sign-in page for a visitor, else the page with the reason."""
        if not isinstance(exception, Refused):
            return None
        if not person_of(request).signed_in:
            return HttpResponseRedirect(
                f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}"
            )
        return refused_page(request, exception.permission)


def _too_old(request: HttpRequest) -> bool:
    records = request.session.get(AUTHENTICATED_BY) or ()
    began = min((record.get("at", 0) for record in records), default=None)
    return began is not None and time.time() - began > settings.SESSION_COOKIE_AGE


def _lacks_second_factor(request: HttpRequest) -> bool:
    if request.session.get(HAS_SECOND_FACTOR):
        return False
    person = person_of(request)
    if not person.has(timezone.now(), *SECOND_FACTOR_ROLES):
        return False
    if queries.has_second_factor(person.key):
        request.session[HAS_SECOND_FACTOR] = True
        return False
    return True
