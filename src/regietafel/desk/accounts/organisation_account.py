"""Signing in with an organisation's own account: allauth's two pages, for which a provider that is gone is no fault."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps

import requests
from allauth.socialaccount.providers.openid_connect import views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

LOG = logging.getLogger("regietafel.accounts")
View = Callable[..., HttpResponse]


def _reachable(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, provider_id: str) -> HttpResponse:
        try:
            return view(request, provider_id=provider_id)
        except requests.RequestException as fault:
            LOG.warning("the sign-in provider of the organisation did not answer: %s", fault)
            return render(request, "socialaccount/authentication_error.html", status=502)

    return guarded


begin = _reachable(views.login)
come_back = _reachable(views.callback)
