"""Addresses of the shared pages."""

from __future__ import annotations

from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from regietafel.desk.shared import pages

app_name = "shared"

urlpatterns = [
    path("onderdelen/", pages.gallery, name="gallery"),
    path("toegankelijkheid/", pages.accessibility, name="accessibility"),
    # Without a token: it changes the language of the reader and nothing else, and a token in every public page
    # would make each reader's bytes differ, so that no stored page could be served.
    path("taal/", csrf_exempt(set_language), name="language"),
]
