"""Addresses of the history, behind a guard that the site gives: this desk stands below the one that knows people."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from regietafel.desk.audit import pages

View = Callable[..., HttpResponse]


def addresses(guard: Callable[[View], View]) -> tuple[list[URLPattern], str]:
    """For `include()`: the list of all writes and the history of one thing, each behind the guard."""
    return (
        [
            path("", guard(pages.listing), name="listing"),
            path("<slug:kind>/<str:key>/", guard(pages.subject), name="subject"),
        ],
        "audit",
    )
